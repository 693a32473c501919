//! What the provider knows of the browsers that visit it: who is signed in there, and which sign-ins are under way.
//! Kept in memory: after a restart a person picks an account again.

use super::{directory::Factor, request::AuthorizationRequest};
use ambient::{Random, random_secret};
use contract::{Secret, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A browser that was away for longer than this is a new one, in seconds.
const BROWSER_IDLE_SECS: i64 = 24 * 3600;
/// How long a sign-in may stay open in the browser, in seconds.
const VISIT_LIFETIME_SECS: i64 = 30 * 60;
/// Browsers and sign-ins that are remembered at once; beyond it the oldest goes.
const LIMIT: usize = 500;

/// The hash of a browser's cookie. The cookie itself is nowhere kept.
pub(super) type BrowserId = [u8; 32];

/// One person who is signed in to a browser.
#[derive(Clone, Debug)]
pub(super) struct SignedIn {
    pub(super) address: String,
    /// When the person last proved who they are.
    pub(super) auth_time: Timestamp,
    /// Whether that took a second factor.
    pub(super) second_factor: bool,
}

/// One browser.
#[derive(Debug)]
pub(super) struct Browser {
    pub(super) signed_in: Vec<SignedIn>,
    last_seen: Timestamp,
}

impl Browser {
    /// Remembers that a person is signed in here.
    pub(super) fn sign_in(&mut self, signed_in: SignedIn) {
        self.signed_in.retain(|other| other.address != signed_in.address);
        self.signed_in.push(signed_in);
    }

    /// The sign-in of this person, where there is one.
    pub(super) fn find(&self, address: &str) -> Option<&SignedIn> {
        self.signed_in.iter().find(|signed_in| signed_in.address == address)
    }
}

/// A one-time code on its way to a person.
#[derive(Clone, Debug)]
pub(super) struct Challenge {
    pub(super) factor: Factor,
    /// Whether the person gets this factor once the code is right.
    pub(super) enrols: bool,
    /// Six digits. In the clear, because the page shows the telephone that got it; never on disk.
    pub(super) code: Secret,
    pub(super) expires_at: Timestamp,
    pub(super) tries_left: u8,
    pub(super) renewals_left: u8,
}

/// The question that the person is asked now.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Which account?
    Pick,
    /// The address of another account.
    Address,
    /// Name and address of a new account.
    Create,
    /// Still this person?
    Confirm,
    /// Which second factor?
    Enrol,
    /// The code, please.
    Verify(Challenge),
    /// May the app see this?
    Consent,
    /// Nothing: the browser was sent back to the app.
    Done,
}

/// What went wrong with the last answer, for the page, and what was typed, so that nothing is lost.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) error: Option<String>,
    pub(super) address: String,
    pub(super) name: String,
    pub(super) factor: String,
}

/// One authorization request in a browser, from the first page to the redirect.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) browser: BrowserId,
    pub(super) csrf: Secret,
    pub(super) request: AuthorizationRequest,
    pub(super) step: Step,
    pub(super) draft: Draft,
    /// Who was chosen, and since when they are signed in.
    pub(super) chosen: Option<SignedIn>,
    /// Whether consent was given on this visit.
    pub(super) consented: bool,
    opened_at: Timestamp,
}

/// All browsers and visits.
#[derive(Debug, Default)]
pub(super) struct Browsers {
    browsers: HashMap<BrowserId, Browser>,
    visits: HashMap<String, Visit>,
}

impl Browsers {
    /// The browser that sent this cookie, or a new one, with the cookie that it must be given.
    pub(super) fn recognise(
        &mut self,
        cookie: Option<&str>,
        now: Timestamp,
        random: &dyn Random,
    ) -> (BrowserId, Option<Secret>) {
        self.forget_old(now);
        if let Some(cookie) = cookie {
            let id = browser_id(cookie);
            if let Some(browser) = self.browsers.get_mut(&id) {
                browser.last_seen = now;
                return (id, None);
            }
        }
        let cookie = random_secret(random, 32);
        let id = browser_id(cookie.expose());
        self.browsers.insert(
            id,
            Browser {
                signed_in: Vec::new(),
                last_seen: now,
            },
        );
        (id, Some(cookie))
    }

    /// The browser with this id.
    pub(super) fn browser(&self, id: &BrowserId) -> Option<&Browser> {
        self.browsers.get(id)
    }

    /// Opens a visit and gives its id, which stands in the page's address.
    pub(super) fn open(
        &mut self,
        browser: BrowserId,
        request: AuthorizationRequest,
        now: Timestamp,
        random: &dyn Random,
    ) -> String {
        let id = random_secret(random, 16).expose().to_owned();
        let visit = Visit {
            browser,
            csrf: random_secret(random, 32),
            request,
            step: Step::Pick,
            draft: Draft::default(),
            chosen: None,
            consented: false,
            opened_at: now,
        };
        self.visits.insert(id.clone(), visit);
        id
    }

    /// A visit and its browser, where the cookie belongs to it.
    pub(super) fn enter(
        &mut self,
        id: &str,
        cookie: Option<&str>,
        now: Timestamp,
    ) -> Option<(&mut Visit, &mut Browser)> {
        self.forget_old(now);
        let visit = self
            .visits
            .get_mut(id)
            .filter(|visit| cookie.is_some_and(|c| browser_id(c) == visit.browser))?;
        let browser = self.browsers.get_mut(&visit.browser)?;
        browser.last_seen = now;
        Some((visit, browser))
    }

    fn forget_old(&mut self, now: Timestamp) {
        self.visits
            .retain(|_, visit| now.secs_since(visit.opened_at) < VISIT_LIFETIME_SECS);
        self.browsers
            .retain(|_, browser| now.secs_since(browser.last_seen) < BROWSER_IDLE_SECS);
        drop_oldest(&mut self.visits, |visit| visit.opened_at);
        drop_oldest(&mut self.browsers, |browser| browser.last_seen);
    }
}

fn drop_oldest<K: Clone + Eq + std::hash::Hash, V>(map: &mut HashMap<K, V>, age: impl Fn(&V) -> Timestamp) {
    while map.len() >= LIMIT {
        let Some(oldest) = map
            .iter()
            .min_by_key(|(_, value)| age(value))
            .map(|(key, _)| key.clone())
        else {
            return;
        };
        map.remove(&oldest);
    }
}

fn browser_id(cookie: &str) -> BrowserId {
    Sha256::digest(cookie.as_bytes()).into()
}
