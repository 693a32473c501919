//! What can be changed while it runs.

use crate::{
    version,
    world::{Package, Person, Version, World},
};
use serde::{Deserialize, Serialize};

/// A change of what there is. As JSON: `{"is": "publish", "id": …}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Edit {
    /// An account is there, or has another address and other logins.
    Person {
        /// Its username.
        username: String,
        /// Its address, confirmed or pending; empty for none.
        email: String,
        /// The Microsoft identities that can sign in.
        #[serde(default)]
        logins: Vec<String>,
    },
    /// An account is deleted: its packages lose an owner, and those that it owned alone are unlisted.
    DeleteAccount {
        /// Whose.
        username: String,
    },
    /// An account gets another name. The old one stays taken, and leads nowhere.
    Rename {
        /// From.
        username: String,
        /// To.
        to: String,
    },
    /// A version is published; the package is new where it was not there.
    Publish {
        /// The package.
        id: String,
        /// The version.
        version: String,
        /// Its owners where it is new.
        #[serde(default)]
        owners: Vec<String>,
    },
    /// A version, or all of them, is not listed any more.
    Unlist {
        /// The package.
        id: String,
        /// The version; all without one.
        version: Option<String>,
    },
    /// The opposite.
    Relist {
        /// The package.
        id: String,
        /// The version; all without one.
        version: Option<String>,
    },
    /// Whether all its versions are deprecated.
    Deprecate {
        /// The package.
        id: String,
        /// Whether they are.
        deprecated: bool,
    },
    /// A package is deleted altogether, as only the site's administrators can.
    DeletePackage {
        /// The package.
        id: String,
    },
    /// A package has another owner besides.
    AddOwner {
        /// The package.
        id: String,
        /// Who.
        owner: String,
    },
    /// An owner leaves.
    RemoveOwner {
        /// The package.
        id: String,
        /// Who.
        owner: String,
    },
    /// How often a package was downloaded, and whether its id has a reserved prefix.
    Standing {
        /// The package.
        id: String,
        /// Downloads of all versions.
        downloads: u64,
        /// Reserved prefix.
        #[serde(default)]
        verified: bool,
    },
    /// Search answers as of now until it catches up.
    HoldSearch,
    /// Search falls back to what it answered when it was held last.
    FallBehind,
    /// Search knows everything again.
    CatchUp,
    /// How search differs from what is expected of it.
    SearchHabits {
        /// Says no owners.
        #[serde(default)]
        hides_owners: bool,
        /// Does not know the field.
        #[serde(default)]
        ignores_owner: bool,
        /// Counts one package more than it has, as while its index is written.
        #[serde(default)]
        miscounts: bool,
    },
    /// From how many versions on a registration stands in pages, and how many are in one. 128 and 64 where nothing is said.
    Pages {
        /// From how many on.
        from: usize,
        /// How many in one.
        size: usize,
    },
}

impl World {
    pub(crate) fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Person {
                username,
                email,
                logins,
            } => {
                self.people
                    .retain(|person| !person.username.eq_ignore_ascii_case(&username));
                self.people.push(Person {
                    username,
                    email,
                    logins,
                });
            }
            Edit::DeleteAccount { username } => self.delete_account(&username),
            Edit::Rename { username, to } => self.rename(&username, &to),
            Edit::Publish { id, version, owners } => self.publish(id, version, owners),
            Edit::Unlist { id, version } => self.versions(&id, version.as_deref(), |version| version.listed = false),
            Edit::Relist { id, version } => self.versions(&id, version.as_deref(), |version| version.listed = true),
            Edit::Deprecate { id, deprecated } => self.versions(&id, None, |version| version.deprecated = deprecated),
            Edit::DeletePackage { id } => self.packages.retain(|package| !package.id.eq_ignore_ascii_case(&id)),
            Edit::AddOwner { id, owner } => self.owners(&id, |owners| owners.push(owner.clone())),
            Edit::RemoveOwner { id, owner } => {
                self.owners(&id, |owners| owners.retain(|name| !name.eq_ignore_ascii_case(&owner)));
            }
            Edit::Standing {
                id,
                downloads,
                verified,
            } => {
                for package in self.named(&id) {
                    (package.downloads, package.verified) = (downloads, verified);
                }
            }
            Edit::HoldSearch => {
                self.past = Some(self.packages.clone());
                self.held.clone_from(&self.past);
            }
            Edit::FallBehind => self.held.clone_from(&self.past),
            Edit::CatchUp => self.held = None,
            Edit::SearchHabits {
                hides_owners,
                ignores_owner,
                miscounts,
            } => (self.hides_owners, self.ignores_owner, self.miscounts) = (hides_owners, ignores_owner, miscounts),
            Edit::Pages { from, size } => self.pages = Some((from, size)),
        }
    }

    fn named(&mut self, id: &str) -> impl Iterator<Item = &mut Package> {
        self.packages
            .iter_mut()
            .filter(move |package| package.id.eq_ignore_ascii_case(id))
    }

    fn owners(&mut self, id: &str, change: impl Fn(&mut Vec<String>)) {
        for package in self.named(id) {
            change(&mut package.owners);
        }
    }

    fn versions(&mut self, id: &str, number: Option<&str>, change: impl Fn(&mut Version)) {
        for package in self.named(id) {
            let versions = package.versions.iter_mut();
            let meant = versions.filter(|version| number.is_none_or(|number| version.number == number));
            meant.for_each(&change);
        }
    }

    fn publish(&mut self, id: String, number: String, owners: Vec<String>) {
        self.published += 1;
        let (minutes, seconds) = (self.published / 60 % 60, self.published % 60);
        let version = Version {
            number,
            published: format!("2026-01-01T00:{minutes:02}:{seconds:02}.25+00:00"),
            listed: true,
            deprecated: false,
        };
        let known = self
            .packages
            .iter_mut()
            .find(|package| package.id.eq_ignore_ascii_case(&id));
        let Some(package) = known else {
            self.packages.push(Package {
                id,
                owners,
                downloads: 0,
                verified: false,
                versions: vec![version],
            });
            return;
        };
        package.versions.retain(|other| other.number != version.number);
        package.versions.push(version);
        package.versions.sort_by_key(|version| version::order(&version.number));
    }

    fn delete_account(&mut self, username: &str) {
        self.people
            .retain(|person| !person.username.eq_ignore_ascii_case(username));
        for package in self.packages.iter_mut().filter(|package| package.is_owned_by(username)) {
            package.owners.retain(|owner| !owner.eq_ignore_ascii_case(username));
            if package.owners.is_empty() {
                package.versions.iter_mut().for_each(|version| version.listed = false);
            }
        }
    }

    fn rename(&mut self, username: &str, to: &str) {
        let people = self.people.iter_mut().map(|person| &mut person.username);
        let owners = self.packages.iter_mut().flat_map(|package| &mut package.owners);
        for name in people.chain(owners).filter(|name| name.eq_ignore_ascii_case(username)) {
            to.clone_into(name);
        }
    }
}
