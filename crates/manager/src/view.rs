//! The window's view, made from the model: a pure function.

mod leaving;
mod nuget_org;
mod organization;
pub mod site_page;
mod under_way;
mod wizard;

use crate::{
    gallery::{PRACTICE, PRACTICE_NAME, address::host_and_port},
    health,
    model::{Model, PageKey, Profile},
    sign_in::{Found, SignInWizard, Stage},
};
pub use leaving::dates as leaving_dates;

use accounts::email::plainest;
use cache::GalleryRecord;
use contract::Timestamp;
use contract::desktop::nuget_org::NUGET_ORG;
use contract::desktop::view::{
    AccountPage, AccountRow, AccountState, AccountTab, AddGallery, CameBack, GalleryRow, Mailbox, Page, Register,
    Settings, SignIn, SignInStep, View,
};
use url::Url;

/// The whole view.
pub fn view(model: &Model, revision: u64, now: Timestamp) -> View {
    View {
        revision,
        page: page(model, now),
        galleries: model.galleries.iter().map(gallery_row).collect(),
        accounts: model
            .profiles
            .iter()
            .map(|profile| account_row(model, profile))
            .collect(),
        under_way: under_way::all(model, now),
        notices: model.notices.clone(),
        keyring: model.keyring,
        theme: model.theme,
        zoom: model.zoom,
        language: model.language,
        practice_ahead: model.practice_ahead,
    }
}

/// The row of an account.
pub fn account_row(model: &Model, profile: &Profile) -> AccountRow {
    AccountRow {
        profile: profile.record.id.clone(),
        username: profile.record.username.clone(),
        initials: initials(&profile.record.username),
        colour: profile.record.colour,
        gallery: gallery_of(model, &profile.record.gallery),
        state: account_state(profile),
    }
}

fn account_state(profile: &Profile) -> AccountState {
    if profile.is_guided() {
        AccountState::Public
    } else if !profile.record.signed_in {
        AccountState::SignedOut
    } else if profile.record.session_ended {
        AccountState::SessionEnded
    } else if profile.token_unreadable {
        AccountState::TokenUnreadable
    } else if profile.unreachable_since.is_some() {
        AccountState::Offline
    } else {
        AccountState::Ready
    }
}

