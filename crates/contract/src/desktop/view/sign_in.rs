//! The pages from a gallery's address to a session: the address, the browser, who came back, the registration.

use super::GalleryRow;
use crate::{Problem, Timestamp, identity::Identity, proof::Standing};
use serde::{Deserialize, Serialize};

/// What is the gallery's address?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AddGallery {
    /// What was typed.
    pub address: String,
    /// Whether the gallery is being asked.
    pub busy: bool,
    /// Why it was refused.
    pub refusal: Option<Problem>,
}

/// Finish signing in in your browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct SignIn {
    /// The wizard's id.
    pub id: String,
    /// Where.
    pub gallery: GalleryRow,
    /// How far.
    pub step: SignInStep,
    /// The host of the authority, which the person should see in the browser.
    pub authority_host: Option<String>,
    /// When the time runs out.
    pub expires_at: Option<Timestamp>,
    /// Whether a way back over this computer's own address is open too.
    pub loopback_open: bool,
    /// Whether the attempt survives a restart of the app: only where the keyring works.
    pub survives_restart: bool,
    /// Why it went wrong, or why the last try did; the step says whether it goes on.
    pub refusal: Option<Problem>,
}

/// How far a sign-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum SignInStep {
    /// Asking the gallery and the provider.
    Preparing,
    /// The browser has the page; waiting for the way back.
    Waiting,
    /// The browser came back; asking who it is.
    Completing,
    /// It ended without a person; `refusal` says why. Start again or leave.
    Ended,
}

/// This is who came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct CameBack {
    /// The wizard's id.
    pub id: String,
    /// Where.
    pub gallery: GalleryRow,
    /// Who.
    pub identity: Identity,
    /// Whether the gallery knows them.
    pub standing: Standing,
    /// Whether the answer is being sent.
    pub busy: bool,
    /// Until when the proof can be used.
    pub spendable_until: Timestamp,
    /// Why it was refused.
    pub refusal: Option<Problem>,
}

/// Choose your username.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Register {
    /// The wizard's id.
    pub id: String,
    /// Where.
    pub gallery: GalleryRow,
    /// With whose identity.
    pub identity: Identity,
    /// What was typed.
    pub username: String,
    /// What was typed.
    pub email: String,
    /// What is known of the username.
    pub username_check: UsernameCheck,
    /// Whether the registration is being sent.
    pub busy: bool,
    /// Until when the proof can be used.
    pub spendable_until: Timestamp,
    /// Why it was refused; `field` names the input.
    pub refusal: Option<Problem>,
}

/// What is known of a username while it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum UsernameCheck {
    /// Nothing typed, or not asked.
    NotAsked,
    /// Being asked.
    Asking,
    /// It is free.
    Free,
    /// It cannot be had; the code says why.
    Refused {
        /// Why.
        code: crate::Code,
    },
}
