//! Identifiers of what a gallery keeps: UUID version 7 (RFC 9562), made in Rust, never by the database.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
        #[ts(export, type = "string")]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that the caller made from its own clock and randomness.
            #[must_use]
            pub fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The 16 bytes, as they are stored.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// From the 16 bytes that were stored.
            #[must_use]
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

identifier!(
    /// An account of a gallery, individual or organization.
    AccountId
);
identifier!(
    /// A session at a gallery. Not a secret: the token that opens the session is.
    SessionId
);
identifier!(
    /// An identity proof. Not a secret: spending it also takes the attempt secret.
    ProofId
);
identifier!(
    /// An entry of an account's audit trail or event stream.
    EventId
);
identifier!(
    /// An API key. Not a secret: its text is.
    KeyId
);
identifier!(
    /// An offer of ownership of a package.
    OfferId
);
