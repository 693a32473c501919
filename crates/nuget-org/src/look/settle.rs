//! What is said of a package, from what search lists, what its registration says, and what was seen before. Pure.

use super::versions;
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
    let package = match (other, reading) {
        // Which of the two is the later one cannot be told now; it will be at a later look.
        (Some(before), Reading::Unread) => return as_before(hit, before),
        (Some(before), Reading::Read(leaves)) => match earlier(leaves, &before.version, &hit.version) {
            Some(Earlier::Lags) => return as_before(hit, before),
            Some(Earlier::Withdrawn) => PublicPackage {
                version: before.version.clone(),
                listed: false,
                published: None,
                ..listed(hit, None, reading)
            },
            None => listed(hit, None, reading),
        },
        (Some(_), Reading::Absent) => listed(hit, None, reading),
        (None, _) => listed(hit, before, reading),
    };
    let known = before.map_or(&[][..], |before| &before.versions);
    PublicPackage {
        versions: versions::with_missing(&hit.versions, known, reading),
        ..package
    }
}

/// What is known of the version that was seen before, and what search says of the package now.
fn as_before(hit: &Hit, before: &PublicPackage) -> PublicPackage {
    PublicPackage {
        downloads: hit.downloads,
        owners: hit.owners.clone(),
        verified: hit.verified,
        ..before.clone()
    }
}

/// Why search shows an earlier version than before.
enum Earlier {
    /// The later one was unlisted.
    Withdrawn,
    /// It is listed, and search always shows the latest one: its index is behind what it was.
    Lags,
}

/// Nothing where the version that search shows is no earlier one.
fn earlier(leaves: &Leaves, before: &str, now: &str) -> Option<Earlier> {
    let ((later, was), (earlier, _)) = (leaves.find(before)?, leaves.find(now)?);
    (earlier < later).then_some(if was.listed { Earlier::Lags } else { Earlier::Withdrawn })
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
        versions: Vec::new(),
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
pub(super) mod tests {
    use super::*;
    use crate::registration::Leaf;

    pub(in crate::look) fn hit(version: &str) -> Hit {
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

    pub(in crate::look) fn seen(version: &str) -> PublicPackage {
        PublicPackage {
            published: Some(contract::Timestamp::from_secs(7)),
            downloads: 5,
            ..found(&hit(version), None, &Reading::Absent)
        }
    }

    /// Versions, of which those with an exclamation mark are not listed.
    pub(in crate::look) fn leaves(versions: &[&str]) -> Reading {
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
    fn a_search_that_shows_an_earlier_version_than_one_that_is_listed_lags() {
        let before = seen("1.1");
        let package = found(&hit("1.0.1"), Some(&before), &leaves(&["1.0.1", "1.1"]));
        assert_eq!(version_and_listed(&package), ("1.1", true));
        assert_eq!((package.versions, package.downloads), (before.versions, 9));
    }

    #[test]
    fn which_version_is_later_is_not_guessed() {
        let before = seen("1.1");
        let package = found(&hit("1.0"), Some(&before), &Reading::Unread);
        assert_eq!(version_and_listed(&package), ("1.1", true));
        assert_eq!((package.published, package.downloads), (before.published, 9));
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
