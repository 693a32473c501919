//! Codes of 8 digits, as people type them.

use contract::Secret;

/// For how many seconds a typed code works (rules 5.2 and 10.14).
pub const CODE_SECONDS: i64 = 900;

/// How often a code may be typed (rules 5.2 and 10.14).
pub const TRIES: u32 = 5;

/// The 8 digits of a typed code; spaces and hyphens are how people copy them. Nothing where it is not 8 digits.
#[must_use]
pub fn digits(typed: &Secret) -> Option<Secret> {
    let digits: String = typed
        .expose()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let ok = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    ok.then(|| Secret::new(digits))
}
