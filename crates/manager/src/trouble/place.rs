//! For whom the wizard that helps can be started: an account of the list, or a gallery.

use super::{
    address,
    named::{Named, is_of_administrator},
};
use crate::gallery::address::is_of;
use contract::desktop::{
    nuget_org::NUGET_ORG,
    trouble::{Cause, Diagnosis, TroublePlace, Where},
    wizard::WizardKind,
};
use url::Url;
use wizards::wizard::State;

/// An account of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id in this app.
    pub profile: String,
    /// Its gallery.
    pub gallery: String,
    /// Its username.
    pub username: String,
    /// The organizations that it is a member of, as far as its gallery has told.
    pub organizations: Vec<String>,
}

/// The places where the wizard helps. `accounts` are those of the list; `service` is the gallery with an account API at which somebody who has no account in the list begins.
///
/// A text that names nuget.org is about an account there. Otherwise it is about one of the list, since both kinds of
/// gallery say the same sentences; only where the list is empty may it be about either. A link to answer a conversion is
/// answered at the gallery whose link it is, and nowhere else. What is done where the members of an organization are is
/// offered for each organization of an account, or for the one that the text names.
#[must_use]
pub fn places(found: &Diagnosis, text: &str, accounts: &[Known], service: Option<&str>) -> Vec<TroublePlace> {
    let kinds = match (found.wizard, found.cause) {
        (Some(kind), _) => vec![kind],
        (None, Cause::AccountPage) => ON_ACCOUNT_PAGE.to_vec(),
        (None, _) => return Vec::new(),
    };
    let meant = meant(found.cause, text, accounts);
    let of_nuget_org = is_of_nuget_org(text);
    let is_of_list = !meant.is_empty();
    let mut places: Vec<TroublePlace> = Vec::new();
    for (known, kind) in meant
        .into_iter()
        .flat_map(|known| kinds.iter().map(move |kind| (known, *kind)))
    {
        if known.gallery != NUGET_ORG && kind == WizardKind::Members {
            places.extend(with_members(text, known));
        } else {
            add(&mut places, at(found, kind, text, &known.gallery, Some(known)));
        }
    }
    let is_linked_elsewhere = link(found.cause, text).is_some_and(|link| !is_of(&link, NUGET_ORG));
    if places.is_empty() && !is_linked_elsewhere {
        for kind in kinds {
            if let Some(service) = service.filter(|_| !of_nuget_org && !kind.is_for_account()) {
                add(&mut places, at(found, kind, text, service, None));
            }
            // Of somebody whose account is in the list and at a service, nuget.org knows nothing.
            if !is_of_list {
                add(&mut places, at(found, kind, text, NUGET_ORG, None));
            }
        }
    }
    places
}

/// Where a text is from: from the kind of gallery at which the accounts are that it may be about.
#[must_use]
pub fn origin(found: &Diagnosis, text: &str, accounts: &[Known]) -> Where {
    if is_of_nuget_org(text) {
        return Where::NugetOrg;
    }
    let meant = meant(found.cause, text, accounts);
    let there = meant.iter().filter(|known| known.gallery == NUGET_ORG).count();
    match there {
        _ if meant.is_empty() => Where::Either,
        0 => Where::Service,
        all if all == meant.len() => Where::NugetOrg,
        _ => Where::Either,
    }
}

/// The link with which a conversion is answered, where the text is one.
fn link(cause: Cause, text: &str) -> Option<Url> {
    (cause == Cause::ConversionLink)
        .then(|| address::parsed(text))
        .flatten()
}

