//! The form of a secret in the keyring.
//!
//! ASCII text, because one keyring in use (KDE Wallet) keeps text only and would mangle other bytes, with a checksum,
//! so that a value that was cut or rewritten is told from one that is whole:
//! `na1.<base64url of the secret>.<first 8 bytes of its SHA-256, hexadecimal>`.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The longest secret accepted, in bytes. Windows limits a credential to 2560 bytes (`CRED_MAX_CREDENTIAL_BLOB_SIZE`);
/// the text form of this many bytes is 1728 long.
pub const MAX_SECRET: usize = 1280;

const VERSION: &str = "na1";

/// The text form of `secret`.
pub(crate) fn seal(secret: &[u8]) -> Zeroizing<String> {
    let checksum = checksum(secret);
    // Made at its final size, so that no shorter copy is left behind in memory.
    let length = VERSION.len() + 2 + secret.len().div_ceil(3) * 4 + checksum.len();
    let mut text = Zeroizing::new(String::with_capacity(length));
    text.push_str(VERSION);
    text.push('.');
    URL_SAFE_NO_PAD.encode_string(secret, &mut text);
    text.push('.');
    text.push_str(&checksum);
    text
}

/// The secret in `text`, or nothing where it is not whole or not ours.
pub(crate) fn open(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let text = std::str::from_utf8(text).ok()?;
    let (encoded, found) = text.strip_prefix(VERSION)?.strip_prefix('.')?.split_once('.')?;
    let mut secret = Zeroizing::new(Vec::with_capacity(encoded.len()));
    URL_SAFE_NO_PAD.decode_vec(encoded, &mut secret).ok()?;
    (checksum(&secret) == found).then_some(secret)
}

fn checksum(secret: &[u8]) -> String {
    Sha256::digest(secret)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_up_to_the_limit_comes_back_as_it_went_in() {
        for length in 0..=MAX_SECRET {
            let secret: Vec<u8> = (0..length).map(|index| u8::try_from(index % 256).unwrap()).collect();
            let text = seal(&secret);
            assert!(text.is_ascii() && text.len() <= 2560);
            assert_eq!(open(text.as_bytes()).unwrap().as_slice(), secret);
        }
    }

    #[test]
    fn the_text_is_made_at_its_final_size() {
        let text = seal(&[7; MAX_SECRET]);
        assert_eq!(text.capacity(), VERSION.len() + 2 + MAX_SECRET.div_ceil(3) * 4 + 16);
    }

    #[test]
    fn a_text_that_lost_or_changed_one_character_is_refused() {
        let text = seal(b"a session token");
        for index in 0..text.len() {
            let mut cut = text.as_bytes().to_vec();
            cut.remove(index);
            assert_eq!(open(&cut), None, "without character {index}");
            let mut changed = text.as_bytes().to_vec();
            changed[index] = if changed[index] == b'x' { b'y' } else { b'x' };
            assert_eq!(open(&changed), None, "with another character {index}");
        }
    }

    #[test]
    fn what_another_program_wrote_is_refused() {
        for foreign in [
            &b""[..],
            b"na1",
            b"na1.",
            b"na1..",
            b"password",
            b"na2.AAAA.0000000000000000",
            &[0xff, 0xfe],
        ] {
            assert_eq!(open(foreign), None);
        }
    }
}
