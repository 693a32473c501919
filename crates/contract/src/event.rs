//! The event stream of an account: what the app notifies about.

use crate::{EventId, SessionId, Timestamp};
use serde::{Deserialize, Serialize};

/// One event, sent as a server-sent event under the same id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Event {
    /// Its id, ordered by time; also the cursor to resume from.
    pub id: EventId,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub what: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// A session was opened, by an installation not seen for this account in 90 days where `new_place` is true.
    SignedIn {
        /// The installation's name.
        installation: String,
        /// The session, so that an app passes over those that it opened itself.
        session: SessionId,
        /// Whether it is a new place.
        new_place: bool,
    },
    /// A session ended.
    SessionEnded,
    /// Something about the account changed: read it again.
    AccountChanged,
    /// Another Microsoft identity was linked, or the logins of two accounts were exchanged.
    LoginChanged,
    /// Somebody started to recover the account.
    RecoveryStarted,
    /// An organization invited the account.
    Invited {
        /// The organization's username.
        organization: String,
    },
    /// An account asks this one to administer the organization that it wants to become.
    ConversionRequested {
        /// The account's username.
        account: String,
    },
    /// Ownership of a package was offered to the account, or to an organization that it administers.
    OwnershipOffered {
        /// The package's id.
        package: String,
        /// To whom, by username; an earlier version of the gallery did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// A new package was published under the account's name.
    PackageRegistered {
        /// The package's id.
        package: String,
    },
    /// The operator revoked an API key of the account that was found in public.
    KeyFoundInPublic {
        /// What its holder calls it.
        key: String,
    },
    /// The account will be deleted.
    DeletionRequested,
    /// An event of a later version.
    #[serde(other)]
    Unknown,
}
