//! What was begun and not finished.

use super::{GalleryRow, ProfileId};
use crate::{
    Timestamp,
    desktop::wizard::{WaitsFor, WizardKind},
};
use serde::{Deserialize, Serialize};

/// Something begun and not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct UnderWay {
    /// The wizard's id.
    pub id: String,
    /// What it is.
    pub kind: UnderWayKind,
    /// Which guided wizard it is, where it is one.
    pub wizard: Option<WizardKind>,
    /// What that waits for.
    pub waits_for: Option<WaitsFor>,
    /// The account that it is for, where it is for one that is known here.
    pub profile: Option<ProfileId>,
    /// Where.
    pub gallery: GalleryRow,
    /// When it was begun.
    pub started_at: Timestamp,
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum UnderWayKind {
    /// A sign-in that waits for the browser.
    SignIn,
    /// A sign-in whose person came back.
    IdentityFound,
    /// A registration.
    Registration,
    /// A guided wizard; `wizard` says which.
    Wizard,
}
