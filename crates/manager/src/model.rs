//! The app's state in memory: what is saved, and what only the present page needs.

use cache::{GalleryRecord, ProfileRecord};
use contract::{
    EventId, Problem, Secret, Timestamp,
    account::{Account, AuditEntry},
    desktop::{
        nuget_org::{NUGET_ORG, NugetOrgTab},
        trouble::TroublePage,
        view::{
            AccountStanding, AccountTab, KeyringStatus, Language, LinkHandler, Mail, Notice, ProfileId, SignedOut,
            Theme, UsernameCheck,
        },
        wizard::FieldName,
    },
    session::Session,
};

use crate::{
    gallery::PRACTICE,
    health::{Belongings, Extent},
    public::Public,
    sign_in::SignInWizard,
};
use std::collections::HashMap;
use wizards::{Scene, Wizard, scene::SignedIn};

/// The page that is shown, by name; what it shows comes from the rest of the model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PageKey {
    #[default]
    Welcome,
    AddGallery,
    AddNugetOrg,
    NugetOrg(ProfileId, NugetOrgTab),
    Leaving(ProfileId),
    SignIn(String),
    Wizard(String),
    Trouble,
    Account(ProfileId, AccountTab),
    SignedOut(Box<SignedOut>),
    Mailbox,
    Settings,
}

impl PageKey {
    /// The form in which the page is remembered for the next start; pages that mean nothing then are not.
    pub fn to_setting(&self) -> String {
        match self {
            Self::SignIn(id) => format!("sign_in:{id}"),
            Self::Wizard(id) => format!("wizard:{id}"),
            Self::Account(profile, _) => format!("account:{profile}"),
            Self::SignedOut(report) => format!("account:{}", report.row.profile),
            Self::AddGallery => "add_gallery".to_owned(),
            Self::AddNugetOrg => "add_nuget_org".to_owned(),
            Self::Leaving(profile) => format!("leaving:{profile}"),
            Self::NugetOrg(profile, _) => format!("nuget_org:{profile}"),
            Self::Welcome | Self::Mailbox | Self::Settings | Self::Trouble => "welcome".to_owned(),
        }
    }

    /// Reads the remembered form; an unknown one is the welcome page.
    pub fn from_setting(text: &str) -> Self {
        match text.split_once(':') {
            Some(("sign_in", id)) => Self::SignIn(id.to_owned()),
            Some(("wizard", id)) => Self::Wizard(id.to_owned()),
            Some(("account", profile)) => Self::Account(profile.to_owned(), AccountTab::Overview),
            Some(("leaving", profile)) => Self::Leaving(profile.to_owned()),
            Some(("nuget_org", profile)) => Self::NugetOrg(profile.to_owned(), NugetOrgTab::Overview),
            None if text == "add_gallery" => Self::AddGallery,
            None if text == "add_nuget_org" => Self::AddNugetOrg,
            _ => Self::Welcome,
        }
    }
}

/// An account known to this app.
#[derive(Clone, Debug)]
pub struct Profile {
    /// What is saved about it.
    pub record: ProfileRecord,
    /// What the cache holds.
    pub account: Option<Account>,
    pub sessions: Vec<Session>,
    pub activity: Vec<AuditEntry>,
    pub standing: AccountStanding,
    pub belongings: Belongings,
    /// How much of these was read.
    pub extent: Extent,
    /// When that was read.
    pub as_of: Option<Timestamp>,
    pub refreshing: bool,
    /// Whether something asked for another read while one was under way.
    pub refresh_again: bool,
    pub unreachable_since: Option<Timestamp>,
    /// Whether the keyring could not give the token, although the account is signed in.
    pub token_unreadable: bool,
    pub busy: bool,
    /// Whether its session is being ended on the person's word.
    pub leaving: bool,
    pub refusal: Option<Problem>,
    /// What is known of it where it is at nuget.org.
    pub public: Public,
    /// Which session of this run calls are made for; answers to those of an earlier one are dropped.
    pub session: u64,
}

