//! A provider's signing keys (RFC 7517), with Microsoft's `issuer` property.

use crate::{provider::ProviderError, tenant::issuer_for};
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use serde::Deserialize;
use serde_json::Value;

/// The keys with which a provider signs ID tokens.
#[derive(Clone, Debug)]
pub struct KeySet(Vec<SigningKey>);

/// An RSA key for RS256.
#[derive(Clone, Debug)]
pub(crate) struct SigningKey {
    kid: String,
    /// The issuer that it may sign for, or a template of it (Microsoft, "Access tokens": validate the signing key's
    /// issuer).
    issuer: Option<String>,
    key: DecodingKey,
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: String,
    #[serde(rename = "use")]
    usage: Option<String>,
    alg: Option<String>,
    n: String,
    e: String,
    issuer: Option<String>,
}

impl KeySet {
    /// Parses a JWK Set. Keys of other kinds and for other uses are skipped, as RFC 7517 5 asks.
    ///
    /// # Errors
    /// [`ProviderError::Malformed`] where it is not a JWK Set, [`ProviderError::NoKeys`] where no key in it can be
    /// used.
    pub fn parse(json: &[u8]) -> Result<Self, ProviderError> {
        let document: Document = serde_json::from_slice(json).map_err(|_| ProviderError::Malformed)?;
        let keys: Vec<_> = document.keys.into_iter().filter_map(SigningKey::from_jwk).collect();
        if keys.is_empty() {
            Err(ProviderError::NoKeys)
        } else {
            Ok(Self(keys))
        }
    }

    /// Whether there is a key with this id.
    #[must_use]
    pub fn has(&self, kid: &str) -> bool {
        self.with_id(kid).next().is_some()
    }

    /// The keys with this id. Usually one; a provider that names two alike gets both tried.
    pub(crate) fn with_id<'a>(&'a self, kid: &'a str) -> impl Iterator<Item = &'a SigningKey> {
        self.0.iter().filter(move |key| key.kid == kid)
    }
}

impl SigningKey {
    fn from_jwk(jwk: Value) -> Option<Self> {
        let jwk: Jwk = serde_json::from_value(jwk).ok()?;
        let signs = jwk.usage.as_deref().is_none_or(|usage| usage == "sig");
        let rs256 = jwk.kty == "RSA" && jwk.alg.as_deref().is_none_or(|alg| alg == "RS256");
        if !signs || !rs256 || jwk.kid.is_empty() {
            return None;
        }
        let key = DecodingKey::from_rsa_components(&jwk.n, &jwk.e).ok()?;
        Some(Self {
            kid: jwk.kid,
            issuer: jwk.issuer,
            key,
        })
    }

    /// Whether the signature (base64url) over the message is this key's, by RS256 and no other algorithm. Keys of less
    /// than 2048 bits verify nothing.
    pub(crate) fn verifies(&self, message: &str, signature: &str) -> bool {
        crypto::verify(signature, message.as_bytes(), &self.key, Algorithm::RS256).unwrap_or(false)
    }

    /// Whether this key may sign for the issuer: one without the property only where the issuer is fixed, one with a
    /// template for any tenant of it, one with a concrete issuer for that one alone.
    pub(crate) fn may_sign_for(&self, issuer: &str, tenant: Option<&str>, issuer_is_fixed: bool) -> bool {
        let Some(own) = self.issuer.as_deref() else {
            return issuer_is_fixed;
        };
        own == issuer
            || tenant
                .and_then(|tenant| issuer_for(own, tenant))
                .is_some_and(|instance| instance == issuer)
    }
}

#[cfg(test)]
mod tests;
