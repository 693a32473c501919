//! The installation that asks for a session.

use crate::refusal::Refusal;
use contract::{AccountId, Code, Timestamp, session::Installation};

/// How many characters of an installation's name are kept.
const NAME_LENGTH: usize = 64;

/// After how many days an installation counts as a new place again (rule 3.6).
const NEW_PLACE_DAYS: i64 = 90;

/// An installation known to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The account.
    pub account: AccountId,
    /// The installation's id.
    pub installation_id: String,
    /// When it was last seen there, at most a minute behind.
    pub seen_at: Timestamp,
}

impl Place {
    /// Whether it is so long ago that it counts as new again (rule 3.6).
    #[must_use]
    pub fn is_forgotten(&self, now: Timestamp) -> bool {
        self.seen_at.plus_secs(NEW_PLACE_DAYS * 86_400) <= now
    }
}

/// An installation as it may be stored and shown (rule 3.9): the id of 1 to 64 visible ASCII characters, the name
/// without control characters and cut to 64, "Unnamed" where nothing is left.
///
/// # Errors
/// `BadRequest` where the id is not of that form.
pub fn accept(installation: &Installation) -> Result<Installation, Refusal> {
    let id = installation.id.as_str();
    if id.is_empty() || id.len() > 64 || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Refusal::new(
            Code::BadRequest,
            "3.9",
            "the installation's id is not 1 to 64 visible characters",
        )
        .about("installation"));
    }
    let visible: String = installation.name.chars().filter(|c| !is_invisible(*c)).collect();
    let name: String = visible.trim().chars().take(NAME_LENGTH).collect();
    let name = if name.is_empty() { "Unnamed".to_owned() } else { name };
    Ok(Installation {
        id: id.to_owned(),
        name,
    })
}

/// Control characters, and those that reorder or hide text in a list (Unicode bidirectional controls, zero width).
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn named(name: &str) -> Installation {
        Installation {
            id: "0190-aa".to_owned(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn a_name_keeps_64_characters_and_no_control_characters() {
        let accepted = accept(&named(&format!("my\u{202e}\n laptop{}", "x".repeat(100)))).unwrap();
        assert!(accepted.name.starts_with("my laptopx"));
        assert_eq!(accepted.name.chars().count(), 64);
    }

    #[test]
    fn an_empty_name_is_called_unnamed() {
        assert_eq!(accept(&named(" \t")).unwrap().name, "Unnamed");
    }

    #[test]
    fn an_id_that_is_empty_long_or_blank_is_refused() {
        for id in ["", " ", "a b", &"x".repeat(65), "ä"] {
            let installation = Installation {
                id: id.to_owned(),
                name: String::new(),
            };
            assert_eq!(accept(&installation).unwrap_err().code, Code::BadRequest);
        }
    }

    #[test]
    fn an_installation_is_forgotten_after_90_days() {
        let account = AccountId::new(uuid::Uuid::nil());
        let place = Place {
            account,
            installation_id: "i".to_owned(),
            seen_at: Timestamp::from_secs(0),
        };
        let limit = Timestamp::from_secs(90 * 86_400);
        assert!(!place.is_forgotten(Timestamp::from_micros(limit.as_micros() - 1)));
        assert!(place.is_forgotten(limit));
    }
}