impl Profile {
    pub fn new(record: ProfileRecord) -> Self {
        Self {
            record,
            account: None,
            sessions: Vec::new(),
            activity: Vec::new(),
            standing: AccountStanding::default(),
            belongings: Belongings::default(),
            extent: Extent::default(),
            as_of: None,
            refreshing: false,
            refresh_again: false,
            unreachable_since: None,
            token_unreadable: false,
            busy: false,
            leaving: false,
            refusal: None,
            public: Public::default(),
            session: 0,
        }
    }

    /// Another session, or none, from now on: nothing that is under way concerns it.
    pub fn next_session(&mut self) {
        self.session += 1;
        self.refreshing = false;
        self.refresh_again = false;
        self.busy = false;
        self.leaving = false;
    }

    /// Whether it is at nuget.org, where nobody signs in from here.
    pub fn is_guided(&self) -> bool {
        self.record.gallery == NUGET_ORG
    }

    /// Whether there is a session, as far as is known here.
    pub fn is_signed_in(&self) -> bool {
        self.record.signed_in && !self.record.session_ended
    }

    /// Whether calls can be made for it: there is a session, and nobody is ending it.
    pub fn takes_calls(&self) -> bool {
        self.is_signed_in() && !self.leaving
    }
}

/// The page on which a gallery's address is typed.
#[derive(Clone, Debug, Default)]
pub struct GalleryForm {
    pub address: String,
    pub busy: bool,
    pub refusal: Option<Problem>,
}

/// The page on which the username of a nuget.org account is typed.
#[derive(Clone, Debug, Default)]
pub struct NugetOrgForm {
    pub username: String,
    pub busy: bool,
    pub refusal: Option<Problem>,
}

/// What a wizard's page shows beside its saved state; kept while the wizard is, whatever page is shown.
#[derive(Clone, Debug)]
pub struct WizardForm {
    pub busy: bool,
    pub refusal: Option<Problem>,
    pub username_check: UsernameCheck,
    /// What is known of the usernames in a guided wizard's fields.
    pub checks: Vec<(FieldName, UsernameCheck)>,
    /// Whether a way back over loopback is open.
    pub loopback_open: bool,
}

impl Default for WizardForm {
    fn default() -> Self {
        Self {
            busy: false,
            refusal: None,
            username_check: UsernameCheck::NotAsked,
            checks: Vec::new(),
            loopback_open: false,
        }
    }
}

/// Everything.
#[derive(Debug)]
pub struct Model {
    pub page: PageKey,
    pub galleries: Vec<GalleryRecord>,
    pub profiles: Vec<Profile>,
    pub sign_ins: Vec<SignInWizard>,
    pub wizards: Vec<Wizard>,
    /// Saved wizards that this version of the app cannot read.
    pub unreadable_wizards: Vec<String>,
    /// Recovery codes that are shown once, by wizard.
    pub codes: HashMap<String, Vec<Secret>>,
    /// The texts of API keys that were just made and can be seen once, by wizard.
    pub key_texts: HashMap<String, Secret>,
    /// The page on which an error text was pasted.
    pub trouble: TroublePage,
    pub notices: Vec<Notice>,
    /// How far the time of the practice gallery is ahead of this computer's, in seconds: what the person let pass.
    pub practice_ahead: i64,
    pub keyring: KeyringStatus,
    pub theme: Theme,
    pub language: Language,
    pub notifications: bool,
    /// Whether the app goes on in the tray when its window is closed.
    pub keeps_running: bool,
    /// Whether nuget.org is looked at by itself.
    pub watch: bool,
    /// The person's last day at work, where they said one.
    pub last_day: String,
    pub links: LinkHandler,
    pub gallery_form: GalleryForm,
    pub nuget_org_form: NugetOrgForm,
    pub forms: HashMap<String, WizardForm>,
    pub mails: Vec<Mail>,
    pub tray: bool,
    pub version: String,
    pub installation: String,
    /// Where nuget.org is.
    pub nuget_org: nuget_org::Addresses,
}

