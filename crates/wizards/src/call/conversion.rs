//! Calls about conversion to an organization, from both sides.

use crate::Slot;
use contract::desktop::wizard::FieldName;
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum ConversionRequest {
    /// `GET /account/conversion`.
    Own,
    /// `POST /account/conversion`. Its preview takes no proof, nor does a recovery session.
    Request {
        /// The administrator's username.
        administrator: String,
        /// Whose account it is.
        proof: Option<Slot>,
        /// Whether the recovery code that is typed comes too.
        recovery_code: bool,
    },
    /// `DELETE /account/conversion`.
    Cancel,
    /// `GET /account/conversions`.
    Waiting,
    /// `POST /account/conversions/{account}`.
    Accept {
        /// The username of the account that asks.
        account: String,
    },
    /// `DELETE /account/conversions/{account}`.
    Reject {
        /// The username of the account that asks.
        account: String,
    },
}

impl ConversionRequest {
    /// Whether an account may be another one after it.
    #[must_use]
    pub fn changes_account(&self) -> bool {
        !matches!(self, Self::Own | Self::Waiting)
    }

    /// The proof that it names.
    #[must_use]
    pub fn slot(&self) -> Option<Slot> {
        match self {
            Self::Request { proof, .. } => *proof,
            _ => None,
        }
    }

    /// The secret fields that it takes.
    #[must_use]
    pub fn typed(&self) -> Vec<FieldName> {
        match self {
            Self::Request {
                recovery_code: true, ..
            } => vec![FieldName::RecoveryCode],
            _ => Vec::new(),
        }
    }
}
