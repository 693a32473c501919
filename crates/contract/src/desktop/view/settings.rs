//! The settings’ page, and how the app looks.

use serde::{Deserialize, Serialize};

/// Settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Settings {
    /// Whether desktop notifications are on.
    pub notifications: bool,
    /// Who opens the app's links.
    pub links: LinkHandler,
    /// Whether the app looks at nuget.org by itself for the accounts that are known here.
    pub watch: bool,
    /// Whether a tray icon is shown.
    pub tray: bool,
    /// Whether the app goes on in the tray when its window is closed; without a tray icon it quits.
    pub keeps_running: bool,
    /// The app's version.
    pub version: String,
}

/// Who opens the app's links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum LinkHandler {
    /// This app.
    Ours,
    /// Another program.
    Other {
        /// Its name.
        name: String,
    },
    /// Nobody.
    None,
    /// It cannot be found out here.
    Unknown,
}

/// Light, dark, or as the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The language of the app's words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// As the system, where the app has its language; otherwise English.
    #[default]
    System,
    /// English.
    English,
    /// German.
    German,
}
