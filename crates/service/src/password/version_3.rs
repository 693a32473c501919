//! Hashes of the gallery's past, "version 3" (rules of the gallery 1.6): Base64 of a marker byte 1, then as big-endian
//! numbers of 32 bits the pseudo-random function, the iterations and the length of the salt, then the salt and the rest.

use aws_lc_rs::pbkdf2::{self, PBKDF2_HMAC_SHA1, PBKDF2_HMAC_SHA256, PBKDF2_HMAC_SHA512};
use base64::{Engine, engine::general_purpose::STANDARD};
use contract::Secret;
use std::num::NonZeroU32;

/// What the gallery used.
const ITERATIONS: NonZeroU32 = NonZeroU32::MIN.saturating_add(9_999);

/// The most that a stored hash may ask for.
const MOST_ITERATIONS: u32 = 1_000_000;

/// A hash that can be compared with.
pub struct Stored {
    function: pbkdf2::Algorithm,
    iterations: NonZeroU32,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl Stored {
    /// Reads one; nothing for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text).ok()?;
        let (marker, rest) = bytes.split_first()?;
        let (function, rest) = number(rest)?;
        let (iterations, rest) = number(rest)?;
        let (salt_length, rest) = number(rest)?;
        let (salt, hash) = rest.split_at_checked(usize::try_from(salt_length).ok()?)?;
        let stored = Self {
            function: match function {
                0 => PBKDF2_HMAC_SHA1,
                1 => PBKDF2_HMAC_SHA256,
                2 => PBKDF2_HMAC_SHA512,
                _ => return None,
            },
            iterations: NonZeroU32::new(iterations).filter(|count| count.get() <= MOST_ITERATIONS)?,
            salt: salt.to_owned(),
            hash: hash.to_owned(),
        };
        let sized = (16..=64).contains(&salt.len()) && (16..=64).contains(&hash.len());
        (*marker == 1 && sized).then_some(stored)
    }

    /// Whether it is the password's, in constant time.
    pub fn is_right(&self, password: &Secret) -> bool {
        let password = password.expose().as_bytes();
        pbkdf2::verify(self.function, self.iterations, &self.salt, password, &self.hash).is_ok()
    }
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*number), rest))
}

/// Takes as long as a comparison with one of the gallery's.
pub fn waste_time(password: &Secret) {
    let password = password.expose().as_bytes();
    // Whether it is equal is of no interest.
    let _ = pbkdf2::verify(PBKDF2_HMAC_SHA256, ITERATIONS, &[0; 16], password, &[0; 32]);
}
