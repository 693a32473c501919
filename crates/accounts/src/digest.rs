//! Hashes under a label, so that what is hashed for one purpose never equals what is hashed for another.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// SHA-256 over the label and each part, every one preceded by its length as a big-endian `u32`, so that no two
/// different lists of parts hash the same text.
#[must_use]
pub fn labelled(label: &str, parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for part in std::iter::once(&label.as_bytes()).chain(parts) {
        hasher.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// SHA-256 of a text alone, as an app computes it for its attempt secret (design 3, step 1).
#[must_use]
pub fn of_text(text: &str) -> Hash {
    Sha256::digest(text.as_bytes()).into()
}

/// Base64url without padding (RFC 4648 5).
#[must_use]
pub fn to_text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The 32 bytes behind 43 characters of base64url without padding; nothing for any other text.
#[must_use]
pub fn from_text(text: &str) -> Option<Hash> {
    if text.len() != 43 {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_be_shifted_into_one_another() {
        assert_ne!(labelled("l", &[b"ab", b"c"]), labelled("l", &[b"a", b"bc"]));
        assert_ne!(labelled("la", &[b"b"]), labelled("l", &[b"ab"]));
    }

    #[test]
    fn only_43_characters_of_base64url_are_a_hash() {
        assert_eq!(from_text(&to_text(&[7; 32])), Some([7; 32]));
        assert_eq!(from_text(&to_text(&[7; 31])), None);
        assert_eq!(from_text(&"=".repeat(43)), None);
        assert_eq!(from_text(""), None);
    }
}
