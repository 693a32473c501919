//! Forgotten passwords.

use super::both;
use crate::{
    at_once::at_once,
    provider::ANNA,
    recovery_scene::{PASSWORD, gallery, old, wrong},
    world::{code_of, opened, refused},
};
use contract::Code;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[tokio::test]
async fn rule_5_34_who_moves_the_address_shuts_nobody_out_of_signing_in_help_and_a_new_password() {
    let world = both().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    let body = json!({ "address": "thief@example.org", "password": PASSWORD });
    world.put("/api/v1/account/email", &full.token, body).await;
    let code = world.code_to("thief@example.org").await;
    assert_eq!(world.confirm(&full.token, &code).await.status(), StatusCode::OK);
    let signed_in = world.try_password("Anna@example.org", PASSWORD).await;
    assert_eq!(signed_in.status(), StatusCode::CREATED);
    let ask = |body: Value| world.post("/api/v1/recovery/assistance", None, body);
    let hint: Value = ask(json!({ "username": "anna" })).await.json().await.unwrap();
    assert_eq!(hint["masked_address"], "a**********a@example.org");
    let of_thief = ask(json!({ "username": "anna", "address": "thief@example.org" })).await;
    assert_eq!(code_of(of_thief).await, Code::AddressMismatch);
    let mails = (
        world.mails_to("anna@example.org").await,
        world.mails_to("thief@example.org").await,
    );
    world.forgot("anna@example.org", "one").await;
    world.forgot("thief@example.org", "two").await;
    assert_eq!(world.mails_to("anna@example.org").await, mails.0 + 2);
    assert_eq!(world.mails_to("thief@example.org").await, mails.1);
    world.end().await;
}

#[tokio::test]
async fn a_forgotten_password_is_reset_by_a_mailed_code_and_signs_nobody_in() {
    let world = gallery(&[old()]).await;
    for _ in 0..10 {
        world.try_password("old-account", "Wrong9Horse").await;
    }
    world.clock.advance_secs(60);
    let restricted = opened(world.try_password("old-account", PASSWORD).await).await;
    world.rest();
    for _ in 0..10 {
        world.try_password("old-account", "Wrong9Horse").await;
    }
    world.clock.advance_secs(20);
    let response = world.forgot("old@example.org", "request").await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let code = world.code_to("old@example.org").await;
    let weak = refused(world.reset("request", &code, "weak").await).await;
    assert_eq!(
        (weak.code, weak.field.as_deref()),
        (Code::PasswordInvalid, Some("new_password"))
    );
    assert_eq!(
        code_of(world.reset("another", &code, "Other9Horse").await).await,
        Code::RecoveryInvalid
    );
    let done = world.reset("request", &code, "Other9Horse").await;
    assert_eq!(done.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        code_of(world.reset("request", &code, "Other9Horse").await).await,
        Code::RecoveryInvalid
    );
    // The lock-out is gone, the session that the old password opened too.
    let ended = world.get("/api/v1/account", Some(&restricted.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    world.rest();
    assert_eq!(
        code_of(world.try_password("old-account", PASSWORD).await).await,
        Code::CredentialsWrong
    );
    assert_eq!(
        world.try_password("old-account", "Other9Horse").await.status(),
        StatusCode::CREATED
    );
    assert_eq!(world.mails_to("old@example.org").await, 2);
    world.end().await;
}

#[tokio::test]
async fn whether_there_is_an_account_is_told_by_no_answer_and_no_time_on_the_way_to_a_reset() {
    let world = gallery(&[old()]).await;
    let mut answers = Vec::new();
    for (name, secret) in [
        ("old-account", "one"),
        ("nobody", "two"),
        ("nobody@example.org", "three"),
    ] {
        let begun = Instant::now();
        let response = world.forgot(name, secret).await;
        assert!(begun.elapsed() >= Duration::from_millis(250), "{name}");
        let status = response.status();
        let body: Value = response.json().await.unwrap();
        let mut codes = Vec::new();
        for _ in 0..6 {
            let problem = refused(world.reset(secret, "00000000", PASSWORD).await).await;
            codes.push((problem.code, problem.tries_left, problem.detail));
        }
        answers.push((status, body, codes));
    }
    assert_eq!(answers[0].0, StatusCode::ACCEPTED);
    assert_eq!(answers[0].2[0].0, Code::CodeWrong);
    assert_eq!(answers[0].2[5].0, Code::CodeExpired);
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_resets_with_the_right_code_at_once_one_succeeds() {
    let world = gallery(&[old()]).await;
    world.forgot("old-account", "request").await;
    let code = world.code_to("old@example.org").await;
    let passwords: Vec<_> = (0..16).map(|number| format!("Correct{number}Horse")).collect();
    let all = at_once(passwords.iter().map(|password| world.reset("request", &code, password)));
    let mut winners = Vec::new();
    for (response, password) in all.into_iter().zip(&passwords) {
        if response.status() == StatusCode::NO_CONTENT {
            winners.push(password);
        } else {
            assert_eq!(code_of(response).await, Code::RecoveryInvalid);
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(
        world.try_password("old-account", winners[0]).await.status(),
        StatusCode::CREATED
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_wrong_codes_at_once_five_count() {
    let world = gallery(&[old()]).await;
    world.forgot("old-account", "request").await;
    let code = world.code_to("old@example.org").await;
    let all = at_once((0..16).map(|_| world.reset("request", wrong(&code), PASSWORD)));
    let mut counted = Vec::new();
    for response in all {
        counted.extend(refused(response).await.tries_left);
    }
    counted.sort_unstable();
    assert_eq!(counted, [1, 2, 3, 4]);
    assert_eq!(
        code_of(world.reset("request", &code, PASSWORD).await).await,
        Code::CodeExpired
    );
    world.end().await;
}
