use super::*;
use contract::desktop::nuget_org::Change;
use nuget_org::differences;
use stand_in::{Fault, Route};

/// What is told after something happened, and after nothing more did.
pub(super) async fn told(
    stand_in: &StandIn,
    site: &Site,
    edits: impl IntoIterator<Item = Edit>,
) -> (Vec<Change>, PublicAccount) {
    let before = seen(site, "Bob").await;
    for edit in edits {
        stand_in.edit(edit);
    }
    let after = again(site, &before).await;
    let changes = differences(Some(&before), Some(&after));
    let quiet = again(site, &after).await;
    assert_eq!(differences(Some(&after), Some(&quiet)), [], "nothing more happened");
    (changes, quiet)
}

pub(super) async fn again(site: &Site, before: &PublicAccount) -> PublicAccount {
    found(site.look_again("Bob", before).await)
}

pub(super) fn one() -> String {
    "Bob.One".to_owned()
}

pub(super) fn unlist(version: Option<&str>) -> Edit {
    Edit::Unlist {
        id: one(),
        version: version.map(ToOwned::to_owned),
    }
}

pub(super) fn publish(version: &str) -> Edit {
    Edit::Publish {
        id: one(),
        version: version.to_owned(),
        owners: Vec::new(),
    }
}

#[tokio::test]
async fn a_published_version_is_told() {
    let (stand_in, site) = bobs_site().await;
    let (changes, after) = told(&stand_in, &site, [publish("1.1.0")]).await;
    let published = Change::VersionPublished {
        id: one(),
        version: "1.1.0".to_owned(),
        before: "1.0.0".to_owned(),
    };
    assert_eq!(changes, [published]);
    assert_eq!(
        package(&after, "Bob.One").published.unwrap().to_string(),
        "2026-01-01T00:00:04.25Z"
    );
}

#[tokio::test]
async fn a_new_package_and_a_new_owner_are_told() {
    let (stand_in, site) = bobs_site().await;
    let new = Edit::Publish {
        id: "Bob.New".to_owned(),
        version: "0.1.0".to_owned(),
        owners: vec!["Bob".to_owned()],
    };
    let owner = "Eve".to_owned();
    let (changes, _) = told(&stand_in, &site, [new, Edit::AddOwner { id: one(), owner }]).await;
    let owner = "Eve".to_owned();
    let appeared = Change::PackageAppeared {
        id: "Bob.New".to_owned(),
        version: "0.1.0".to_owned(),
    };
    assert_eq!(changes, [Change::OwnerAdded { id: one(), owner }, appeared]);
}

#[tokio::test]
async fn an_unlisted_package_stays_and_is_told_as_unlisted() {
    let (stand_in, site) = bobs_site().await;
    let (changes, after) = told(&stand_in, &site, [unlist(None)]).await;
    assert_eq!(changes, [Change::Unlisted { id: one() }]);
    assert!(after.complete);
    assert!(!package(&after, "Bob.One").listed);
    stand_in.edit(Edit::Relist {
        id: one(),
        version: None,
    });
    let back = again(&site, &after).await;
    assert_eq!(differences(Some(&after), Some(&back)), [Change::Listed { id: one() }]);
}

#[tokio::test]
async fn unlisting_the_latest_version_does_not_publish_the_one_before() {
    let (stand_in, site) = bobs_site().await;
    stand_in.edit(publish("1.1.0"));
    let (changes, after) = told(&stand_in, &site, [unlist(Some("1.1.0"))]).await;
    assert_eq!(changes, [Change::Unlisted { id: one() }]);
    assert_eq!(package(&after, "Bob.One").version, "1.1.0");
}

#[tokio::test]
async fn a_package_that_was_given_away_is_gone() {
    let (stand_in, site) = bobs_site().await;
    let owner = "Bob".to_owned();
    let (changes, after) = told(&stand_in, &site, [Edit::RemoveOwner { id: one(), owner }]).await;
    assert_eq!(changes, [Change::PackageGone { id: one() }]);
    assert_eq!(ids(&after), ["Bob.Two"]);
}

