//! The tray menu: a pure function of the view, so that it is tested without a tray.

use crate::{
    notify::{Told, plain},
    words::Tongue,
};
use contract::desktop::{
    Action, View,
    view::{AccountRow, AccountState, AccountTab, Notice, NoticeKind},
    wizard::WizardKind,
};
use std::borrow::Cow;

/// An entry of the tray menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrayEntry {
    /// A request that waits for an answer, or an account with its state.
    Page {
        /// Its id, the same for as long as it stands there.
        id: String,
        /// What the entry says.
        text: String,
        /// What a click does: it opens the exact page.
        opens: Box<Action>,
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

/// How many requests stand in the menu; the window shows the rest.
const REQUESTS: usize = 5;

/// The menu for this view, in this language: what waits for an answer, the accounts, and the end.
#[must_use]
pub fn menu(view: &View, tongue: Tongue) -> Vec<TrayEntry> {
    let requests = view.notices.iter().filter_map(|notice| request(view, notice, tongue));
    let accounts = view.accounts.iter().map(|row| account(row, tongue));
    let mut entries = Vec::new();
    for part in [
        requests.take(REQUESTS).collect::<Vec<_>>(),
        accounts.take(ACCOUNTS).collect(),
    ] {
        if !part.is_empty() {
            entries.extend(part);
            entries.push(TrayEntry::Separator);
        }
    }
    entries.extend(ends(tongue));
    entries
}

/// What a click on the entry of this id does.
#[must_use]
pub fn opened_by(entries: &[TrayEntry], clicked: &str) -> Option<Action> {
    entries.iter().find_map(|entry| match entry {
        TrayEntry::Page { id, opens, .. } if id == clicked => Some(opens.as_ref().clone()),
        _ => None,
    })
}

fn account(row: &AccountRow, tongue: Tongue) -> TrayEntry {
    let (name, gallery) = (&row.username, tongue.gallery(&row.gallery));
    let opens = Action::ShowAccount {
        profile: row.profile.clone(),
        tab: AccountTab::Overview,
    };
    TrayEntry::Page {
        id: format!("account-{}", row.profile),
        text: format!("{name} ({gallery}): {}", tongue.state(row.state)),
        opens: Box::new(opens),
    }
}

/// What somebody asks an account, which only its owner can answer.
fn request(view: &View, notice: &Notice, tongue: Tongue) -> Option<TrayEntry> {
    let row = view
        .accounts
        .iter()
        .find(|row| Some(&row.profile) == notice.profile.as_ref())?;
    let told = Told {
        profile: row.profile.clone(),
        gallery: row.gallery.id.clone(),
        username: row.username.clone(),
    };
    let asked = plain(&row.username);
    let (saying, opens) = match &notice.what {
        NoticeKind::Invited { organization, .. } => (
            tongue.invited(&asked, &plain(organization)),
            told.answers(WizardKind::AnswerInvitation, organization),
        ),
        NoticeKind::ConversionRequested { account, .. } => (
            tongue.conversion_requested(&asked, &plain(account)),
            told.answers(WizardKind::AnswerConversion, account),
        ),
        NoticeKind::OwnershipOffered { package, to, .. } => (
            tongue.ownership_offered(&asked, &plain(package), to.as_deref().map(plain).as_deref()),
            told.answers_offer(package, to.as_deref()),
        ),
        _ => return None,
    };
    Some(TrayEntry::Page {
        id: format!("notice-{}", notice.id),
        text: saying.title.into_owned(),
        opens: Box::new(opens),
    })
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
            zoom: 100,
            language: Language::System,
            practice_ahead: 0,
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
        let (profile, tab) = ("p0".to_owned(), AccountTab::Overview);
        assert_eq!(
            entries[0],
            TrayEntry::Page {
                id: "account-p0".to_owned(),
                text: "Account0 (Practice gallery): signed in".to_owned(),
                opens: Box::new(Action::ShowAccount { profile, tab }),
            }
        );
        assert_eq!(entries.len(), 5);
    }

    #[test]
    fn what_waits_for_an_answer_stands_first_and_opens_it() {
        let mut view = view(&[AccountState::Ready]);
        let notice = |id: &str, profile: &str, what| Notice {
            id: id.to_owned(),
            at: contract::Timestamp::UNIX_EPOCH,
            what,
            profile: Some(profile.to_owned()),
        };
        let event = contract::EventId::from_bytes([1; 16]);
        let invited = |id, profile| {
            let (username, organization) = ("Account0".to_owned(), "contoso".to_owned());
            let what = NoticeKind::Invited {
                username,
                organization,
                event,
            };
            notice(id, profile, what)
        };
        view.notices = vec![
            notice("n1", "p0", NoticeKind::StartedOver),
            invited("n2", "p0"),
            invited("n3", "gone"),
        ];
        let entries = menu(&view, Tongue::English);
        let TrayEntry::Page { id, text, .. } = &entries[0] else {
            panic!("{entries:?}");
        };
        assert_eq!((id.as_str(), text.as_str()), ("notice-n2", "contoso invites Account0"));
        assert_eq!(entries[1], TrayEntry::Separator);
        assert_eq!(entries.len(), 6);
        let opens = Action::StartWizard {
            wizard: WizardKind::AnswerInvitation,
            gallery: "practice".to_owned(),
            profile: Some("p0".to_owned()),
            subject: Some("contoso".to_owned()),
        };
        assert_eq!(opened_by(&entries, "notice-n2"), Some(opens));
        assert_eq!(opened_by(&entries, "open"), None);
    }

    #[test]
    fn in_german_every_entry_is_german() {
        let entries = menu(&view(&[AccountState::Ready]), Tongue::German);
        let said = |entry: &TrayEntry| match entry {
            TrayEntry::Page { text, .. } | TrayEntry::Open { text } | TrayEntry::Quit { text } => text.clone(),
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
