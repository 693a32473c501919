//! Looking again while search and registrations lag, fail or do not agree: nothing is told that did not happen.

use super::{
    looking_again::{again, one, publish, told, unlist},
    *,
};
use contract::desktop::nuget_org::Change;
use nuget_org::differences;
use stand_in::{Fault, Route};

#[tokio::test]
async fn what_cannot_be_told_apart_now_is_told_later() {
    let (stand_in, site) = bobs_site().await;
    stand_in.edit(publish("1.1.0"));
    let before = seen(&site, "Bob").await;
    stand_in.edit(unlist(Some("1.1.0")));
    stand_in.fail(Route::Registration, Fault::Status { status: 500 });
    let unsure = again(&site, &before).await;
    assert_eq!(differences(Some(&before), Some(&unsure)), []);
    stand_in.mend();
    let sure = again(&site, &unsure).await;
    assert_eq!(
        differences(Some(&unsure), Some(&sure)),
        [Change::Unlisted { id: one() }]
    );
}

#[tokio::test]
async fn a_search_that_lags_is_believed_later() {
    let (stand_in, site) = bobs_site().await;
    let (changes, before) = told(
        &stand_in,
        &site,
        [Edit::HoldSearch, publish("1.1.0"), unlist(Some("1.0.0"))],
    )
    .await;
    assert_eq!(changes, []);
    stand_in.edit(Edit::CatchUp);
    let after = again(&site, &before).await;
    let changes = differences(Some(&before), Some(&after));
    assert!(
        matches!(changes.as_slice(), [Change::VersionPublished { .. }]),
        "{changes:?}"
    );
}

#[tokio::test]
async fn a_package_that_only_search_has_lost_is_not_gone() {
    let (stand_in, site) = bobs_site().await;
    let before = seen(&site, "Bob").await;
    let id = "Bob.Two".to_owned();
    stand_in.edit(Edit::DeletePackage { id });
    stand_in.edit(Edit::HoldSearch);
    // The registration has it again, listed; search does not know it yet.
    stand_in.publish("Bob.Two", "2.0.0-beta.1", &["Bob"]);
    let after = again(&site, &before).await;
    assert_eq!(differences(Some(&before), Some(&after)), []);
    assert_eq!(ids(&after), ["Bob.One", "Bob.Two"]);
}

#[tokio::test]
async fn a_search_that_falls_behind_what_it_showed_and_catches_up_tells_nothing() {
    let (stand_in, site) = bobs_site().await;
    stand_in.publish("Bob.One", "1.0.1", &[]);
    stand_in.edit(Edit::HoldSearch);
    stand_in.publish("Bob.One", "1.1.0", &[]);
    stand_in.publish("Bob.One", "1.0.2", &[]);
    stand_in.publish("Bob.New", "0.1.0", &["Bob"]);
    stand_in.edit(Edit::CatchUp);
    let before = seen(&site, "Bob").await;
    stand_in.edit(Edit::FallBehind);
    let behind = again(&site, &before).await;
    assert_eq!(differences(Some(&before), Some(&behind)), []);
    stand_in.edit(Edit::CatchUp);
    let after = again(&site, &behind).await;
    assert_eq!(
        differences(Some(&behind), Some(&after)),
        [],
        "nothing is new that was there"
    );
    assert_eq!(package(&after, "Bob.One").version, "1.1.0");
}

#[tokio::test]
async fn versions_that_search_lacks_for_a_while_are_not_told_as_new() {
    let (stand_in, site) = bobs_site().await;
    stand_in.publish("Bob.One", "2.0.0", &[]);
    stand_in.edit(Edit::HoldSearch);
    stand_in.publish("Bob.One", "1.0.1", &[]);
    stand_in.edit(Edit::CatchUp);
    let before = seen(&site, "Bob").await;
    stand_in.edit(Edit::FallBehind);
    stand_in.fail(Route::Registration, Fault::Status { status: 500 });
    let behind = again(&site, &before).await;
    stand_in.mend();
    stand_in.edit(Edit::CatchUp);
    let after = again(&site, &behind).await;
    assert_eq!(differences(Some(&behind), Some(&after)), []);
    stand_in.edit(unlist(Some("1.0.1")));
    let unlisted = again(&site, &after).await;
    stand_in.edit(Edit::Relist {
        id: one(),
        version: Some("1.0.1".to_owned()),
    });
    let relisted = again(&site, &unlisted).await;
    let appeared = Change::VersionAppeared {
        id: one(),
        version: "1.0.1".to_owned(),
        latest: "2.0.0".to_owned(),
    };
    assert_eq!(differences(Some(&unlisted), Some(&relisted)), [appeared]);
}

#[tokio::test]
async fn an_unlisted_package_of_which_nothing_can_be_read_spoils_no_look() {
    let (stand_in, site) = bobs_site().await;
    let (_, hidden) = told(&stand_in, &site, [unlist(None)]).await;
    stand_in.fail(Route::Registration, Fault::PortalInPlace);
    let after = again(&site_at(&stand_in), &hidden).await;
    assert_eq!(differences(Some(&hidden), Some(&after)), []);
    assert!(after.complete && !package(&after, "Bob.One").listed);
}

#[tokio::test]
async fn where_a_package_went_is_not_guessed() {
    for (fault, code) in [
        (Fault::Status { status: 503 }, Code::SiteBusy),
        (Fault::Portal, Code::SiteIntercepted),
        (Fault::PortalInPlace, Code::SiteIntercepted),
        (Fault::HalfBody, Code::SiteUnreachable),
        (Fault::ChangedMarkup, Code::SiteChanged),
    ] {
        let (stand_in, site) = bobs_site().await;
        let before = seen(&site, "Bob").await;
        stand_in.edit(unlist(None));
        stand_in.fail(Route::Registration, fault);
        let refusal = site_at(&stand_in).look_again("Bob", &before).await.unwrap_err();
        assert_eq!(refusal.code, code);
    }
}

#[tokio::test]
async fn an_incomplete_look_takes_nothing_away() {
    let (stand_in, site) = bobs_site().await;
    let before = seen(&site, "Bob").await;
    stand_in.edit(Edit::DeletePackage { id: one() });
    stand_in.edit(Edit::SearchHabits {
        hides_owners: false,
        ignores_owner: false,
        miscounts: true,
    });
    let after = again(&site, &before).await;
    assert_eq!((ids(&after), after.complete), (vec!["Bob.One", "Bob.Two"], false));
    assert_eq!(differences(Some(&before), Some(&after)), []);
}