#[tokio::test]
async fn a_package_that_was_deleted_is_gone() {
    let (stand_in, site) = bobs_site().await;
    let (changes, _) = told(&stand_in, &site, [Edit::DeletePackage { id: one() }]).await;
    assert_eq!(changes, [Change::PackageGone { id: one() }]);
}

#[tokio::test]
async fn a_package_that_moves_between_two_accounts_goes_from_one_and_appears_at_the_other() {
    let (stand_in, site) = bobs_site().await;
    let (bob, carol) = (seen(&site, "Bob").await, seen(&site, "Carol").await);
    let id = || "Bob.Two".to_owned();
    let (owner, left) = ("Carol".to_owned(), "Bob".to_owned());
    stand_in.edit(Edit::AddOwner { id: id(), owner });
    stand_in.edit(Edit::RemoveOwner { id: id(), owner: left });
    let now = again(&site, &bob).await;
    assert_eq!(differences(Some(&bob), Some(&now)), [Change::PackageGone { id: id() }]);
    let now = found(site.look_again("Carol", &carol).await);
    let version = "2.0.0-beta.1".to_owned();
    let appeared = Change::PackageAppeared { id: id(), version };
    assert_eq!(differences(Some(&carol), Some(&now)), [appeared]);
}

#[tokio::test]
async fn another_casing_of_a_name_is_no_other_owner_and_no_other_package() {
    let (stand_in, site) = bobs_site().await;
    let rename = |from: &str, to: &str| Edit::Rename {
        username: from.to_owned(),
        to: to.to_owned(),
    };
    let (changes, after) = told(&stand_in, &site, [rename("Carol", "CAROL"), rename("Bob", "bOB")]).await;
    assert_eq!(changes, []);
    assert_eq!(after.username, "bOB");
    assert_eq!(package(&after, "Bob.One").owners, ["bOB", "CAROL"]);
}

#[tokio::test]
async fn a_package_that_is_listed_again_with_another_version_is_told_as_both() {
    let (stand_in, site) = bobs_site().await;
    stand_in.edit(unlist(None));
    let before = again(&site, &seen(&site, "Bob").await).await;
    assert_eq!(ids(&before), ["Bob.Two"], "the first look does not know it");
    let (changes, after) = told(&stand_in, &site, [publish("1.1.0")]).await;
    assert!(matches!(&changes[..], [Change::PackageAppeared { version, .. }] if version == "1.1.0"));
    stand_in.edit(unlist(None));
    let hidden = again(&site, &after).await;
    assert_eq!(
        differences(Some(&after), Some(&hidden)),
        [Change::Unlisted { id: one() }]
    );
    stand_in.edit(publish("1.2.0"));
    let back = again(&site, &hidden).await;
    let published = Change::VersionPublished {
        id: one(),
        version: "1.2.0".to_owned(),
        before: "1.1.0".to_owned(),
    };
    assert_eq!(
        differences(Some(&hidden), Some(&back)),
        [published, Change::Listed { id: one() }]
    );
}

#[tokio::test]
async fn an_unlisted_package_that_goes_to_somebody_else_is_gone_once_that_can_be_seen() {
    let (stand_in, site) = bobs_site().await;
    let (_, hidden) = told(&stand_in, &site, [unlist(None)]).await;
    let owner = "Bob".to_owned();
    stand_in.edit(Edit::RemoveOwner { id: one(), owner });
    let still = again(&site, &hidden).await;
    assert_eq!(
        differences(Some(&hidden), Some(&still)),
        [],
        "whose it is, search does not say"
    );
    stand_in.edit(Edit::Relist {
        id: one(),
        version: None,
    });
    stand_in.fail(Route::Registration, Fault::Status { status: 500 });
    let gone = again(&site, &still).await;
    assert_eq!(
        differences(Some(&still), Some(&gone)),
        [Change::PackageGone { id: one() }]
    );
}

