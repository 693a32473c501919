//! Deletion of an account (rules 14.1 to 14.21).

mod begin;
mod by_operator;
mod cancel;
pub mod consequences;
mod erase;
mod give_back;
mod keep_by_link;
mod renamed;
mod request;
mod take_effect;

pub use begin::{Requested, Terms, begin};
pub use by_operator::DeleteByOperator;
pub use cancel::CancelDeletion;
pub use erase::{Orphans, erase};
pub use keep_by_link::{ForeseeKeep, KeepByLink};
pub use request::{Confirmed, RequestDeletion};
pub use take_effect::{Effect, TakeEffect};

pub(crate) use give_back::given_back;
pub(crate) use renamed::renamed;

use crate::{
    login_change::LoginChange,
    snapshot::{Need, Snapshot},
};
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
    /// Whether this change of another account's login took the account's login away and began this deletion, in one
    /// transaction (rule 9.16).
    #[must_use]
    pub fn is_by(&self, change: &LoginChange) -> bool {
        self.login_moved_to == Some(change.account) && self.requested_at == change.made_at
    }

    /// Whether the change that took the account's login away can still be undone, which would give it back (rule 9.39).
    #[must_use]
    pub fn can_be_given_back(&self, snapshot: &Snapshot, now: Timestamp) -> bool {
        let mut changes = snapshot.login_changes.iter();
        changes.any(|change| self.is_by(change) && change.is_open(now))
    }

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
