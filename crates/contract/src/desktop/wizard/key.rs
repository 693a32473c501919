//! API keys on the pages of their wizard.

use super::Offer;
use crate::{Timestamp, key::KeyScope};
use serde::{Deserialize, Serialize};

/// An API key, or what one is going to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct KeyCard {
    /// What its holder calls it.
    pub description: String,
    /// For whose packages it works; absent for a full-access key of the gallery's past.
    pub owner: Option<String>,
    /// What it may do.
    pub scopes: Vec<KeyScope>,
    /// The packages that it works for: ids, in which `*` stands for any characters.
    pub packages: Vec<String>,
    /// The last characters of its text, once it has one.
    pub ending: Option<String>,
    /// When it ends, or ended; absent before it is made.
    pub expires_at: Option<Timestamp>,
    /// After how many days it ends, where that is counted from the moment at which it is made or changed.
    pub days: Option<u32>,
    /// When it was last used, at most an hour behind.
    pub used_at: Option<Timestamp>,
    /// Until when it is held back, because it was made while a change of the login can be undone.
    pub held_until: Option<Timestamp>,
    /// What can be done about it.
    pub offers: Vec<Offer>,
}
