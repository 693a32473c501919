//! Invitations end with the administration of who made them (rule 11.27): nobody joins on the word of somebody who may no
//! longer give it.

use super::{Invitation, authority::changes_part, notices::Notices};
use crate::{
    account::AccountRow,
    letter::LetterKind,
    snapshot::Snapshot,
    write::{Guard, Write},
};
use contract::{AccountId, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};

/// Withdraws what an administrator who stops being one has invited to, and tells who was invited. Answers with the guards
/// of their accounts. Needs the organization's invitations.
pub(super) fn withdraw_made_by(
    notices: &mut Notices<'_>,
    organization: &AccountRow,
    maker: AccountId,
    by: &AccountRow,
) -> Vec<Guard> {
    let snapshot = notices.snapshot;
    let made = snapshot.invitations.iter();
    let made = made.filter(|row| row.organization == organization.id && row.invited_by == maker);
    made.filter_map(|row| withdraw(notices, organization, row, by))
        .collect()
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

fn withdraw(notices: &mut Notices<'_>, organization: &AccountRow, row: &Invitation, by: &AccountRow) -> Option<Guard> {
    notices
        .changes
        .writes
        .extend([Write::RemoveInvitation(row.id), Write::RemoveMailedActs(row.id)]);
    let invited = notices.snapshot.account(row.account)?;
    if row.is_open(notices.now) {
        let kind = AuditKind::InvitationCancelled;
        notices.audit_by(organization.id, kind, by, invited.username.as_str());
        notices.audit_by(invited.id, kind, by, organization.username.as_str());
        notices.event(invited.id, EventKind::AccountChanged);
        let letter = LetterKind::InvitationCancelled {
            organization: organization.username.as_str().to_owned(),
        };
        notices.mail_if_allowed(invited, invited, letter);
    }
    Some(changes_part(invited))
}
