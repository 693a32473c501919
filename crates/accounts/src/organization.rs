//! Organizations: members and invitations (rules 11.1 to 11.20).

use contract::{AccountId, Timestamp};
use uuid::Uuid;

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
