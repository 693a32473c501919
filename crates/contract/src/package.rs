//! Packages: ownership, and whether they are listed.

use crate::{OfferId, Timestamp};
use serde::{Deserialize, Serialize};

/// A package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Package {
    /// Its id, in the case of its registration.
    pub id: String,
    /// Whether it is found in searches.
    pub listed: bool,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// The usernames of its owners, the earliest first.
    pub owners: Vec<String>,
}

/// `GET /api/v1/packages?owner=&cursor=`: a page of the packages of an account, by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PackageList {
    /// At most 50 packages.
    pub packages: Vec<Package>,
    /// What to pass as `cursor` for the page after this one; absent on the last.
    pub next: Option<String>,
}

/// `GET /api/v1/packages/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PackageDetails {
    /// The package.
    pub package: Package,
    /// The offers of ownership that wait for their answer; empty for who belongs to no owner.
    pub offers: Vec<Offer>,
}

/// An offer of ownership that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export, rename = "OwnershipOffer")]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// The package's id.
    pub package: String,
    /// To whom, by username.
    pub to: String,
    /// The owner that offers it.
    pub offered_by: String,
    /// Whether that owner stops being one when it is accepted.
    pub transfer: bool,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
}

/// `GET /api/v1/ownership-offers`: the offers to and by the account, and its organizations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OfferList {
    /// Those that the caller may answer, the latest first, at most 500.
    pub received: Vec<Offer>,
    /// Those that the caller may withdraw, the latest first, at most 500.
    pub made: Vec<Offer>,
}

/// `POST /api/v1/packages/{id}/owners`: offer ownership.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferOwnership {
    /// To whom, by username.
    #[serde(deserialize_with = "crate::limit::at_most::<255, _, _>")]
    #[schema(max_length = 255)]
    pub username: String,
    /// The owner in whose name, by username; by itself the caller's account, or else an organization of theirs.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::at_most::<64, _, _>"
    )]
    #[schema(max_length = 64)]
    pub owner: Option<String>,
    /// Whether that owner stops being one when it is accepted.
    #[serde(default)]
    pub transfer: bool,
}

/// What became of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OfferedOwnership {
    /// Whether it was accepted at once, because the caller may answer for both sides.
    pub accepted: bool,
    /// The offer, where it waits.
    pub offer: Option<Offer>,
    /// The package, with its owners now.
    pub package: Package,
}

/// `PUT /api/v1/packages/{id}/listing`.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetListed {
    /// Listed from now on, or else not.
    pub listed: bool,
}
