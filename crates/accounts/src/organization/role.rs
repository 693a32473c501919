//! Changing a member's role.

use super::{
    Member,
    authority::{Acting, administered, changes_part, must_be_confirmed, must_keep_an_administrator, unchanged},
    notices::Notices,
    remove::no_member,
    withdraw::{made_by, withdraw_made_by},
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    letter::LetterKind,
    outbound::told_own,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Timestamp,
    account::AuditKind,
    consequence::Consequence,
    organization::{self, Role},
};

/// Give a member another role (rules 11.16, 11.18).
#[derive(Debug)]
pub struct ChangeRole {
    /// Who asks.
    pub caller: Caller,
    /// The organization.
    pub organization: AccountId,
    /// The member's username (folded).
    pub member: String,
    /// Administrator, or else collaborator.
    pub administrator: bool,
    /// The revision of the membership that was seen, where one was.
    pub revision: Option<String>,
}

/// The role, and the invitations that end with an administrator's (rule 11.27).
fn consequences(
    snapshot: &Snapshot,
    organization: &AccountRow,
    account: &AccountRow,
    administrator: bool,
    now: Timestamp,
) -> Vec<Consequence> {
    let changes = Consequence::RoleChanges {
        organization: organization.username.as_str().to_owned(),
        member: account.username.as_str().to_owned(),
        role: Role::of(administrator),
    };
    let made = made_by(snapshot, organization.id, account.id, now).filter(|_| !administrator);
    [changes].into_iter().chain(made).collect()
}

impl ChangeRole {
    /// Whoever says what role they saw, changes that one (rule 11.29).
    fn must_be_as_seen(&self, member: &Member) -> Result<(), Refusal> {
        if self.revision.as_ref().is_none_or(|seen| *seen == member.revision()) {
            return Ok(());
        }
        let refusal = Refusal::new(Code::Stale, "11.29", "the membership was changed meanwhile");
        Err(refusal.about("revision"))
    }
}

impl Command for ChangeRole {
    type Answer = organization::Member;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Account(self.organization),
            Need::MembersOf(self.organization),
            Need::InvitationsOf(self.organization),
            Need::AccountNamed(self.member.clone()),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<organization::Member> {
        let acting = Acting::check_settled(snapshot, self.caller.session, now)?;
        let organization = administered(snapshot, acting.account.id, self.organization)?;
        must_be_confirmed(organization)?;
        let account = snapshot.account_named(&self.member).ok_or_else(no_member)?;
        let member = snapshot.member(organization.id, account.id).ok_or_else(no_member)?;
        let changed = Member {
            administrator: self.administrator,
            ..member.clone()
        };
        let answer = organization::Member {
            username: account.username.as_str().to_owned(),
            role: Role::of(changed.administrator),
            since: changed.since,
            revision: changed.revision(),
        };
        if changed == *member {
            return Ok((Changes::default(), answer));
        }
        self.must_be_as_seen(member)?;
        if !self.administrator {
            must_keep_an_administrator(snapshot, organization.id, account.id)?;
        }
        let mut notices = Notices::new(snapshot, now, entropy);
        let kind = AuditKind::MemberRoleChanged;
        notices.audit_by(organization.id, kind, acting.account, account.username.as_str());
        notices.audit_by(account.id, kind, acting.account, organization.username.as_str());
        notices.members_hear(organization.id);
        let letter = LetterKind::MemberUpdated {
            organization: organization.username.as_str().to_owned(),
            member: account.username.as_str().to_owned(),
            administrator: changed.administrator,
        };
        notices.mail_if_allowed(organization, organization, letter.clone());
        if account.id != acting.account.id {
            notices.mail_if_allowed(account, account, letter);
        }
        notices.changes.consequences = consequences(snapshot, organization, account, changed.administrator, now);
        let withdrawn = if changed.administrator {
            Vec::new()
        } else {
            withdraw_made_by(&mut notices, organization, account.id, acting.account)
        };
        let mut changes = notices.changes;
        let told = told_own(snapshot, acting.account.id, &changes.mails, now);
        changes.consequences.extend(told);
        changes.guards = vec![
            Guard::SessionLive(acting.caller.session),
            changes_part(organization),
            changes_part(account),
        ];
        if account.id != acting.account.id {
            changes.guards.push(unchanged(acting.account));
        }
        changes.guards.extend(withdrawn);
        changes.writes.push(Write::UpdateMember(changed));
        Ok((changes, answer))
    }
}
