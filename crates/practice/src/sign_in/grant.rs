//! Authorization codes: stored only as their hash, good once, for 60 seconds.

use super::{refusal::Refusal, registration::CLIENT_ID};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::{Secret, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use subtle::ConstantTimeEq;

/// How long a code can be redeemed, in seconds.
pub(super) const CODE_LIFETIME_SECS: i64 = 60;
/// How long a code that was used, or not used in time, is told from an unknown one, in seconds.
const MEMORY_SECS: i64 = 600;

/// What a code stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Grant {
    /// The first path segment of the authorization request; the token request must have the same.
    pub(super) authority: String,
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) code_challenge: String,
    pub(super) nonce: String,
    pub(super) address: String,
    pub(super) profile: bool,
    pub(super) email: bool,
    pub(super) auth_time: Timestamp,
    /// The `acr` claim, where the request asked for it.
    pub(super) acr: Option<String>,
}

/// What a client presents to redeem a code.
pub(super) struct Redemption<'a> {
    pub(super) authority: &'a str,
    pub(super) code: &'a str,
    pub(super) redirect_uri: &'a str,
    pub(super) verifier: &'a str,
}

/// The codes, by their SHA-256. A spent one leaves nothing but that hash behind.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Grants(BTreeMap<String, Issued>);

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Issued {
    expires_at: Timestamp,
    spent: bool,
    /// `None` once it is spent or too old.
    grant: Option<Grant>,
}

impl Grants {
    /// Remembers a new code.
    pub(super) fn issue(&mut self, code: &Secret, grant: Grant, now: Timestamp) {
        self.forget_old(now);
        let expires_at = now.plus_secs(CODE_LIFETIME_SECS);
        self.0.insert(
            hash(code.expose()),
            Issued {
                expires_at,
                spent: false,
                grant: Some(grant),
            },
        );
    }

    /// Spends a code. A code that is presented wrongly is spent as well: whoever holds it has one try.
    ///
    /// # Errors
    /// `invalid_grant`, with the number that Microsoft gives each reason (RFC 6749 5.2, RFC 7636 4.6).
    pub(super) fn redeem(&mut self, redemption: &Redemption<'_>, now: Timestamp) -> Result<Grant, Refusal> {
        self.forget_old(now);
        let refuse = |number, text: &str| Err(Refusal::new("invalid_grant", number, text));
        let Some(issued) = self.0.get_mut(&hash(redemption.code)) else {
            return refuse(70000, "The provided value for the parameter 'code' is not valid.");
        };
        if std::mem::replace(&mut issued.spent, true) {
            return refuse(54005, "The authorization code was already redeemed. Ask for a new one.");
        }
        let Some(grant) = issued.grant.take() else {
            return refuse(70008, "The authorization code has expired. Ask for a new one.");
        };
        if grant.client_id != CLIENT_ID || grant.authority != redemption.authority {
            return refuse(700_005, "The authorization code was made for another client or tenant.");
        }
        if grant.redirect_uri != redemption.redirect_uri {
            return refuse(
                500_112,
                "The redirect address is not the one of the authorization request.",
            );
        }
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(redemption.verifier.as_bytes()));
        if !bool::from(challenge.as_bytes().ct_eq(grant.code_challenge.as_bytes())) {
            return refuse(501_481, "The 'code_verifier' does not match the 'code_challenge'.");
        }
        Ok(grant)
    }

    fn forget_old(&mut self, now: Timestamp) {
        self.0
            .retain(|_, issued| now < issued.expires_at.plus_secs(MEMORY_SECS));
        // What can no longer be redeemed keeps nothing of the request it came from.
        for issued in self.0.values_mut().filter(|issued| now >= issued.expires_at) {
            issued.grant = None;
        }
    }
}

fn hash(code: &str) -> String {
    hex::encode(Sha256::digest(code.as_bytes()))
}
