//! Rules 9.33 to 9.35: the pages for the links in mails.

use crate::{
    logins::{NEW, confirmed, freeze, proof, reference},
    provider::{ANNA, BEN},
    scene::seeded,
    world::{Open, World, client},
};
use contract::Purpose;
use reqwest::{Method, Response, StatusCode, header};
use serde_json::json;
use service::parts::Parts;

async fn changed(world: &World) -> Open {
    let anna = confirmed(world, &ANNA, "anna").await;
    let token = Some(anna.token.as_str());
    let body = json!({
        "current": proof(world, Purpose::ChangeLogin, token, &ANNA).await,
        "new": proof(world, Purpose::ChangeLogin, token, &NEW).await,
    });
    let response = world.post("/api/v1/account/login", token, body).await;
    assert_eq!(response.status(), StatusCode::OK);
    anna
}

/// Reads a page, and checks what every page has to be.
async fn page(response: Response, status: StatusCode) -> String {
    assert_eq!(response.status(), status);
    let headers = response.headers().clone();
    assert_eq!(headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(headers[header::REFERRER_POLICY], "no-referrer");
    assert_eq!(headers[header::X_FRAME_OPTIONS], "DENY");
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
    let html = response.text().await.unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<html lang=\"en\">"));
    assert_eq!(html.matches("<h1>").count(), 1);
    for absent in ["<script", "http://", "https://", "<img", "<link", " src=", " href="] {
        assert!(!html.contains(absent), "{absent}");
    }
    html
}

/// Rules 9.33 and 9.35.
#[tokio::test]
async fn opening_a_link_says_what_it_is_about_and_changes_nothing() {
    let world = World::new().await;
    let anna = changed(&world).await;
    let reference = reference(&world, ANNA.address).await;
    for _ in 0..3 {
        let html = page(world.get(&format!("/act/{reference}"), None).await, StatusCode::OK).await;
        assert!(html.contains("anna") && html.contains("Test Gallery"));
        assert!(html.contains("<form method=\"post\">") && html.contains("<button"));
        assert!(!html.contains(&reference), "the reference stands nowhere in the page");
    }
    assert_eq!(world.account(&anna.token).await.frozen_at, None);
    world.end().await;
}

/// Rules 9.34 and 9.35.
#[tokio::test]
async fn the_button_acts_once_and_afterwards_the_link_no_longer_works() {
    let world = World::new().await;
    changed(&world).await;
    let path = format!("/act/{}", reference(&world, ANNA.address).await);
    // A browser names no origin where the page sends no referrer.
    let response = client()
        .post(format!("{}{path}", world.gallery.origin))
        .header(header::ORIGIN, "null")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .send()
        .await
        .unwrap();
    let html = page(response, StatusCode::OK).await;
    assert!(html.contains("The account is frozen") && !html.contains("<button"));
    for method in [Method::POST, Method::GET] {
        let html = page(world.call(method, &path, None, None).await, StatusCode::NOT_FOUND).await;
        assert!(html.contains("This link does not work"));
    }
    world.end().await;
}

/// Rule 9.33.
#[tokio::test]
async fn a_reference_that_was_never_made_or_has_run_out_gets_the_same_page() {
    let world = World::new().await;
    changed(&world).await;
    let reference = reference(&world, ANNA.address).await;
    let mut guessed = reference.clone();
    guessed.replace_range(0..1, if reference.starts_with('A') { "B" } else { "A" });
    let unknown = page(world.get(&format!("/act/{guessed}"), None).await, StatusCode::NOT_FOUND).await;
    for odd in ["x", "%00", "%3Cscript%3E", &"A".repeat(4000)] {
        let html = page(world.get(&format!("/act/{odd}"), None).await, StatusCode::NOT_FOUND).await;
        assert_eq!(html, unknown);
    }
    world.clock.advance_secs(crate::logins::WINDOW);
    let late = page(
        world.get(&format!("/act/{reference}"), None).await,
        StatusCode::NOT_FOUND,
    )
    .await;
    assert_eq!(late, unknown);
    world.end().await;
}

