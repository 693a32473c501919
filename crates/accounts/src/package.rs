//! Packages, as far as accounts need them (rules 13.1 to 13.12).

use contract::{AccountId, Timestamp};
use uuid::Uuid;

/// A package that the feed knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its id, in the case of its registration. Compared without case.
    pub id: String,
    /// Its id as it is compared.
    pub folded: String,
    /// Whether it is found in searches.
    pub listed: bool,
    /// Whether it has a version; one without counts nowhere as orphaned.
    pub has_versions: bool,
    /// When it was registered.
    pub registered_at: Timestamp,
}

/// An owner of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The package's id as it is compared.
    pub package: String,
    /// The owner.
    pub account: AccountId,
    /// Since when.
    pub since: Timestamp,
}

/// An offer of ownership that waits for its answer. One for each package and account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnershipOffer {
    /// Its id.
    pub id: Uuid,
    /// The package's id as it is compared.
    pub package: String,
    /// To whom it is offered.
    pub account: AccountId,
    /// The owner that offers it.
    pub offered_by: AccountId,
    /// Whether that owner stops being one when it is accepted: a transfer.
    pub transfer: bool,
    /// When it was offered.
    pub made_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
}

/// What a feed has to follow (`GET /api/v1/feed/changes`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedChange {
    /// Its id, ordered by time.
    pub id: Uuid,
    /// The package's id as it is compared.
    pub package: String,
    /// When.
    pub at: Timestamp,
    /// Whether the package is listed now.
    pub listed: bool,
    /// The usernames of its owners now.
    pub owners: Vec<String>,
}
