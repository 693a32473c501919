//! What a conversion changes, all in one transaction (rule 12.14).

use super::Conversion;
use crate::{
    account::AccountRow,
    command::Changes,
    draft::Draft,
    entropy::Entropy,
    key::ApiKey,
    letter::LetterKind,
    login_change::{ChangeState, LoginChange},
    operator_list::OperatorList,
    organization::{Invitation, Member, tenant},
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{
    AccountId, Timestamp,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    event::EventKind,
};

/// Everything of the account that a conversion touches or asks about.
pub(super) fn needs(account: AccountId) -> Vec<Need> {
    vec![
        Need::Account(account),
        Need::AddressChangesOf(account),
        Need::SessionsOf(account),
        Need::MembershipsOf(account),
        Need::InvitationsFor(account),
        Need::InvitingMembers(account),
        Need::Conversion(account),
        Need::ConversionsFor(account),
        Need::KeysOf(account),
        Need::LoginChangesOf(account),
        Need::RecoveriesOf(account),
        Need::AllListed(OperatorList::TenantPair),
    ]
}

/// How many keys that work go to the administrator, and how many stop working.
#[derive(Clone, Copy)]
struct Keys {
    moved: u32,
    removed: u32,
}

/// The two accounts of a conversion.
pub(super) struct Parties<'a> {
    pub account: &'a AccountRow,
    pub administrator: &'a AccountRow,
}

/// The changes, with their consequences. The caller adds what guards the act itself.
pub(super) fn changes(
    snapshot: &Snapshot,
    parties: &Parties<'_>,
    conversion: Option<&Conversion>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let mut draft = Draft::by_nobody(snapshot, now, entropy);
    let organization = parties.organization(&mut draft);
    parties.end_logins(&mut draft);
    let keys = parties.move_keys(&mut draft);
    parties.end_sessions(&mut draft);
    parties.withdraw_requests(&mut draft);
    draft.write(Write::InsertMember(Member {
        organization: parties.account.id,
        account: parties.administrator.id,
        administrator: true,
        since: now,
    }));
    draft.writes(conversion.into_iter().flat_map(Conversion::removed));
    let done = parties.done(snapshot, keys);
    parties.tell(
        &organization,
        &done,
        conversion.is_some_and(|row| row.from_recovery),
        &mut draft,
    );
    draft.finish()
}

