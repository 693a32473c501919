//! What became different between two looks. Pure.

use crate::{registration::is_same, search::KEPT};
use contract::desktop::nuget_org::{Change, PublicAccount, PublicPackage};
use std::collections::BTreeMap;

/// What became different, in the order in which it should be told: first what somebody else may have done, by package.
///
/// `before` is the account at the last look that found it; without one this is the first. `after` is nothing where there
/// is no profile page of the name. An incomplete look tells nothing of what it lacks, and after an incomplete one nothing
/// has appeared: it may only not have been read. That a profile is *back* is known to who knows that it was gone
/// ([`Change::ProfileBack`]).
#[must_use]
pub fn differences(before: Option<&PublicAccount>, after: Option<&PublicAccount>) -> Vec<Change> {
    match (before, after) {
        (None, None) => Vec::new(),
        (Some(_), None) => vec![Change::ProfileGone],
        (None, Some(after)) => vec![Change::FirstSeen {
            packages: u32::try_from(after.packages.len()).unwrap_or(u32::MAX),
        }],
        (Some(before), Some(after)) => between(before, after),
    }
}

fn between(before: &PublicAccount, after: &PublicAccount) -> Vec<Change> {
    let (earlier, later) = (by_id(before), by_id(after));
    let mut changes = Vec::new();
    for (id, package) in &later {
        match earlier.get(id) {
            Some(was) => changes.extend(of_package(was, package, after.complete)),
            None if before.complete && package.listed => changes.push(Change::PackageAppeared {
                id: package.id.clone(),
                version: package.version.clone(),
            }),
            None => {}
        }
    }
    if after.complete {
        let gone = earlier.iter().filter(|(id, _)| !later.contains_key(*id));
        changes.extend(gone.map(|(_, package)| Change::PackageGone { id: package.id.clone() }));
    }
    changes.sort_by_key(rank);
    changes
}

/// By id without regard to case, as the site compares ids.
pub(crate) fn by_id(account: &PublicAccount) -> BTreeMap<String, &PublicPackage> {
    let packages = account.packages.iter();
    packages.map(|package| (package.id.to_lowercase(), package)).collect()
}

fn of_package(was: &PublicPackage, is: &PublicPackage, complete: bool) -> Vec<Change> {
    let id = || is.id.clone();
    let mut changes = owners(was, is);
    // An unlisted version is not told as another one: it was there.
    if is.listed && !is_same(&was.version, &is.version) {
        changes.push(Change::VersionPublished {
            id: id(),
            version: is.version.clone(),
            before: was.version.clone(),
        });
    }
    changes.extend(appeared(was, is));
    match (was.listed, is.listed) {
        (true, false) if complete => changes.push(Change::Unlisted { id: id() }),
        (false, true) => changes.push(Change::Listed { id: id() }),
        _ => {}
    }
    match (was.deprecated, is.deprecated) {
        (false, true) => changes.push(Change::Deprecated { id: id() }),
        (true, false) => changes.push(Change::Undeprecated { id: id() }),
        _ => {}
    }
    changes
}

/// Versions besides the latest one that were not listed before, so that one that is published below it is noticed too.
/// Nothing where either look does not know them. Of very many only the latest are kept, so that what stands before the
/// first that both know may only not have been kept.
fn appeared(was: &PublicPackage, is: &PublicPackage) -> Vec<Change> {
    let knew = |version: &String| was.versions.iter().any(|known| is_same(known, version));
    if was.versions.is_empty() || !was.listed || !is.listed {
        return Vec::new();
    }
    let from = match was.versions.len() {
        KEPT.. => is.versions.iter().position(knew).unwrap_or(is.versions.len()),
        _ => 0,
    };
    let new = is.versions[from..].iter().filter(|version| !knew(version));
    new.filter(|version| !is_same(version, &is.version))
        .map(|version| Change::VersionAppeared {
            id: is.id.clone(),
            version: version.clone(),
            latest: is.version.clone(),
        })
        .collect()
}

/// Owners that came and went; nothing where either look does not know them.
fn owners(was: &PublicPackage, is: &PublicPackage) -> Vec<Change> {
    if was.owners.is_empty() || is.owners.is_empty() {
        return Vec::new();
    }
    let by_name = |owners: &[String]| -> BTreeMap<String, String> {
        owners.iter().map(|name| (name.to_lowercase(), name.clone())).collect()
    };
    let (before, now) = (by_name(&was.owners), by_name(&is.owners));
    let only_in = |these: &BTreeMap<String, String>, those: &BTreeMap<String, String>| -> Vec<String> {
        let missing = these.iter().filter(|(name, _)| !those.contains_key(*name));
        missing.map(|(_, name)| name.clone()).collect()
    };
    let id = || is.id.clone();
    let added = only_in(&now, &before).into_iter();
    let added = added.map(|owner| Change::OwnerAdded { id: id(), owner });
    let removed = only_in(&before, &now).into_iter();
    let removed = removed.map(|owner| Change::OwnerRemoved { id: id(), owner });
    added.chain(removed).collect()
}

/// What is told first. Within a kind the order of the packages stays.
fn rank(change: &Change) -> u8 {
    match change {
        Change::ProfileGone => 0,
        Change::ProfileBack => 1,
        Change::FirstSeen { .. } => 2,
        Change::OwnerAdded { .. } => 3,
        Change::OwnerRemoved { .. } => 4,
        Change::VersionPublished { .. } | Change::VersionAppeared { .. } => 5,
        Change::PackageAppeared { .. } => 6,
        Change::PackageGone { .. } => 7,
        Change::Unlisted { .. } => 8,
        Change::Deprecated { .. } => 9,
        Change::Listed { .. } => 10,
        Change::Undeprecated { .. } => 11,
    }
}

#[cfg(test)]
mod tests;
