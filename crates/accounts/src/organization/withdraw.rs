//! Invitations end with the administration of who made them (rule 11.27): nobody joins on the word of somebody who may no
//! longer give it.

use super::Invitation;
use crate::{account::AccountRow, draft::Draft, letter::LetterKind, snapshot::Snapshot};
use contract::{AccountId, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};

/// Withdraws what an administrator who stops being one has invited to, and tells who was invited. Needs the organization's
/// invitations.
pub(super) fn withdraw_made_by(draft: &mut Draft<'_>, organization: &AccountRow, maker: AccountId) {
    let made = draft.snapshot.invitations.iter();
    for row in made.filter(|row| row.organization == organization.id && row.invited_by == maker) {
        withdraw(draft, organization, row);
    }
}

/// That the open ones of these are withdrawn; nothing where there are none. Needs the organization's invitations.
pub(super) fn made_by(
    snapshot: &Snapshot,
    organization: AccountId,
    maker: AccountId,
    now: Timestamp,
) -> Option<Consequence> {
    let made = snapshot.invitations.iter();
    let made = made.filter(|row| row.organization == organization && row.invited_by == maker && row.is_open(now));
    let count = u32::try_from(made.count()).unwrap_or(u32::MAX);
    (count > 0).then_some(Consequence::RequestsWithdrawn { count })
}

fn withdraw(draft: &mut Draft<'_>, organization: &AccountRow, row: &Invitation) {
    draft.writes(row.removed());
    let Some(invited) = draft.snapshot.account(row.account) else {
        return;
    };
    draft.changes_part(invited.id);
    // One that has run out goes in silence.
    if row.is_open(draft.now) {
        let kind = AuditKind::InvitationCancelled;
        draft.audit(organization.id, kind, invited.username.as_str());
        draft.audit(invited.id, kind, organization.username.as_str());
        draft.event(invited.id, &EventKind::AccountChanged);
        let letter = LetterKind::InvitationCancelled {
            organization: organization.username.as_str().to_owned(),
        };
        draft.mail_if_allowed(invited, invited, letter);
    }
}
