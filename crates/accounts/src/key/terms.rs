//! What a key is for, as its holder wants it (rules 13.18 to 13.20).

use super::{Scopes, pattern};
use crate::{refusal::Refusal, text::one_line};
use contract::{Code, key::KeyScope};

/// The longest description, in characters.
pub const DESCRIPTION: usize = 200;

/// What a key is for.
#[derive(Clone, Debug)]
pub struct Terms {
    /// What to call it.
    pub description: String,
    /// What it may do.
    pub scopes: Vec<KeyScope>,
    /// The packages it works for.
    pub packages: Vec<String>,
}

impl Terms {
    /// Whether a key can be for this: what whoever types it is told before anything is sent.
    ///
    /// # Errors
    /// `KeyDescriptionInvalid` or `KeyInvalid`, about the field that breaks the rules.
    pub fn judge(&self) -> Result<(), Refusal> {
        self.checked().map(|_| ())
    }

    /// The same in the form in which it is stored.
    ///
    /// # Errors
    /// `KeyDescriptionInvalid` or `KeyInvalid`, about the field that breaks the rules.
    pub(super) fn checked(&self) -> Result<(String, Scopes, Vec<String>), Refusal> {
        let description = one_line(&self.description, DESCRIPTION).ok_or_else(|| {
            let detail = "not 1 to 200 characters in one line";
            Refusal::new(Code::KeyDescriptionInvalid, "13.18", detail).about("description")
        })?;
        if self.scopes.is_empty() {
            let detail = "a key may do at least one thing";
            return Err(Refusal::new(Code::KeyInvalid, "13.18", detail).about("scopes"));
        }
        let patterns = &self.packages;
        let all_valid = patterns.iter().all(|text| pattern::is_valid(text));
        if !(1..=pattern::PATTERNS).contains(&patterns.len()) || !all_valid {
            let detail = "not 1 to 100 ids in which '*' stands for any characters";
            return Err(Refusal::new(Code::KeyInvalid, "13.19", detail).about("packages"));
        }
        Ok((description.to_owned(), Scopes::of(&self.scopes), patterns.clone()))
    }
}