/// The accounts of the list that a text may be about: those that it names, or all. Who asks to become an organization does
/// not answer that.
fn meant<'a>(cause: Cause, text: &str, accounts: &'a [Known]) -> Vec<&'a Known> {
    let of_nuget_org = is_of_nuget_org(text);
    let link = link(cause, text);
    let asks = Named::of(text).usernames.into_iter().next().filter(|_| link.is_some());
    let is_meant = |known: &&Known| match &link {
        Some(link) => {
            let is_asking = asks
                .as_ref()
                .is_some_and(|name| name.eq_ignore_ascii_case(&known.username));
            is_of(link, &known.gallery) && !is_asking
        }
        None => !of_nuget_org || known.gallery == NUGET_ORG,
    };
    let mut meant: Vec<&Known> = accounts.iter().filter(is_meant).collect();
    if !names_another(cause) {
        let named = Named::of(text).usernames;
        let is_named = |known: &&Known| named.iter().any(|name| name.eq_ignore_ascii_case(&known.username));
        if meant.iter().any(is_named) {
            meant.retain(is_named);
        }
    }
    meant
}

/// Whether the text names nuget.org, or is one of its short links.
fn is_of_nuget_org(text: &str) -> bool {
    let folded = text.to_ascii_lowercase();
    ["nuget.org", "aka.ms/nuget-"].iter().any(|mark| folded.contains(mark))
}

/// What is done on the page with an account's settings: which of it, the person says.
const ON_ACCOUNT_PAGE: [WizardKind; 5] = [
    WizardKind::ChangeLogin,
    WizardKind::ContactEmail,
    WizardKind::TwoFactor,
    WizardKind::Convert,
    WizardKind::DeleteAccount,
];

/// Whether the text names somebody else's account besides, so that the name does not say whose trouble it is.
fn names_another(cause: Cause) -> bool {
    matches!(cause, Cause::Conflict | Cause::ConversionLink) || is_of_administrator(cause)
}

/// A wizard that is for nobody who is signed in is offered once for a gallery.
fn add(places: &mut Vec<TroublePlace>, place: Option<TroublePlace>) {
    if let Some(place) = place.filter(|place| !places.contains(place)) {
        places.push(place);
    }
}

/// The wizard at a gallery, where that has one of the kind.
fn at(found: &Diagnosis, kind: WizardKind, text: &str, gallery: &str, known: Option<&Known>) -> Option<TroublePlace> {
    let wizard = if gallery == NUGET_ORG {
        at_nuget_org(found.cause, kind)
    } else {
        kind
    };
    // At a service it is about an organization of somebody.
    if gallery != NUGET_ORG && wizard == WizardKind::Members {
        return None;
    }
    let for_account = gallery == NUGET_ORG || wizard.is_for_account();
    let subject = match wizard {
        WizardKind::UnmanagedTenant => found.domain.clone(),
        WizardKind::AnswerConversion => Named::of(text).usernames.into_iter().next(),
        _ => None,
    };
    // At a service it is about the account that asks.
    if gallery != NUGET_ORG && wizard == WizardKind::AnswerConversion && subject.is_none() {
        return None;
    }
    State::begin(wizard, gallery, subject.clone())?;
    let known = known.filter(|_| for_account);
    Some(TroublePlace {
        gallery: gallery.to_owned(),
        profile: known.map(|known| known.profile.clone()),
        username: known.map(|known| known.username.clone()),
        wizard,
        subject,
    })
}

/// At a service, where the members of the organizations are that the text may be about.
fn with_members(text: &str, known: &Known) -> Vec<TroublePlace> {
    let named = Named::of(text).usernames;
    let is_named = |organization: &&String| named.iter().any(|name| name.eq_ignore_ascii_case(organization));
    let mut meant: Vec<&String> = known.organizations.iter().collect();
    if meant.iter().any(is_named) {
        meant.retain(is_named);
    }
    let place = |organization: &String| TroublePlace {
        gallery: known.gallery.clone(),
        profile: Some(known.profile.clone()),
        username: Some(known.username.clone()),
        wizard: WizardKind::Members,
        subject: Some(organization.clone()),
    };
    meant.into_iter().map(place).collect()
}

/// nuget.org has no recovery by mail: its assistance mails which Microsoft account opens the account.
fn at_nuget_org(cause: Cause, kind: WizardKind) -> WizardKind {
    match cause {
        Cause::LinkedElsewhere | Cause::UsernameUnknown | Cause::AddressMismatch => WizardKind::FindLogin,
        _ => kind,
    }
}
