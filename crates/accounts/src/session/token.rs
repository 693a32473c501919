//! Session tokens.

use crate::digest::{self, Hash};
use contract::{Secret, SessionId};

/// What every session token begins with, so that one that leaked can be found and recognised (rule 3.1).
pub const PREFIX: &str = "ngas_";

/// The token of a session: 256 bits, 48 characters.
///
/// It is derived from the attempt secret (256 random bits of the app, never stored here), a salt (256 random bits of the
/// gallery) and the session's id, so that the same request sent again gets the same token although only its hash is
/// stored (rule 7.6). The salt is kept for a day with the kept answer; it alone tells nothing about the token.
#[must_use]
pub fn derive(attempt_secret: &Secret, salt: &Hash, session: SessionId) -> Secret {
    let parts: [&[u8]; 3] = [attempt_secret.expose().as_bytes(), salt, session.as_bytes()];
    let bytes = digest::labelled("nuget-accounts/session-token/v1", &parts);
    Secret::new(format!("{PREFIX}{}", digest::to_text(&bytes)))
}

/// What is stored of a token, nothing for a text that has not the form of one.
#[must_use]
pub fn hash(token: &str) -> Option<Hash> {
    let random = token.strip_prefix(PREFIX)?;
    digest::from_text(random)?;
    Some(digest::labelled(
        "nuget-accounts/session-token-hash/v1",
        &[token.as_bytes()],
    ))
}

/// The number under which the session of a token's hash is stored: its first eight bytes. Two sessions with one number are
/// not to be expected before there are billions; the second would not be opened, and the next attempt makes another token.
#[must_use]
pub fn number(hash: &Hash) -> i64 {
    let [a, b, c, d, e, f, g, h, ..] = *hash;
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(byte: u8) -> SessionId {
        SessionId::from_bytes([byte; 16])
    }

    /// Rule 3.1.
    #[test]
    fn a_token_has_at_most_64_bytes_and_a_recognisable_prefix() {
        let token = derive(&Secret::new("s".to_owned()), &[1; 32], session(1));
        assert!(token.expose().len() <= 64);
        assert!(token.expose().starts_with("ngas_"));
        assert!(hash(token.expose()).is_some());
    }

    #[test]
    fn each_of_secret_salt_and_session_changes_the_token() {
        let secret = Secret::new("s".to_owned());
        let token = derive(&secret, &[1; 32], session(1));
        assert_eq!(token, derive(&secret, &[1; 32], session(1)));
        assert_ne!(token, derive(&Secret::new("t".to_owned()), &[1; 32], session(1)));
        assert_ne!(token, derive(&secret, &[2; 32], session(1)));
        assert_ne!(token, derive(&secret, &[1; 32], session(2)));
    }

    #[test]
    fn the_number_of_a_hash_is_its_beginning() {
        let mut hash = [0xff; 32];
        assert_eq!(number(&hash), -1);
        hash[..8].copy_from_slice(&[0, 0, 0, 0, 0, 0, 1, 2]);
        assert_eq!(number(&hash), 258);
    }

    #[test]
    fn what_has_not_the_form_of_a_token_has_no_hash() {
        for text in [
            "",
            "ngas_",
            "ngas_short",
            &format!("ngaX_{}", "a".repeat(43)),
            &format!("ngas_{}", "=".repeat(43)),
        ] {
            assert_eq!(hash(text), None, "{text}");
        }
    }
}
