//! API keys (rules 13.13 to 13.24).

use crate::digest::Hash;
use contract::{AccountId, Timestamp};
use uuid::Uuid;

/// An API key. Of its text only the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: Uuid,
    /// Whose key it is.
    pub holder: AccountId,
    /// For whose packages it works: the holder or an organization. A full-access key of the gallery's past has none.
    pub owner: Option<AccountId>,
    /// What its holder calls it.
    pub description: String,
    /// Hash of the key.
    pub hash: Hash,
    /// The last characters of the key, for its holder to tell keys apart.
    pub ending: String,
    /// What it may do.
    pub scopes: Scopes,
    /// The packages it works for: ids, in which `*` stands for any characters. At least one.
    pub packages: Vec<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was last used, at most an hour behind.
    pub used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// What a key may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    /// Register new packages, and push versions of them.
    pub push_new: bool,
    /// Push new versions of packages that exist.
    pub push_version: bool,
    /// Unlist and list.
    pub unlist: bool,
}

impl ApiKey {
    /// Whether it can be used at all.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}