impl Parties<'_> {
    /// The same row, as an organization. Its username, address, packages and preferences stay.
    fn organization(&self, draft: &mut Draft<'_>) -> AccountRow {
        let (account, administrator) = (self.account, self.administrator);
        let required_tenant = account
            .confirmed_email
            .as_ref()
            .and_then(|address| tenant::policy(draft.snapshot, address, administrator.id));
        let organization = draft.replace(AccountRow {
            kind: AccountKind::Organization,
            two_factor: false,
            password: None,
            failed_passwords: 0,
            failed_password_at: None,
            recovery_codes_left: 0,
            login_change_until: None,
            required_tenant,
            ..account.clone()
        });
        draft.changes_part(administrator.id);
        draft.consequence(Consequence::BecomesOrganization {
            username: account.username.as_str().to_owned(),
            administrator: administrator.username.as_str().to_owned(),
        });
        let tenant = organization.required_tenant.clone();
        draft.consequences(tenant.map(|tenant| Consequence::TenantPolicyApplies { tenant }));
        organization
    }

    /// Nobody signs in as the account again: its login, links that could come back, password, codes, recoveries.
    fn end_logins(&self, draft: &mut Draft<'_>) {
        let (snapshot, account) = (draft.snapshot, self.account);
        for change in snapshot.login_changes.iter().filter(|row| row.account == account.id) {
            draft.write(Write::UpdateLoginChange(LoginChange {
                state: ChangeState::Final,
                ..change.clone()
            }));
            draft.write(Write::RemoveMailedActs(change.id));
            let dormant = change.replaced.as_ref();
            draft.writes(dormant.map(|replaced| Write::RemoveLogin(replaced.login)));
        }
        if let Some(login) = snapshot.login_of(account.id) {
            draft.write(Write::RemoveLogin(login.id));
            draft.consequence(Consequence::LoginRemoved {
                username: account.username.as_str().to_owned(),
                identity: login.identity.clone(),
            });
        }
        draft.consequences(account.password.is_some().then_some(Consequence::PasswordRemoved));
        draft.write(Write::ReplaceRecoveryCodes {
            account: account.id,
            codes: Vec::new(),
        });
        let count = account.recovery_codes_left;
        draft.consequences((count > 0).then_some(Consequence::RecoveryCodesRemoved { count }));
        for recovery in snapshot.recoveries.iter().filter(|row| row.account == Some(account.id)) {
            draft.write(Write::RemoveRecovery(recovery.id));
            draft.write(Write::RemoveMailedActs(recovery.id));
        }
    }

    /// Keys for the account's own packages go to the administrator and keep working. Those with full access go, and so
    /// do those for organizations, of which the account is no member and never can be again.
    /// Answers with how many of each work.
    fn move_keys(&self, draft: &mut Draft<'_>) -> Keys {
        let (account, administrator) = (self.account, self.administrator);
        let held = draft.snapshot.keys.iter().filter(|key| key.holder == account.id);
        let (moved, removed): (Vec<&ApiKey>, Vec<&ApiKey>) = held.partition(|key| key.owner == Some(account.id));
        for key in &moved {
            draft.write(Write::UpdateKey(ApiKey {
                holder: administrator.id,
                ..(*key).clone()
            }));
            let subject = key.description.as_str();
            draft.audit_by(account.id, AuditKind::KeyMoved, administrator, subject);
            draft.audit_by(administrator.id, AuditKind::KeyMoved, account, subject);
        }
        for key in &removed {
            draft.write(Write::RemoveKey(key.id));
            draft.audit_by(account.id, AuditKind::KeyRevoked, administrator, &key.description);
        }
        // One that has run out works no more anyway.
        let now = draft.now;
        let live =
            |keys: &[&ApiKey]| u32::try_from(keys.iter().filter(|key| key.is_live(now)).count()).unwrap_or(u32::MAX);
        let (moved, removed) = (live(&moved), live(&removed));
        draft.consequences((moved > 0).then(|| Consequence::KeysMoved {
            count: moved,
            to: administrator.username.as_str().to_owned(),
        }));
        draft.consequences((removed > 0).then(|| Consequence::KeysRevoked {
            count: removed,
            of_others: Vec::new(),
        }));
        Keys { moved, removed }
    }

    fn end_sessions(&self, draft: &mut Draft<'_>) {
        let (account, now) = (self.account.id, draft.now);
        let sessions = draft.snapshot.sessions.iter();
        let live = sessions.filter(|session| session.account == account && session.is_live(now));
        let count = u32::try_from(live.count()).unwrap_or(u32::MAX);
        draft.write(Write::EndSessionsOf {
            account,
            except: None,
            since: None,
            at: now,
        });
        draft.event(account, &EventKind::SessionEnded);
        draft.consequences((count > 0).then_some(Consequence::SessionsEnd { count }));
    }

    /// An organization is nobody's administrator and joins nobody.
    fn withdraw_requests(&self, draft: &mut Draft<'_>) {
        let (snapshot, account, now) = (draft.snapshot, self.account, draft.now);
        let mut count: u32 = 0;
        let conversions = snapshot.conversions.iter();
        for row in conversions.filter(|row| row.administrator == account.id) {
            count += u32::from(self.withdraw_conversion(row, draft));
        }
        for row in snapshot.invitations.iter().filter(|row| row.account == account.id) {
            count += u32::from(row.is_open(now));
            self.decline_invitation(row, draft);
        }
        draft.consequences((count > 0).then_some(Consequence::RequestsWithdrawn { count }));
    }

    /// A request that names the account as administrator; whether somebody waited for its answer.
    fn withdraw_conversion(&self, row: &Conversion, draft: &mut Draft<'_>) -> bool {
        let account = self.account;
        draft.writes(row.removed());
        let asked = draft.snapshot.account(row.account);
        let Some(asked) = asked.filter(|_| row.is_open(draft.now)) else {
            return false;
        };
        // This may be the administrator, who asked for the same the other way round.
        draft.changes_part(asked.id);
        let by = account.username.as_str();
        draft.audit_by(asked.id, AuditKind::ConversionCancelled, account, by);
        draft.event(asked.id, &EventKind::AccountChanged);
        let by = by.to_owned();
        draft.mail(asked, LetterKind::ConversionEnded { by, by_link: false });
        true
    }

    fn decline_invitation(&self, row: &Invitation, draft: &mut Draft<'_>) {
        draft.writes(row.removed());
        let organization = draft.snapshot.account(row.organization);
        let Some(organization) = organization.filter(|_| row.is_open(draft.now)) else {
            return;
        };
        draft.changes_part(organization.id);
        let subject = self.account.username.as_str();
        draft.audit_by(organization.id, AuditKind::InvitationDeclined, self.account, subject);
        draft.event(organization.id, &EventKind::AccountChanged);
        let member = subject.to_owned();
        draft.mail_administrators(organization, &LetterKind::InvitationDeclined { member });
    }

    /// What both sides read of it.
    fn done(&self, snapshot: &Snapshot, keys: Keys) -> LetterKind {
        LetterKind::ConversionDone {
            administrator: self.administrator.username.as_str().to_owned(),
            freed: snapshot.login_of(self.account.id).is_some(),
            keys_moved: keys.moved,
            keys_removed: keys.removed,
        }
    }

    fn tell(&self, organization: &AccountRow, done: &LetterKind, waited: bool, draft: &mut Draft<'_>) {
        let administrator = self.administrator;
        let (name, by) = (organization.username.as_str(), administrator.username.as_str());
        draft.audit_by(organization.id, AuditKind::Converted, administrator, by);
        draft.audit_by(administrator.id, AuditKind::Converted, self.account, name);
        if let Some(tenant) = &organization.required_tenant {
            draft.audit_by(organization.id, AuditKind::TenantPolicySet, administrator, tenant);
        }
        draft.event(organization.id, &EventKind::AccountChanged);
        draft.event(administrator.id, &EventKind::AccountChanged);
        draft.notices(organization, done);
        // Who accepted it days ago hears of it by mail, as of any rights and keys that come (rules 5.25, 5.33).
        if waited {
            draft.notices_about(administrator, organization, done);
        }
    }
}
