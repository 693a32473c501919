//! An account of the list that is an organization by now. The gallery tells nobody but its members, so it is known where one
//! of its administrators is in the list too.

use crate::model::{Model, Profile};
use contract::{desktop::view::NowOrganization, organization::Role};
use wizards::Wizard;

/// What the account became; nothing while somebody is signed in to it, or where nobody here would know.
pub fn now_organization(model: &Model, profile: &Profile) -> Option<NowOrganization> {
    if profile.is_guided() || profile.is_signed_in() {
        return None;
    }
    let name = &profile.record.username;
    let administers = |known: &&Profile| {
        let mut organizations = known.standing.organizations.iter();
        known.record.gallery == profile.record.gallery
            && organizations.any(|membership| {
                membership.role == Role::Administrator && membership.organization.eq_ignore_ascii_case(name)
            })
    };
    let administrator = model.profiles.iter().find(administers)?;
    Some(NowOrganization {
        administrator: administrator.record.username.clone(),
        profile: administrator.record.id.clone(),
    })
}

/// Who was asked to administer the account as an organization, where its session has ended since: as far as that was read
/// before, or as the wizard that asked knows.
pub fn asked(model: &Model, profile: &Profile) -> Option<String> {
    if !profile.record.session_ended {
        return None;
    }
    let read = profile.standing.conversion.as_ref();
    let of_it = |wizard: &&Wizard| wizard.profile.as_ref() == Some(&profile.record.id);
    let mut wizards = model.wizards.iter().filter(of_it);
    let by_wizard = || wizards.find_map(|wizard| wizard.state.asked());
    read.map(|request| request.administrator.as_str())
        .or_else(by_wizard)
        .map(str::to_owned)
}
