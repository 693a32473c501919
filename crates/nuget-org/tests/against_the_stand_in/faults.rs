use super::*;
use stand_in::{Fault, Route};

/// The patience with what never answers.
const BRIEF: Duration = Duration::from_millis(200);

/// The routes without which a look is none.
const NEEDED: [Route; 3] = [Route::Profile, Route::Index, Route::Search];

/// What a look says when a route fails.
async fn with(route: Route, fault: Fault) -> Code {
    let (stand_in, site) = bobs_site().await;
    stand_in.fail(route, fault.clone());
    if route == Route::Search {
        stand_in.fail(Route::SecondSearch, fault.clone());
    }
    let is_silent = fault == Fault::Silent;
    let site = if is_silent { site.with_patience(BRIEF) } else { site };
    refused(&site, "Bob").await
}

#[tokio::test]
async fn a_site_that_does_not_answer_is_unreachable() {
    for route in NEEDED {
        assert_eq!(with(route, Fault::Silent).await, Code::SiteUnreachable, "{route:?}");
    }
}

#[tokio::test]
async fn half_an_answer_is_none() {
    for route in NEEDED {
        assert_eq!(with(route, Fault::HalfBody).await, Code::SiteUnreachable, "{route:?}");
    }
}

#[tokio::test]
async fn a_site_that_fails_is_busy() {
    for route in NEEDED {
        for status in [500, 502, 503, 504] {
            assert_eq!(
                with(route, Fault::Status { status }).await,
                Code::SiteBusy,
                "{route:?} {status}"
            );
        }
    }
}

#[tokio::test]
async fn a_pause_that_is_asked_for_is_told() {
    for route in NEEDED {
        for (retry_after, expected) in [
            (Some("120"), Some(120)),
            (Some("Thu, 01 Jan 2099 00:00:00 GMT"), Some(86_400)),
            (None, Some(56)),
        ] {
            let (stand_in, site) = bobs_site().await;
            let retry_after = retry_after.map(ToOwned::to_owned);
            stand_in.fail(route, Fault::TooManyRequests { retry_after });
            let problem = site.look("Bob").await.unwrap_err();
            let said = (problem.code, problem.status, problem.retry_after);
            assert_eq!(said, (Code::SiteBusy, 429, expected), "{route:?}");
        }
    }
}

#[tokio::test]
async fn a_changed_site_is_not_guessed_at() {
    for route in NEEDED {
        assert_eq!(with(route, Fault::ChangedMarkup).await, Code::SiteChanged, "{route:?}");
        assert_eq!(
            with(route, Fault::Status { status: 400 }).await,
            Code::SiteChanged,
            "{route:?}"
        );
    }
}

#[tokio::test]
async fn what_others_answer_for_the_site_is_not_believed() {
    for route in NEEDED {
        for fault in [
            Fault::Captcha,
            Fault::Portal,
            Fault::PortalInPlace,
            Fault::Status { status: 511 },
        ] {
            let code = with(route, fault.clone()).await;
            assert_eq!(code, Code::SiteIntercepted, "{route:?} {fault:?}");
        }
    }
}

#[tokio::test]
async fn data_that_is_not_found_is_not_an_account_that_is_not_found() {
    for route in [Route::Index, Route::Search] {
        assert_eq!(
            with(route, Fault::Status { status: 404 }).await,
            Code::SiteChanged,
            "{route:?}"
        );
    }
}

#[tokio::test]
async fn a_forbidden_page_of_the_site_is_another_page() {
    assert_eq!(
        with(Route::Profile, Fault::Status { status: 403 }).await,
        Code::SiteChanged
    );
}

#[tokio::test]
async fn a_later_page_that_fails_spoils_the_look() {
    let (stand_in, site) = site().await;
    stand_in.person("Many", "many@example.org", &[]);
    for number in 0..150 {
        stand_in.publish(&format!("Many.P{number}"), "1.0.0", &["Many"]);
    }
    assert_eq!(seen(&site, "Many").await.packages.len(), 150);
    stand_in.fail_after(Route::Search, Fault::HalfBody, 1);
    assert_eq!(refused(&site, "Many").await, Code::SiteUnreachable);
}

#[tokio::test]
async fn the_search_in_reserve_is_asked_where_the_first_is_out_of_order() {
    let (stand_in, site) = bobs_site().await;
    stand_in.fail(Route::Search, Fault::Status { status: 500 });
    assert_eq!(ids(&seen(&site, "Bob").await), ["Bob.One", "Bob.Two"]);
    assert_eq!(stand_in.requests(Route::SecondSearch), 1);
}

#[tokio::test]
async fn registrations_are_no_part_of_a_first_look_that_could_fail() {
    for fault in [
        Fault::Status { status: 500 },
        Fault::PortalInPlace,
        Fault::ChangedMarkup,
        Fault::HalfBody,
        Fault::TooManyRequests { retry_after: None },
    ] {
        let (stand_in, site) = bobs_site().await;
        stand_in.fail(Route::Registration, fault);
        let account = seen(&site, "Bob").await;
        assert_eq!((ids(&account).len(), account.complete), (2, true));
        assert!(package(&account, "Bob.One").listed);
    }
}

#[tokio::test]
async fn a_computer_without_a_site_says_so() {
    let (stand_in, site) = bobs_site().await;
    drop(stand_in);
    let gallery = Url::parse("http://127.0.0.1:9/").unwrap();
    let addresses = Addresses {
        index: gallery.clone(),
        gallery,
    };
    let nowhere = Site::new(addresses.clone(), http_client_for(&addresses).unwrap());
    assert_eq!(refused(&nowhere, "Bob").await, Code::SiteUnreachable);
    assert_eq!(refused(&site, "Bob").await, Code::SiteUnreachable);
}

#[tokio::test]
async fn no_name_and_no_address_stands_in_what_is_logged() {
    for fault in [
        Fault::Silent,
        Fault::Portal,
        Fault::ChangedMarkup,
        Fault::Status { status: 500 },
    ] {
        let (stand_in, site) = bobs_site().await;
        stand_in.fail_everywhere(&fault);
        let problem = site.with_patience(BRIEF).look("Bob").await.unwrap_err();
        let text = format!("{problem} {:?}", problem.provider);
        assert!(!text.contains("Bob") && !text.contains("http"), "{text}");
    }
}