#[tokio::test]
async fn another_site_s_form_is_refused() {
    let world = World::new().await;
    let anna = changed(&world).await;
    let path = format!("/act/{}", reference(&world, ANNA.address).await);
    let response = client()
        .post(format!("{}{path}", world.gallery.origin))
        .header(header::ORIGIN, "https://evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    // Only the pages take a form that names no origin.
    let response = client()
        .post(format!("{}/api/v1/proofs", world.gallery.origin))
        .header(header::ORIGIN, "null")
        .json(&json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(world.account(&anna.token).await.frozen_at, None);
    world.end().await;
}

#[tokio::test]
async fn the_previous_address_puts_itself_back_by_its_page() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let body = json!({ "address": "other@example.org" });
    world
        .call(Method::PUT, "/api/v1/account/email", Some(&anna.token), Some(body))
        .await;
    let code = world.code().await;
    assert_eq!(world.confirm(&anna.token, &code).await.status(), StatusCode::OK);
    let path = format!("/act/{}", reference(&world, ANNA.address).await);
    let html = page(world.get(&path, None).await, StatusCode::OK).await;
    assert!(html.contains("Put this address back"));
    page(world.call(Method::POST, &path, None, None).await, StatusCode::OK).await;
    let account = world.account(&anna.token).await;
    assert_eq!(account.confirmed_email.as_deref(), Some(ANNA.address));
    world.end().await;
}

#[tokio::test]
async fn an_account_whose_login_was_moved_is_kept_in_the_app_only() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    confirmed(&world, &BEN, "ben").await;
    let token = Some(anna.token.as_str());
    let body = json!({
        "current": proof(&world, Purpose::ChangeLogin, token, &ANNA).await,
        "new": proof(&world, Purpose::ChangeLogin, token, &BEN).await,
        "username": "ben",
    });
    let response = world.post("/api/v1/account/login/move", token, body).await;
    assert_eq!(response.status(), StatusCode::OK);
    let mails = world.gallery.service.mails().await;
    let mut linked = mails
        .iter()
        .filter(|mail| mail.to == BEN.address && mail.text.contains("/act/"));
    let text = &linked.next().unwrap().text;
    let link = text.lines().find(|line| line.contains("/act/")).unwrap();
    let path = format!("/act/{}", link.trim().rsplit('/').next().unwrap());
    let html = page(world.get(&path, None).await, StatusCode::OK).await;
    assert!(html.contains("Keep the account"));
    let html = page(world.call(Method::POST, &path, None, None).await, StatusCode::CONFLICT).await;
    assert!(html.contains("This needs the app"));
    world.end().await;
}

#[tokio::test]
async fn rule_14_17_with_two_factor_on_the_page_keeps_an_account_whose_login_was_moved_and_says_what_comes_next() {
    let world = World::new().await;
    let parts = Parts {
        two_factor: vec!["ben"],
        ..Parts::default()
    };
    let accounts = [seeded("anna", Some(&ANNA)), seeded("ben", Some(&BEN))];
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    let anna = world.sign_in(&ANNA, "laptop").await;
    let token = Some(anna.token.as_str());
    let body = json!({
        "current": proof(&world, Purpose::ChangeLogin, token, &ANNA).await,
        "new": proof(&world, Purpose::ChangeLogin, token, &BEN).await,
        "username": "ben",
    });
    let response = world.post("/api/v1/account/login/move", token, body).await;
    assert_eq!(response.status(), StatusCode::OK);
    let path = format!("/act/{}", reference(&world, "ben@example.org").await);
    let html = page(world.get(&path, None).await, StatusCode::OK).await;
    assert!(html.contains("With two-factor on, this page keeps it"), "{html}");
    let html = page(world.call(Method::POST, &path, None, None).await, StatusCode::OK).await;
    assert!(
        html.contains("The account is kept") && html.contains("recover it"),
        "{html}"
    );
    world.end().await;
}

#[tokio::test]
async fn names_are_shown_as_text() {
    let world = World::with(|set| set.name = "<b>Gallery</b> & \"Co\"".to_owned()).await;
    changed(&world).await;
    let path = format!("/act/{}", reference(&world, ANNA.address).await);
    let html = page(world.get(&path, None).await, StatusCode::OK).await;
    assert!(html.contains("&lt;b&gt;Gallery&lt;/b&gt; &amp; &quot;Co&quot;"));
    world.end().await;
}

/// Rule 9.35.
#[tokio::test]
async fn no_reference_gets_into_the_log() {
    let world = World::new().await;
    changed(&world).await;
    let reference = reference(&world, ANNA.address).await;
    world.get(&format!("/act/{reference}"), None).await;
    freeze(&world, ANNA.address).await;
    let log = crate::logs::logged();
    assert!(log.contains("/act/{reference}"));
    assert!(!log.contains(&reference));
    world.end().await;
}
