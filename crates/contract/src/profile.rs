//! What everybody may see of an account.

use serde::{Deserialize, Serialize};

/// `GET /api/v1/profiles/{username}?cursor=`: an account's public profile with a page of its listed packages.
/// Individuals and organizations are not told apart, and nothing tells how to reach them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Profile {
    /// The username, in the case in which it was chosen.
    pub username: String,
    /// The path of its avatar on this gallery.
    pub avatar: String,
    /// How many listed packages it owns.
    pub package_count: u32,
    /// The ids of at most 20 of them, in the order of their ids without case.
    pub packages: Vec<String>,
    /// What to pass as `cursor` for the page after this one; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
