//! Package ids (rule 13.1).

use crate::refusal::Refusal;
use contract::Code;

/// The longest id, in characters.
pub const LENGTH: usize = 100;

/// A package id that keeps the rule, in the case in which it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageId(String);

impl PackageId {
    /// Reads an id.
    ///
    /// # Errors
    /// `PackageInvalid` for what breaks rule 13.1.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        if is_valid(text) {
            return Ok(Self(text.to_owned()));
        }
        Err(Refusal::new(
            Code::PackageInvalid,
            "13.1",
            "not 1 to 100 letters, digits and '_', with single '.' or '-' between them",
        )
        .about("package"))
    }

    /// As it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is compared. All its characters are ASCII, so [`fold`] is the whole of case folding.
    #[must_use]
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

/// What was given as an id, as ids are compared (rule 13.1). It need not be an id: then it is no package's.
#[must_use]
pub fn fold(given: &str) -> String {
    given.to_ascii_lowercase()
}

/// Whether a character may stand in an id, wherever.
#[must_use]
pub fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Rule 13.1. One pass.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_part);
    text.len() <= LENGTH && text.split(['.', '-']).all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rule 13.1.
    #[test]
    fn ids_as_the_client_accepts_them_are_valid() {
        for id in ["a", "Newtonsoft.Json", "_", "a-b.c_d", "1.2.3", &"x".repeat(100)] {
            assert!(is_valid(id), "{id}");
        }
    }

    /// Rule 13.1.
    #[test]
    fn ids_that_break_the_rule_are_not() {
        for id in [
            "",
            ".",
            "a.",
            "-a",
            "a..b",
            "a.-b",
            "a b",
            "a*",
            "a/b",
            "ä",
            "a\n",
            "\u{212a}",
            &"x".repeat(101),
        ] {
            assert!(!is_valid(id), "{id}");
        }
    }

    proptest! {
        #![proptest_config(crate::seeded::cases(256))]

        #[test]
        fn an_id_and_its_folded_form_are_both_valid_or_neither(text in "[A-Za-z0-9_.* -]{0,12}") {
            prop_assert_eq!(is_valid(&text), is_valid(&text.to_ascii_lowercase()));
        }

        #[test]
        fn words_with_single_separators_are_valid(text in "[A-Za-z0-9_]{1,9}([.-][A-Za-z0-9_]{1,9}){0,9}") {
            prop_assert!(is_valid(&text));
        }
    }
}
