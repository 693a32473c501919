//! The words that the app says outside its window: on the desktop, in the tray, and on the page that ends a sign-in.
//!
//! One function for each sentence, with both languages side by side: a language that lacks a sentence does not compile.
//! The window's own words are in `ui/src/texts`.

mod calendar;
mod news;
mod nuget_org;

use contract::desktop::view::{AccountState, GalleryRow, Language};
use std::borrow::Cow;

/// A language that the app speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    #[default]
    English,
    /// German.
    German,
}

/// A headline and what there is to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The headline.
    pub title: Cow<'static, str>,
    /// What there is to know.
    pub text: Cow<'static, str>,
}

impl Tongue {
    /// The language that somebody hears who chose this, on a system with this locale (`de_AT.UTF-8`, `de-CH`).
    #[must_use]
    pub fn of(language: Language, locale: Option<&str>) -> Self {
        match language {
            Language::English => Self::English,
            Language::German => Self::German,
            Language::System => locale.map_or(Self::English, Self::of_locale),
        }
    }

    fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("de") {
            Self::German
        } else {
            Self::English
        }
    }

    /// Its name on the web.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What the practice gallery is called; others have names of their own.
    #[must_use]
    pub fn gallery(self, gallery: &GalleryRow) -> &str {
        match self {
            Self::German if gallery.practice => "Übungsgalerie",
            _ => &gallery.name,
        }
    }

    /// How an account stands, after a colon.
    #[must_use]
    pub fn state(self, state: AccountState) -> &'static str {
        match (self, state) {
            (Self::English, AccountState::Ready) => "signed in",
            (Self::German, AccountState::Ready) => "angemeldet",
            (Self::English, AccountState::Offline) => "gallery not reachable",
            (Self::German, AccountState::Offline) => "Galerie nicht erreichbar",
            (Self::English, AccountState::SessionEnded) => "sign in again",
            (Self::German, AccountState::SessionEnded) => "neu anmelden",
            (Self::English, AccountState::SignedOut) => "signed out",
            (Self::German, AccountState::SignedOut) => "abgemeldet",
            (Self::English, AccountState::TokenUnreadable) => "keyring not readable",
            (Self::German, AccountState::TokenUnreadable) => "Schlüsselbund nicht lesbar",
            (Self::English, AccountState::Public) => "as anybody sees it",
            (Self::German, AccountState::Public) => "wie alle es sehen",
        }
    }

    /// The entry that shows the window.
    #[must_use]
    pub fn open(self) -> &'static str {
        match self {
            Self::English => "Open NuGet Accounts",
            Self::German => "NuGet Accounts öffnen",
        }
    }

    /// The entry that ends the app.
    #[must_use]
    pub fn quit(self) -> &'static str {
        match self {
            Self::English => "Quit",
            Self::German => "Beenden",
        }
    }

    /// The tray icon's tooltip, where this many accounts need the person.
    #[must_use]
    pub fn tooltip(self, waiting: usize) -> Cow<'static, str> {
        match (self, waiting) {
            (_, 0) => "NuGet Accounts".into(),
            (Self::English, 1) => "NuGet Accounts: 1 account needs you".into(),
            (Self::English, count) => format!("NuGet Accounts: {count} accounts need you").into(),
            (Self::German, 1) => "NuGet Accounts: 1 Konto braucht Sie".into(),
            (Self::German, count) => format!("NuGet Accounts: {count} Konten brauchen Sie").into(),
        }
    }

    /// A sign-in that this computer did not make.
    #[must_use]
    pub fn new_sign_in(self, username: &str, installation: &str) -> Saying {
        match self {
            Self::English => saying(
                format!("New sign-in to {username}"),
                format!(
                    "Somebody signed in on {installation}. If that was not you, open the app and end that session."
                ),
            ),
            Self::German => saying(
                format!("Neue Anmeldung bei {username}"),
                format!(
                    "Jemand hat sich auf {installation} angemeldet. Wenn Sie das nicht waren, öffnen Sie die App und \
                     beenden Sie diese Sitzung."
                ),
            ),
        }
    }

    /// An organization that invites an account.
    #[must_use]
    pub fn invited(self, username: &str, organization: &str) -> Saying {
        match self {
            Self::English => saying(
                format!("{organization} invites {username}"),
                "Open the app to accept or decline. The invitation can be answered for 30 days.",
            ),
            Self::German => saying(
                format!("{organization} lädt {username} ein"),
                "Öffnen Sie die App, um anzunehmen oder abzulehnen. Die Einladung kann 30 Tage lang beantwortet werden.",
            ),
        }
    }

    /// An account that asks another one to administer the organization that it wants to become.
    #[must_use]
    pub fn conversion_requested(self, username: &str, account: &str) -> Saying {
        match self {
            Self::English => saying(
                format!("{account} asks {username} to be its administrator"),
                format!(
                    "{account} wants to become an organization. Open the app to see what that changes, and to accept \
                     or reject it."
                ),
            ),
            Self::German => saying(
                format!("{account} bittet {username}, Administrator zu werden"),
                format!(
                    "{account} möchte eine Organisation werden. Öffnen Sie die App, um zu sehen, was das ändert, und \
                     um zuzustimmen oder abzulehnen."
                ),
            ),
        }
    }

    /// What the browser shows when a sign-in came back to this computer's own address.
    #[must_use]
    pub fn came_back(self) -> Saying {
        match self {
            Self::English => saying("You can close this page", "The sign-in goes on in NuGet Accounts."),
            Self::German => saying(
                "Sie können diese Seite schließen",
                "Die Anmeldung geht in NuGet Accounts weiter.",
            ),
        }
    }

    /// What the browser shows where no sign-in waits at this computer's own address.
    #[must_use]
    pub fn nothing_waits(self) -> Saying {
        match self {
            Self::English => saying(
                "Nothing here",
                "No sign-in waits at this address. Go back to NuGet Accounts and start again.",
            ),
            Self::German => saying(
                "Hier ist nichts",
                "An dieser Adresse wartet keine Anmeldung. Gehen Sie zurück zu NuGet Accounts und beginnen Sie neu.",
            ),
        }
    }
}

