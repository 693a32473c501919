//! Rules 16.9 and 16.10: the operator's self-check, run as the program, at a provider that was not written here: npm's
//! `oidc-provider`, as a process of its own.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod browser;
mod issuer;
mod programs;

use browser::Browser;
use issuer::Issuer;
use programs::{Check, Running, configure, program};
use reqwest::{Client, Method, StatusCode, header, redirect::Policy};
use std::collections::BTreeMap;
use url::Url;

const MFA: &str = "urn:microsoft:policies:mfa";

fn client() -> Client {
    Client::builder().no_proxy().redirect(Policy::none()).build().unwrap()
}

/// The same address with another state.
fn of_another(back: &str) -> String {
    let (before, state) = back.split_once("state=").unwrap();
    let other = if state.starts_with('A') { 'B' } else { 'A' };
    format!("{before}state={other}{}", &state[1..])
}

#[tokio::test]
async fn two_factor_is_off_until_the_check_has_seen_it_and_on_at_once_after_that() {
    let issuer = Issuer::start(&["--acr", MFA]).await;
    let folder = tempfile::tempdir().unwrap();
    let config = configure(&folder, &issuer, "");
    let service = Running::start(&config).await;
    assert!(!service.offers_two_factor().await);

    let check = Check::start(&config, &[]).await;
    let asked = Url::parse(&check.address).unwrap();
    let asked: BTreeMap<_, _> = asked.query_pairs().into_owned().collect();
    for (name, value) in [
        ("prompt", "login"),
        ("acr_values", MFA),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(asked[name], value);
    }
    assert!(!asked.contains_key("client_secret"));
    let back = Browser::new(&issuer).sign_in(&check.address).await;
    // Something else on this computer finds nothing there, and disturbs nothing.
    let strange = of_another(&back);
    assert_eq!(
        client().get(strange).send().await.unwrap().status(),
        StatusCode::NOT_FOUND
    );
    let page = client().get(&back).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    assert_eq!(page.headers()[header::CACHE_CONTROL], "no-store");
    let (well, said) = check.end().await;
    assert!(well, "{said}");
    for part in [
        format!("issuer     {}", issuer.address),
        "known by   sub\n".to_owned(),
        "auth_time  sent, ".to_owned(),
        format!("acr        {MFA}: a second factor was used"),
        "email      sent, vouched for by nobody".to_owned(),
        "Two-factor works here, and is on offer.".to_owned(),
        "What was seen is kept.".to_owned(),
    ] {
        assert!(said.contains(&part), "{part} is not in\n{said}");
    }
    assert!(!said.contains("ada@"), "{said}");

    assert!(service.offers_two_factor().await);
    assert_eq!(service.description().await["sign_in_time"], "sent");
    service.stop().await;
    // Another provider was never seen, and the seen one is remembered.
    let other = configure(&folder, &issuer, "");
    let text = std::fs::read_to_string(&other).unwrap();
    std::fs::write(&other, text.replace(&issuer.client_id, "another-client")).unwrap();
    let service = Running::start(&other).await;
    assert!(!service.offers_two_factor().await);
    service.stop().await;
    let service = Running::start(&configure(&folder, &issuer, "")).await;
    assert!(service.offers_two_factor().await);
    service.stop().await;
}

#[tokio::test]
async fn without_a_browser_here_the_address_is_pasted_and_a_missing_time_is_kept() {
    let issuer = Issuer::start(&["--no-auth-time", "--tenant-and-object"]).await;
    let folder = tempfile::tempdir().unwrap();
    let config = configure(&folder, &issuer, "");
    Running::start(&config).await.stop().await;

    let mut check = Check::start(&config, &["--without-second-factor"]).await;
    assert!(!check.address.contains("acr_values"));
    let back = Browser::new(&issuer).sign_in(&check.address).await;
    check.paste("https://example.org/").await;
    check.paste(&of_another(&back)).await;
    check.paste(&format!("  <{back}>")).await;
    let (well, said) = check.end().await;
    assert!(well, "{said}");
    for part in [
        "That is not it: the address is not one of this app's ways back.",
        "That address is of another sign-in.",
        "known by   tid and oid",
        "auth_time  missing: acts that change an account take a mailed code",
        "acr        missing",
        "No second factor was seen: unless one was before, two-factor stays off.",
        "What was seen is kept.",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    // No service ran: it is in the database for the next one.
    let service = Running::start(&config).await;
    assert_eq!(service.description().await["sign_in_time"], "missing");
    assert!(!service.offers_two_factor().await);
    service.stop().await;
}

#[tokio::test]
async fn a_refusal_and_a_missing_database_are_told_in_a_sentence() {
    let issuer = Issuer::start(&[]).await;
    let folder = tempfile::tempdir().unwrap();
    let config = configure(&folder, &issuer, "");
    let output = program(&config)
        .args(["admin", "check-sign-in"])
        .output()
        .await
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("start the service once first"), "{said}");

    Running::start(&config).await.stop().await;
    let check = Check::start(&config, &[]).await;
    let mut browser = Browser::new(&issuer);
    let (at, _) = browser.open(Method::GET, &check.address, &[]).await;
    let (back, _) = browser.open(Method::POST, &at, &[("cancel", "yes")]).await;
    client().get(back).send().await.unwrap();
    let (well, said) = check.end().await;
    assert!(!well);
    assert!(said.contains("error: the provider refused: access_denied"), "{said}");
}
