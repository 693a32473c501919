//! The texts of desktop notifications: no e-mail addresses, no secrets.

use crate::ports::Notification;
use contract::desktop::view::ProfileId;

/// The longest name that is shown, in characters; a gallery may send any.
const NAME_LIMIT: usize = 64;

/// "A new sign-in to your account."
#[must_use]
pub fn new_sign_in(profile: ProfileId, username: &str, installation: &str) -> Notification {
    Notification {
        title: format!("New sign-in to {}", plain(username)),
        body: format!(
            "Somebody signed in on {}. If that was not you, open the app and end that session.",
            plain(installation)
        ),
        profile,
    }
}

/// "An organization invited you."
#[must_use]
pub fn invited(profile: ProfileId, username: &str, organization: &str) -> Notification {
    Notification {
        title: format!("{} invites {}", plain(organization), plain(username)),
        body: "Open the app to accept or decline. The invitation can be answered for 30 days.".to_owned(),
        profile,
    }
}

/// "An account wants to become an organization that you administer."
#[must_use]
pub fn conversion_requested(profile: ProfileId, username: &str, account: &str) -> Notification {
    Notification {
        title: format!("{} asks {} to be its administrator", plain(account), plain(username)),
        body: format!(
            "{} wants to become an organization. Open the app to see what that changes, and to accept or reject it.",
            plain(account)
        ),
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
        let told = new_sign_in("p".to_owned(), "ana", "<b>x</b>\n&amp;");
        assert!(!told.body.contains(['<', '>', '&', '\n']));
    }

    #[test]
    fn an_endless_name_is_cut() {
        assert!(new_sign_in("p".to_owned(), "ana", &"x".repeat(10_000)).body.len() < 200);
    }
}
