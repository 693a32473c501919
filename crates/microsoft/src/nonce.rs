//! The nonce that binds an ID token to one gallery, one purpose and one attempt (design 3, step 2).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::{Purpose, Secret};
use sha2::{Digest, Sha256};

/// What the digest is for; another use of the same parts gets another label.
const LABEL: &str = "nuget-accounts/proof/v1";

/// The nonce of a proof: base64url without padding of the SHA-256 over a label and the four parts, each preceded by
/// its length as 32 bits, big endian, so that no two lists of parts give the same bytes.
///
/// `origin` is the gallery's origin: as the app dialled it on the app's side, as its operator configured it on the
/// gallery's. A gallery that relays another's challenge therefore gets a token that the other one refuses.
#[must_use]
pub fn proof_nonce(origin: &str, purpose: Purpose, challenge: &str, attempt_hash: &str) -> Secret {
    let mut digest = Sha256::new();
    for part in [LABEL, origin, purpose.as_str(), challenge, attempt_hash] {
        digest.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        digest.update(part.as_bytes());
    }
    Secret::new(URL_SAFE_NO_PAD.encode(digest.finalize()))
}

/// What a gallery is told of an attempt's secret: base64url without padding of the SHA-256 of its text (43 characters).
#[must_use]
pub fn attempt_hash(attempt_secret: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(attempt_secret.expose().as_bytes()))
}

#[cfg(test)]
mod tests;
