//! Calls about conversion to an organization, from both sides.

use crate::Slot;
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
    /// The proof that it names.
    #[must_use]
    pub fn slot(&self) -> Option<Slot> {
        match self {
            Self::Request { proof, .. } => *proof,
            _ => None,
        }
    }
}
