//! Looking at an account: what anybody can see.

mod settle;
mod versions;

use crate::{
    Site,
    difference::by_id,
    index::Resources,
    profile::{self, Profile},
    registration::Registrations,
    search::{Found, Hit, Search},
    together::{AT_ONCE, together},
    username,
};
use contract::{
    Code, Problem,
    desktop::nuget_org::{PublicAccount, PublicPackage},
};
use futures::{StreamExt, stream};
use settle::{Reading, found, unlisted};
use std::collections::BTreeMap;

/// What a look found.
#[derive(Clone, Debug, PartialEq)]
pub enum Looked {
    /// There is a profile page, and this is what can be seen.
    Seen(Box<PublicAccount>),
    /// There is no profile page of this name: no live account, though the name may be reserved.
    NoProfile,
}

/// Of how many packages the registration is read at a look; of the others no time of publication is known.
const DETAILS: usize = 24;

/// Of how many packages that are missing it is found out where they went; with more, the look is not complete.
const MISSING: usize = 200;

/// Of how many packages that were unlisted before it is found out whether they still are, and theirs.
const HIDDEN: usize = 24;

impl Site {
    /// What anybody can see of an account.
    ///
    /// # Errors
    /// [`Code::SiteUnreachable`], [`Code::SiteBusy`] with `retry_after`, [`Code::SiteChanged`], [`Code::SiteIntercepted`],
    /// [`Code::UsernameInvalid`] for what cannot be a username.
    pub async fn look(&self, username: &str) -> Result<Looked, Problem> {
        self.look_since(username, None).await
    }

    /// The same for an account that was seen before. What search lists no longer is looked into: a package that is only
    /// unlisted stays among its packages as such, and so does one of which that cannot be told. A version that was
    /// published is told apart from a later one that was unlisted.
    ///
    /// # Errors
    /// As [`Site::look`].
    pub async fn look_again(&self, username: &str, before: &PublicAccount) -> Result<Looked, Problem> {
        self.look_since(username, Some(before)).await
    }

    async fn look_since(&self, username: &str, before: Option<&PublicAccount>) -> Result<Looked, Problem> {
        let username = username.trim();
        if !username::is_possible(username) {
            return Err(Problem::new(Code::UsernameInvalid, "cannot be a username").about("username"));
        }
        let Profile::Live(name) = profile::read(&self.transport, &self.addresses, username).await? else {
            return Ok(Looked::NoProfile);
        };
        let resources = self.resources().await?;
        let known: Vec<&str> = before.map(listed_ids).unwrap_or_default();
        let listed = self.search(&resources).owned_by(username, &known).await?;
        let name = name.or_else(|| name_among_owners(&listed, username));
        let look = Look {
            site: self,
            resources: &resources,
            username,
            before: before.map(by_id).unwrap_or_default(),
        };
        let mut account = look.account(listed).await?;
        account.username = name.unwrap_or_else(|| username.to_owned());
        Ok(Looked::Seen(Box::new(account)))
    }
}

/// The name as owners are written, which is the account's own case too.
fn name_among_owners(listed: &Found, username: &str) -> Option<String> {
    let mut owners = listed.hits.values().flat_map(|hit| &hit.owners);
    owners.find(|owner| owner.eq_ignore_ascii_case(username)).cloned()
}

/// What search should list of it.
fn listed_ids(account: &PublicAccount) -> Vec<&str> {
    let listed = account.packages.iter().filter(|package| package.listed);
    listed.map(|package| package.id.as_str()).collect()
}

/// One look.
struct Look<'a> {
    site: &'a Site,
    resources: &'a Resources,
    username: &'a str,
    /// What was there before, by its id in lower case.
    before: BTreeMap<String, &'a PublicPackage>,
}

/// Where a package went that search lists no longer under the account.
enum Whereabouts {
    /// It is only unlisted.
    Unlisted(Box<PublicPackage>),
    /// Search knows it after all.
    Listed(Box<Hit>),
    /// It is not this account's any more, or not at all.
    Gone,
    /// Nothing is known.
    Unknown,
}

impl<'a> Look<'a> {
    async fn account(&self, mut listed: Found) -> Result<PublicAccount, Problem> {
        let (missing, mut hidden) = self.missing(&listed);
        self.take_turns(&mut hidden);
        let complete = listed.complete && missing.len() <= MISSING;
        // An incomplete look finds nothing out about what it lacks.
        let questions = match complete {
            true => [&missing, &hidden[..HIDDEN.min(hidden.len())]].concat(),
            false => Vec::new(),
        };
        let kept = [missing, hidden].concat().into_iter();
        let kept = kept.filter(|package| !questions.iter().any(|asked| asked.id == package.id));
        let mut packages: Vec<PublicPackage> = kept.cloned().collect();
        for (before, whereabouts) in self.whereabouts(questions).await? {
            match whereabouts {
                Whereabouts::Unlisted(package) => packages.push(*package),
                Whereabouts::Unknown => packages.push(before.clone()),
                Whereabouts::Gone => {}
                Whereabouts::Listed(hit) => {
                    listed.hits.insert(hit.id.to_lowercase(), *hit);
                }
            }
        }
        let readings = self.readings(&listed).await;
        for (id, hit) in &listed.hits {
            let reading = readings.get(id).unwrap_or(&Reading::Unread);
            packages.push(found(hit, self.before.get(id).copied(), reading));
        }
        packages.sort_by_key(|package| package.id.to_lowercase());
        versions::within_bounds(&mut packages);
        Ok(PublicAccount {
            username: String::new(),
            packages,
            complete,
            in_all: listed.in_all,
        })
    }

