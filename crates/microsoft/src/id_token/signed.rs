//! The outer form of a signed JWT (RFC 7515 compact serialisation).

use super::{IdTokenRefusal, claims::Claims};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

/// The largest token that is looked at, in bytes.
pub(super) const SIZE_LIMIT: usize = 16 * 1024;

/// A token that was taken apart; nothing of it is trusted yet.
pub(super) struct SignedToken<'a> {
    /// Which key the header names.
    pub(super) kid: String,
    /// What was signed: header and payload with the dot between.
    pub(super) message: &'a str,
    /// The signature, base64url.
    pub(super) signature: &'a str,
    payload: &'a str,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

impl<'a> SignedToken<'a> {
    /// Takes a token apart and pins its algorithm: the header has no say in how it is verified.
    pub(super) fn parse(token: &'a str) -> Result<Self, IdTokenRefusal> {
        if token.len() > SIZE_LIMIT {
            return Err(IdTokenRefusal::TooLarge);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(IdTokenRefusal::Malformed)?;
        let (header, payload) = message.split_once('.').ok_or(IdTokenRefusal::Malformed)?;
        if payload.contains('.') {
            return Err(IdTokenRefusal::Malformed);
        }
        let header: Header = decode(header)?;
        if header.alg != "RS256" {
            return Err(IdTokenRefusal::Algorithm);
        }
        // RFC 7515 4.1.11: an extension that is not understood must be refused, and none is.
        let extended = header.crit.is_some();
        if extended || header.typ.is_some_and(|typ| !typ.eq_ignore_ascii_case("JWT")) {
            return Err(IdTokenRefusal::Malformed);
        }
        let kid = header
            .kid
            .filter(|kid| !kid.is_empty())
            .ok_or(IdTokenRefusal::KeyIdMissing)?;
        Ok(Self {
            kid,
            message,
            signature,
            payload,
        })
    }

    /// The claims; to be asked for when the signature holds.
    pub(super) fn claims(&self) -> Result<Claims, IdTokenRefusal> {
        decode(self.payload)
    }
}

fn decode<T: DeserializeOwned>(part: &str) -> Result<T, IdTokenRefusal> {
    let json = URL_SAFE_NO_PAD.decode(part).map_err(|_| IdTokenRefusal::Malformed)?;
    serde_json::from_slice(&json).map_err(|_| IdTokenRefusal::Malformed)
}
