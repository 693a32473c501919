//! The calls to nuget.org, which has no account API: its public pages, and its sign-in assistance.

use serde::{Deserialize, Serialize};

/// What is asked of nuget.org. Nothing but [`SiteRequest::MailLogins`] and [`SiteRequest::MaskedAddress`] is posted, and
/// those only after the person pressed for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SiteRequest {
    /// What anybody can see of an account. Answered by [`crate::Answer::Seen`].
    Look {
        /// Its username.
        username: String,
    },
    /// Whom search names as the owners of some packages. Answered by [`crate::Answer::Owners`].
    Owners {
        /// Their ids.
        packages: Vec<String>,
    },
    /// `POST /account/assistance` with the username: the masked contact address. Answered by
    /// [`crate::Answer::MaskedAddress`].
    MaskedAddress {
        /// The username.
        username: String,
    },
    /// The same with the whole address: the linked logins are mailed there. Answered by [`crate::Answer::Done`].
    MailLogins {
        /// The username.
        username: String,
        /// The whole contact address.
        address: String,
    },
}

/// Whom search names as the owners of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnersOf {
    /// Its id.
    pub id: String,
    /// The owners; nothing where search does not list it.
    pub owners: Option<Vec<String>>,
}

impl SiteRequest {
    /// Whether something is posted.
    #[must_use]
    pub fn posts(&self) -> bool {
        !matches!(self, Self::Look { .. } | Self::Owners { .. })
    }
}
