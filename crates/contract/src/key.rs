//! API keys.

use crate::{KeyId, Secret, Timestamp};
use serde::{Deserialize, Serialize};

/// What a key may do.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema,
)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum KeyScope {
    /// Register new packages, and push versions of them.
    PushNew,
    /// Push new versions of packages that exist.
    PushVersion,
    /// Unlist and list.
    Unlist,
}

/// An API key as its holder sees it. Its text is never shown again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Key {
    /// Its id.
    pub id: KeyId,
    /// For whose packages it works; absent for a full-access key of the gallery's past.
    pub owner: Option<String>,
    /// What its holder calls it.
    pub description: String,
    /// The last characters of its text.
    pub ending: String,
    /// What it may do.
    pub scopes: Vec<KeyScope>,
    /// The packages it works for: ids, in which `*` stands for any characters.
    pub packages: Vec<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ends, or ended.
    pub expires_at: Timestamp,
    /// When it was last used, at most an hour behind.
    pub used_at: Option<Timestamp>,
    /// Until when it is held back, because it was made while a change of the login can be undone.
    pub held_until: Option<Timestamp>,
    /// Another with each change of the key; a change names the one that it was made from.
    pub revision: String,
}

/// `GET /api/v1/keys`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct KeyList {
    /// The account's keys that are not revoked, the latest first.
    pub keys: Vec<Key>,
    /// The longest life of a key, in days.
    pub max_days: u32,
    /// The only lives that a key can have, in days; empty where any up to the longest is.
    pub allowed_days: Vec<u32>,
}

/// An API key that works for an organization, as its administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OrganizationKey {
    /// Its id.
    pub id: KeyId,
    /// The username of the person whose key it is.
    pub holder: String,
    /// Whether its holder is a member at present. The key of a former member does not work, and would again if they came
    /// back.
    pub is_member: bool,
    /// Whether it is a full-access key of the gallery's past. Only its holder revokes such a key; it stops working for the
    /// organization when its holder is no member any more.
    pub full_access: bool,
    /// What its holder calls it.
    pub description: String,
    /// The last characters of its text.
    pub ending: String,
    /// What it may do.
    pub scopes: Vec<KeyScope>,
    /// The packages it works for: ids, in which `*` stands for any characters.
    pub packages: Vec<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was last used, at most an hour behind.
    pub used_at: Option<Timestamp>,
}

/// `GET /api/v1/organizations/{name}/keys`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OrganizationKeyList {
    /// The keys that are neither revoked nor have run out, the latest first.
    pub keys: Vec<OrganizationKey>,
}

/// `POST /api/v1/keys`.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeKey {
    /// For whose packages it is, by username: the caller's account, or an organization that it is a member of.
    #[serde(deserialize_with = "crate::limit::at_most::<64, _, _>")]
    #[schema(max_length = 64)]
    pub owner: String,
    /// What to call it: 1 to 200 characters.
    #[schema(max_length = 200)]
    pub description: String,
    /// What it may do; at least one.
    #[serde(deserialize_with = "crate::limit::items_at_most::<3, _, _>")]
    #[schema(max_items = 3)]
    pub scopes: Vec<KeyScope>,
    /// The packages it works for: 1 to 100 ids, in which `*` stands for any characters.
    #[serde(deserialize_with = "crate::limit::texts_at_most::<100, 100, _, _>")]
    #[schema(schema_with = crate::limit::texts::<100, 100>)]
    pub packages: Vec<String>,
    /// After how many days it ends; a longer life than the longest is shortened to it, and so is none.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::whole"
    )]
    pub expires_in_days: Option<u32>,
}

/// `PATCH /api/v1/keys/{id}`: what is absent stays.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeKey {
    /// The revision that the change was made from.
    #[serde(deserialize_with = "crate::limit::at_most::<43, _, _>")]
    #[schema(max_length = 43)]
    pub revision: String,
    /// What to call it: 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub description: Option<String>,
    /// What it may do; at least one.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::items_at_most::<3, _, _>"
    )]
    #[schema(max_items = 3)]
    pub scopes: Option<Vec<KeyScope>>,
    /// The packages it works for: 1 to 100 ids, in which `*` stands for any characters.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::texts_at_most::<100, 100, _, _>"
    )]
    #[schema(required = false, schema_with = crate::limit::texts::<100, 100>)]
    pub packages: Option<Vec<String>>,
    /// After how many days from now it ends.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::whole"
    )]
    pub expires_in_days: Option<u32>,
}

/// `POST /api/v1/keys/{id}/regenerate`.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegenerateKey {
    /// The revision that was seen.
    #[serde(deserialize_with = "crate::limit::at_most::<43, _, _>")]
    #[schema(max_length = 43)]
    pub revision: String,
    /// After how many days from now the new one ends; by itself, after as long as the old one lived.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::whole"
    )]
    pub expires_in_days: Option<u32>,
}

/// A key was made. Its text is shown this once.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MadeKey {
    /// The key.
    pub key: Key,
    /// Its text, to be given to the client that pushes.
    #[serde(with = "crate::secret::wire")]
    #[schema(value_type = String, format = Password)]
    pub text: Secret,
}
