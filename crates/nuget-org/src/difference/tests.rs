use super::*;
use proptest::{collection::vec, option, prelude::*};

fn package(id: &str) -> PublicPackage {
    PublicPackage {
        id: id.to_owned(),
        version: "1.0.0".to_owned(),
        downloads: 7,
        owners: vec!["Me".to_owned()],
        published: None,
        listed: true,
        deprecated: false,
        verified: false,
        versions: Vec::new(),
    }
}

fn account(packages: impl IntoIterator<Item = PublicPackage>) -> PublicAccount {
    PublicAccount {
        username: "Me".to_owned(),
        packages: packages.into_iter().collect(),
        complete: true,
        in_all: 0,
    }
}

fn told(before: &PublicAccount, after: &PublicAccount) -> Vec<Change> {
    differences(Some(before), Some(after))
}

fn id() -> String {
    "A".to_owned()
}

#[test]
fn the_first_look_is_one_entry() {
    let seen = account([package("A"), package("B")]);
    assert_eq!(differences(None, Some(&seen)), [Change::FirstSeen { packages: 2 }]);
    assert_eq!(differences(None, None), []);
}

#[test]
fn a_profile_that_is_gone_is_all_there_is_to_tell() {
    let seen = account([package("A")]);
    assert_eq!(differences(Some(&seen), None), [Change::ProfileGone]);
}

