//! Conversion of an account to an organization (rules 12.1 to 12.16).

use contract::{AccountId, Timestamp};
use uuid::Uuid;

/// A request for conversion. An account has at most one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// Its id; a request that replaces another has a new one.
    pub id: Uuid,
    /// The account that wants to become an organization.
    pub account: AccountId,
    /// Its future administrator.
    pub administrator: AccountId,
    /// Whether it was asked for in a recovery session.
    pub from_recovery: bool,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// When it was accepted, where it takes effect later.
    pub accepted_at: Option<Timestamp>,
    /// When it takes effect, where it was accepted and takes effect later.
    pub effective_at: Option<Timestamp>,
}
