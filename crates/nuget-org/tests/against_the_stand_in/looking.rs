use super::*;
use stand_in::Route;

#[tokio::test]
async fn an_account_is_seen_with_its_packages() {
    let (stand_in, site) = bobs_site().await;
    stand_in.edit(Edit::Standing {
        id: "Bob.One".to_owned(),
        downloads: 1234,
        verified: true,
    });
    stand_in.edit(Edit::Deprecate {
        id: "Bob.Two".to_owned(),
        deprecated: true,
    });
    let account = seen(&site, "Bob").await;
    assert_eq!(account.username, "Bob");
    assert!(account.complete);
    assert_eq!(ids(&account), ["Bob.One", "Bob.Two"]);
    let one = package(&account, "Bob.One");
    assert_eq!(
        (one.version.as_str(), one.downloads, one.verified),
        ("1.0.0", 1234, true)
    );
    assert_eq!(one.owners, ["Bob", "Carol"]);
    assert_eq!(one.published.unwrap().to_string(), "2026-01-01T00:00:01.25Z");
    let two = package(&account, "Bob.Two");
    assert_eq!(
        (two.version.as_str(), two.listed, two.deprecated),
        ("2.0.0-beta.1", true, true)
    );
}

#[tokio::test]
async fn odd_casing_leads_to_the_same_account_in_its_own_casing() {
    let (_stand_in, site) = bobs_site().await;
    for name in ["bob", "BOB", " boB "] {
        let account = seen(&site, name).await;
        assert_eq!((account.username.as_str(), ids(&account).len()), ("Bob", 2), "{name}");
    }
}

#[tokio::test]
async fn an_account_without_packages_is_seen_too() {
    let (stand_in, site) = site().await;
    stand_in.person("Dave", "dave@example.org", &[]);
    let account = seen(&site, "dave").await;
    assert_eq!(
        (account.username.as_str(), ids(&account).len(), account.complete),
        ("Dave", 0, true)
    );
}

#[tokio::test]
async fn nobody_lives_under_an_unknown_name() {
    let (stand_in, site) = bobs_site().await;
    assert_eq!(site.look("Nobody").await, Ok(Looked::NoProfile));
    assert_eq!(stand_in.requests(Route::Search), 0);
}

#[tokio::test]
async fn what_cannot_be_a_name_is_refused_before_anything_is_asked() {
    let (stand_in, site) = bobs_site().await;
    for name in ["", "..", "a/b", "bob@example.org", "Bob ?", "ß", "-x"] {
        assert_eq!(refused(&site, name).await, Code::UsernameInvalid, "{name}");
    }
    assert_eq!(Route::ALL.map(|route| stand_in.requests(route)), [0; 10]);
}

#[tokio::test]
async fn packages_of_others_that_search_finds_besides_are_left_out() {
    let (stand_in, site) = bobs_site().await;
    stand_in.publish("Carol.About.Bob", "1.0.0", &["Carol"]);
    stand_in.edit(Edit::SearchHabits {
        hides_owners: false,
        ignores_owner: true,
        miscounts: false,
    });
    let account = seen(&site, "Bob").await;
    assert_eq!(ids(&account), ["Bob.One", "Bob.Two"]);
}

#[tokio::test]
async fn owners_that_search_does_not_say_are_not_known() {
    let (stand_in, site) = bobs_site().await;
    stand_in.edit(Edit::SearchHabits {
        hides_owners: true,
        ignores_owner: false,
        miscounts: false,
    });
    let account = seen(&site, "Bob").await;
    assert_eq!(ids(&account), ["Bob.One", "Bob.Two"]);
    assert!(account.packages.iter().all(|package| package.owners.is_empty()));
}

#[tokio::test]
async fn thousands_of_packages_are_read_in_pages() {
    let (stand_in, site) = site().await;
    stand_in.person("Many", "many@example.org", &[]);
    for number in 0..1250 {
        stand_in.publish(&format!("Many.P{number}"), "1.0.0", &["Many"]);
    }
    let account = seen(&site, "Many").await;
    assert_eq!((account.packages.len(), account.complete), (1250, true));
    assert_eq!(stand_in.requests(Route::Search), 13);
    assert_eq!(stand_in.requests(Route::Registration), 24);
}

#[tokio::test]
async fn a_search_that_does_not_add_up_is_read_once_more_and_then_not_complete() {
    let (stand_in, site) = bobs_site().await;
    stand_in.edit(Edit::SearchHabits {
        hides_owners: false,
        ignores_owner: false,
        miscounts: true,
    });
    let account = seen(&site, "Bob").await;
    assert_eq!((ids(&account).len(), account.complete), (2, false));
    assert_eq!(stand_in.requests(Route::Search), 2);
}

#[tokio::test]
async fn a_registration_in_pages_is_read_at_its_end() {
    let (stand_in, site) = site().await;
    stand_in.person("Bob", "bob@example.org", &[]);
    for number in 0..130 {
        stand_in.publish("Bob.Often", &format!("1.{number}.0"), &["Bob"]);
    }
    let account = seen(&site, "Bob").await;
    let often = package(&account, "Bob.Often");
    assert_eq!(often.version, "1.129.0");
    assert_eq!(often.published.unwrap().to_string(), "2026-01-01T00:02:10.25Z");
    assert_eq!(stand_in.requests(Route::RegistrationPage), 1);
}

#[tokio::test]
async fn the_owners_of_packages_are_asked_for_one_by_one_and_what_is_not_listed_has_none() {
    let (stand_in, site) = bobs_site().await;
    let id = "Bob.Two".to_owned();
    stand_in.edit(Edit::Unlist { id, version: None });
    let ids = ["bob.one", "Bob.Two", "No.Such"].map(str::to_owned);
    let owners = site.owners(&ids).await.unwrap();
    let both = vec!["Bob".to_owned(), "Carol".to_owned()];
    assert_eq!(owners, [Some(both), None, None]);
    assert_eq!(
        site.owners(&[String::new()]).await.unwrap_err().code,
        Code::PackageInvalid
    );
    let retry_after = Some("30".to_owned());
    stand_in.fail(Route::Search, stand_in::Fault::TooManyRequests { retry_after });
    assert_eq!(
        site.owners(&ids).await.unwrap_err().code,
        Code::SiteBusy,
        "half an answer is none"
    );
}

#[tokio::test]
async fn a_deleted_and_a_renamed_account_are_gone() {
    let (stand_in, site) = bobs_site().await;
    let username = "Bob".to_owned();
    stand_in.edit(Edit::Rename {
        username,
        to: "Bobby".to_owned(),
    });
    assert_eq!(site.look("Bob").await, Ok(Looked::NoProfile));
    assert_eq!(ids(&seen(&site, "bobby").await), ["Bob.One", "Bob.Two"]);
    let username = "Bobby".to_owned();
    stand_in.edit(Edit::DeleteAccount { username });
    assert_eq!(site.look("Bobby").await, Ok(Looked::NoProfile));
    assert_eq!(ids(&seen(&site, "Carol").await), ["Bob.One", "Carol.Own"]);
}
