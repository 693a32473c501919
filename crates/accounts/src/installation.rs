//! The installation that asks for a session.

use crate::{
    account::AccountRow,
    login_change::UNDO_SECONDS,
    recovery::Named,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    text::shown,
};
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

/// Whether this installation was seen at the account lately: its id is told to nobody else, so who names it is no stranger.
/// While it is open whose the account is, it must have been seen there before the login was changed. Needs
/// [`Need::PlacesOfLoaded`].
#[must_use]
pub fn is_known(snapshot: &Snapshot, account: &AccountRow, installation: Option<&str>, now: Timestamp) -> bool {
    let place = installation.and_then(|id| snapshot.place(account.id, id));
    let until = account.login_change_until;
    let in_doubt = until.filter(|until| now < *until || account.frozen_at.is_some());
    let before = in_doubt.map(|until| until.plus_secs(-UNDO_SECONDS));
    place.is_some_and(|place| !place.is_forgotten(now) && before.is_none_or(|change| place.seen_at < change))
}

/// Whether who asks for help with signing in to an account does so from a place that the account knows (rule 7.5).
#[derive(Debug)]
pub struct KnownPlace<'a> {
    /// The username or address, as it was typed.
    pub name: &'a str,
    /// The installation's id.
    pub installation: &'a str,
}

impl KnownPlace<'_> {
    /// The rows that [`KnownPlace::holds`] has to see.
    #[must_use]
    pub fn needs(&self) -> Vec<Need> {
        let place = Need::PlacesOfLoaded(self.installation.to_owned());
        Named::parse(self.name).need().into_iter().chain([place]).collect()
    }

    /// Whether it is so.
    #[must_use]
    pub fn holds(&self, snapshot: &Snapshot, now: Timestamp) -> bool {
        let account = Named::parse(self.name).find(snapshot, now);
        account.is_some_and(|account| is_known(snapshot, account, Some(self.installation), now))
    }
}

/// An installation as it may be stored and shown (rule 3.9): the id of 1 to 64 visible ASCII characters, the name
/// without control characters and cut to 64, "Unnamed" where nothing to see is left.
///
/// # Errors
/// `BadRequest` where the id is not of that form.
pub fn accept(installation: &Installation) -> Result<Installation, Refusal> {
    let id = installation.id.as_str();
    check_id(id).map_err(|refusal| refusal.about("installation"))?;
    let name = shown(&installation.name, NAME_LENGTH);
    Ok(Installation {
        id: id.to_owned(),
        name: name.unwrap_or_else(|| "Unnamed".to_owned()),
    })
}

/// An installation's id by rule 3.9.
///
/// # Errors
/// `BadRequest` where it is not of that form.
pub fn check_id(id: &str) -> Result<(), Refusal> {
    if (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    let detail = "the installation's id is not 1 to 64 visible characters";
    Err(Refusal::new(Code::BadRequest, "3.9", detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Installation {
        Installation {
            id: "0190-aa".to_owned(),
            name: name.to_owned(),
        }
    }

    /// Rule 3.9.
    #[test]
    fn a_name_keeps_64_characters_and_no_control_characters() {
        let accepted = accept(&named(&format!("my\u{202e}\n laptop{}", "x".repeat(100)))).unwrap();
        assert!(accepted.name.starts_with("my laptopx"));
        assert_eq!(accepted.name.chars().count(), 64);
    }

    #[test]
    fn an_empty_name_is_called_unnamed() {
        for name in [" \t", "\u{200b}", "\u{3164}"] {
            assert_eq!(accept(&named(name)).unwrap().name, "Unnamed", "{name:?}");
        }
    }

    /// Rule 3.9.
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
