//! Deletion of an account (rules 14.1 to 14.24).

pub mod consequences;
mod erase;

pub use erase::{Orphans, erase};

use crate::snapshot::Need;
use contract::{AccountId, Timestamp};
use uuid::Uuid;

/// What [`erase`] has to see.
#[must_use]
pub fn needs(account: AccountId) -> Vec<Need> {
    vec![Need::WholeAccount(account)]
}

/// A deletion that waits for the end of its grace period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// The account.
    pub account: AccountId,
    /// Its id.
    pub id: Uuid,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// When it takes effect.
    pub due_at: Timestamp,
    /// Whether packages that are left without an owner are unlisted.
    pub unlist_orphans: bool,
    /// The consequences that were shown, in JSON.
    pub shown: String,
    /// The account that the login moved to at once, where it did.
    pub login_moved_to: Option<AccountId>,
}
