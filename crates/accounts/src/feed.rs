//! What feeds ask (rules 13.28 to 13.40).

mod judge;
mod register;

pub use judge::{Request, Verdict, denied, judge};
pub use register::{NoteVersions, RegisterPackage};

use crate::digest::{self, Hash};
use subtle::ConstantTimeEq;

/// Whether a text is the secret of a feed (rule 13.28). Takes as long for a wrong one as for a right one.
#[must_use]
pub fn is_secret(hashes: &[Hash], presented: &str) -> bool {
    let presented = digest::of_text(presented);
    let found = hashes
        .iter()
        .fold(0, |found, hash| found | hash.ct_eq(&presented).unwrap_u8());
    found == 1
}

/// The hash of a feed's secret from 64 hexadecimal digits; nothing for another text.
#[must_use]
pub fn secret_hash(text: &str) -> Option<Hash> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, place) in hash.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(text.get(place..place + 2)?, 16).ok()?;
    }
    Some(hash)
}

/// How many entries a page for feeds has at most, and how many without a wish (rule 13.37).
pub const PAGE: (usize, usize) = (500, 100);
