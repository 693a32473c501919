//! Packages, as far as accounts need them (rules 13.1 to 13.12).

mod acting;
mod answer;
pub mod id;
mod listing;
mod offer;
mod ownership;
mod remove;
pub mod view;

pub use answer::{AnswerOffer, DeclineOfferByLink, OfferAnswer, WithdrawOffer};
pub use id::PackageId;
pub use listing::SetListed;
pub use offer::OfferOwnership;
pub use ownership::{offer_view, owner_names, package_view};
pub use remove::RemoveOwner;

pub(crate) use acting::{Needed, may_act, must_be_fit};

use crate::{entropy::Entropy, snapshot::Snapshot};
use contract::{AccountId, Timestamp};
use uuid::Uuid;

/// For how many seconds an offer of ownership can be accepted (rule 13.6).
pub const OFFER_SECONDS: i64 = 30 * 86_400;

/// How many offers of one package may wait (rule 13.6).
pub const OFFERS: usize = 20;

/// How many owners a package has at most (rule 13.6).
pub const OWNERS: usize = 100;

/// How many of its owner's packages a page lists (rule 13.11).
pub const PAGE: usize = 50;

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

impl OwnershipOffer {
    /// Whether it can still be answered.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }
}

impl FeedChange {
    /// How a package is from now on, with these owners.
    pub fn new(package: &Package, owners: Vec<String>, now: Timestamp, entropy: &mut Entropy) -> Self {
        Self {
            id: entropy.id(now),
            package: package.folded.clone(),
            at: now,
            listed: package.listed,
            owners,
        }
    }
}

/// The open offers of a package.
pub(crate) fn open_offers<'a>(
    snapshot: &'a Snapshot,
    folded: &'a str,
    now: Timestamp,
) -> impl Iterator<Item = &'a OwnershipOffer> {
    let offers = snapshot.ownership_offers.iter();
    offers.filter(move |offer| offer.package == folded && offer.is_open(now))
}