impl Model {
    pub fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.record.id == id)
    }

    pub fn profile_mut(&mut self, id: &str) -> Option<&mut Profile> {
        self.profiles.iter_mut().find(|profile| profile.record.id == id)
    }

    pub fn sign_in(&self, id: &str) -> Option<&SignInWizard> {
        self.sign_ins.iter().find(|wizard| wizard.id == id)
    }

    pub fn sign_in_mut(&mut self, id: &str) -> Option<&mut SignInWizard> {
        self.sign_ins.iter_mut().find(|wizard| wizard.id == id)
    }

    pub fn wizard(&self, id: &str) -> Option<&Wizard> {
        self.wizards.iter().find(|wizard| wizard.id == id)
    }

    pub fn wizard_mut(&mut self, id: &str) -> Option<&mut Wizard> {
        self.wizards.iter_mut().find(|wizard| wizard.id == id)
    }

    /// The sign-in that a guided wizard waits for.
    pub fn sign_in_for(&self, wizard: &str) -> Option<&SignInWizard> {
        let asking = self.wizard(wizard)?.proofs()?.asking.as_ref()?;
        let made_for = |sign_in: &&SignInWizard| {
            let made = sign_in.for_wizard.as_ref();
            made.is_some_and(|made| made.wizard == wizard && made.asking.slot == asking.slot)
        };
        self.sign_ins.iter().find(made_for)
    }

    /// What a guided wizard may look at.
    pub fn scene(&self, wizard: &str, now: Timestamp, new_id: String) -> Scene {
        let profile = self.wizard(wizard).and_then(|wizard| wizard.profile.as_deref());
        let gallery = self.wizard(wizard).map(|wizard| wizard.gallery.as_str());
        Scene {
            now: now.plus_secs(self.ahead_of(gallery.unwrap_or_default())),
            new_id,
            account: profile
                .and_then(|id| self.profile(id))
                .and_then(|profile| profile.account.clone()),
            known_as: profile
                .and_then(|id| self.profile(id))
                .map(|profile| profile.record.username.clone()),
            checks: self.form(wizard).checks,
            signed_in: self.signed_in_beside(wizard),
        }
    }

    /// How far the time of a gallery is meant to be ahead of this computer's, in seconds.
    pub fn ahead_of(&self, gallery: &str) -> i64 {
        if gallery == PRACTICE { self.practice_ahead } else { 0 }
    }

    /// The accounts of a wizard's gallery that are signed in here.
    fn signed_in_beside(&self, wizard: &str) -> Vec<SignedIn> {
        let gallery = self.wizard(wizard).map(|wizard| wizard.gallery.as_str());
        let there = |profile: &&Profile| profile.takes_calls() && Some(profile.record.gallery.as_str()) == gallery;
        let found = self.profiles.iter().filter(there);
        found
            .map(|profile| SignedIn {
                profile: profile.record.id.clone(),
                username: profile.record.username.clone(),
            })
            .collect()
    }

    /// The form of a wizard.
    pub fn form(&self, wizard: &str) -> WizardForm {
        self.forms.get(wizard).cloned().unwrap_or_default()
    }

    /// The form of a wizard, to be changed.
    pub fn form_mut(&mut self, wizard: &str) -> &mut WizardForm {
        self.forms.entry(wizard.to_owned()).or_default()
    }

    pub fn gallery(&self, id: &str) -> Option<&GalleryRecord> {
        self.galleries.iter().find(|gallery| gallery.id == id)
    }

    /// Whether a notice about this event stands already: an event is told once, however often it is delivered.
    pub fn has_told(&self, told: EventId) -> bool {
        self.notices.iter().any(|notice| notice.what.event() == Some(told))
    }

    /// Where to go from a page that ended.
    pub fn home(&self) -> PageKey {
        self.profiles.first().map_or(PageKey::Welcome, page_of)
    }

    /// The page of an account; the welcome page where it is not known any more.
    pub fn page_of(&self, id: &str) -> PageKey {
        self.profile(id).map_or_else(|| self.home(), page_of)
    }
}

fn page_of(profile: &Profile) -> PageKey {
    let id = profile.record.id.clone();
    if profile.is_guided() {
        PageKey::NugetOrg(id, NugetOrgTab::Overview)
    } else {
        PageKey::Account(id, AccountTab::Overview)
    }
}
