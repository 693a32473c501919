//! The text of a key (rule 13.16): `ngak_`, 43 characters for 256 bits, 6 characters for a checksum.
//!
//! The prefix lets scanners find keys that leaked. The checksum (CRC-32 over what is before it) lets a client, a scanner
//! or the gallery tell a text that was never a key without asking anybody: it catches every wrong character and every
//! two that were exchanged.

use crate::digest::{self, Hash};
use contract::Secret;
use uuid::Uuid;

/// What every key begins with.
pub const PREFIX: &str = "ngak_";

/// The characters of a key after its prefix, in the order of their values.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// How many digits 256 bits take.
const RANDOM: usize = 43;

/// How many digits 32 bits take.
const CHECKSUM: usize = 6;

/// How many characters of a key are shown to tell keys apart.
const ENDING: usize = 4;

/// How long a key is, in characters.
pub const LENGTH: usize = PREFIX.len() + RANDOM + CHECKSUM;

/// The text of a key.
///
/// It is derived from the session token that asked for it (256 bits, never stored here), a salt (256 random bits of the
/// gallery) and the key's id, so that the same request sent again gets the same text although only its hash is stored
/// (rule 7.6). The salt is kept for a day with the kept answer; it alone tells nothing about the key.
#[must_use]
pub fn derive(session_token: &Secret, salt: &Hash, key: Uuid) -> Secret {
    let parts: [&[u8]; 3] = [session_token.expose().as_bytes(), salt, key.as_bytes()];
    from_bytes(digest::labelled("nuget-accounts/api-key/v1", &parts))
}

/// The text for 256 random bits.
#[must_use]
pub fn from_bytes(bytes: Hash) -> Secret {
    let mut text = String::with_capacity(LENGTH);
    text.push_str(PREFIX);
    push_digits(&mut text, bytes, RANDOM);
    let mut checksum = [0; 32];
    checksum[28..].copy_from_slice(&crc32(text.as_bytes()).to_be_bytes());
    push_digits(&mut text, checksum, CHECKSUM);
    Secret::new(text)
}

/// What is stored of a key; nothing for a text that is not one.
#[must_use]
pub fn hash(text: &str) -> Option<Hash> {
    is_key(text).then(|| digest::labelled("nuget-accounts/api-key-hash/v1", &[text.as_bytes()]))
}

/// The last characters, which are shown.
#[must_use]
pub fn ending(text: &Secret) -> String {
    let text = text.expose();
    text.get(text.len().saturating_sub(ENDING)..)
        .unwrap_or_default()
        .to_owned()
}

/// Whether a text has the form of a key, its checksum included.
#[must_use]
pub fn is_key(text: &str) -> bool {
    let Some(digits) = text.strip_prefix(PREFIX).filter(|_| text.len() == LENGTH) else {
        return false;
    };
    if !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let (body, checksum) = text.split_at(LENGTH - CHECKSUM);
    let mut expected = String::new();
    let mut value = [0; 32];
    value[28..].copy_from_slice(&crc32(body.as_bytes()).to_be_bytes());
    push_digits(&mut expected, value, CHECKSUM);
    expected == checksum
}

/// A big-endian number in base 62, with leading zeros up to `count` digits.
fn push_digits(text: &mut String, mut number: Hash, count: usize) {
    let mut digits = Vec::with_capacity(count);
    for _ in 0..count {
        let mut rest = 0_u32;
        for byte in &mut number {
            let value = rest << 8 | u32::from(*byte);
            *byte = u8::try_from(value / 62).unwrap_or_default();
            rest = value % 62;
        }
        digits.push(char::from(DIGITS[rest as usize]));
    }
    text.extend(digits.iter().rev());
}

/// CRC-32 as in ISO 3309 (polynomial 0x04C11DB7, reflected). 48 bytes need no table.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| crc >> 1 ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    let all = bytes
        .iter()
        .fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step));
    !all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_checksum_is_the_one_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_key_is_what_the_rule_says() {
        assert_eq!(
            from_bytes([0; 32]).expose(),
            &format!("ngak_{}{}", "0".repeat(43), "2IZhB8")
        );
        let text = from_bytes([0xff; 32]);
        assert_eq!(text.expose().len(), 54);
        assert!(is_key(text.expose()));
        assert_eq!(ending(&text).len(), 4);
        assert!(text.expose().ends_with(&ending(&text)));
    }

    #[test]
    fn each_of_token_salt_and_id_changes_the_key() {
        let (one, two) = (Secret::new("a".to_owned()), Secret::new("b".to_owned()));
        let (first, second) = (Uuid::from_bytes([1; 16]), Uuid::from_bytes([2; 16]));
        let text = derive(&one, &[1; 32], first);
        assert_eq!(text, derive(&one, &[1; 32], first));
        assert_ne!(text, derive(&two, &[1; 32], first));
        assert_ne!(text, derive(&one, &[2; 32], first));
        assert_ne!(text, derive(&one, &[1; 32], second));
    }

    #[test]
    fn what_is_no_key_has_no_hash() {
        let good = from_bytes([7; 32]);
        let good = good.expose();
        assert!(hash(good).is_some());
        for text in [
            "",
            "ngak_",
            &good[..53],
            &format!("{good}0"),
            &format!(" {good}"),
            &good.replace("ngak_", "ngas_"),
            &good.replace("ngak_", "NGAK_"),
            &format!("ngak_{}", "é".repeat(24)),
            &"0".repeat(54),
        ] {
            assert_eq!(hash(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::seeded::cases(256))]

        #[test]
        fn different_bytes_make_different_keys(a: [u8; 32], b: [u8; 32]) {
            prop_assert_eq!(from_bytes(a) == from_bytes(b), a == b);
            prop_assert!(is_key(from_bytes(a).expose()));
        }

        #[test]
        fn every_single_wrong_character_is_noticed(bytes: [u8; 32], place in 0..LENGTH) {
            let good = from_bytes(bytes);
            for wrong in 0x20_u8..0x7f {
                let mut typed = good.expose().as_bytes().to_vec();
                if typed[place] != wrong {
                    typed[place] = wrong;
                    prop_assert!(!is_key(std::str::from_utf8(&typed).unwrap()));
                }
            }
        }

        #[test]
        fn two_neighbours_exchanged_are_noticed(bytes: [u8; 32], place in 0..LENGTH - 1) {
            let good = from_bytes(bytes);
            let mut typed = good.expose().as_bytes().to_vec();
            typed.swap(place, place + 1);
            let typed = String::from_utf8(typed).unwrap();
            prop_assert_eq!(is_key(&typed), typed == good.expose());
        }

        #[test]
        fn a_missing_or_surplus_character_is_noticed(bytes: [u8; 32], place in 0..LENGTH) {
            let good = from_bytes(bytes);
            let mut short = good.expose().to_owned();
            let gone = short.remove(place);
            prop_assert!(!is_key(&short));
            let mut long = good.expose().to_owned();
            long.insert(place, gone);
            prop_assert!(!is_key(&long));
        }
    }
}
