//! A computer with the app on it, galleries, and a browser with somebody at it.

mod about;
mod browser;
mod computer;
mod fakes;
mod faults;
mod gallery;
mod seed;
mod site;
mod stub;
mod wizard;

pub use about::{lines, receipt};
pub use browser::Person;
pub use computer::{Computer, Running};
pub use faults::Fault;
pub use gallery::TestGallery;
pub use site::{ANA, Site, at_nuget_org, quiet, site_of};
pub use stub::{Stub, description};
pub use wizard::{at, wizard};

use contract::{
    Code, Problem,
    desktop::{
        View,
        view::{AccountPage, AccountState, AddGallery, CameBack, Page, Register, SignIn, SignInStep, SignedOut},
    },
};
use std::time::Duration;

/// How long anything may take before a test gives up. Nothing waits this long that works.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The id of the practice gallery.
pub const PRACTICE: &str = "practice";

/// How many galleries were added: the practice gallery and nuget.org are always there.
pub fn added(view: &View) -> usize {
    view.galleries.iter().filter(|row| !row.practice && !row.guided).count()
}

pub fn waiting(view: &View) -> Option<&SignIn> {
    match &view.page {
        Page::SignIn(page) if page.step == SignInStep::Waiting => Some(page),
        _ => None,
    }
}

pub fn ended(view: &View) -> Option<&Problem> {
    match &view.page {
        Page::SignIn(page) if page.step == SignInStep::Ended => page.refusal.as_ref(),
        _ => None,
    }
}

/// What hinders a sign-in that still waits.
pub fn hint(view: &View) -> Option<Code> {
    waiting(view)?.refusal.as_ref().map(|problem| problem.code)
}

pub fn came_back(view: &View) -> Option<&CameBack> {
    match &view.page {
        Page::CameBack(page) => Some(page),
        _ => None,
    }
}

pub fn registering(view: &View) -> Option<&Register> {
    match &view.page {
        Page::Register(page) => Some(page),
        _ => None,
    }
}

pub fn account(view: &View) -> Option<&AccountPage> {
    match &view.page {
        Page::Account(page) => Some(page),
        _ => None,
    }
}

/// The account's page, once everything was read.
pub fn settled(view: &View) -> Option<&AccountPage> {
    account(view).filter(|page| !page.refreshing && !page.busy && !page.sessions.is_empty())
}

pub fn signed_out(view: &View) -> Option<&SignedOut> {
    match &view.page {
        Page::SignedOut(page) => Some(page),
        _ => None,
    }
}

pub fn adding(view: &View) -> Option<&AddGallery> {
    match &view.page {
        Page::AddGallery(page) => Some(page),
        _ => None,
    }
}

pub fn states(view: &View) -> Vec<AccountState> {
    view.accounts.iter().map(|row| row.state).collect()
}
