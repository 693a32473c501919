//! Changing a member's role.

use super::{
    Member,
    authority::{Acting, administered, must_be_confirmed, must_keep_an_administrator},
    remove::no_member,
    withdraw::{made_by, withdraw_made_by},
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{
    AccountId, Code, Timestamp,
    account::AuditKind,
    consequence::Consequence,
    event::EventKind,
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

/// Whose role, where, and by whom.
struct Parties<'a> {
    acting: Acting<'a>,
    organization: &'a AccountRow,
    account: &'a AccountRow,
    member: &'a Member,
}

impl ChangeRole {
    fn parties<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<Parties<'a>, Refusal> {
        let acting = Acting::check_settled(snapshot, self.caller.session, now)?;
        let organization = administered(snapshot, acting.account.id, self.organization)?;
        must_be_confirmed(organization)?;
        let account = snapshot.account_named(&self.member).ok_or_else(no_member)?;
        let member = snapshot.member(organization.id, account.id).ok_or_else(no_member)?;
        Ok(Parties {
            acting,
            organization,
            account,
            member,
        })
    }

    /// Whoever says what role they saw, changes that one (rule 11.29).
    fn must_be_as_seen(&self, member: &Member) -> Result<(), Refusal> {
        if self.revision.as_ref().is_none_or(|seen| *seen == member.revision()) {
            return Ok(());
        }
        let refusal = Refusal::new(Code::Stale, "11.29", "the membership was changed meanwhile");
        Err(refusal.about("revision"))
    }
}

impl Parties<'_> {
    fn tell(&self, draft: &mut Draft<'_>, administrator: bool) {
        let (organization, account, by) = (self.organization, self.account, self.acting.account);
        let kind = AuditKind::MemberRoleChanged;
        draft.audit(organization.id, kind, account.username.as_str());
        // Whoever steps down reads who did it like everybody else.
        draft.audit_by(account.id, kind, by, organization.username.as_str());
        draft.event(organization.id, &EventKind::AccountChanged);
        let letter = LetterKind::MemberUpdated {
            organization: organization.username.as_str().to_owned(),
            member: account.username.as_str().to_owned(),
            administrator,
        };
        draft.mail_if_allowed(organization, organization, letter.clone());
        if account.id != by.id {
            draft.mail_if_allowed(account, account, letter);
        }
    }

    /// The role, and the invitations that end with an administrator's (rule 11.27).
    fn consequences(&self, snapshot: &Snapshot, administrator: bool, now: Timestamp) -> Vec<Consequence> {
        let (organization, account) = (self.organization, self.account);
        let changes = Consequence::RoleChanges {
            organization: organization.username.as_str().to_owned(),
            member: account.username.as_str().to_owned(),
            role: Role::of(administrator),
        };
        let made = made_by(snapshot, organization.id, account.id, now).filter(|_| !administrator);
        [changes].into_iter().chain(made).collect()
    }

    fn answer(&self, changed: &Member) -> organization::Member {
        organization::Member {
            username: self.account.username.as_str().to_owned(),
            role: Role::of(changed.administrator),
            since: changed.since,
            revision: changed.revision(),
        }
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
        let parties = self.parties(snapshot, now)?;
        let (organization, account, administrator) = (parties.organization, parties.account, self.administrator);
        let changed = Member {
            administrator,
            ..parties.member.clone()
        };
        let answer = parties.answer(&changed);
        if changed == *parties.member {
            return Ok((Changes::default(), answer));
        }
        self.must_be_as_seen(parties.member)?;
        if !administrator {
            must_keep_an_administrator(snapshot, organization.id, account.id)?;
        }
        let mut draft = Draft::by(&parties.acting.caller, snapshot, now, entropy);
        draft.changes_part(organization.id);
        draft.changes_part(account.id);
        parties.tell(&mut draft, administrator);
        draft.consequences(parties.consequences(snapshot, administrator, now));
        if !administrator {
            withdraw_made_by(&mut draft, organization, account.id);
        }
        draft.write(Write::UpdateMember(changed));
        Ok((draft.finish(), answer))
    }
}