fn saying(title: impl Into<Cow<'static, str>>, text: impl Into<Cow<'static, str>>) -> Saying {
    Saying {
        title: title.into(),
        text: text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_language_is_spoken_whatever_the_system_says() {
        assert_eq!(Tongue::of(Language::English, Some("de_DE.UTF-8")), Tongue::English);
        assert_eq!(Tongue::of(Language::German, Some("en_GB.UTF-8")), Tongue::German);
        assert_eq!(Tongue::of(Language::German, None), Tongue::German);
    }

    #[test]
    fn the_system_s_german_is_spoken_in_all_its_spellings() {
        for locale in ["de_DE.UTF-8", "de_AT", "de-CH", "de", "DE", "de.UTF-8", "de_DE@euro"] {
            assert_eq!(Tongue::of(Language::System, Some(locale)), Tongue::German, "{locale}");
        }
    }

    #[test]
    fn a_system_without_a_language_of_the_app_hears_english() {
        for locale in ["C", "C.UTF-8", "POSIX", "en_US.UTF-8", "fr_FR", "del_US", ""] {
            assert_eq!(Tongue::of(Language::System, Some(locale)), Tongue::English, "{locale}");
        }
        assert_eq!(Tongue::of(Language::System, None), Tongue::English);
    }

    #[test]
    fn the_practice_gallery_has_a_name_in_each_language_and_others_keep_theirs() {
        let row = |practice| GalleryRow {
            id: "g".to_owned(),
            name: "Practice gallery".to_owned(),
            host: None,
            practice,
            guided: false,
        };
        assert_eq!(Tongue::English.gallery(&row(true)), "Practice gallery");
        assert_eq!(Tongue::German.gallery(&row(true)), "Übungsgalerie");
        assert_eq!(Tongue::German.gallery(&row(false)), "Practice gallery");
    }

    #[test]
    fn one_account_is_counted_in_the_singular() {
        assert_eq!(Tongue::German.tooltip(0), "NuGet Accounts");
        assert_eq!(Tongue::German.tooltip(1), "NuGet Accounts: 1 Konto braucht Sie");
        assert_eq!(Tongue::German.tooltip(2), "NuGet Accounts: 2 Konten brauchen Sie");
        assert_eq!(Tongue::English.tooltip(2), "NuGet Accounts: 2 accounts need you");
    }
}
