//! Accepting and declining an invitation.

use super::{
    Invitation, Member,
    authority::{Acting, account_of, is_administrator, not_found},
    cancel::no_invitation,
    open_invitation, tenant,
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{
    AccountId, Code, Timestamp,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    event::EventKind,
    organization::{Membership, Role},
};
use uuid::Uuid;

/// Accept an invitation (rules 11.12, 11.13), not while a change of the own login can be undone (rule 11.26).
#[derive(Debug)]
pub struct AcceptInvitation {
    /// Who asks: the invited account.
    pub caller: Caller,
    /// The organization.
    pub organization: AccountId,
}

/// Why an invitation cannot be accepted as things are (rule 11.12).
pub(super) fn may_accept(snapshot: &Snapshot, organization: &AccountRow, account: &AccountRow) -> Result<(), Refusal> {
    account.must_be_confirmed()?;
    if account.kind == AccountKind::Organization {
        return Err(Refusal::new(
            Code::MemberIsOrganization,
            "11.12",
            "the account is an organization",
        ));
    }
    // A member's role is raised without asking where they sign in (rule 11.13).
    if snapshot.member(organization.id, account.id).is_some() {
        return Ok(());
    }
    tenant::must_meet(snapshot, organization, account.id)
}

/// The member that somebody becomes, and how it is written. A member's role is only raised.
fn joined(snapshot: &Snapshot, invitation: &Invitation, now: Timestamp) -> (Member, Write) {
    match snapshot.member(invitation.organization, invitation.account) {
        Some(member) => {
            let member = Member {
                administrator: member.administrator || invitation.administrator,
                ..member.clone()
            };
            (member.clone(), Write::UpdateMember(member))
        }
        None => {
            let member = Member {
                organization: invitation.organization,
                account: invitation.account,
                administrator: invitation.administrator,
                since: now,
            };
            (member.clone(), Write::InsertMember(member))
        }
    }
}

impl Command for AcceptInvitation {
    type Answer = Membership;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Account(self.organization),
            Need::MembersOf(self.organization),
            Need::InvitationsFor(self.caller.account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Membership> {
        let acting = Acting::check_settled(snapshot, self.caller.session, now)?;
        let organization = snapshot.account(self.organization).ok_or_else(not_found)?;
        let account = acting.account;
        let invitation = open_invitation(snapshot, organization.id, account.id, now)
            .filter(|open| is_administrator(snapshot, organization.id, open.invited_by))
            .ok_or_else(no_invitation)?;
        may_accept(snapshot, organization, account)?;
        let (member, write) = joined(snapshot, invitation, now);

        let mut draft = Draft::by(&acting.caller, snapshot, now, entropy);
        draft.changes_part(account.id);
        draft.changes_part(organization.id);
        draft.write(write);
        draft.writes(invitation.removed());
        let kind = AuditKind::InvitationAccepted;
        draft.audit(account.id, kind, organization.username.as_str());
        draft.audit(organization.id, kind, account.username.as_str());
        draft.event(account.id, &EventKind::AccountChanged);
        draft.event(organization.id, &EventKind::AccountChanged);
        let letter = LetterKind::MemberUpdated {
            organization: organization.username.as_str().to_owned(),
            member: account.username.as_str().to_owned(),
            administrator: member.administrator,
        };
        draft.mail_if_allowed(organization, organization, letter);
        let before = snapshot.member(organization.id, account.id);
        draft.consequences(begins(organization, account, before, &member));
        Ok((draft.finish(), membership(snapshot, organization, &member)))
    }
}

/// What accepting changes; nothing where the member has the role already.
fn begins(
    organization: &AccountRow,
    account: &AccountRow,
    before: Option<&Member>,
    member: &Member,
) -> Option<Consequence> {
    let (of, name) = (organization.username.as_str(), account.username.as_str());
    let (organization, who, role) = (of.to_owned(), name.to_owned(), Role::of(member.administrator));
    match before {
        None => Some(Consequence::MembershipBegins {
            organization,
            member: who,
            role,
        }),
        Some(before) if before.administrator != member.administrator => Some(Consequence::RoleChanges {
            organization,
            member: who,
            role,
        }),
        Some(_) => None,
    }
}

/// The membership as its member sees it, once they are one.
fn membership(snapshot: &Snapshot, organization: &AccountRow, member: &Member) -> Membership {
    let others = || {
        let members = snapshot.members_of(organization.id);
        members.filter(|row| row.account != member.account)
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Membership {
        organization: organization.username.as_str().to_owned(),
        role: Role::of(member.administrator),
        since: member.since,
        confirmed: organization.confirmed_email.is_some(),
        members: count(others().count() + 1),
        administrators: count(others().filter(|row| row.administrator).count() + usize::from(member.administrator)),
        required_tenant: organization.required_tenant.clone(),
    }
}

/// What declining changes, whoever presses the button.
fn declined(mut draft: Draft<'_>, invitation: &Invitation) -> Result<Changes, Refusal> {
    let snapshot = draft.snapshot;
    let organization = snapshot.account(invitation.organization).ok_or_else(not_found)?;
    let account = snapshot.account(invitation.account).ok_or_else(no_invitation)?;
    draft.changes_part(account.id);
    draft.changes_part(organization.id);
    draft.writes(invitation.removed());
    let kind = AuditKind::InvitationDeclined;
    draft.audit(account.id, kind, organization.username.as_str());
    draft.audit(organization.id, kind, account.username.as_str());
    draft.event(account.id, &EventKind::AccountChanged);
    draft.event(organization.id, &EventKind::AccountChanged);
    let letter = LetterKind::InvitationDeclined {
        member: account.username.as_str().to_owned(),
    };
    draft.mail_administrators(organization, &letter);
    draft.consequence(Consequence::RequestsWithdrawn { count: 1 });
    Ok(draft.finish())
}

/// Decline an invitation, in any session of the invited account (rule 11.14).
#[derive(Debug)]
pub struct DeclineInvitation {
    /// Who asks: the invited account.
    pub caller: Caller,
    /// The organization.
    pub organization: AccountId,
}

impl Command for DeclineInvitation {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::InvitationsFor(self.caller.account),
            Need::Account(self.caller.account),
            Need::MembersOf(self.organization),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        let account = account_of(snapshot, &caller)?;
        let invitation = open_invitation(snapshot, self.organization, account.id, now).ok_or_else(no_invitation)?;
        let draft = Draft::by(&caller, snapshot, now, entropy);
        Ok((declined(draft, invitation)?, ()))
    }
}

/// Decline an invitation with the link that was mailed (rule 11.14): the button on the link's page.
#[derive(Debug)]
pub struct DeclineByLink {
    /// The hash of the link's reference.
    pub act: Hash,
    /// The invitation that the link is about.
    pub invitation: Uuid,
    /// That invitation's organization.
    pub organization: AccountId,
}

/// The link, where it works and is about this.
pub(crate) fn open_act(
    snapshot: &Snapshot,
    hash: Hash,
    kind: ActKind,
    about: Uuid,
    now: Timestamp,
) -> Option<&MailedAct> {
    let mut acts = snapshot.mailed_acts.iter();
    acts.find(|act| act.hash == hash && act.kind == kind && act.about == about && act.is_open(now))
}

impl Command for DeclineByLink {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::MailedAct(self.act),
            Need::Invitation(self.invitation),
            Need::MembersOf(self.organization),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        open_act(snapshot, self.act, ActKind::Invitation, self.invitation, now).ok_or_else(no_invitation)?;
        let mut invitations = snapshot.invitations.iter();
        let invitation = invitations
            .find(|row| row.id == self.invitation && row.organization == self.organization && row.is_open(now))
            .ok_or_else(no_invitation)?;
        let draft = Draft::by_link_of(invitation.account, snapshot, now, entropy);
        Ok((declined(draft, invitation)?, ()))
    }
}
