//! The rule for new passwords (rule 10.12).

use crate::refusal::Refusal;
use contract::{Code, Secret};

/// The shortest new password, in UTF-16 code units.
const SHORTEST: usize = 8;

/// The longest new password, in UTF-16 code units.
const LONGEST: usize = 64;

/// Whether a text may become a password: 8 to 64 characters, an ASCII upper-case letter, an ASCII lower-case letter, an
/// ASCII digit, no line break.
///
/// # Errors
/// `PasswordInvalid`.
pub fn check_new(password: &Secret) -> Result<(), Refusal> {
    let text = password.expose();
    // A character has at most four bytes, so a huge text is refused before it is counted.
    let length = if text.len() > LONGEST * 4 {
        0
    } else {
        text.encode_utf16().count()
    };
    let has = |wanted: fn(&u8) -> bool| text.bytes().any(|byte| wanted(&byte));
    let ok = (SHORTEST..=LONGEST).contains(&length)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_digit)
        && !text.contains(['\n', '\r']);
    if ok {
        return Ok(());
    }
    let detail = "not 8 to 64 characters with an upper-case letter, a lower-case letter and a digit";
    Err(Refusal::new(Code::PasswordInvalid, "10.12", detail).about("new_password"))
}
