//! Calls about offers of ownership.

use contract::OfferId;
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum PackageRequest {
    /// `GET /ownership-offers`.
    Offers,
    /// `POST /ownership-offers/{id}/accept`.
    Accept {
        /// Which.
        offer: OfferId,
    },
    /// `POST /ownership-offers/{id}/decline`.
    Decline {
        /// Which.
        offer: OfferId,
    },
}

impl PackageRequest {
    /// Whether an account may be another one after it.
    #[must_use]
    pub fn changes_account(&self) -> bool {
        match self {
            Self::Accept { .. } | Self::Decline { .. } => true,
            Self::Offers => false,
        }
    }
}
