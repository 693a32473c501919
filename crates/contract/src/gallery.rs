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

/// Whether the provider says when a person signed in (`auth_time`), which all purposes but two need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignInTime {
    /// Nobody has signed in since the service was started, and the operator has not looked.
    #[default]
    NotSeenYet,
    /// The last ID token had it.
    Sent,
    /// The last ID token had none: acts that change an account take a mailed code, or are refused.
    Missing,
}

/// Where people of this gallery sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Authority {
    /// The OpenID provider's base address, from which `/.well-known/openid-configuration` is found.
    pub url: String,
    /// The client id under which the app is registered there: a public client, with the redirect addresses
    /// `io.github.nuget-accounts://auth/callback` and, with any port, `http://127.0.0.1/auth/callback`. At another issuer than
    /// Microsoft both end in `/` and the first 16 bytes of the SHA-256 of the issuer's text in lower-case hex.
    pub client_id: String,
    /// The scopes to ask for, in order.
    pub scopes: Vec<String>,
}

/// The answer of `GET /api/v1/gallery`: all that the app needs to know before a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GalleryDescription {
    /// The name that people know it by.
    pub name: String,
    /// The version of the HTTP API. What is added to it under the same version does not change it.
    pub api_version: u32,
    /// The gallery's own origin, as configured by its operator; it goes into every nonce.
    pub public_url: String,
    /// Where people sign in.
    pub authority: Authority,
    /// What it can do.
    pub features: Vec<Feature>,
    /// Whether its provider was seen to say when people signed in.
    #[serde(default)]
    pub sign_in_time: SignInTime,
}
