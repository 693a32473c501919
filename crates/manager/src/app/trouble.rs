//! The page that says what an error means.

use super::App;
use crate::{gallery::address, model::Profile, trouble::place};
use contract::desktop::{
    nuget_org::NUGET_ORG,
    trouble::{Cause, Diagnosis, TroublePage, TroublePlace},
    view::GalleryId,
    wizard::WizardKind,
};
use url::Url;

impl App {
    /// Says what a pasted text means. It may hold anything, so it is kept in memory only.
    pub(super) fn diagnose(&mut self, text: String) {
        let profiles = self.model.profiles.iter();
        let names: Vec<String> = profiles
            .flat_map(|profile| {
                let login = profile.account.as_ref().and_then(|account| account.login.as_ref());
                let person = login.and_then(|login| login.identity.name.clone());
                [Some(profile.record.username.clone()), person]
            })
            .flatten()
            .collect();
        let mut found = crate::trouble::diagnose(&text, &names);
        let known = self.known_accounts();
        found.at = place::origin(&found, &text, &known);
        found.places = match self.gallery_of_link(&found, &text) {
            Some(gallery) => vec![TroublePlace {
                gallery,
                profile: None,
                username: None,
                wizard: WizardKind::KeepAccount,
                subject: None,
            }],
            None => place::places(&found, &text, &known, self.first_service().as_deref()),
        };
        self.model.trouble = TroublePage {
            text,
            found: Some(found),
        };
    }

    /// The gallery whose mail a link is from, where the app knows it.
    fn gallery_of_link(&self, found: &Diagnosis, text: &str) -> Option<GalleryId> {
        let link = (found.cause == Cause::MailedLink).then(|| Url::parse(text.trim()).ok())??;
        let mut galleries = self.model.galleries.iter().map(|gallery| &gallery.id);
        galleries
            .find(|id| *id != NUGET_ORG && address::is_of(&link, id))
            .cloned()
    }

    /// The accounts of the list.
    fn known_accounts(&self) -> Vec<place::Known> {
        let profiles = self.model.profiles.iter();
        profiles
            .map(|profile| place::Known {
                profile: profile.record.id.clone(),
                gallery: profile.record.gallery.clone(),
                username: profile.record.username.clone(),
                organizations: organizations_of(profile),
            })
            .collect()
    }

    /// The gallery with an account API that stands first.
    fn first_service(&self) -> Option<String> {
        let mut galleries = self.model.galleries.iter();
        galleries
            .find(|gallery| gallery.id != NUGET_ORG)
            .map(|gallery| gallery.id.clone())
    }
}

/// The organizations that an account is a member of.
fn organizations_of(profile: &Profile) -> Vec<String> {
    let memberships = profile.standing.organizations.iter();
    memberships.map(|membership| membership.organization.clone()).collect()
}
