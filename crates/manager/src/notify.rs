//! The texts of desktop notifications: no e-mail addresses, no secrets.

mod bucket;

pub use bucket::Bucket;

use crate::{
    health::Ending,
    ports::Notification,
    words::{Saying, Tongue},
};
use contract::desktop::{
    Action,
    nuget_org::{Change, NugetOrgTab},
    view::{AccountTab, GalleryId, ProfileId},
    wizard::WizardKind,
};
use wizards::answer_offer::AnswerOffer;

/// The longest name that is shown, in characters; a gallery may send any.
const NAME_LIMIT: usize = 64;

/// The account that something is told about, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The account as it is known here.
    pub profile: ProfileId,
    /// Its gallery.
    pub gallery: GalleryId,
    /// Its username.
    pub username: String,
}

impl Told {
    /// Opens a part of its page.
    fn shows(&self, tab: AccountTab) -> Action {
        Action::ShowAccount {
            profile: self.profile.clone(),
            tab,
        }
    }

    /// Opens a wizard of the account.
    fn starts(&self, wizard: WizardKind) -> Action {
        Action::StartWizard {
            wizard,
            gallery: self.gallery.clone(),
            profile: Some(self.profile.clone()),
            subject: None,
        }
    }

    /// Opens the wizard in which somebody's request is answered.
    #[must_use]
    pub fn answers(&self, wizard: WizardKind, who: &str) -> Action {
        Action::StartWizard {
            wizard,
            gallery: self.gallery.clone(),
            profile: Some(self.profile.clone()),
            subject: Some(who.to_owned()),
        }
    }

    /// Opens the answer to an offer of a package, to the account or to this organization.
    #[must_use]
    pub fn answers_offer(&self, package: &str, organization: Option<&str>) -> Action {
        self.answers(WizardKind::AnswerOffer, &AnswerOffer::subject_of(package, organization))
    }
}

/// "A new sign-in to your account." Opens its sessions.
#[must_use]
pub fn new_sign_in(tongue: Tongue, told: &Told, installation: &str) -> Notification {
    let opens = told.shows(AccountTab::Sessions);
    notification(tongue.new_sign_in(&plain(&told.username), &plain(installation)), opens)
}

/// "An organization invited you." Opens the answer.
#[must_use]
pub fn invited(tongue: Tongue, told: &Told, organization: &str) -> Notification {
    let opens = told.answers(WizardKind::AnswerInvitation, organization);
    notification(tongue.invited(&plain(&told.username), &plain(organization)), opens)
}

/// "An account wants to become an organization that you administer." Opens the answer.
#[must_use]
pub fn conversion_requested(tongue: Tongue, told: &Told, account: &str) -> Notification {
    let opens = told.answers(WizardKind::AnswerConversion, account);
    let saying = tongue.conversion_requested(&plain(&told.username), &plain(account));
    notification(saying, opens)
}

/// "Another Microsoft account opens your account." Opens what takes that back.
#[must_use]
pub fn login_changed(tongue: Tongue, told: &Told) -> Notification {
    let opens = told.answers(WizardKind::UndoLogin, &told.username);
    notification(tongue.login_changed(&plain(&told.username)), opens)
}

/// "Somebody is getting into your account by mail." Opens the account, where it is stopped.
#[must_use]
pub fn recovery_started(tongue: Tongue, told: &Told) -> Notification {
    notification(
        tongue.recovery_started(&plain(&told.username)),
        told.shows(AccountTab::Overview),
    )
}

/// "An offer of a package waits for you", to your account or to this organization. Opens the answer.
#[must_use]
pub fn ownership_offered(tongue: Tongue, told: &Told, package: &str, to: Option<&str>) -> Notification {
    let organization = to.map(plain);
    let saying = tongue.ownership_offered(&plain(&told.username), &plain(package), organization.as_deref());
    notification(saying, told.answers_offer(package, to))
}

/// "A new package was published under your name." Opens what happened to the account.
#[must_use]
pub fn package_registered(tongue: Tongue, told: &Told, package: &str) -> Notification {
    let saying = tongue.package_registered(&plain(&told.username), &plain(package));
    notification(saying, told.shows(AccountTab::Activity))
}

/// "Your key was found in public and is revoked." Opens the account's keys, where another one is made.
#[must_use]
pub fn key_found_in_public(tongue: Tongue, told: &Told, key: &str) -> Notification {
    let saying = tongue.key_found_in_public(&plain(&told.username), &plain(key));
    notification(saying, told.starts(WizardKind::ApiKeys))
}

/// "Your account will be deleted." Opens what keeps it.
#[must_use]
pub fn deletion_requested(tongue: Tongue, told: &Told) -> Notification {
    let opens = told.starts(WizardKind::DeleteAccount);
    notification(tongue.deletion_requested(&plain(&told.username)), opens)
}

/// "A key ends in so many days." Opens the key, where it is renewed.
#[must_use]
pub fn key_ends_soon(tongue: Tongue, told: &Told, key: &Ending, days: i64) -> Notification {
    let saying = tongue.key_ends_soon(&plain(&told.username), &plain(&key.name), days);
    let opens = told.answers(WizardKind::ApiKeys, &key.id.to_string());
    notification(saying, opens)
}

/// "The contact e-mail can be changed now." Opens the wizard that waited for it.
#[must_use]
pub fn contact_email_possible(tongue: Tongue, told: &Told) -> Notification {
    let opens = told.starts(WizardKind::ContactEmail);
    notification(tongue.contact_email_possible(&plain(&told.username)), opens)
}

