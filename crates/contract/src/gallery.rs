//! What a gallery says about itself.

use serde::{Deserialize, Serialize};

/// Something that a gallery can do beyond the API version's minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// The practice gallery: nothing real is touched. The app shows a banner, the mailbox and "Start over".
    Practice,
    /// Registration of new accounts is open.
    Registration,
    /// The second factor may be asked for by `acr_values`; off until the operator's self-check has seen it answered.
    TwoFactor,
    /// Everybody has to sign in with a second factor to open an account, to link an identity, or with two-factor on.
    TwoFactorEnforced,
    /// A package feed asks this gallery about API keys.
    Feed,
    /// A password opens a recovery session; without this, only for addresses that the operator excepted.
    Passwords,
    /// A feature of a later version, which this build ignores.
    #[serde(other)]
    Unknown,
}

/// Where people of this gallery sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Authority {
    /// The OpenID provider's base address, from which `/.well-known/openid-configuration` is found.
    pub url: String,
    /// The client id under which the app is registered there.
    pub client_id: String,
    /// The scopes to ask for, in order.
    pub scopes: Vec<String>,
}

/// The answer of `GET /api/v1/gallery`: all that the app needs to know before a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GalleryDescription {
    /// The name that people know it by.
    pub name: String,
    /// The version of the HTTP API, [`crate::API_VERSION`] in this build.
    pub api_version: u32,
    /// The gallery's own origin, as configured by its operator; it goes into every nonce.
    pub public_url: String,
    /// Where people sign in.
    pub authority: Authority,
    /// What it can do.
    pub features: Vec<Feature>,
}
