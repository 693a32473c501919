//! Withdrawing an invitation.

use super::{
    authority::{Acting, administered},
    open_invitation,
};
use crate::{
    command::{Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
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
        let mut draft = Draft::by(&acting.caller, snapshot, now, entropy);
        draft.changes_part(organization.id);
        draft.changes_part(invited.id);
        draft.writes(invitation.removed());
        let kind = AuditKind::InvitationCancelled;
        draft.audit(organization.id, kind, invited.username.as_str());
        draft.audit(invited.id, kind, organization.username.as_str());
        draft.event(invited.id, &EventKind::AccountChanged);
        draft.event(organization.id, &EventKind::AccountChanged);
        let letter = LetterKind::InvitationCancelled {
            organization: organization.username.as_str().to_owned(),
        };
        draft.mail_if_allowed(invited, invited, letter);
        draft.consequence(Consequence::RequestsWithdrawn { count: 1 });
        Ok((draft.finish(), ()))
    }
}
