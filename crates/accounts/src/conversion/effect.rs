//! What a conversion changes, all in one transaction (rule 12.14).

use super::Conversion;
use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    key::ApiKey,
    letter::LetterKind,
    login_change::{ChangeState, LoginChange},
    operator_list::OperatorList,
    organization::{Member, changes_part, notices::Notices, tenant},
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{
    AccountId, SessionId, Timestamp,
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
    let mut notices = Notices::new(snapshot, now, entropy);
    let organization = parties.organization(snapshot, &mut notices);
    parties.end_logins(snapshot, &mut notices);
    let keys = parties.move_keys(snapshot, &mut notices);
    parties.end_sessions(snapshot, &mut notices);
    parties.withdraw_requests(snapshot, &mut notices);
    notices.changes.writes.push(Write::InsertMember(Member {
        organization: parties.account.id,
        account: parties.administrator.id,
        administrator: true,
        since: now,
    }));
    if let Some(conversion) = conversion {
        let ended = [
            Write::RemoveConversion(conversion.id),
            Write::RemoveMailedActs(conversion.id),
        ];
        notices.changes.writes.extend(ended);
    }
    let done = parties.done(snapshot, keys);
    parties.tell(
        &organization,
        &done,
        conversion.is_some_and(|row| row.from_recovery),
        &mut notices,
    );
    notices.changes
}

