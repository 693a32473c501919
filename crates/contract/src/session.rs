//! Sessions: opened by spending a proof, opaque, listed, revocable.

use crate::{Secret, SessionId, Timestamp, account::Account, proof::SpendProof};
use serde::{Deserialize, Serialize};

/// The installation that asks for a session, so that people can tell their computers apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installation {
    /// A random id (UUID) made once for each installation of the app.
    pub id: String,
    /// What to call it in lists: usually the computer's name. At most 64 characters are kept.
    pub name: String,
}

/// `POST /api/v1/sessions`: spend a completed `sign_in` proof.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenSession {
    /// The proof.
    #[serde(flatten)]
    pub proof: SpendProof,
    /// Who asks.
    pub installation: Installation,
}

/// A session was opened. The token is shown this once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenedSession {
    /// The opaque token, at most 64 bytes; goes into the OS keyring and the `Authorization: Bearer` header.
    #[serde(with = "crate::secret::wire")]
    pub token: Secret,
    /// The session.
    pub session: Session,
    /// The account that it is for.
    pub account: Account,
}

/// What a session may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// Everything.
    Full,
    /// Link a Microsoft account, convert, or leave.
    Recovery,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionList {
    /// All live sessions of the account, the latest first.
    pub sessions: Vec<Session>,
}
