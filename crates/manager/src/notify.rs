//! The texts of desktop notifications: no e-mail addresses, no secrets.

use crate::{
    ports::Notification,
    words::{Saying, Tongue},
};
use contract::desktop::{
    nuget_org::Change,
    view::{AccountTab, ProfileId},
};

/// The longest name that is shown, in characters; a gallery may send any.
const NAME_LIMIT: usize = 64;

/// "A new sign-in to your account."
#[must_use]
pub fn new_sign_in(tongue: Tongue, profile: ProfileId, username: &str, installation: &str) -> Notification {
    about(profile, tongue.new_sign_in(&plain(username), &plain(installation)))
}

/// "An organization invited you."
#[must_use]
pub fn invited(tongue: Tongue, profile: ProfileId, username: &str, organization: &str) -> Notification {
    about(profile, tongue.invited(&plain(username), &plain(organization)))
}

/// "An account wants to become an organization that you administer."
#[must_use]
pub fn conversion_requested(tongue: Tongue, profile: ProfileId, username: &str, account: &str) -> Notification {
    about(profile, tongue.conversion_requested(&plain(username), &plain(account)))
}

/// "Something became different at nuget.org." So many things more did in the same look.
#[must_use]
pub fn seen_at_nuget_org(
    tongue: Tongue,
    profile: ProfileId,
    username: &str,
    change: &Change,
    more: usize,
) -> Notification {
    let saying = tongue.seen_at_nuget_org(&plain(username), &plain_change(change), more);
    Notification {
        tab: AccountTab::Activity,
        ..about(profile, saying)
    }
}

fn about(profile: ProfileId, saying: Saying) -> Notification {
    Notification {
        title: saying.title.into_owned(),
        body: saying.text.into_owned(),
        profile,
        tab: AccountTab::Overview,
    }
}

/// The change with names that can be shown.
fn plain_change(change: &Change) -> Change {
    let mut change = change.clone();
    match &mut change {
        Change::PackageAppeared { id, version } | Change::VersionPublished { id, version, .. } => {
            (*id, *version) = (plain(id), plain(version));
        }
        Change::OwnerAdded { id, owner } | Change::OwnerRemoved { id, owner } => {
            (*id, *owner) = (plain(id), plain(owner));
        }
        Change::Unlisted { id }
        | Change::Listed { id }
        | Change::Deprecated { id }
        | Change::Undeprecated { id }
        | Change::PackageGone { id } => *id = plain(id),
        Change::FirstSeen { .. } | Change::ProfileGone | Change::ProfileBack => {}
    }
    change
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
    fn a_hostile_name_carries_no_markup_and_no_lines() {
        for tongue in [Tongue::English, Tongue::German] {
            let profile = "p".to_owned();
            for told in [
                new_sign_in(tongue, profile.clone(), "ana", "<b>x</b>\n&amp;"),
                invited(tongue, profile.clone(), "ana", "<b>x</b>\n&amp;"),
                conversion_requested(tongue, profile, "ana", "<b>x</b>\n&amp;"),
            ] {
                let said = told.title + &told.body;
                assert!(!said.contains(['<', '>', '&', '\n']), "{said}");
            }
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

    #[test]
    fn a_request_of_somebody_else_names_both_in_both_languages() {
        let title = |tongue| conversion_requested(tongue, "p".to_owned(), "ana", "tools").title;
        assert_eq!(title(Tongue::English), "tools asks ana to be its administrator");
        assert_eq!(title(Tongue::German), "tools bittet ana, Administrator zu werden");
        let title = |tongue| invited(tongue, "p".to_owned(), "ana", "contoso").title;
        assert_eq!(title(Tongue::English), "contoso invites ana");
        assert_eq!(title(Tongue::German), "contoso lädt ana ein");
    }
}
