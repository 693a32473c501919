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
