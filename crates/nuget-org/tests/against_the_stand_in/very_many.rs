//! Accounts with more packages than search can be paged to.

use super::*;
use contract::desktop::nuget_org::Change;
use nuget_org::differences;
use stand_in::{Fault, Route};

/// A large page takes its time where the computer has much to do.
const PATIENT: Duration = Duration::from_secs(300);

/// One with `Many`, who owns nothing yet.
async fn nobody_else() -> (StandIn, Site) {
    let (stand_in, site) = site().await;
    stand_in.person("Many", "many@example.org", &[]);
    (stand_in, site.with_patience(PATIENT))
}

/// One with `Many`, who owns so many packages of each kind: `Many.{kind}.P{number}`.
async fn many(kinds: &[(&str, u32)]) -> (StandIn, Site) {
    let (stand_in, site) = nobody_else().await;
    for (kind, count) in kinds {
        for number in 0..*count {
            stand_in.publish(&format!("Many.{kind}.P{number}"), "1.0.0", &["Many"]);
        }
    }
    (stand_in, site)
}

async fn again(site: &Site, before: &PublicAccount) -> PublicAccount {
    found(site.look_again("Many", before).await)
}

#[tokio::test]
async fn the_last_thousand_that_can_be_paged_to_come_on_one_large_page() {
    let (stand_in, site) = many(&[("P", 3999)]).await;
    let account = seen(&site, "Many").await;
    assert_eq!((account.packages.len(), account.complete), (3999, true));
    assert_eq!(stand_in.requests(Route::Search), 31);
}

#[tokio::test]
async fn what_cannot_be_paged_to_is_found_by_the_words_that_ids_have_in_common() {
    let (stand_in, site) = many(&[("Web", 900), ("Tool", 950), ("Data", 800), ("Core", 990), ("Lab", 980)]).await;
    stand_in.publish("Carol.Lab.P0", "1.0.0", &["Carol"]);
    let account = seen(&site, "Many").await;
    assert_eq!((account.packages.len(), account.in_all), (4620, 4620));
    assert!(account.complete, "as many as search counts of the owner");
    assert_eq!(
        stand_in.requests(Route::Search),
        31 + 6,
        "how many have each word, and those that have the last"
    );

    stand_in.edit(Edit::DeletePackage {
        id: "Many.Web.P899".to_owned(),
    });
    stand_in.publish("Many.Lab.P980", "1.0.0", &["Many"]);
    let changes = differences(Some(&account), Some(&again(&site, &account).await));
    assert!(matches!(
        &changes[..],
        [Change::PackageAppeared { id: new, .. }, Change::PackageGone { id: gone }]
            if new == "Many.Lab.P980" && gone == "Many.Web.P899"
    ));
}

#[tokio::test]
async fn what_no_word_leads_to_leaves_the_look_incomplete_within_a_bound() {
    let (stand_in, site) = many(&[("P", 4100)]).await;
    let account = seen(&site, "Many").await;
    assert_eq!((account.packages.len(), account.in_all), (4000, 4100));
    assert!(!account.complete);
    assert_eq!(
        stand_in.requests(Route::Search),
        31,
        "no word that one package alone has is asked for"
    );

    let pairs: Vec<String> = (0..2050).map(|pair| format!("P{pair}")).collect();
    let pairs: Vec<(&str, u32)> = pairs.iter().map(|pair| (pair.as_str(), 2)).collect();
    let (stand_in, site) = many(&pairs).await;
    assert!(!seen(&site, "Many").await.complete);
    let of_two = 2;
    assert_eq!(
        stand_in.requests(Route::Search),
        31 + 48 + of_two,
        "how many have each of 48 words, and some of those that have P0 and P1"
    );
}

#[tokio::test]
async fn however_many_words_lead_on_a_look_asks_a_bounded_number_of_them_and_the_next_goes_on() {
    let (stand_in, site) = nobody_else().await;
    for number in 0..5400 {
        let (number, kind) = (number / 45, number % 45);
        stand_in.publish(&format!("Many.P{number:03}.Kind{kind}"), "1.0.0", &["Many"]);
    }
    let account = seen(&site, "Many").await;
    assert_eq!((account.in_all, account.complete), (5400, false));
    assert_eq!(stand_in.requests(Route::Search), 31 + 2 * 24);
    let read = account.packages.len();
    let again = again(&site, &account).await;
    assert!(again.packages.len() > read, "{read} and then {}", again.packages.len());
}

#[tokio::test]
async fn what_an_earlier_look_knew_is_asked_for_first() {
    let (stand_in, site) = many(&[("P", 4100)]).await;
    let mut account = seen(&site, "Many").await;
    account.packages.push(PublicPackage {
        id: "Many.P.P999".to_owned(),
        versions: Vec::new(),
        version: "0.9.0".to_owned(),
        ..account.packages[0].clone()
    });
    let asked = stand_in.requests(Route::Search);
    let now = again(&site, &account).await;
    assert_eq!(package(&now, "Many.P.P999").version, "1.0.0");
    assert_eq!(stand_in.requests(Route::Search), asked + 31 + 1);
    account.packages.retain(|package| package.id != "Many.P.P999");
    account.packages[0].id = "Many.P.Unlisted".to_owned();
    account.packages[0].listed = false;
    again(&site, &account).await;
    assert_eq!(
        stand_in.requests(Route::Search),
        asked + 2 * 31 + 1,
        "search lists it no more"
    );
}

#[tokio::test]
async fn a_site_that_does_not_know_narrower_questions_leaves_the_look_incomplete() {
    let (stand_in, site) = many(&[("Web", 900), ("Tool", 950), ("Data", 800), ("Core", 990), ("Lab", 980)]).await;
    stand_in.fail_after(Route::Search, Fault::ChangedMarkup, 31);
    let account = seen(&site, "Many").await;
    assert_eq!((account.packages.len(), account.complete), (4000, false));
}

#[tokio::test]
async fn a_site_that_asks_for_time_amid_narrower_questions_is_left_alone() {
    let (stand_in, site) = many(&[("Web", 900), ("Tool", 950), ("Data", 800), ("Core", 990), ("Lab", 980)]).await;
    let retry_after = Some("30".to_owned());
    stand_in.fail_after(Route::Search, Fault::TooManyRequests { retry_after }, 31);
    assert_eq!(refused(&site, "Many").await, Code::SiteBusy);
}