/// "The app goes on in the tray." Opens the settings, where one can choose otherwise.
#[must_use]
pub fn goes_on_in_tray(tongue: Tongue) -> Notification {
    notification(tongue.goes_on_in_tray(), Action::ShowSettings)
}

/// "Something became different at nuget.org." So many things more did in the same look. Opens the journal.
#[must_use]
pub fn seen_at_nuget_org(
    tongue: Tongue,
    profile: ProfileId,
    username: &str,
    change: &Change,
    more: usize,
) -> Notification {
    let saying = tongue.seen_at_nuget_org(&plain(username), &plain_change(change), more);
    let tab = NugetOrgTab::Journal;
    notification(saying, Action::ShowNugetOrg { profile, tab })
}

/// The change with names that can be shown.
fn plain_change(change: &Change) -> Change {
    let mut change = change.clone();
    match &mut change {
        Change::PackageAppeared { id, version }
        | Change::VersionPublished { id, version, .. }
        | Change::VersionAppeared { id, version, .. } => {
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

fn notification(saying: Saying, opens: Action) -> Notification {
    Notification {
        title: saying.title.into_owned(),
        body: saying.text.into_owned(),
        opens,
    }
}

/// The text without control characters and markup, which some desktops interpret, and not endless.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() && !matches!(letter, '<' | '>' | '&'))
        .take(NAME_LIMIT)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ana() -> Told {
        Told {
            profile: "p".to_owned(),
            gallery: "practice".to_owned(),
            username: "ana".to_owned(),
        }
    }

    fn ending(name: &str) -> Ending {
        Ending {
            id: contract::KeyId::from_bytes([7; 16]),
            name: name.to_owned(),
            at: contract::Timestamp::from_secs(1_700_000_000),
        }
    }

    #[test]
    fn a_notification_of_a_key_that_ends_opens_that_key() {
        let opens = key_ends_soon(Tongue::English, &ana(), &ending("Build"), 3).opens;
        let key = contract::KeyId::from_bytes([7; 16]).to_string();
        assert_eq!(opens, ana().answers(WizardKind::ApiKeys, &key));
    }

    #[test]
    fn a_hostile_name_carries_no_markup_and_no_lines() {
        for tongue in [Tongue::English, Tongue::German] {
            for told in [
                new_sign_in(tongue, &ana(), "<b>x</b>\n&amp;"),
                invited(tongue, &ana(), "<b>x</b>\n&amp;"),
                conversion_requested(tongue, &ana(), "<b>x</b>\n&amp;"),
                ownership_offered(tongue, &ana(), "<b>x</b>\n&amp;", Some("<b>x</b>\n&amp;")),
                package_registered(tongue, &ana(), "<b>x</b>\n&amp;"),
                key_found_in_public(tongue, &ana(), "<b>x</b>\n&amp;"),
                key_ends_soon(tongue, &ana(), &ending("<b>x</b>\n&amp;"), 3),
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
            assert!(new_sign_in(tongue, &ana(), &endless).body.len() < 200);
        }
    }

    #[test]
    fn a_new_sign_in_is_told_in_the_language_that_was_chosen_and_opens_the_sessions() {
        let told = new_sign_in(Tongue::German, &ana(), "studio");
        assert_eq!(told.title, "Neue Anmeldung bei ana");
        assert!(told.body.starts_with("Jemand hat sich auf studio angemeldet."));
        let (profile, tab) = ("p".to_owned(), AccountTab::Sessions);
        assert_eq!(told.opens, Action::ShowAccount { profile, tab });
    }

    #[test]
    fn a_request_of_somebody_else_names_both_in_both_languages() {
        let title = |tongue| conversion_requested(tongue, &ana(), "tools").title;
        assert_eq!(title(Tongue::English), "tools asks ana to be its administrator");
        assert_eq!(title(Tongue::German), "tools bittet ana, Administrator zu werden");
        let title = |tongue| invited(tongue, &ana(), "contoso").title;
        assert_eq!(title(Tongue::English), "contoso invites ana");
        assert_eq!(title(Tongue::German), "contoso lädt ana ein");
    }

    #[test]
    fn a_click_on_a_warning_opens_what_helps_against_it() {
        let opens = |wizard, subject: Option<&str>| Action::StartWizard {
            wizard,
            gallery: "practice".to_owned(),
            profile: Some("p".to_owned()),
            subject: subject.map(str::to_owned),
        };
        let told = login_changed(Tongue::English, &ana());
        assert_eq!(told.opens, opens(WizardKind::UndoLogin, Some("ana")));
        let told = deletion_requested(Tongue::English, &ana());
        assert_eq!(told.opens, opens(WizardKind::DeleteAccount, None));
        let told = recovery_started(Tongue::English, &ana());
        assert_eq!(told.opens, ana().shows(AccountTab::Overview));
        let told = key_found_in_public(Tongue::English, &ana(), "CI");
        assert_eq!(told.opens, opens(WizardKind::ApiKeys, None));
        assert_eq!(goes_on_in_tray(Tongue::English).opens, Action::ShowSettings);
    }

    #[test]
    fn a_click_on_a_request_opens_its_answer_about_the_name_as_it_is() {
        let opens = |wizard, subject: &str| Action::StartWizard {
            wizard,
            gallery: "practice".to_owned(),
            profile: Some("p".to_owned()),
            subject: Some(subject.to_owned()),
        };
        let told = invited(Tongue::English, &ana(), "con&toso");
        assert_eq!(told.opens, opens(WizardKind::AnswerInvitation, "con&toso"));
        let told = conversion_requested(Tongue::English, &ana(), "tools");
        assert_eq!(told.opens, opens(WizardKind::AnswerConversion, "tools"));
    }
}
