//! A gallery and an account as they stand in a list.

use super::{GalleryId, ProfileId};
use serde::{Deserialize, Serialize};

/// A gallery known to this app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct GalleryRow {
    /// Its id in this app.
    pub id: GalleryId,
    /// Its name.
    pub name: String,
    /// Its host, to be told apart; for practice, nothing.
    pub host: Option<String>,
    /// Whether it is the practice gallery, where nothing real is touched.
    pub practice: bool,
    /// Whether it is nuget.org, which has no account API: the app guides, and checks what can be seen publicly.
    pub guided: bool,
}

/// A row of the list of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AccountRow {
    /// Its id in this app.
    pub profile: ProfileId,
    /// Its username.
    pub username: String,
    /// Two characters for the avatar.
    pub initials: String,
    /// Which of the eight avatar colours, 0 to 7.
    pub colour: u8,
    /// Its gallery.
    pub gallery: GalleryRow,
    /// How it stands.
    pub state: AccountState,
}

/// How an account stands in this app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Signed in, and the gallery answered last time.
    Ready,
    /// Signed in, but the gallery cannot be reached.
    Offline,
    /// The gallery ended the session: sign in again.
    SessionEnded,
    /// Signed out here.
    SignedOut,
    /// Signed in, but the token cannot be read: the keyring is locked, unavailable or damaged.
    TokenUnreadable,
    /// At nuget.org: seen as anybody sees it, without a sign-in.
    Public,
}
