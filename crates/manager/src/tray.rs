//! The tray menu: a pure function of the view, so that it is tested without a tray.

use crate::words::Tongue;
use contract::desktop::{
    View,
    view::{AccountState, ProfileId},
};
use std::borrow::Cow;

/// An entry of the tray menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrayEntry {
    /// An account with its state; a click shows it.
    Account {
        /// Which.
        profile: ProfileId,
        /// What the entry says.
        text: String,
    },
    /// A line.
    Separator,
    /// Show the window.
    Open {
        /// What the entry says.
        text: String,
    },
    /// End the app.
    Quit {
        /// What the entry says.
        text: String,
    },
}

/// How many accounts stand in the menu; the window shows the rest.
const ACCOUNTS: usize = 10;

/// The menu for this view, in this language.
#[must_use]
pub fn menu(view: &View, tongue: Tongue) -> Vec<TrayEntry> {
    let mut entries: Vec<TrayEntry> = view
        .accounts
        .iter()
        .take(ACCOUNTS)
        .map(|row| TrayEntry::Account {
            profile: row.profile.clone(),
            text: format!(
                "{} ({}): {}",
                row.username,
                tongue.gallery(&row.gallery),
                tongue.state(row.state)
            ),
        })
        .collect();
    if !entries.is_empty() {
        entries.push(TrayEntry::Separator);
    }
    entries.extend(ends(tongue));
    entries
}

/// What every menu ends with.
fn ends(tongue: Tongue) -> [TrayEntry; 2] {
    [
        TrayEntry::Open {
            text: tongue.open().to_owned(),
        },
        TrayEntry::Quit {
            text: tongue.quit().to_owned(),
        },
    ]
}

/// What the tray icon's tooltip says.
#[must_use]
pub fn tooltip(view: &View, tongue: Tongue) -> Cow<'static, str> {
    let needs_the_person = |state| matches!(state, AccountState::SessionEnded | AccountState::TokenUnreadable);
    let waiting = view.accounts.iter().filter(|row| needs_the_person(row.state)).count();
    tongue.tooltip(waiting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::desktop::view::{AccountRow, GalleryRow, KeyringStatus, Language, Page, Theme};

    fn view(states: &[AccountState]) -> View {
        let gallery = GalleryRow {
            id: "practice".to_owned(),
            name: "Practice gallery".to_owned(),
            host: None,
            practice: true,
            guided: false,
        };
        let row = |(index, state): (usize, &AccountState)| AccountRow {
            profile: format!("p{index}"),
            username: format!("Account{index}"),
            initials: "A".to_owned(),
            colour: 0,
            gallery: gallery.clone(),
            state: *state,
        };
        View {
            revision: 1,
            page: Page::Welcome,
            galleries: vec![gallery.clone()],
            accounts: states.iter().enumerate().map(row).collect(),
            under_way: vec![],
            notices: vec![],
            keyring: KeyringStatus::Working,
            theme: Theme::System,
            language: Language::System,
        }
    }

    #[test]
    fn without_accounts_the_menu_is_open_and_quit() {
        assert_eq!(menu(&view(&[]), Tongue::English), ends(Tongue::English));
    }

    #[test]
    fn each_account_says_how_it_stands() {
        let entries = menu(
            &view(&[AccountState::Ready, AccountState::SessionEnded]),
            Tongue::English,
        );
        assert_eq!(
            entries[0],
            TrayEntry::Account {
                profile: "p0".to_owned(),
                text: "Account0 (Practice gallery): signed in".to_owned()
            }
        );
        assert_eq!(entries.len(), 5);
    }

    #[test]
    fn in_german_every_entry_is_german() {
        let entries = menu(&view(&[AccountState::Ready]), Tongue::German);
        let said = |entry: &TrayEntry| match entry {
            TrayEntry::Account { text, .. } | TrayEntry::Open { text } | TrayEntry::Quit { text } => text.clone(),
            TrayEntry::Separator => String::new(),
        };
        let said: Vec<String> = entries.iter().map(said).collect();
        let expected = [
            "Account0 (Übungsgalerie): angemeldet",
            "",
            "NuGet Accounts öffnen",
            "Beenden",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(
            menu(&view(&[AccountState::Ready; 30]), Tongue::English).len(),
            ACCOUNTS + 3
        );
    }

    #[test]
    fn the_tooltip_counts_what_needs_the_person() {
        assert_eq!(
            tooltip(&view(&[AccountState::Ready, AccountState::SignedOut]), Tongue::English),
            "NuGet Accounts"
        );
        assert_eq!(
            tooltip(&view(&[AccountState::Offline]), Tongue::English),
            "NuGet Accounts"
        );
        assert_eq!(
            tooltip(&view(&[AccountState::SessionEnded]), Tongue::English),
            "NuGet Accounts: 1 account needs you"
        );
    }
}
