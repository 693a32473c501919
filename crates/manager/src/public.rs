//! A nuget.org account as this app knows it: what the last look saw, what became different over time, and how much of
//! both is shown.

use crate::health;
use cache::JournalRecord;
use contract::{
    Timestamp,
    desktop::nuget_org::{Change, CoOwner, Finding, JournalEntry, PublicAccount, PublicPackage, PublicSummary, Watch},
};
use nuget_org::{Looked, differences, pace::Turn};
use serde::{Deserialize, Serialize};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashSet},
};

/// How many packages are shown at first, and how many more each time.
pub const PACKAGES: usize = 50;

/// The same for the entries of the journal.
pub const ENTRIES: usize = 50;

/// What the last look saw. Saved as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The account. Where its profile page is gone, as it was before that.
    pub account: PublicAccount,
    /// Whether there is a profile page.
    pub live: bool,
    /// Whether the last look read everything. What it did not read is as it was known before.
    pub whole: bool,
}

impl Seen {
    /// What is known after another look, and what became different. A look that did not read everything says nothing
    /// about what it did not read, so that stays as it was.
    #[must_use]
    pub fn after(before: Option<&Self>, looked: Looked) -> (Self, Vec<Change>) {
        let Looked::Seen(now) = looked else {
            return Self::gone(before);
        };
        let known = before.map(|before| &before.account);
        let mut changes = differences(known, Some(&now));
        if before.is_some_and(|before| !before.live) {
            changes.insert(0, Change::ProfileBack);
        }
        let whole = now.complete;
        let account = match known {
            Some(known) if !whole => completed(*now, known),
            _ => *now,
        };
        let live = true;
        (Self { account, live, whole }, changes)
    }

    fn gone(before: Option<&Self>) -> (Self, Vec<Change>) {
        let changes = match before {
            Some(before) if before.live => vec![Change::ProfileGone],
            _ => Vec::new(),
        };
        let gone = Self {
            live: false,
            ..before.cloned().unwrap_or_default()
        };
        (gone, changes)
    }
}

/// What was read now, and of the packages that were not read what was known of them. It is as complete as that was: what
/// is compared with it later can be told as new.
fn completed(mut now: PublicAccount, known: &PublicAccount) -> PublicAccount {
    let read: HashSet<String> = now.packages.iter().map(|package| package.id.to_lowercase()).collect();
    let unread = known
        .packages
        .iter()
        .filter(|package| !read.contains(&package.id.to_lowercase()));
    now.packages.extend(unread.cloned());
    now.complete = known.complete;
    now
}

/// A row of the journal that is held in memory.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number in the journal.
    pub number: i64,
    /// What it says.
    pub entry: JournalEntry,
}

/// What is known of an account, ready to be shown.
#[derive(Clone, Debug, Default)]
pub struct Public {
    seen: Option<Seen>,
    /// Made once for each look: an account may have thousands of packages, and views are made often.
    summary: Option<PublicSummary>,
    findings: Vec<Finding>,
    /// The journal, the latest first, as far as it was read.
    pub journal: Vec<Entry>,
    /// Whether there is more of it.
    pub more_journal: bool,
    /// How many more pages of packages were asked for.
    more_packages: usize,
    /// When it is looked at next.
    pub turn: Turn,
}

impl Public {
    /// What the last look saw.
    #[must_use]
    pub fn seen(&self) -> Option<&Seen> {
        self.seen.as_ref()
    }

    /// Takes a look in. The most downloaded packages come first from then on.
    pub fn take(&mut self, mut seen: Seen) {
        let by_downloads = |a: &PublicPackage, b: &PublicPackage| b.downloads.cmp(&a.downloads).then(a.id.cmp(&b.id));
        seen.account.packages.sort_by(by_downloads);
        self.findings = health::of_public(&seen.account, seen.live);
        self.summary = Some(PublicSummary {
            complete: seen.whole,
            ..summary(&seen.account)
        });
        self.seen = Some(seen);
    }

