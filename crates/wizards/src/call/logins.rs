//! Calls about sessions, and about taking changes of logins back.

use crate::Slot;
use contract::{desktop::wizard::FieldName, login::Decide};
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Logins {
    /// `GET /account`.
    Account,
    /// `POST /sessions`: the account becomes one of this app's.
    OpenSession {
        /// Whose `sign_in` proof.
        by: Slot,
    },
    /// `POST /login-changes/undo`: signs in too.
    Undo {
        /// Who signed in before the change.
        by: Slot,
        /// Where it was an exchange, who signed in to the other account before it.
        partner: Option<Slot>,
        /// Whether what is typed into the field for a recovery code goes with it.
        recovery_code: bool,
    },
    /// `POST /login-changes/decision/code`: under a new secret for each key.
    RequestDecision {
        /// Of which account.
        username: String,
        /// Its whole contact e-mail.
        address: String,
    },
    /// `POST /login-changes/decision`.
    Decide {
        /// About which account.
        username: String,
        /// What.
        decide: Decide,
        /// By which code.
        by: DecideBy,
    },
}

/// Which code decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecideBy {
    /// What is typed into the field for a recovery code.
    RecoveryCode,
    /// What is typed into the field for a mailed code, with the secret of the request for it.
    MailedCode,
}

/// What a call does to the secret of its wizard's request for a mail. The secret is the app's, which keeps it beside the
/// secrets of sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestSecret {
    /// It has nothing to do with it.
    Unused,
    /// It needs the one that is there.
    Kept,
    /// It begins with a new one; the same call sent again has the same.
    Anew,
}

impl Logins {
    /// Whether an account may be another one after it.
    #[must_use]
    pub fn changes_account(&self) -> bool {
        matches!(self, Self::Undo { .. } | Self::Decide { .. })
    }

    /// The sign-ins whose proofs it takes.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        match self {
            Self::OpenSession { by } => vec![*by],
            Self::Undo { by, partner, .. } => [*by].into_iter().chain(*partner).collect(),
            Self::Account | Self::RequestDecision { .. } | Self::Decide { .. } => Vec::new(),
        }
    }

    /// The secret fields that it takes.
    #[must_use]
    pub fn typed(&self) -> Vec<FieldName> {
        match self {
            Self::Undo {
                recovery_code: true, ..
            }
            | Self::Decide {
                by: DecideBy::RecoveryCode,
                ..
            } => vec![FieldName::RecoveryCode],
            Self::Decide { .. } => vec![FieldName::Code],
            _ => Vec::new(),
        }
    }

    /// What it does to the secret of its wizard's request for a mail.
    #[must_use]
    pub fn secret(&self) -> RequestSecret {
        match self {
            Self::RequestDecision { .. } => RequestSecret::Anew,
            Self::Decide {
                by: DecideBy::MailedCode,
                ..
            } => RequestSecret::Kept,
            _ => RequestSecret::Unused,
        }
    }

    /// Whether its answer opens a session.
    #[must_use]
    pub fn opens_session(&self) -> bool {
        matches!(self, Self::OpenSession { .. } | Self::Undo { .. })
    }
}