#[test]
fn a_version_that_appears_below_the_latest_is_told_and_what_was_not_known_before_is_not() {
    let with = |versions: &[&str]| PublicPackage {
        version: "2.0.0".to_owned(),
        versions: versions.iter().map(|version| (*version).to_owned()).collect(),
        ..package("A")
    };
    let between = |was: PublicPackage, is: PublicPackage| told(&account([was]), &account([is]));
    let appeared = Change::VersionAppeared {
        id: id(),
        version: "1.0.1".to_owned(),
        latest: "2.0.0".to_owned(),
    };
    let three = ["1.0.0", "1.0.1", "2.0.0"];
    assert_eq!(between(with(&["1.0.0", "2.0.0"]), with(&three)), [appeared]);
    assert_eq!(between(with(&three), with(&["1.0.0", "2.0.0"])), [], "one was unlisted");
    assert_eq!(
        between(with(&[]), with(&three)),
        [],
        "a look of an earlier version of the app"
    );
    assert_eq!(
        between(
            with(&["1.0.0", "1.0.1+a", "2.0.0"]),
            with(&["1.0.0", "1.0.1+B", "2.0.0"])
        ),
        []
    );
    let many: Vec<String> = (0..KEPT).map(|number| format!("1.{}.0", number + 10)).collect();
    let many = |first: &[&str]| {
        with(
            &first
                .iter()
                .copied()
                .chain(many.iter().map(String::as_str))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        between(many(&[]), many(&["1.9.0"])),
        [],
        "it may only not have been kept"
    );
}

#[test]
fn each_difference_of_a_package_is_told() {
    let before = account([package("A")]);
    let with = |change: &dyn Fn(&mut PublicPackage)| {
        let mut is = package("a");
        is.id = id();
        change(&mut is);
        told(&before, &account([is]))
    };
    let published = with(&|is| is.version = "1.1.0".to_owned());
    let expected = Change::VersionPublished {
        id: id(),
        version: "1.1.0".to_owned(),
        before: "1.0.0".to_owned(),
    };
    assert_eq!(published, [expected]);
    assert_eq!(with(&|is| is.listed = false), [Change::Unlisted { id: id() }]);
    assert_eq!(with(&|is| is.deprecated = true), [Change::Deprecated { id: id() }]);
    let owners = with(&|is| is.owners = vec!["Eve".to_owned(), "me".to_owned()]);
    let owner = "Eve".to_owned();
    assert_eq!(owners, [Change::OwnerAdded { id: id(), owner }]);
    assert_eq!(with(&|is| is.downloads = 8_000), []);
}

#[test]
fn the_way_back_is_told_too() {
    let mut was = package("A");
    was.listed = false;
    was.deprecated = true;
    was.owners.push("Old".to_owned());
    let changes = told(&account([was]), &account([package("A")]));
    let owner = "Old".to_owned();
    let removed = Change::OwnerRemoved { id: id(), owner };
    let expected = [removed, Change::Listed { id: id() }, Change::Undeprecated { id: id() }];
    assert_eq!(changes, expected);
}

#[test]
fn packages_come_and_go() {
    let changes = told(&account([package("A")]), &account([package("B")]));
    let appeared = Change::PackageAppeared {
        id: "B".to_owned(),
        version: "1.0.0".to_owned(),
    };
    assert_eq!(changes, [appeared, Change::PackageGone { id: id() }]);
}

#[test]
fn case_and_build_metadata_are_no_difference() {
    let mut is = package("a");
    is.version = "1.0.0+abc".to_owned();
    is.owners = vec!["ME".to_owned()];
    assert_eq!(told(&account([package("A")]), &account([is])), []);
}

#[test]
fn owners_that_are_not_said_are_not_known() {
    let mut silent = package("A");
    silent.owners.clear();
    assert_eq!(told(&account([package("A")]), &account([silent.clone()])), []);
    assert_eq!(told(&account([silent]), &account([package("A")])), []);
}

#[test]
fn a_version_that_is_unlisted_was_not_published() {
    let mut is = package("A");
    is.version = "0.9.0".to_owned();
    is.listed = false;
    assert_eq!(
        told(&account([package("A")]), &account([is])),
        [Change::Unlisted { id: id() }]
    );
}

#[test]
fn what_an_incomplete_look_lacks_says_nothing() {
    let mut half = account([]);
    half.complete = false;
    assert_eq!(told(&account([package("A")]), &half), []);
    assert_eq!(told(&half, &account([package("A")])), []);
}

fn packages() -> impl Strategy<Value = Vec<PublicPackage>> {
    let one = (
        "[A-C]",
        "[12]\\.0",
        vec("[x-z]", 0..3),
        any::<bool>(),
        any::<bool>(),
        option::of(0_i64..9),
    );
    let one = one.prop_map(|(id, version, owners, listed, deprecated, published)| PublicPackage {
        version,
        owners,
        listed,
        deprecated,
        published: published.map(contract::Timestamp::from_secs),
        ..package(&id)
    });
    vec(one, 0..4).prop_map(|packages| {
        let unique: BTreeMap<_, _> = packages.into_iter().map(|one| (one.id.clone(), one)).collect();
        unique.into_values().collect()
    })
}

fn looks() -> impl Strategy<Value = PublicAccount> {
    (packages(), any::<bool>()).prop_map(|(packages, complete)| PublicAccount {
        complete,
        ..account(packages)
    })
}

/// Does to `before` what was told. Downloads and dates are no differences.
fn applied(before: &PublicAccount, changes: &[Change], after: &PublicAccount) -> Vec<PublicPackage> {
    let mut packages: BTreeMap<String, PublicPackage> = before
        .packages
        .iter()
        .map(|one| (one.id.clone(), one.clone()))
        .collect();
    for change in changes {
        apply(&mut packages, change, after);
    }
    packages.into_values().collect()
}

fn apply(packages: &mut BTreeMap<String, PublicPackage>, change: &Change, after: &PublicAccount) {
    let mut on = |id: &String, act: &dyn Fn(&mut PublicPackage)| act(packages.get_mut(id).unwrap());
    match change {
        Change::VersionAppeared { .. } => {}
        Change::VersionPublished { id, version, .. } => on(id, &|one| one.version.clone_from(version)),
        Change::Unlisted { id } => on(id, &|one| one.listed = false),
        Change::Listed { id } => on(id, &|one| one.listed = true),
        Change::Deprecated { id } => on(id, &|one| one.deprecated = true),
        Change::Undeprecated { id } => on(id, &|one| one.deprecated = false),
        Change::OwnerAdded { id, owner } => on(id, &|one| one.owners.push(owner.clone())),
        Change::OwnerRemoved { id, owner } => on(id, &|one| one.owners.retain(|name| name != owner)),
        Change::PackageGone { id } => drop(packages.remove(id)),
        Change::PackageAppeared { id, .. } => {
            let new = after.packages.iter().find(|one| one.id == *id).unwrap();
            packages.insert(id.clone(), new.clone());
        }
        Change::FirstSeen { .. } | Change::ProfileGone | Change::ProfileBack => {}
    }
}

/// What the changes are about, where both looks know the owners.
fn essence(packages: &[PublicPackage], ids: &[String]) -> Vec<(String, String, Vec<String>, bool, bool)> {
    let known = packages.iter().filter(|one| ids.contains(&one.id));
    known
        .map(|one| {
            let mut owners = one.owners.clone();
            owners.sort();
            owners.dedup();
            (one.id.clone(), one.version.clone(), owners, one.listed, one.deprecated)
        })
        .collect()
}

proptest! {
    #[test]
    fn equal_looks_give_nothing(look in looks()) {
        prop_assert_eq!(told(&look, &look), []);
    }

    #[test]
    fn what_is_told_leads_from_one_complete_look_to_the_other(one in packages(), other in packages()) {
        // Unlisted versions are told as such and not by their number; unlisted packages do not appear.
        let listed = |packages: Vec<PublicPackage>| packages.into_iter().map(|one| PublicPackage {
            listed: true,
            owners: if one.owners.is_empty() { vec!["o".to_owned()] } else { one.owners.clone() },
            ..one
        });
        let (before, after) = (account(listed(one)), account(listed(other)));
        let changes = told(&before, &after);
        let ids: Vec<String> = ["A", "B", "C"].map(ToOwned::to_owned).to_vec();
        prop_assert_eq!(essence(&applied(&before, &changes, &after), &ids), essence(&after.packages, &ids));
    }

    #[test]
    fn an_incomplete_look_never_says_that_something_is_gone(before in looks(), after in packages()) {
        let after = PublicAccount { complete: false, ..account(after) };
        for change in told(&before, &after) {
            let is_loss = matches!(change, Change::PackageGone { .. } | Change::Unlisted { .. } | Change::ProfileGone);
            prop_assert!(!is_loss, "{:?}", change);
        }
    }

    #[test]
    fn nothing_is_told_twice(before in looks(), after in looks()) {
        let changes = told(&before, &after);
        for (at, change) in changes.iter().enumerate() {
            prop_assert!(!changes[..at].contains(change), "{:?}", change);
        }
    }
}
