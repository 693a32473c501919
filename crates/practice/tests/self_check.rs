//! The operator's self-check of the account service at this sign-in (rules 16.9 and 16.10).
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use contract::gallery::Feature;
use practice::cast::{ACCOUNT1, ACCOUNT2};
use serde_json::json;
use service::{
    Configuration, Database, KeyPolicy, MailDelivery, MissingSignInTime, Serving,
    self_check::{Report, SelfCheck, SelfCheckError},
};
use std::{sync::Arc, time::Duration};
use support::{Sight, World};
use testkit::{ManualClock, SeededRandom};
use tokio::sync::mpsc;

fn configuration(world: &World) -> Configuration {
    Configuration {
        name: "Example".to_owned(),
        public_url: "https://accounts.example.org".parse().unwrap(),
        database: Database::Memory,
        authority: world.sign_in.authority(),
        client_id: world.sign_in.client_id().to_owned(),
        scopes: ["openid", "profile", "email"].map(str::to_owned).to_vec(),
        login_issuer: None,
        features: vec![Feature::TwoFactor],
        mail: MailDelivery::Memory,
        feed_secrets: Vec::new(),
        keys: KeyPolicy::default(),
        shut_down_grace: Duration::ZERO,
        serving: Serving::default(),
        deletion_grace: Duration::ZERO,
        missing_sign_in_time: MissingSignInTime::Strict,
        second_factor_seen: false,
    }
}

async fn begin(world: &World, second_factor: bool) -> SelfCheck {
    let clock = Arc::<ManualClock>::clone(&world.clock);
    let begun = SelfCheck::begin(configuration(world), clock, &SeededRandom::new(3), second_factor).await;
    begun.unwrap()
}

/// The check's end, once the browser has come back over loopback.
async fn finish(world: &World, check: SelfCheck, end: &Sight) -> Result<Report, SelfCheckError> {
    let Sight::App(back) = end else {
        panic!("the browser still shows {}", end.html())
    };
    let (_pasting, pasted) = mpsc::channel(1);
    let back = world.http.get(back.as_str()).send();
    let (report, page) = tokio::join!(check.finish(pasted, |text| panic!("{text}")), back);
    assert!(page.unwrap().status().is_success());
    report
}

#[tokio::test]
async fn it_sees_a_second_factor_and_a_fresh_sign_in_of_a_personal_account() {
    let world = World::new().await;
    let check = begin(&world, true).await;
    let mut browser = world.browser();
    let picker = browser.open(check.address()).await;
    let page = browser.pick(&picker, ACCOUNT2.address).await;
    let code = page.phone_code();
    let consent = browser.press(&page, &[("action", "verify"), ("code", &code)]).await;
    let end = browser.press(&consent, &[("action", "accept")]).await;
    let report = finish(&world, check, &end).await.unwrap();
    assert!(report.verified.identity.second_factor);
    let said = report.to_string();
    for part in [
        "known by   tid and oid",
        "auth_time  sent, 0 seconds old",
        "a second factor was used",
        "email      sent, vouched for as a personal account's",
        "Two-factor works here, and is on offer.",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

#[tokio::test]
async fn it_says_what_a_strict_gallery_does_where_the_time_is_missing() {
    let world = World::new().await;
    world.fault(json!({ "fault": "no_auth_time" })).await;
    let check = begin(&world, false).await;
    let mut browser = world.browser();
    let picker = browser.open(check.address()).await;
    let consent = browser.pick(&picker, ACCOUNT1.address).await;
    let end = browser.press(&consent, &[("action", "accept")]).await;
    let report = finish(&world, check, &end).await.unwrap();
    assert!(report.verified.auth_time.is_none() && !report.verified.identity.second_factor);
    let said = report.to_string();
    assert!(
        said.contains("auth_time  missing: acts that change an account are refused"),
        "{said}"
    );
}

#[tokio::test]
async fn a_token_that_does_not_hold_is_reported_as_such() {
    let world = World::new().await;
    world.fault(json!({ "fault": "wrong_nonce" })).await;
    let check = begin(&world, false).await;
    let mut browser = world.browser();
    let picker = browser.open(check.address()).await;
    let consent = browser.pick(&picker, ACCOUNT1.address).await;
    let end = browser.press(&consent, &[("action", "accept")]).await;
    let error = finish(&world, check, &end).await.unwrap_err();
    assert!(matches!(error, SelfCheckError::IdToken(_)), "{error}");
}
