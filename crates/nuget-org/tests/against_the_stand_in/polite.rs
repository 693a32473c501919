use super::*;
use stand_in::{Fault, Route};

#[tokio::test]
async fn a_second_look_asks_only_whether_anything_changed() {
    let (stand_in, site) = bobs_site().await;
    let before = seen(&site, "Bob").await;
    let after = found(site.look_again("Bob", &before).await);
    assert_eq!(before, after);
    assert_eq!(
        (stand_in.requests(Route::Index), stand_in.unchanged(Route::Index)),
        (2, 1)
    );
    let registrations = (
        stand_in.requests(Route::Registration),
        stand_in.unchanged(Route::Registration),
    );
    assert_eq!(registrations, (4, 2));
}

#[tokio::test]
async fn what_changed_is_read_again() {
    let (stand_in, site) = bobs_site().await;
    let before = seen(&site, "Bob").await;
    stand_in.publish("Bob.One", "1.1.0", &[]);
    found(site.look_again("Bob", &before).await);
    assert_eq!(stand_in.unchanged(Route::Registration), 1);
}

#[tokio::test]
async fn looking_posts_nothing() {
    let (stand_in, site) = bobs_site().await;
    let before = seen(&site, "Bob").await;
    found(site.look_again("Bob", &before).await);
    assert_eq!(stand_in.posts(), 0);
}

#[tokio::test]
async fn a_site_that_is_busy_is_not_asked_on() {
    let (stand_in, site) = bobs_site().await;
    stand_in.fail(
        Route::Search,
        Fault::TooManyRequests {
            retry_after: Some("30".to_owned()),
        },
    );
    let problem = site.look("Bob").await.unwrap_err();
    assert_eq!((problem.code, problem.retry_after), (Code::SiteBusy, Some(30)));
    assert_eq!(
        (stand_in.requests(Route::Search), stand_in.requests(Route::SecondSearch)),
        (1, 0)
    );
    assert_eq!(stand_in.requests(Route::Registration), 0);
}

#[tokio::test]
async fn registrations_that_fail_are_not_asked_for_one_after_the_other() {
    let (stand_in, site) = site().await;
    stand_in.person("Bob", "bob@example.org", &[]);
    for number in 0..24 {
        stand_in.publish(&format!("Bob.P{number}"), "1.0.0", &["Bob"]);
    }
    stand_in.fail(Route::Registration, Fault::Status { status: 503 });
    let account = seen(&site, "Bob").await;
    assert_eq!((account.packages.len(), account.complete), (24, true));
    assert!(account.packages.iter().all(|package| package.published.is_none()));
    assert!(stand_in.requests(Route::Registration) <= 8);
}
