//! Sessions: opened by spending a proof, opaque, listed, revocable.

use crate::{ProofId, Secret, SessionId, Timestamp, account::Account};
use serde::{Deserialize, Serialize};

/// The installation that asks for a session, so that people can tell their computers apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Installation {
    /// A random id (UUID) made once for each installation of the app.
    #[serde(deserialize_with = "crate::limit::at_most::<64, _, _>")]
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub id: String,
    /// What to call it in lists: usually the computer's name. At most 64 characters are kept (rule 3.9).
    #[serde(deserialize_with = "crate::limit::at_most::<1024, _, _>")]
    #[schema(max_length = 1024)]
    pub name: String,
}

/// `POST /api/v1/sessions`: spend a completed `sign_in` proof.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenSession {
    /// The proof.
    pub proof_id: ProofId,
    /// The secret whose hash began it.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub attempt_secret: Secret,
    /// Who asks.
    pub installation: Installation,
}

/// A session was opened. The token is shown this once.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OpenedSession {
    /// The opaque token, at most 64 bytes; goes into the OS keyring and the `Authorization: Bearer` header.
    #[serde(with = "crate::secret::wire")]
    #[schema(value_type = String, format = Password, max_length = 64)]
    pub token: Secret,
    /// The session.
    pub session: Session,
    /// The account that it is for.
    pub account: Account,
    /// What to say about two-factor. Nothing is ever switched on silently.
    #[serde(default)]
    pub two_factor: TwoFactorAdvice,
}

/// What to say to somebody who has just signed in about two-factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum TwoFactorAdvice {
    /// Nothing.
    #[default]
    Nothing,
    /// A second factor was used although two-factor is off: offer to switch it on.
    Offer,
    /// No second factor was used, and two-factor is off: suggest it.
    Suggest,
}

/// What a session may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// Everything.
    Full,
    /// Link a Microsoft account, convert, or leave.
    Recovery,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Session {
    /// Its id, not its token.
    pub id: SessionId,
    /// What it may do.
    pub kind: SessionKind,
    /// The name of the installation that opened it.
    pub installation: String,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last used, at most a minute behind.
    pub seen_at: Timestamp,
    /// When it ends if nothing revokes it (30 days idle, 180 absolute).
    pub expires_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// `GET /api/v1/sessions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SessionList {
    /// All live sessions of the account, the latest first.
    pub sessions: Vec<Session>,
}