    /// Begins with others at each look, so that each has its turn however many there are.
    fn take_turns(&self, hidden: &mut [&PublicPackage]) {
        if !hidden.is_empty() {
            let seconds = self.site.transport.clock.now().as_micros() / 1_000_000;
            hidden.rotate_left(usize::try_from(seconds).unwrap_or_default() % hidden.len());
        }
    }

    /// What was listed before and is not now; and what was not listed then either.
    fn missing(&self, listed: &Found) -> (Vec<&'a PublicPackage>, Vec<&'a PublicPackage>) {
        let missing = self.before.iter().filter(|(id, _)| !listed.hits.contains_key(*id));
        missing.map(|(_, package)| *package).partition(|package| package.listed)
    }

    /// Where packages went. Of one that was unlisted before it may stay unknown: a look is none the worse for it.
    async fn whereabouts(
        &self,
        missing: Vec<&'a PublicPackage>,
    ) -> Result<Vec<(&'a PublicPackage, Whereabouts)>, Problem> {
        let search = self.site.search(self.resources);
        let registrations = self.site.registrations(self.resources);
        let (search, registrations) = (&search, registrations.as_ref());
        let questions = missing.into_iter();
        let questions = questions.map(|before| async move {
            let whereabouts = match self.find(search, registrations, before).await {
                // Where the site wants to be left alone, it is.
                Err(problem) if !before.listed && problem.retry_after.is_none() => Whereabouts::Unknown,
                found => found?,
            };
            Ok((before, whereabouts))
        });
        together(questions.collect()).await
    }

    /// Finds out where a package went. Two witnesses: the registration, whether it is listed at all; and search by its
    /// id, whose it is. Where they do not agree, as between two updates of the index, nothing is known.
    async fn find(
        &self,
        search: &Search<'_>,
        registrations: Option<&Registrations<'_>>,
        before: &PublicPackage,
    ) -> Result<Whereabouts, Problem> {
        if let Some(hit) = search.package(&before.id).await? {
            return Ok(match hit.owners.is_empty() {
                true => Whereabouts::Unknown,
                false if hit.is_owned_by(self.username) => Whereabouts::Listed(Box::new(hit)),
                false => Whereabouts::Gone,
            });
        }
        let Some(registrations) = registrations else {
            return Ok(Whereabouts::Unknown);
        };
        let Some(leaves) = registrations.of(&before.id).await? else {
            return Ok(Whereabouts::Gone);
        };
        Ok(match leaves.detail() {
            Some(detail) if !detail.listed => Whereabouts::Unlisted(Box::new(unlisted(before, &detail))),
            _ => Whereabouts::Unknown,
        })
    }

    /// The registrations of some packages: those that are new or have another version first, then those of which it is
    /// not known when they were published, so that later looks read what this one leaves, then the most downloaded.
    /// What cannot be read is not known; the first that cannot ends the asking.
    async fn readings(&self, listed: &Found) -> BTreeMap<String, Reading> {
        let Some(registrations) = self.site.registrations(self.resources) else {
            let ids = listed.hits.keys().cloned();
            return ids.map(|id| (id, Reading::Absent)).collect();
        };
        let registrations = &registrations;
        let questions = self.worth_reading(listed).into_iter();
        let questions: Vec<_> = questions
            .map(|id| async move { (id, registrations.of(id).await) })
            .collect();
        let mut answers = stream::iter(questions).buffered(AT_ONCE);
        let mut readings = BTreeMap::new();
        while let Some((id, answer)) = answers.next().await {
            let Ok(leaves) = answer else {
                break;
            };
            readings.insert(id.to_owned(), leaves.map_or(Reading::Absent, Reading::Read));
        }
        readings
    }

    fn worth_reading<'b>(&self, listed: &'b Found) -> Vec<&'b str> {
        let mut hits: Vec<(&String, &Hit)> = listed.hits.iter().collect();
        let is_dated = |id: &String| self.before.get(id).is_some_and(|before| before.published.is_some());
        hits.sort_by_key(|(id, hit)| (is_dated(id), std::cmp::Reverse(hit.downloads)));
        let (changed, same): (Vec<_>, Vec<_>) = hits.into_iter().partition(|(id, hit)| {
            let before = self.before.get(*id);
            before.is_none_or(|before| {
                before.version != hit.version || !before.listed || versions::lacks_versions(hit, before)
            })
        });
        let ids: Vec<&str> = changed.into_iter().chain(same).map(|(id, _)| id.as_str()).collect();
        ids.into_iter().take(DETAILS).collect()
    }
}
