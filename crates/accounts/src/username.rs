//! Usernames (rules 1.1 to 1.4), and how an account gets another one (rules 16.2 to 16.8).

mod rename;
mod request;

pub use rename::{RefuseRename, RenameAccount};
pub(crate) use request::wish_ended_by_undo;
pub use request::{RenameRequest, RequestRename, WithdrawRename};

use crate::{email, refusal::Refusal};
use contract::Code;

/// A username that keeps the rules, in the case in which it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    /// Reads a username that somebody typed.
    ///
    /// # Errors
    /// `UsernameIsEmail` for an e-mail address (rule 1.3), `UsernameInvalid` for what breaks rule 1.1.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        if is_valid(text) {
            return Ok(Self(text.to_owned()));
        }
        let refusal = if email::is_valid(text) {
            Refusal::new(
                Code::UsernameIsEmail,
                "1.3",
                "an e-mail address where a username is wanted",
            )
        } else {
            Refusal::new(
                Code::UsernameInvalid,
                "1.1",
                "not 3 to 64 letters, digits, '_', '.', '-' between two letters or digits",
            )
        };
        Err(refusal.about("username"))
    }

    /// Takes back what was stored; it was checked before that. What somebody typed is read by [`Username::parse`], or only
    /// looked up by [`fold`].
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// As it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is what somebody typed to say that they mean it: in any case (rule 1.2).
    #[must_use]
    pub fn is_typed(&self, typed: &str) -> bool {
        typed.eq_ignore_ascii_case(&self.0)
    }

    /// As it is compared (rule 1.2). All its characters are ASCII, so [`fold`] is the whole of case folding.
    #[must_use]
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

/// What was typed as a username, as names are compared (rule 1.2). It need not be a username: then it is nobody's, as all
/// names keep rule 1.1.
#[must_use]
pub fn fold(typed: &str) -> String {
    typed.to_ascii_lowercase()
}

/// Rule 1.1: 3 to 64 characters; the first and the last an ASCII letter or digit; between them ASCII letters, digits,
/// `_`, `.` and `-`. One pass.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    let bytes = text.as_bytes();
    let [first, between @ .., last] = bytes else {
        return false;
    };
    (3..=64).contains(&bytes.len())
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
        && between
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rule 1.1.
    #[test]
    fn names_of_the_rule_book_are_valid() {
        for name in ["abc", "a_b", "a.b-c9", "000", "A--Z", &"x".repeat(64)] {
            assert!(is_valid(name), "{name}");
        }
    }

    /// Rule 1.1.
    #[test]
    fn names_that_break_the_rule_are_not() {
        for name in [
            "",
            "a",
            "ab",
            "-abc",
            "abc-",
            ".ab",
            "ab_",
            "a b c",
            "a\nb",
            "abc\n",
            "äbc",
            "aäc",
            &"x".repeat(65),
        ] {
            assert!(!is_valid(name), "{name}");
        }
    }

    /// Rule 1.3.
    #[test]
    fn an_address_typed_as_a_name_is_told_apart() {
        assert_eq!(
            Username::parse("me@example.org").unwrap_err().code,
            Code::UsernameIsEmail
        );
        assert_eq!(Username::parse("me@example").unwrap_err().code, Code::UsernameInvalid);
    }

    /// Rule 1.2.
    #[test]
    fn case_is_kept_but_compared_without() {
        let name = Username::parse("MyNuGetAccount1").unwrap();
        assert_eq!(name.as_str(), "MyNuGetAccount1");
        assert_eq!(name.folded(), "mynugetaccount1");
    }

    proptest! {
        #![proptest_config(crate::seeded::cases(256))]

        #[test]
        fn what_is_made_by_the_rule_is_valid(name in "[A-Za-z0-9][A-Za-z0-9_.\\-]{1,62}[A-Za-z0-9]") {
            prop_assert!(is_valid(&name));
        }

        #[test]
        fn what_is_valid_is_made_by_the_rule(text in "[ -~äß\n]{0,70}") {
            let chars: Vec<char> = text.chars().collect();
            let by_rule = chars.len() >= 3
                && chars.len() <= 64
                && chars[0].is_ascii_alphanumeric()
                && chars[chars.len() - 1].is_ascii_alphanumeric()
                && chars.iter().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(*c));
            prop_assert_eq!(is_valid(&text), by_rule);
        }
    }
}
