//! Who and what there is.

use crate::version;
use serde::{Deserialize, Serialize};

/// An account.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) username: String,
    /// The confirmed address, or else the pending one; as it is stored, so it may be none.
    pub(crate) email: String,
    /// The Microsoft identities that can sign in.
    pub(crate) logins: Vec<String>,
}

/// A package.
#[derive(Clone, Debug)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) owners: Vec<String>,
    pub(crate) downloads: u64,
    pub(crate) verified: bool,
    /// The lowest first.
    pub(crate) versions: Vec<Version>,
}

/// A version of a package.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) number: String,
    pub(crate) published: String,
    pub(crate) listed: bool,
    pub(crate) deprecated: bool,
}

/// A mail that left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// The account that it is about.
    pub username: String,
    /// The logins that it lists.
    pub logins: Vec<String>,
}

/// All of it.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) people: Vec<Person>,
    pub(crate) packages: Vec<Package>,
    /// What search still answers with while it lags.
    pub(crate) held: Option<Vec<Package>>,
    /// What it answered when it was held last.
    pub(crate) past: Option<Vec<Package>>,
    pub(crate) mails: Vec<Mail>,
    /// Whether search says who owns a package.
    pub(crate) hides_owners: bool,
    /// Whether search takes an owner for any other word.
    pub(crate) ignores_owner: bool,
    /// Whether search counts one package more than it has, as while its index is written.
    pub(crate) miscounts: bool,
    /// From how many versions on a registration stands in pages, and how many are in one.
    pub(crate) pages: Option<(usize, usize)>,
    pub(crate) published: u32,
}

impl World {
    pub(crate) fn person(&self, username: &str) -> Option<&Person> {
        self.people
            .iter()
            .find(|person| person.username.eq_ignore_ascii_case(username))
    }

    pub(crate) fn package(&self, id: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.id.eq_ignore_ascii_case(id))
    }

    /// What search knows.
    pub(crate) fn indexed(&self) -> &[Package] {
        self.held.as_deref().unwrap_or(&self.packages)
    }
}

impl Package {
    pub(crate) fn is_owned_by(&self, username: &str) -> bool {
        self.owners.iter().any(|owner| owner.eq_ignore_ascii_case(username))
    }

    /// Its listed versions as a client of this kind sees them, the lowest first.
    pub(crate) fn listed(&self, prerelease: bool, semver_2: bool) -> Vec<&Version> {
        let listed = self.versions.iter().filter(|version| version.listed);
        listed
            .filter(|version| prerelease || !version.number.contains('-'))
            .filter(|version| semver_2 || !version::is_semver_2(&version.number))
            .collect()
    }
}
