//! Deletion of an account (rules 14.1 to 14.21).

mod begin;
mod by_operator;
mod cancel;
pub mod consequences;
mod erase;
mod keep_by_link;
mod request;
mod take_effect;

pub use begin::{Requested, Terms, begin};
pub use by_operator::DeleteByOperator;
pub use cancel::CancelDeletion;
pub use erase::{Orphans, erase};
pub use keep_by_link::{ForeseeKeep, KeepByLink};
pub use request::{Confirmed, RequestDeletion};
pub use take_effect::{Effect, TakeEffect};

use crate::snapshot::Need;
use contract::{AccountId, Timestamp, consequence::Consequence, deletion::PendingDeletion};
use uuid::Uuid;

/// What [`erase`] has to see.
#[must_use]
pub fn needs(account: AccountId) -> Vec<Need> {
    // Organizations that go too, and holders of keys that end, are told wherever theirs is told (rules 5.20, 5.33).
    vec![Need::WholeAccount(account), Need::AddressChangesOfLoaded]
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
    /// The consequences that were shown.
    pub shown: Vec<Consequence>,
    /// The account that the login moved to at once, where it did.
    pub login_moved_to: Option<AccountId>,
}

impl Deletion {
    /// What the account's owner sees of it.
    #[must_use]
    pub fn view(&self) -> PendingDeletion {
        PendingDeletion {
            requested_at: self.requested_at,
            due_at: self.due_at,
            unlist_orphans: self.unlist_orphans,
            needs_another_identity: self.login_moved_to.is_some(),
            consequences: self.shown.clone(),
        }
    }
}
