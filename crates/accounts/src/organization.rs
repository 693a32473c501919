//! Organizations: created, their members and invitations (section 11 of the rules).

mod answer;
mod authority;
mod cancel;
mod create;
mod delete;
mod invite;
mod remove;
mod role;
pub mod tenant;
pub mod view;
mod withdraw;

pub(crate) use answer::open_act;
pub use answer::{AcceptInvitation, DeclineByLink, DeclineInvitation};
pub(crate) use authority::{Acting, account_of, audited};
pub use authority::{administered, managed, not_authorized, not_found};
pub use cancel::CancelInvitation;
pub use create::CreateOrganization;
pub use delete::DeleteOrganization;
pub use invite::{Invite, Invited};
pub use remove::RemoveMember;
pub use role::ChangeRole;

use crate::{digest, snapshot::Snapshot, write::Write};
use contract::{AccountId, Timestamp};
use uuid::Uuid;

/// For how many seconds an invitation can be accepted (rule 11.11).
pub const INVITATION_SECONDS: i64 = 30 * 86_400;

/// After how many seconds an invitation that is repeated is mailed again (rule 11.10).
pub const MAIL_AGAIN_SECONDS: i64 = 3600;

/// A member of an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The organization.
    pub organization: AccountId,
    /// The member.
    pub account: AccountId,
    /// Administrator, or else collaborator.
    pub administrator: bool,
    /// Since when.
    pub since: Timestamp,
}

impl Member {
    /// Another text with each change of the membership (rule 11.29).
    #[must_use]
    pub fn revision(&self) -> String {
        let since = self.since.as_micros().to_be_bytes();
        let role = [u8::from(self.administrator)];
        let parts: [&[u8]; 4] = [self.organization.as_bytes(), self.account.as_bytes(), &role, &since];
        digest::to_text(&digest::labelled("nuget-accounts/member-revision/v1", &parts))
    }
}

/// An invitation that waits for its answer. One for each organization and account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: Uuid,
    /// The organization.
    pub organization: AccountId,
    /// Who is invited.
    pub account: AccountId,
    /// As administrator, or else collaborator.
    pub administrator: bool,
    /// Who invited them last.
    pub invited_by: AccountId,
    /// When they were invited last.
    pub made_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
}

impl Invitation {
    /// Whether it can still be answered (rule 11.11).
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }

    /// What ends it, however it ends: its links work no more.
    pub(crate) fn removed(&self) -> [Write; 2] {
        [Write::RemoveInvitation(self.id), Write::RemoveMailedActs(self.id)]
    }
}

/// Whether inviting an account, or inviting it again, mails it (rule 11.10).
#[must_use]
pub fn mails_again(snapshot: &Snapshot, organization: AccountId, account: AccountId, now: Timestamp) -> bool {
    open_invitation(snapshot, organization, account, now)
        .is_none_or(|open| now >= open.made_at.plus_secs(MAIL_AGAIN_SECONDS))
}

/// The invitation of an account by an organization that can still be answered.
#[must_use]
pub fn open_invitation(
    snapshot: &Snapshot,
    organization: AccountId,
    account: AccountId,
    now: Timestamp,
) -> Option<&Invitation> {
    let mut of_pair = snapshot
        .invitations
        .iter()
        .filter(|row| row.organization == organization && row.account == account);
    of_pair.find(|row| row.is_open(now))
}
