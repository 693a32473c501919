//! The texts of desktop notifications: no e-mail addresses, no secrets.

use crate::{
    ports::Notification,
    words::{Saying, Tongue},
};
use contract::desktop::view::ProfileId;

/// The longest name that is shown, in characters; a gallery may send any.
const NAME_LIMIT: usize = 64;

/// "A new sign-in to your account."
#[must_use]
pub fn new_sign_in(tongue: Tongue, profile: ProfileId, username: &str, installation: &str) -> Notification {
    about(profile, tongue.new_sign_in(&plain(username), &plain(installation)))
}

fn about(profile: ProfileId, saying: Saying) -> Notification {
    Notification {
        title: saying.title.into_owned(),
        body: saying.text.into_owned(),
        profile,
    }
}

/// The text without control characters and markup, which some notification servers interpret, and not endless.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() && !matches!(letter, '<' | '>' | '&'))
        .take(NAME_LIMIT)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_of_an_installation_carries_no_markup_and_no_lines() {
        for tongue in [Tongue::English, Tongue::German] {
            let told = new_sign_in(tongue, "p".to_owned(), "ana", "<b>x</b>\n&amp;");
            assert!(!told.body.contains(['<', '>', '&', '\n']));
        }
    }

    #[test]
    fn an_endless_name_is_cut() {
        let endless = "x".repeat(10_000);
        for tongue in [Tongue::English, Tongue::German] {
            assert!(new_sign_in(tongue, "p".to_owned(), "ana", &endless).body.len() < 200);
        }
    }

    #[test]
    fn a_new_sign_in_is_told_in_the_language_that_was_chosen() {
        let told = new_sign_in(Tongue::German, "p".to_owned(), "ana", "studio");
        assert_eq!(told.title, "Neue Anmeldung bei ana");
        assert!(told.body.starts_with("Jemand hat sich auf studio angemeldet."));
    }
}
