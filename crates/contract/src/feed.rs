//! What a package feed asks and follows. A feed shows that it is one by a secret of its own.

use crate::{EventId, Secret, Timestamp};
use serde::{Deserialize, Serialize};

/// What a client wants to do at a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeedAction {
    /// Push a version.
    Push,
    /// List a version that was unlisted.
    List,
    /// Unlist a version.
    Unlist,
}

/// `POST /api/v1/feed/authorize`: may this key do this to this package?
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Authorize {
    /// The key that the client sent, whatever it is: longer than what servers take as a header.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<16384, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 16384)]
    pub key: Secret,
    /// What it wants to do.
    pub action: FeedAction,
    /// The package's id, in any case.
    #[serde(deserialize_with = "crate::limit::at_most::<4096, _, _>")]
    #[schema(max_length = 4096)]
    pub package: String,
    /// Whether a push may register a package that nobody has.
    #[serde(default)]
    pub register: bool,
    /// Whether the package has a version at the feed once this is done; a push leaves it with one, unless this says
    /// otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_versions: Option<bool>,
}

/// The answer to `Authorize`: a denial is one too, never a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Authorized {
    /// Whether it may.
    pub allowed: bool,
    /// Why not.
    pub reason: Option<Denial>,
    /// The username of whose key it is, where there is such a key.
    pub holder: Option<String>,
    /// The owner in whose name it acts, where it may.
    pub owner: Option<String>,
    /// The package's id in the case of its registration, where it is registered.
    pub package: Option<String>,
    /// The usernames of the package's owners, the earliest first.
    pub owners: Vec<String>,
    /// Whether this registered the package.
    pub registered: bool,
}

/// Why a key may not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Denial {
    /// The text is not a package id.
    PackageInvalid,
    /// The text is not a key, or no key of this gallery.
    KeyUnknown,
    /// The key was revoked.
    KeyRevoked,
    /// The key has run out.
    KeyExpired,
    /// The key was made while a change of its holder's login can be undone, and waits for the end of that time.
    KeyHeld,
    /// The key has not the scope.
    ScopeMissing,
    /// The key is not for this package.
    PackageNotInKey,
    /// The holder, or the owner that the key is for, was locked by the operator.
    AccountLocked,
    /// The holder is frozen.
    AccountFrozen,
    /// The holder, or the owner that the key is for, is being deleted.
    AccountInDeletion,
    /// The holder, or the owner that the key is for, has not confirmed its contact e-mail.
    AccountUnconfirmed,
    /// The holder is no longer a member of the organization that the key is for.
    NotMember,
    /// The package belongs to others.
    NotOwner,
    /// No package has this id, and registering was not asked for.
    PackageUnknown,
}

/// `GET /api/v1/feed/changes?cursor=&limit=`: what changed, in the order of commits, each once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FeedChanges {
    /// At most `limit` changes.
    pub changes: Vec<FeedChange>,
    /// What to pass as `cursor` next time, also where nothing has changed.
    pub cursor: EventId,
    /// Whether there are more already.
    pub more: bool,
}

/// How a package is from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FeedChange {
    /// The change's id.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// The package's id, in the case of its registration.
    pub package: String,
    /// Whether it is listed from then on.
    pub listed: bool,
    /// The usernames of its owners from then on.
    pub owners: Vec<String>,
}

/// `GET /api/v1/feed/packages?cursor=&limit=`: all packages as they are, by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FeedPackages {
    /// At most `limit` packages.
    pub packages: Vec<FeedPackage>,
    /// What to pass as `cursor` for the page after this one; absent on the last.
    pub next: Option<String>,
    /// From where to follow `/feed/changes` once all pages were read. The same on every page of one reading.
    pub changes: EventId,
}

/// A package as a feed sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FeedPackage {
    /// Its id, in the case of its registration.
    pub package: String,
    /// Whether it is listed.
    pub listed: bool,
    /// Whether the feed has said that it has a version.
    pub has_versions: bool,
    /// The usernames of its owners.
    pub owners: Vec<String>,
}