impl Parties<'_> {
    /// The same row, as an organization. Its username, address, packages and preferences stay.
    fn organization(&self, snapshot: &Snapshot, notices: &mut Notices<'_>) -> AccountRow {
        let (account, administrator) = (self.account, self.administrator);
        let required_tenant = account
            .confirmed_email
            .as_ref()
            .and_then(|address| tenant::policy(snapshot, address, administrator.id));
        let organization = AccountRow {
            kind: AccountKind::Organization,
            two_factor: false,
            password: None,
            failed_passwords: 0,
            failed_password_at: None,
            recovery_codes_left: 0,
            login_change_until: None,
            required_tenant,
            ..account.clone()
        };
        let (guard, write, organization) = organization.replaced();
        notices.changes.guards.push(guard);
        notices.changes.guards.push(changes_part(administrator));
        notices.changes.writes.push(write);
        let consequences = &mut notices.changes.consequences;
        consequences.push(Consequence::BecomesOrganization {
            username: account.username.as_str().to_owned(),
            administrator: administrator.username.as_str().to_owned(),
        });
        let tenant = organization.required_tenant.clone();
        consequences.extend(tenant.map(|tenant| Consequence::TenantPolicyApplies { tenant }));
        organization
    }

    /// Nobody signs in as the account again: its login, links that could come back, password, codes, recoveries.
    fn end_logins(&self, snapshot: &Snapshot, notices: &mut Notices<'_>) {
        let account = self.account;
        let (writes, consequences) = (&mut notices.changes.writes, &mut notices.changes.consequences);
        for change in snapshot.login_changes.iter().filter(|row| row.account == account.id) {
            let dormant = change
                .replaced
                .as_ref()
                .map(|replaced| Write::RemoveLogin(replaced.login));
            let ended = Write::UpdateLoginChange(LoginChange {
                state: ChangeState::Final,
                ..change.clone()
            });
            writes.extend([ended, Write::RemoveMailedActs(change.id)]);
            writes.extend(dormant);
        }
        if let Some(login) = snapshot.login_of(account.id) {
            writes.push(Write::RemoveLogin(login.id));
            consequences.push(Consequence::LoginRemoved {
                username: account.username.as_str().to_owned(),
                identity: login.identity.clone(),
            });
        }
        consequences.extend(account.password.is_some().then_some(Consequence::PasswordRemoved));
        writes.push(Write::ReplaceRecoveryCodes {
            account: account.id,
            codes: Vec::new(),
        });
        let count = account.recovery_codes_left;
        consequences.extend((count > 0).then_some(Consequence::RecoveryCodesRemoved { count }));
        for recovery in snapshot.recoveries.iter().filter(|row| row.account == Some(account.id)) {
            writes.extend([Write::RemoveRecovery(recovery.id), Write::RemoveMailedActs(recovery.id)]);
        }
    }

    /// Keys for the account's own packages go to the administrator and keep working. Those with full access go, and so
    /// do those for organizations, of which the account is no member and never can be again.
    /// Answers with how many of each work.
    fn move_keys(&self, snapshot: &Snapshot, notices: &mut Notices<'_>) -> Keys {
        let (account, administrator) = (self.account, self.administrator);
        let held = snapshot.keys.iter().filter(|key| key.holder == account.id);
        let (moved, removed): (Vec<&ApiKey>, Vec<&ApiKey>) = held.partition(|key| key.owner == Some(account.id));
        for key in &moved {
            notices.changes.writes.push(Write::UpdateKey(ApiKey {
                holder: administrator.id,
                ..(*key).clone()
            }));
            let subject = key.description.as_str();
            notices.audit_by(account.id, AuditKind::KeyMoved, administrator, subject);
            notices.audit_by(administrator.id, AuditKind::KeyMoved, account, subject);
        }
        for key in &removed {
            notices.changes.writes.push(Write::RemoveKey(key.id));
            notices.audit_by(account.id, AuditKind::KeyRevoked, administrator, &key.description);
        }
        // One that has run out works no more anyway.
        let now = notices.now;
        let live =
            |keys: &[&ApiKey]| u32::try_from(keys.iter().filter(|key| key.is_live(now)).count()).unwrap_or(u32::MAX);
        let (moved, removed) = (live(&moved), live(&removed));
        let consequences = &mut notices.changes.consequences;
        consequences.extend((moved > 0).then(|| Consequence::KeysMoved {
            count: moved,
            to: administrator.username.as_str().to_owned(),
        }));
        consequences.extend((removed > 0).then(|| Consequence::KeysRevoked {
            count: removed,
            of_others: Vec::new(),
        }));
        Keys { moved, removed }
    }

    fn end_sessions(&self, snapshot: &Snapshot, notices: &mut Notices<'_>) {
        let (account, now) = (self.account.id, notices.now);
        let live: Vec<SessionId> = snapshot
            .sessions
            .iter()
            .filter(|session| session.account == account && session.is_live(now))
            .map(|session| session.id)
            .collect();
        notices.changes.writes.push(Write::EndSessionsOf {
            account,
            except: None,
            since: None,
            at: now,
        });
        notices.event(account, EventKind::SessionEnded);
        let count = u32::try_from(live.len()).unwrap_or(u32::MAX);
        let ended = (count > 0).then_some(Consequence::SessionsEnd { count });
        notices.changes.consequences.extend(ended);
    }

    /// An organization is nobody's administrator and joins nobody.
    fn withdraw_requests(&self, snapshot: &Snapshot, notices: &mut Notices<'_>) {
        let (account, now) = (self.account, notices.now);
        let mut count: u32 = 0;
        for row in snapshot
            .conversions
            .iter()
            .filter(|row| row.administrator == account.id)
        {
            notices
                .changes
                .writes
                .extend([Write::RemoveConversion(row.id), Write::RemoveMailedActs(row.id)]);
            let Some(asked) = snapshot.account(row.account).filter(|_| row.is_open(now)) else {
                continue;
            };
            count += 1;
            // The administrator may have asked for the same the other way round; a guard holds once.
            if asked.id != self.administrator.id {
                notices.changes.guards.push(changes_part(asked));
            }
            let by = account.username.as_str();
            notices.audit_by(asked.id, AuditKind::ConversionCancelled, account, by);
            notices.event(asked.id, EventKind::AccountChanged);
            let by = by.to_owned();
            notices.mail(asked, asked, LetterKind::ConversionEnded { by, by_link: false });
        }
        for row in snapshot.invitations.iter().filter(|row| row.account == account.id) {
            count += u32::from(row.is_open(now));
            notices
                .changes
                .writes
                .extend([Write::RemoveInvitation(row.id), Write::RemoveMailedActs(row.id)]);
            let organization = snapshot.account(row.organization).filter(|_| row.is_open(now));
            if let Some(organization) = organization {
                let subject = account.username.as_str();
                notices.audit_by(organization.id, AuditKind::InvitationDeclined, account, subject);
                notices.changes.guards.push(changes_part(organization));
                notices.members_hear(organization.id);
                let member = subject.to_owned();
                notices.mail_administrators(organization, &LetterKind::InvitationDeclined { member });
            }
        }
        let withdrawn = (count > 0).then_some(Consequence::RequestsWithdrawn { count });
        notices.changes.consequences.extend(withdrawn);
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

    fn tell(&self, organization: &AccountRow, done: &LetterKind, waited: bool, notices: &mut Notices<'_>) {
        let administrator = self.administrator;
        let (name, by) = (organization.username.as_str(), administrator.username.as_str());
        notices.audit_by(organization.id, AuditKind::Converted, administrator, by);
        notices.audit_by(administrator.id, AuditKind::Converted, self.account, name);
        if let Some(tenant) = &organization.required_tenant {
            notices.audit_by(organization.id, AuditKind::TenantPolicySet, administrator, tenant);
        }
        notices.event(organization.id, EventKind::AccountChanged);
        notices.event(administrator.id, EventKind::AccountChanged);
        notices.mail_safety(organization, organization, done);
        // Who accepted it days ago hears of it by mail, as of any rights and keys that come (rules 5.25, 5.33).
        if waited {
            notices.mail_safety(administrator, organization, done);
        }
    }
}
