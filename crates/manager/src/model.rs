//! The app's state in memory: what is saved, and what only the present page needs.

mod form;
mod page_key;
mod profile;

use crate::{gallery::PRACTICE, sign_in::SignInWizard};
use cache::GalleryRecord;
use contract::{
    EventId, Secret, Timestamp,
    desktop::{
        nuget_org::NugetOrgTab,
        trouble::TroublePage,
        view::{AccountTab, KeyringStatus, Language, LinkHandler, Mail, Notice, Theme},
    },
};
use std::collections::HashMap;
use wizards::{Scene, Wizard, scene::SignedIn};

pub use form::{GalleryForm, NugetOrgForm, WizardForm};
pub use page_key::PageKey;
pub use profile::Profile;

/// Everything.
#[derive(Debug)]
pub struct Model {
    pub page: PageKey,
    pub galleries: Vec<GalleryRecord>,
    pub profiles: Vec<Profile>,
    pub sign_ins: Vec<SignInWizard>,
    pub wizards: Vec<Wizard>,
    /// What was under way and this version of the app cannot read.
    pub unreadable: Vec<String>,
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
    /// How large the page is drawn, in per cent.
    pub zoom: u16,
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
            now: self.time_at(gallery.unwrap_or_default(), now),
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

    /// The time of a gallery, when this computer's is `now`.
    pub fn time_at(&self, gallery: &str, now: Timestamp) -> Timestamp {
        now.plus_secs(self.ahead_of(gallery))
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
