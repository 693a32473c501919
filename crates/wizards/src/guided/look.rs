//! What was seen of an account in public, and when.

use contract::{
    Problem, Timestamp,
    desktop::nuget_org::{PublicAccount, PublicPackage},
};
use serde::{Deserialize, Serialize};

/// As many packages are named; of the others the number is told.
const NAMED: usize = 20;

/// After so long, what was seen is looked up again when the wizard is gone on with.
const STALE_SECS: i64 = 60;

/// A look at one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Look {
    /// At which.
    pub name: String,
    /// Whether it is to be looked up again.
    pub wanted: bool,
    /// What was found last, and when. A look that failed since does not make that wrong, and not right either.
    pub found: Option<(Found, Timestamp)>,
    /// Why the last look found nothing out.
    pub failed: Option<(Problem, Timestamp)>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Found {
    /// A live account.
    Live(Glimpse),
    /// None of this name.
    NotLive,
}

/// As much of an account as a wizard needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Glimpse {
    /// How many packages search lists.
    pub packages: u32,
    /// How many of them nobody else owns.
    pub sole: u32,
    /// Some of those, by id.
    pub named: Vec<String>,
    /// Whether all packages and their owners are known.
    pub complete: bool,
    /// How many packages there are, of which some were read; nothing where that is not known, or they were all.
    #[serde(default)]
    pub of: Option<u32>,
}

impl Look {
    /// The first look at a name.
    pub fn at(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            wanted: true,
            found: None,
            failed: None,
        }
    }

    /// It was looked up.
    pub fn take(&mut self, seen: Option<&PublicAccount>, now: Timestamp) {
        let found = seen.map_or(Found::NotLive, |account| Found::Live(Glimpse::of(account)));
        self.found = Some((found, now));
        self.failed = None;
        self.wanted = false;
    }

    /// It could not be looked up.
    pub fn fail(&mut self, problem: Problem, now: Timestamp) {
        self.failed = Some((problem, now));
        self.wanted = false;
    }

    /// Looks again where it was long ago, or where the clock was set back since.
    pub fn freshen(&mut self, now: Timestamp) {
        let at = self.failed.as_ref().map(|(_, at)| *at).or(self.when());
        let fresh = at.is_some_and(|at| at <= now && now < at.plus_secs(STALE_SECS));
        self.wanted |= !fresh;
    }

    /// What is known now: nothing while it is looked up again, or where the last look found nothing out.
    pub fn known(&self) -> Option<&Found> {
        let known = !self.wanted && self.failed.is_none();
        self.found.as_ref().map(|(found, _)| found).filter(|_| known)
    }

    /// What is known of its packages.
    pub fn glimpse(&self) -> Option<&Glimpse> {
        match self.known()? {
            Found::Live(glimpse) => Some(glimpse),
            Found::NotLive => None,
        }
    }

    /// When it was found.
    pub fn when(&self) -> Option<Timestamp> {
        self.found.as_ref().map(|(_, at)| *at)
    }
}

impl Glimpse {
    fn of(account: &PublicAccount) -> Self {
        let is_sole = |package: &&PublicPackage| {
            let owners = &package.owners;
            !owners.is_empty() && owners.iter().all(|owner| owner.eq_ignore_ascii_case(&account.username))
        };
        let sole: Vec<&PublicPackage> = account.packages.iter().filter(is_sole).collect();
        let owners_known = account.packages.iter().all(|package| !package.owners.is_empty());
        Self {
            packages: count(account.packages.len()),
            sole: count(sole.len()),
            named: sole.iter().take(NAMED).map(|package| package.id.clone()).collect(),
            complete: account.complete && owners_known,
            of: Some(account.in_all).filter(|all| !account.complete && *all > count(account.packages.len())),
        }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
