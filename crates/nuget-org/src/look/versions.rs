//! The versions of a package that are compared at the next look. Pure.

use super::settle::Reading;
use crate::{
    registration::is_same,
    search::{Hit, KEPT},
};
use contract::desktop::nuget_org::PublicPackage;

/// The versions that search lists, and those that it listed before and that were not unlisted: its index may be behind, and
/// a version that comes back must not look like a new one.
pub(super) fn with_missing(listed: &[String], before: &[String], reading: &Reading) -> Vec<String> {
    let mut versions = listed.to_vec();
    let is_in = |versions: &[String], version: &str| versions.iter().position(|other| is_same(other, version));
    // Of very many only the latest are kept, so that those before the first that both have may only not have been kept.
    let from = match listed.len() {
        KEPT.. => before.iter().position(|version| is_in(listed, version).is_some()),
        _ => Some(0),
    };
    let mut at = 0;
    for version in before.iter().skip(from.unwrap_or(before.len())) {
        match is_in(&versions, version) {
            Some(found) => at = found + 1,
            None if may_be_listed(version, reading) => {
                versions.insert(at, version.clone());
                at += 1;
            }
            None => {}
        }
    }
    versions.drain(..versions.len().saturating_sub(KEPT));
    versions
}

/// Whether a version may be listed though search lacks it: what the registration knows, or nobody asked it.
fn may_be_listed(version: &str, reading: &Reading) -> bool {
    match reading {
        Reading::Read(leaves) => leaves.find(version).is_some_and(|(_, leaf)| leaf.listed),
        Reading::Unread => true,
        Reading::Absent => false,
    }
}

/// Whether search lists fewer versions of a package than before.
pub(super) fn lacks_versions(hit: &Hit, before: &PublicPackage) -> bool {
    with_missing(&hit.versions, &before.versions, &Reading::Unread).len() > hit.versions.len()
}

/// How many versions of an account's packages are kept in all, to be compared at the next look.
const VERSIONS: usize = 20_000;

/// Leaves the versions away of what goes beyond: of the packages with the fewest downloads. They are compared by their
/// latest version alone.
pub(super) fn within_bounds(packages: &mut [PublicPackage]) {
    let mut order: Vec<&mut PublicPackage> = packages.iter_mut().collect();
    order.sort_by_key(|package| std::cmp::Reverse(package.downloads));
    let mut kept = 0;
    for package in order {
        kept += package.versions.len();
        if kept > VERSIONS {
            package.versions.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::settle::{
        found,
        tests::{hit, leaves, seen},
    };

    #[test]
    fn a_version_that_search_lacks_is_forgotten_only_where_the_registration_says_that_it_is_unlisted() {
        let with = |versions: &[&str]| versions.iter().map(|version| (*version).to_owned()).collect::<Vec<_>>();
        let before = PublicPackage {
            versions: with(&["1.0", "1.1", "1.2", "2.0"]),
            ..seen("2.0")
        };
        let short = Hit {
            versions: with(&["1.0", "2.0", "2.0.1"]),
            ..hit("2.0")
        };
        assert!(lacks_versions(&short, &before));
        for (reading, versions) in [
            (Reading::Unread, vec!["1.0", "1.1", "1.2", "2.0", "2.0.1"]),
            (
                leaves(&["1.0", "1.1!", "1.2", "2.0"]),
                vec!["1.0", "1.2", "2.0", "2.0.1"],
            ),
            (Reading::Absent, vec!["1.0", "2.0", "2.0.1"]),
        ] {
            assert_eq!(found(&short, Some(&before), &reading).versions, versions, "{reading:?}");
        }
    }

    #[test]
    fn of_very_many_versions_those_that_were_only_not_kept_do_not_come_back() {
        let all: Vec<String> = (0..=KEPT).map(|number| format!("1.0.{number}")).collect();
        let before = PublicPackage {
            versions: all[..KEPT].to_vec(),
            ..seen("1.0.255")
        };
        let hit = Hit {
            versions: all[1..].to_vec(),
            ..hit("1.0.256")
        };
        assert_eq!(found(&hit, Some(&before), &Reading::Absent).versions, all[1..]);
        assert!(!lacks_versions(&hit, &before));
    }

    #[test]
    fn the_versions_of_very_many_packages_are_bounded_and_those_of_the_most_downloaded_stay() {
        let package = |number: u64| PublicPackage {
            downloads: number,
            versions: vec!["1.0".to_owned(); 200],
            ..seen("1.0")
        };
        let mut packages: Vec<PublicPackage> = (0..3000).map(package).collect();
        within_bounds(&mut packages);
        assert_eq!(
            packages.iter().map(|package| package.versions.len()).sum::<usize>(),
            VERSIONS
        );
        assert!(packages[2999].versions.len() == 200 && packages[0].versions.is_empty());
    }
}
