//! Rules 10.1 to 10.4 and 10.21 to 10.26 over HTTP: assistance, and recovery by mail.

mod assistance;
mod races;
mod waiting;

use crate::{
    provider::{ANNA, BEN, CARA},
    recovery_scene::{annas, gallery, installation, link_body, old},
    world::{client, code_of, opened, refused, session_body},
};
use contract::{Code, Purpose};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Rules 10.21 and 10.25.
#[tokio::test]
async fn a_lost_microsoft_account_is_replaced_by_another_after_a_mailed_code() {
    let world = gallery(&[annas()]).await;
    let before = world.sign_in(&ANNA, "laptop").await;
    let token = world.recovery_session("request").await;
    assert_eq!(world.under_way(&before).await, 1);
    let attempt = world.recover_proof(&token, &BEN).await;
    let full = opened(world.link(&token, &attempt).await).await;
    for ended in [&before.token, &token] {
        let response = world.get("/api/v1/account", Some(ended)).await;
        assert_eq!(code_of(response).await, Code::SessionRequired);
    }
    let account = world.account(&full.token).await;
    assert_eq!(account.login.unwrap().identity.address.as_deref(), Some(BEN.address));
    assert_eq!(
        account.login_change_until,
        Some(world.gallery_now().plus_secs(72 * 3600))
    );
    assert_eq!(world.under_way(&full).await, 0);
    assert_eq!(
        (
            world.mails_to("anna@example.org").await,
            world.mails_to(ANNA.address).await
        ),
        (2, 1)
    );
    let kinds = world.activity(&full.token).await;
    for kind in [
        "recovery_requested",
        "recovery_started",
        "recovery_finished",
        "login_changed",
    ] {
        assert!(kinds.contains(&kind.to_owned()), "{kind}");
    }
    // Nobody recovers it again while that can be undone.
    let again = world.recovery_session("again").await;
    let attempt = world.recover_proof(&again, &CARA).await;
    assert_eq!(code_of(world.link(&again, &attempt).await).await, Code::LoginChangeOpen);
    world.end().await;
}

#[tokio::test]
async fn whether_name_and_address_belong_together_is_told_by_no_answer_and_no_time() {
    let world = gallery(&[annas()]).await;
    let mut answers = Vec::new();
    for (name, address, secret) in [
        ("anna", "anna@example.org", "one"),
        ("anna", "other@example.org", "two"),
        ("nobody", "anna@example.org", "three"),
        ("anna@example.org", "anna@example.org", "four"),
    ] {
        let begun = Instant::now();
        let response = world.recover(name, address, secret).await;
        assert!(begun.elapsed() >= Duration::from_millis(250), "{name}");
        let status = response.status();
        let body: Value = response.json().await.unwrap();
        let mut codes = Vec::new();
        for _ in 0..6 {
            let problem = refused(world.confirm_recovery(secret, "00000000", json!({})).await).await;
            codes.push((problem.code, problem.tries_left, problem.detail));
        }
        answers.push((status, body, codes));
    }
    assert_eq!(world.mails_to("anna@example.org").await, 1);
    assert_eq!(answers[0].0, StatusCode::ACCEPTED);
    answers.dedup();
    assert_eq!(answers.len(), 1);
    world.end().await;
}

#[tokio::test]
async fn a_confirmation_that_is_sent_again_opens_no_second_session() {
    let world = gallery(&[annas()]).await;
    world.recover("anna", "anna@example.org", "request").await;
    let code = world.code_to("anna@example.org").await;
    let body = json!({ "request_secret": "request", "code": code, "installation": installation("x") });
    let send = || async {
        let url = format!("{}/api/v1/recovery/login/confirm", world.gallery.origin);
        let request = client().post(url).header("Idempotency-Key", "one").json(&body);
        request.send().await.unwrap().json::<Value>().await.unwrap()
    };
    let (first, second) = (send().await, send().await);
    assert_eq!(first["is"], "opened");
    assert!(first["token"].is_string());
    assert_eq!(first, second);
    world.end().await;
}

#[tokio::test]
async fn a_proof_for_linking_is_begun_in_the_recovery_session_and_spent_there() {
    let world = gallery(&[annas(), old()]).await;
    let token = world.recovery_session("request").await;
    let elsewhere = world.password_session().await;
    let foreign = world.recover_proof(&elsewhere, &BEN).await;
    assert_eq!(code_of(world.link(&token, &foreign).await).await, Code::ProofInvalid);
    let unbound = world.proved(Purpose::Recover, &BEN).await;
    assert_eq!(code_of(world.link(&token, &unbound).await).await, Code::ProofInvalid);
    let attempt = world.recover_proof(&token, &BEN).await;
    let without = world
        .post("/api/v1/account/login/link", None, link_body(&attempt))
        .await;
    assert_eq!(code_of(without).await, Code::SessionRequired);
    let sign_in = world
        .post("/api/v1/sessions", Some(&token), session_body(&attempt, "x"))
        .await;
    assert_eq!(code_of(sign_in).await, Code::ProofInvalid);
    world.end().await;
}
