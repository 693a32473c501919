//! Withdrawing an invitation.

use super::{
    authority::{Acting, administered, changes_part},
    notices::Notices,
    open_invitation,
};
use crate::{
    command::{Command, Decision},
    entropy::Entropy,
    letter::LetterKind,
    outbound::told_own,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{AccountId, Code, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};

/// Withdraw an invitation (rule 11.15). An organization whose address is not confirmed may, too (rule 11.6).
#[derive(Debug)]
pub struct CancelInvitation {
    /// Who asks.
    pub caller: Caller,
    /// The organization.
    pub organization: AccountId,
    /// The invited account's username (folded).
    pub invited: String,
}

/// There is no invitation that could be answered or withdrawn.
pub(super) fn no_invitation() -> Refusal {
    Refusal::new(Code::InvitationNotFound, "11.12", "there is no such invitation")
}

impl Command for CancelInvitation {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Account(self.organization),
            Need::MembersOf(self.organization),
            Need::InvitationsOf(self.organization),
            Need::AccountNamed(self.invited.clone()),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let acting = Acting::check(snapshot, self.caller.session, now)?;
        let organization = administered(snapshot, acting.account.id, self.organization)?;
        let invited = snapshot.account_named(&self.invited).ok_or_else(no_invitation)?;
        let invitation = open_invitation(snapshot, organization.id, invited.id, now).ok_or_else(no_invitation)?;
        let mut notices = Notices::new(snapshot, now, entropy);
        let kind = AuditKind::InvitationCancelled;
        notices.audit_by(organization.id, kind, acting.account, invited.username.as_str());
        notices.audit_by(invited.id, kind, acting.account, organization.username.as_str());
        notices.event(invited.id, EventKind::AccountChanged);
        notices.members_hear(organization.id);
        let letter = LetterKind::InvitationCancelled {
            organization: organization.username.as_str().to_owned(),
        };
        notices.mail_if_allowed(invited, invited, letter);
        let mut changes = notices.changes;
        changes.guards = acting.guards();
        changes
            .guards
            .extend([changes_part(organization), changes_part(invited)]);
        changes.writes = vec![
            Write::RemoveInvitation(invitation.id),
            Write::RemoveMailedActs(invitation.id),
        ];
        changes.consequences = vec![Consequence::RequestsWithdrawn { count: 1 }];
        let told = told_own(snapshot, acting.account.id, &changes.mails, now);
        changes.consequences.extend(told);
        Ok((changes, ()))
    }
}
