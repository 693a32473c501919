//! One RSA key: signing RS256, and its public half as a JSON Web Key wants it.

use anyhow::{Context, anyhow};
use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{KeyPair as _, RSA_PKCS1_SHA256},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A private key of 2048 bits.
pub(super) struct SigningKey {
    pair: KeyPair,
    kid: String,
    modulus: String,
    exponent: String,
}

impl SigningKey {
    /// A new key, from the operating system's randomness.
    pub(super) fn generate() -> anyhow::Result<Self> {
        Self::new(KeyPair::generate(KeySize::Rsa2048).map_err(|_| anyhow!("no RSA key could be made"))?)
    }

    /// A key that was stored.
    pub(super) fn from_pkcs8(der: &[u8]) -> anyhow::Result<Self> {
        Self::new(KeyPair::from_pkcs8(der).map_err(|_| anyhow!("the stored RSA key is not one"))?)
    }

    fn new(pair: KeyPair) -> anyhow::Result<Self> {
        let public = pair.public_key().as_ref();
        let (modulus, exponent) = public_integers(public).context("the public key has an unknown form")?;
        Ok(Self {
            kid: URL_SAFE_NO_PAD.encode(&Sha256::digest(public)[..20]),
            modulus: URL_SAFE_NO_PAD.encode(modulus),
            exponent: URL_SAFE_NO_PAD.encode(exponent),
            pair,
        })
    }

    /// The key as PKCS#8 (RFC 5958), unencrypted.
    pub(super) fn to_pkcs8(&self) -> anyhow::Result<Vec<u8>> {
        let der: Pkcs8V1Der<'_> = self
            .pair
            .as_der()
            .map_err(|_| anyhow!("the RSA key cannot be written"))?;
        Ok(der.as_ref().to_vec())
    }

    /// The key id: a hash of the public key, so that it survives a restart.
    pub(super) fn kid(&self) -> &str {
        &self.kid
    }

    /// `n` of RFC 7518 6.3.1.1.
    pub(super) fn modulus(&self) -> &str {
        &self.modulus
    }

    /// `e` of RFC 7518 6.3.1.2.
    pub(super) fn exponent(&self) -> &str {
        &self.exponent
    }

    /// A JSON Web Signature in compact form (RFC 7515 3.1) that names `kid` as its key: this one's, but for a fault.
    pub(super) fn sign(&self, kid: &str, claims: &Value) -> anyhow::Result<String> {
        let header = json!({ "typ": "JWT", "alg": "RS256", "kid": kid });
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", encode(&header), encode(claims));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                message.as_bytes(),
                &mut signature,
            )
            .map_err(|_| anyhow!("signing failed"))?;
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

/// Modulus and exponent out of an `RSAPublicKey` (RFC 8017 A.1.1: a sequence of two integers), without the zero byte
/// that keeps a DER integer positive.
fn public_integers(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (sequence, _) = element(0x30, der)?;
    let (modulus, rest) = element(0x02, sequence)?;
    let (exponent, _) = element(0x02, rest)?;
    Some((unsigned(modulus), unsigned(exponent)))
}

/// One DER element with this tag: its content, and what follows.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&[found, first], rest) = der.split_first_chunk::<2>()?;
    if found != tag {
        return None;
    }
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (length, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        (length.iter().fold(0, |sum, byte| (sum << 8) | usize::from(*byte)), rest)
    };
    rest.split_at_checked(length)
}

fn unsigned(integer: &[u8]) -> &[u8] {
    integer.strip_prefix(&[0]).unwrap_or(integer)
}