/// The first letter or digit and then the last digit or the next capital: `MyNuGetAccount1` becomes `M1`.
fn initials(username: &str) -> String {
    let mut letters = username.chars().filter(char::is_ascii_alphanumeric);
    let Some(first) = letters.next() else {
        return "?".to_owned();
    };
    let last = username
        .chars()
        .rev()
        .find(char::is_ascii_alphanumeric)
        .filter(char::is_ascii_digit);
    let after_separator = username
        .split(['.', '-', '_'])
        .nth(1)
        .and_then(|part| part.chars().next());
    let second = last
        .or(after_separator)
        .or_else(|| letters.clone().find(char::is_ascii_uppercase))
        .or_else(|| letters.next());
    [Some(first), second]
        .into_iter()
        .flatten()
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

fn gallery_row(record: &GalleryRecord) -> GalleryRow {
    let practice = record.id == PRACTICE;
    let host = Url::parse(&record.address).ok().map(|url| host_and_port(&url));
    GalleryRow {
        id: record.id.clone(),
        name: record.name.clone(),
        host: if practice { None } else { host },
        practice,
        guided: record.id == NUGET_ORG,
    }
}

fn gallery_of(model: &Model, id: &str) -> GalleryRow {
    match model.galleries.iter().find(|gallery| gallery.id == id) {
        Some(record) => gallery_row(record),
        None => GalleryRow {
            id: id.to_owned(),
            name: id.to_owned(),
            host: None,
            practice: id == PRACTICE,
            guided: id == NUGET_ORG,
        },
    }
}

/// The practice gallery's record: it is not saved, since it is always there.
pub fn practice_record(now: contract::Timestamp) -> GalleryRecord {
    GalleryRecord {
        id: PRACTICE.to_owned(),
        address: String::new(),
        name: PRACTICE_NAME.to_owned(),
        added_at: now,
    }
}

/// nuget.org's record: it is not saved either. Its address is what the live site has, or what stands in for it.
pub fn nuget_org_record(address: &Url, now: contract::Timestamp) -> GalleryRecord {
    GalleryRecord {
        id: NUGET_ORG.to_owned(),
        address: address.to_string(),
        name: "nuget.org".to_owned(),
        added_at: now,
    }
}

fn page(model: &Model, now: Timestamp) -> Page {
    match &model.page {
        PageKey::Welcome => Page::Welcome,
        PageKey::AddGallery => Page::AddGallery(AddGallery {
            address: model.gallery_form.address.clone(),
            busy: model.gallery_form.busy,
            refusal: model.gallery_form.refusal.clone(),
        }),
        PageKey::AddNugetOrg => Page::AddNugetOrg(nuget_org::adding(model)),
        PageKey::NugetOrg(id, tab) => model.profile(id).map_or(Page::Welcome, |profile| {
            Page::NugetOrg(Box::new(nuget_org::page(model, profile, *tab)))
        }),
        PageKey::Leaving(id) => model.profile(id).map_or(Page::Welcome, |profile| {
            let there = model.time_at(&profile.record.gallery, now);
            Page::Leaving(Box::new(leaving::page(model, profile, there)))
        }),
        PageKey::SignIn(id) => model
            .sign_in(id)
            .map_or(Page::Welcome, |sign_in| sign_in_page(model, sign_in)),
        PageKey::Trouble => Page::Trouble(model.trouble.clone()),
        PageKey::Wizard(id) => model.wizard(id).map_or(Page::Welcome, |wizard| {
            Page::Wizard(Box::new(wizard::page(model, wizard, now)))
        }),
        PageKey::Account(id, tab) => model.profile(id).map_or(Page::Welcome, |profile| {
            let there = model.time_at(&profile.record.gallery, now);
            Page::Account(Box::new(account_page(model, profile, *tab, there)))
        }),
        PageKey::SignedOut(report) => Page::SignedOut(report.as_ref().clone()),
        PageKey::Mailbox => Page::Mailbox(Mailbox {
            mails: model.mails.clone(),
        }),
        PageKey::Settings => Page::Settings(Settings {
            notifications: model.notifications,
            links: model.links.clone(),
            watch: model.watch,
            tray: model.tray,
            keeps_running: model.keeps_running,
            version: model.version.clone(),
        }),
    }
}

fn account_page(model: &Model, profile: &Profile, tab: AccountTab, now: Timestamp) -> AccountPage {
    AccountPage {
        row: account_row(model, profile),
        tab,
        account: profile.account.clone(),
        sessions: profile.sessions.clone(),
        activity: profile.activity.clone(),
        standing: profile.standing.clone(),
        organization: organization::now_organization(model, profile),
        asked: organization::asked(model, profile),
        findings: leaving::known(profile, now).map(health::of_account).unwrap_or_default(),
        as_of: profile.as_of,
        refreshing: profile.refreshing,
        unreachable_since: profile.unreachable_since,
        busy: profile.busy,
        refusal: profile.refusal.clone(),
    }
}

fn sign_in_page(model: &Model, wizard: &SignInWizard) -> Page {
    match &wizard.stage {
        Stage::CameBack(found) => Page::CameBack(came_back(model, wizard, found)),
        Stage::Registering(found) => Page::Register(register(model, wizard, found)),
        _ => Page::SignIn(waiting(model, wizard)),
    }
}

fn waiting(model: &Model, wizard: &SignInWizard) -> SignIn {
    let (step, authority_host, expires_at, refusal) = match &wizard.stage {
        Stage::Waiting {
            authority_host,
            expires_at,
            hint,
        } => (
            SignInStep::Waiting,
            Some(authority_host.clone()),
            Some(*expires_at),
            hint.clone(),
        ),
        Stage::Completing {
            authority_host,
            expires_at,
        } => (
            SignInStep::Completing,
            Some(authority_host.clone()),
            Some(*expires_at),
            None,
        ),
        Stage::Ended { problem } => (SignInStep::Ended, None, None, Some(problem.clone())),
        _ => (SignInStep::Preparing, None, None, None),
    };
    SignIn {
        id: wizard.id.clone(),
        gallery: gallery_of(model, &wizard.gallery),
        step,
        authority_host,
        expires_at,
        loopback_open: model.form(&wizard.id).loopback_open,
        survives_restart: wizard.survives_restart,
        refusal,
    }
}

fn came_back(model: &Model, wizard: &SignInWizard, found: &Found) -> CameBack {
    let form = model.form(&wizard.id);
    CameBack {
        id: wizard.id.clone(),
        gallery: gallery_of(model, &wizard.gallery),
        identity: found.identity.clone(),
        standing: found.standing.clone(),
        busy: form.busy,
        spendable_until: found.spendable_until,
        refusal: form.refusal,
    }
}

fn register(model: &Model, wizard: &SignInWizard, found: &Found) -> Register {
    let form = model.form(&wizard.id);
    let typed = wizard.draft.email.clone();
    Register {
        id: wizard.id.clone(),
        gallery: gallery_of(model, &wizard.gallery),
        identity: found.identity.clone(),
        username: wizard.draft.username.clone(),
        email: typed
            .or_else(|| found.identity.address.as_deref().map(plainest))
            .unwrap_or_default(),
        username_check: form.username_check,
        busy: form.busy,
        spendable_until: found.spendable_until,
        refusal: form.refusal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_tell_numbered_and_dotted_names_apart() {
        for (username, expected) in [
            ("MyNuGetAccount1", "M1"),
            ("contoso-tools", "CT"),
            ("ana", "AN"),
            ("BenHur", "BH"),
            ("a", "A"),
            ("", "?"),
        ] {
            assert_eq!(initials(username), expected, "{username}");
        }
    }
}
