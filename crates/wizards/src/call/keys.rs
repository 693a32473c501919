//! Calls about API keys. The text of a key that was made is the app's: a machine hears only of the key.

use contract::{KeyId, key::KeyScope};
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum KeyRequest {
    /// `GET /keys`.
    List,
    /// `POST /keys`.
    Make {
        /// For whose packages, by username.
        owner: String,
        /// What to call it.
        description: String,
        /// What it may do.
        scopes: Vec<KeyScope>,
        /// The packages that it is for.
        packages: Vec<String>,
        /// After how many days it ends.
        days: Option<u32>,
    },
    /// `PATCH /keys/{id}`: what is absent stays.
    Change {
        /// Which.
        key: KeyId,
        /// The revision that was seen.
        revision: String,
        /// What to call it.
        description: Option<String>,
        /// What it may do.
        scopes: Option<Vec<KeyScope>>,
        /// The packages that it is for.
        packages: Option<Vec<String>>,
        /// After how many days from now it ends.
        days: Option<u32>,
    },
    /// `POST /keys/{id}/regenerate`.
    Regenerate {
        /// Which.
        key: KeyId,
        /// The revision that was seen.
        revision: String,
        /// After how many days from now the new one ends; by itself, after as long as the old one lived.
        days: Option<u32>,
    },
    /// `DELETE /keys/{id}`.
    Revoke {
        /// Which.
        key: KeyId,
    },
}

impl KeyRequest {
    /// Whether an account may be another one after it.
    #[must_use]
    pub fn changes_account(&self) -> bool {
        !matches!(self, Self::List)
    }
}

impl From<KeyRequest> for super::Request {
    fn from(request: KeyRequest) -> Self {
        Self::Keys(request)
    }
}
