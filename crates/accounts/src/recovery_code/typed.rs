//! The text of a recovery code: 23 random characters and one that checks them, in groups of four.

use crate::{
    digest::{self, Hash},
    refusal::Refusal,
};
use contract::{AccountId, Code, Secret};

/// Crockford's base 32: no I, L, O and U, so that no character is read as another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters are random, each with 5 bits.
const RANDOM: usize = 23;

/// The primitive polynomial x⁵ + x² + 1 over GF(2), by which the check counts.
const POLYNOMIAL: u8 = 0b10_0101;

/// A new code, as it is shown. Derived like a session's token from the attempt secret, which the gallery does not store,
/// and a salt, so that the same request sent again shows the same codes (rule 7.6).
#[must_use]
pub fn derive(attempt_secret: &Secret, salt: &Hash, account: AccountId, number: u32) -> Secret {
    let number = number.to_be_bytes();
    let parts: [&[u8]; 4] = [attempt_secret.expose().as_bytes(), salt, account.as_bytes(), &number];
    let bytes = digest::labelled("nuget-accounts/recovery-code-text/v1", &parts);
    let mut values: Vec<u8> = bytes.iter().take(RANDOM).map(|byte| byte & 31).collect();
    values.push(times_x(check(&values)));
    Secret::new(grouped(&values))
}

fn grouped(values: &[u8]) -> String {
    let groups: Vec<String> = values
        .chunks(4)
        .map(|group| {
            group
                .iter()
                .map(|value| char::from(ALPHABET[usize::from(*value)]))
                .collect()
        })
        .collect();
    groups.join("-")
}

fn times_x(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0b10_0000 == 0 {
        doubled
    } else {
        doubled ^ POLYNOMIAL
    }
}

/// The values as a polynomial over GF(32), at x. Each place weighs differently, so that one wrong character, or two that
/// changed places, never go unnoticed.
fn check(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| times_x(sum) ^ value)
}

/// What was typed in the one form that is compared: case, spaces and hyphens do not count; I and L are 1, O is 0.
#[must_use]
pub fn plain(as_typed: &Secret) -> Secret {
    let characters = as_typed.expose().chars().filter(|c| !c.is_whitespace() && *c != '-');
    let characters = characters.map(|character| match character.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    });
    Secret::new(characters.collect())
}

/// Whether what was typed can be a code at all, so that a slip of the finger is told apart from a code that is not the
/// account's.
///
/// # Errors
/// `RecoveryCodeMistyped` where a character is missing, too many or wrong.
pub fn must_be_written_right(as_typed: &Secret) -> Result<(), Refusal> {
    let plain = plain(as_typed);
    let values: Option<Vec<u8>> = plain.expose().chars().take(RANDOM + 2).map(value_of).collect();
    if values.is_some_and(|values| values.len() == RANDOM + 1 && check(&values) == 0) {
        return Ok(());
    }
    Err(Refusal::new(Code::RecoveryCodeMistyped, "9.13", "not the text of any code").about("recovery_code"))
}

fn value_of(character: char) -> Option<u8> {
    let at = ALPHABET.iter().position(|known| char::from(*known) == character)?;
    u8::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(number: u32) -> Secret {
        derive(
            &Secret::new("s".to_owned()),
            &[7; 32],
            AccountId::from_bytes([1; 16]),
            number,
        )
    }

    fn is_code(text: &str) -> bool {
        must_be_written_right(&Secret::new(text.to_owned())).is_ok()
    }

    #[test]
    fn a_code_has_24_characters_in_groups_of_four() {
        let text = code(1).expose().to_owned();
        assert_eq!(text.len(), 29);
        assert!(text.split('-').all(|group| group.len() == 4), "{text}");
        assert!(is_code(&text));
        assert_ne!(code(1), code(2));
    }

    #[test]
    fn how_a_code_is_written_does_not_count() {
        let code = code(3);
        let text = code.expose();
        for written in [
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', "  "),
            text.replace('1', "I").replace('0', "o"),
            text.replace('1', "l"),
        ] {
            assert!(is_code(&written), "{written}");
            assert_eq!(plain(&Secret::new(written)), plain(&code));
        }
    }

    #[test]
    fn one_wrong_character_is_always_noticed() {
        let text = code(4).expose().replace('-', "");
        for place in 0..text.len() {
            for other in ALPHABET {
                let mut wrong = text.clone().into_bytes();
                if wrong[place] == *other {
                    continue;
                }
                wrong[place] = *other;
                assert!(!is_code(std::str::from_utf8(&wrong).unwrap()));
            }
        }
    }

    #[test]
    fn two_characters_that_changed_places_are_always_noticed() {
        let text = code(5).expose().replace('-', "").into_bytes();
        for first in 0..text.len() {
            for second in first + 1..text.len() {
                if text[first] == text[second] {
                    continue;
                }
                let mut wrong = text.clone();
                wrong.swap(first, second);
                assert!(!is_code(std::str::from_utf8(&wrong).unwrap()));
            }
        }
    }

    #[test]
    fn what_is_too_short_too_long_or_of_other_characters_is_no_code() {
        let text = code(6).expose().to_owned();
        for wrong in [
            "",
            "-",
            "0000",
            &text[..28],
            &format!("{text}0"),
            &format!("{text}é"),
            "U",
        ] {
            assert!(!is_code(wrong), "{wrong}");
        }
        assert!(!is_code(&"0".repeat(100_000)));
    }
}