#[tokio::test]
async fn many_that_went_at_once_are_all_looked_into() {
    let (stand_in, site) = site().await;
    stand_in.person("Bob", "bob@example.org", &[]);
    let id = |number| format!("Bob.P{number}");
    for number in 0..60 {
        stand_in.publish(&id(number), "1.0.0", &["Bob"]);
    }
    let edits = (0..60).map(|number| Edit::Unlist {
        id: id(number),
        version: None,
    });
    let (changes, after) = told(&stand_in, &site, edits).await;
    assert_eq!(changes.len(), 60);
    assert!(changes.iter().all(|change| matches!(change, Change::Unlisted { .. })));
    assert_eq!((after.packages.len(), after.complete), (60, true));
}

#[tokio::test]
async fn of_very_many_unlisted_packages_each_has_its_turn() {
    let (stand_in, site) = site().await;
    let clock = Arc::new(ManualClock::default());
    let site = site.with_clock(clock.clone());
    stand_in.person("Bob", "bob@example.org", &[]);
    stand_in.person("Carol", "carol@example.org", &[]);
    let id = |number| format!("Bob.P{number:02}");
    for number in 0..40 {
        stand_in.publish(&id(number), "1.0.0", &["Bob"]);
    }
    let unlist = (0..40).map(|number| Edit::Unlist {
        id: id(number),
        version: None,
    });
    let (_, mut known) = told(&stand_in, &site, unlist).await;
    for number in 30..40 {
        let (id, version) = (id(number), None);
        stand_in.edit(Edit::AddOwner {
            id: id.clone(),
            owner: "Carol".to_owned(),
        });
        stand_in.edit(Edit::RemoveOwner {
            id: id.clone(),
            owner: "Bob".to_owned(),
        });
        stand_in.edit(Edit::Relist { id, version });
    }
    for _ in 0..40 {
        clock.advance_secs(1);
        known = again(&site, &known).await;
    }
    assert_eq!(known.packages.len(), 30);
}

#[tokio::test]
async fn a_site_that_wants_to_be_left_alone_is_asked_no_more_of_what_was_unlisted() {
    let (stand_in, site) = bobs_site().await;
    let (_, hidden) = told(&stand_in, &site, [unlist(None)]).await;
    stand_in.fail(
        Route::Registration,
        Fault::TooManyRequests {
            retry_after: Some("120".to_owned()),
        },
    );
    let refusal = site_at(&stand_in).look_again("Bob", &hidden).await.unwrap_err();
    assert_eq!((refusal.code, refusal.retry_after), (Code::SiteBusy, Some(120)));
}

#[tokio::test]
async fn downloads_alone_are_no_change() {
    let (stand_in, site) = bobs_site().await;
    let (changes, after) = told(&stand_in, &site, [downloads("Bob.One", 99)]).await;
    assert_eq!(changes, []);
    assert_eq!(package(&after, "Bob.One").downloads, 99);
}

#[tokio::test]
async fn a_version_below_the_latest_one_is_noticed() {
    let (stand_in, site) = bobs_site().await;
    stand_in.publish("Bob.One", "2.0.0", &[]);
    let before = seen(&site, "Bob").await;
    stand_in.publish("Bob.One", "1.0.1", &[]);
    let after = found(site.look_again("Bob", &before).await);
    let appeared = Change::VersionAppeared {
        id: "Bob.One".to_owned(),
        version: "1.0.1".to_owned(),
        latest: "2.0.0".to_owned(),
    };
    assert_eq!(differences(Some(&before), Some(&after)), [appeared]);
}

#[tokio::test]
async fn later_looks_read_the_dates_that_the_first_one_left() {
    let (stand_in, site) = site().await;
    stand_in.person("Bob", "bob@example.org", &[]);
    for number in 0..60 {
        stand_in.publish(&format!("Bob.P{number}"), "1.0.0", &["Bob"]);
    }
    let mut account = seen(&site, "Bob").await;
    let mut dated = Vec::new();
    for _ in 0..3 {
        dated.push(
            account
                .packages
                .iter()
                .filter(|package| package.published.is_some())
                .count(),
        );
        account = found(site.look_again("Bob", &account).await);
    }
    assert_eq!(dated, [24, 48, 60]);
}
