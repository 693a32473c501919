//! The names under which the keyring holds things.

use contract::APP_ID;
use std::fmt;

/// What an entry of the keyring is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The session token of an account known to this app, by profile id.
    Session(String),
    /// An open sign-in (verifier, attempt secret, deadline), by attempt id.
    Attempt(String),
}

impl fmt::Display for Key {
    /// The user name of the entry in the keyring.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(id) => write!(f, "session/{id}"),
            Self::Attempt(id) => write!(f, "attempt/{id}"),
        }
    }
}

/// The service name of this build's entries: the application's identifier, and a suffix in debug builds, so that a
/// developer's build never touches the entries of the installed app.
#[must_use]
pub fn service() -> String {
    if cfg!(debug_assertions) {
        format!("{APP_ID}.dev")
    } else {
        APP_ID.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_and_attempts_of_one_id_have_different_names() {
        assert_eq!(Key::Session("a".to_owned()).to_string(), "session/a");
        assert_eq!(Key::Attempt("a".to_owned()).to_string(), "attempt/a");
    }

    #[test]
    fn a_debug_build_has_a_service_name_of_its_own() {
        assert_eq!(service(), "io.github.nuget-accounts.dev");
    }
}
