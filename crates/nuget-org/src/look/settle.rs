//! What is said of a package, from what search lists, what its registration says, and what was seen before. Pure.

use crate::{
    registration::{Detail, Leaves, is_same},
    search::Hit,
};
use contract::desktop::nuget_org::PublicPackage;

/// What was read of a package's registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Its versions.
    Read(Leaves),
    /// There is none, so there is nothing that would say otherwise.
    Absent,
    /// It was not asked for, or not to be had.
    Unread,
}

/// A package that search lists.
pub(super) fn found(hit: &Hit, before: Option<&PublicPackage>, reading: &Reading) -> PublicPackage {
    let other = before.filter(|before| !is_same(&before.version, &hit.version));
    match (other, reading) {
        // Which of the two is the later one cannot be told now; it will be at a later look.
        (Some(before), Reading::Unread) => PublicPackage {
            downloads: hit.downloads,
            owners: hit.owners.clone(),
            verified: hit.verified,
            ..before.clone()
        },
        (Some(before), Reading::Read(leaves)) if is_withdrawn(leaves, &before.version, &hit.version) => PublicPackage {
            version: before.version.clone(),
            listed: false,
            published: None,
            ..listed(hit, None, reading)
        },
        (Some(_), _) => listed(hit, None, reading),
        (None, _) => listed(hit, before, reading),
    }
}

/// Whether the later of two versions was unlisted, so that search shows the earlier one.
fn is_withdrawn(leaves: &Leaves, before: &str, now: &str) -> bool {
    let (Some((later, withdrawn)), Some((earlier, _))) = (leaves.find(before), leaves.find(now)) else {
        return false;
    };
    earlier < later && !withdrawn.listed
}

/// In the version that search lists; `before` is the same version seen before.
fn listed(hit: &Hit, before: Option<&PublicPackage>, reading: &Reading) -> PublicPackage {
    let leaf = match reading {
        Reading::Read(leaves) => leaves.find(&hit.version).map(|(_, leaf)| leaf),
        Reading::Absent | Reading::Unread => None,
    };
    let deprecated_before = before.is_some_and(|before| before.deprecated && before.listed);
    PublicPackage {
        id: hit.id.clone(),
        version: hit.version.clone(),
        downloads: hit.downloads,
        owners: hit.owners.clone(),
        published: leaf
            .and_then(|leaf| leaf.published)
            .or_else(|| before.and_then(|before| before.published)),
        listed: true,
        deprecated: hit.deprecated || leaf.map_or(deprecated_before, |leaf| leaf.deprecated),
        verified: hit.verified,
        versions: hit.versions.clone(),
    }
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

/// A package that is only unlisted. Its owners and downloads are what they were; nothing says them now.
pub(super) fn unlisted(before: &PublicPackage, detail: &Detail) -> PublicPackage {
    PublicPackage {
        version: detail.version.clone(),
        published: None,
        listed: false,
        deprecated: detail.deprecated,
        ..before.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registration::Leaf;

    fn hit(version: &str) -> Hit {
        Hit {
            id: "A".to_owned(),
            version: version.to_owned(),
            downloads: 9,
            owners: vec!["Me".to_owned()],
            verified: false,
            deprecated: false,
            versions: vec![version.to_owned()],
        }
    }

    fn seen(version: &str) -> PublicPackage {
        PublicPackage {
            published: Some(contract::Timestamp::from_secs(7)),
            downloads: 5,
            ..found(&hit(version), None, &Reading::Absent)
        }
    }

    /// Versions, of which those with an exclamation mark are not listed.
    fn leaves(versions: &[&str]) -> Reading {
        let leaf = |version: &&str| Leaf {
            version: version.trim_end_matches('!').to_owned(),
            published: Some(contract::Timestamp::from_secs(8)),
            listed: !version.ends_with('!'),
            deprecated: false,
        };
        Reading::Read(Leaves(versions.iter().map(leaf).collect()))
    }

    fn version_and_listed(package: &PublicPackage) -> (&str, bool) {
        (&package.version, package.listed)
    }

    #[test]
    fn a_later_version_was_published() {
        for reading in [
            leaves(&["1.0", "1.1"]),
            leaves(&["1.0!", "1.1"]),
            leaves(&["1.0"]),
            Reading::Absent,
        ] {
            let package = found(&hit("1.1"), Some(&seen("1.0")), &reading);
            assert_eq!(version_and_listed(&package), ("1.1", true), "{reading:?}");
        }
    }

    #[test]
    fn a_later_version_was_unlisted() {
        let package = found(&hit("1.0"), Some(&seen("1.1")), &leaves(&["1.0", "1.1!"]));
        assert_eq!(version_and_listed(&package), ("1.1", false));
        assert_eq!((package.published, package.downloads), (None, 9));
    }

    #[test]
    fn an_earlier_number_that_was_published_later_is_no_withdrawal() {
        let package = found(&hit("1.0.1"), Some(&seen("1.1")), &leaves(&["1.0.1", "1.1"]));
        assert_eq!(version_and_listed(&package), ("1.0.1", true));
    }

    #[test]
    fn which_version_is_later_is_not_guessed() {
        let before = seen("1.1");
        let package = found(&hit("1.0"), Some(&before), &Reading::Unread);
        assert_eq!(version_and_listed(&package), ("1.1", true));
        assert_eq!((package.published, package.downloads), (before.published, 9));
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

    #[test]
    fn what_was_known_of_the_same_version_stays() {
        let before = PublicPackage {
            deprecated: true,
            ..seen("1.0")
        };
        let unread = found(&hit("1.0+build"), Some(&before), &Reading::Unread);
        assert_eq!((unread.published, unread.deprecated), (before.published, true));
        let read = found(&hit("1.0"), Some(&before), &leaves(&["1.0"]));
        assert_eq!(read.published, Some(contract::Timestamp::from_secs(8)));
        assert!(!read.deprecated, "the registration says that it is not");
    }
}