    /// Takes the latest entries of the journal in; `rows` holds one more than `shown`, if there are more.
    pub fn take_journal(&mut self, rows: Vec<JournalRecord>, shown: usize) {
        self.journal.clear();
        self.add_to_journal(rows, shown);
    }

    /// Takes the entries in that are older than those that are held.
    pub fn add_to_journal(&mut self, mut rows: Vec<JournalRecord>, shown: usize) {
        self.more_journal = rows.len() > shown;
        rows.truncate(shown);
        self.journal.extend(rows.into_iter().filter_map(entry));
    }

    /// Whether there is a profile page, as far as is known.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.live)
    }

    /// The sums over its packages.
    #[must_use]
    pub fn summary(&self) -> Option<&PublicSummary> {
        self.summary.as_ref()
    }

    /// What would lock its person out, or surprise them.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether it is looked at by itself; `on` is whether accounts are.
    #[must_use]
    pub fn watch(&self, on: bool) -> Watch {
        self.turn.shown(on)
    }

    /// The packages that are shown.
    #[must_use]
    pub fn packages(&self) -> &[PublicPackage] {
        let all = self.seen.as_ref().map_or(&[][..], |seen| &seen.account.packages);
        &all[..all.len().min(PACKAGES * (self.more_packages + 1))]
    }

    /// Shows more packages, where there are more.
    pub fn show_more_packages(&mut self) {
        let shown = self.packages().len();
        let all = self.seen.as_ref().map_or(0, |seen| seen.account.packages.len());
        self.more_packages += usize::from(shown < all);
    }

    /// Begins again with the first packages.
    pub fn show_first_packages(&mut self) {
        self.more_packages = 0;
    }
}

/// An entry that a later version wrote, and that this one does not know, is left out.
fn entry(row: JournalRecord) -> Option<Entry> {
    let what = serde_json::from_str(&row.change).ok()?;
    Some(Entry {
        number: row.number,
        entry: JournalEntry { at: row.at, what },
    })
}

/// As the window sees it.
#[must_use]
pub fn shown(package: &PublicPackage) -> PublicPackage {
    PublicPackage {
        id: package.id.clone(),
        version: package.version.clone(),
        owners: package.owners.clone(),
        versions: Vec::new(),
        ..*package
    }
}

fn summary(account: &PublicAccount) -> PublicSummary {
    let packages = &account.packages;
    let dated = packages.iter().filter(|package| package.published.is_some());
    PublicSummary {
        packages: u32::try_from(packages.len()).unwrap_or(u32::MAX),
        downloads: packages
            .iter()
            .map(|package| package.downloads)
            .fold(0, u64::saturating_add),
        co_owners: co_owners(account),
        dated: u32::try_from(dated.clone().count()).unwrap_or(u32::MAX),
        latest: dated.max_by_key(|package| package.published).map(shown),
        complete: account.complete,
        in_all: account.in_all,
    }
}

/// Who else owns packages, those with most of them first.
fn co_owners(account: &PublicAccount) -> Vec<CoOwner> {
    let mut counts: BTreeMap<String, (String, u32)> = BTreeMap::new();
    let owners = account.packages.iter().flat_map(|package| &package.owners);
    for owner in owners.filter(|owner| !owner.eq_ignore_ascii_case(&account.username)) {
        counts
            .entry(owner.to_lowercase())
            .or_insert_with(|| (owner.clone(), 0))
            .1 += 1;
    }
    let mut owners: Vec<CoOwner> = counts
        .into_values()
        .map(|(username, packages)| CoOwner { username, packages })
        .collect();
    owners.sort_by_key(|owner| Reverse(owner.packages));
    owners
}

/// When something was seen, and what.
#[must_use]
pub fn saved(seen: &Seen, profile: &str, at: Timestamp) -> Option<cache::SeenRecord> {
    Some(cache::SeenRecord {
        profile: profile.to_owned(),
        value: serde_json::to_string(seen).ok()?,
        at,
    })
}

#[cfg(test)]
mod tests;
