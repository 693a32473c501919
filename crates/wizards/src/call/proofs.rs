//! Calls about proofs that the sign-ins of a wizard made.

use crate::Slot;
use contract::desktop::wizard::FieldName;
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum ProofRequest {
    /// `POST /proofs/{id}/code`: mail the code that the proof wants (rule 2.12).
    MailCode {
        /// Whose sign-in it was.
        by: Slot,
    },
    /// `POST /proofs/{id}/code/confirmation`, with the code that is typed.
    TypeCode {
        /// Whose sign-in it was.
        by: Slot,
    },
}

impl ProofRequest {
    /// The sign-in whose proof it takes.
    #[must_use]
    pub fn slot(self) -> Slot {
        match self {
            Self::MailCode { by } | Self::TypeCode { by } => by,
        }
    }

    /// The secret fields that it takes.
    #[must_use]
    pub fn typed(self) -> Vec<FieldName> {
        match self {
            Self::MailCode { .. } => Vec::new(),
            Self::TypeCode { .. } => vec![FieldName::Code],
        }
    }
}
