//! Rules 10.22 and 12.5 over HTTP: what a password alone does to an account with two-factor on.

use crate::{
    provider::BEN,
    recovery_scene::{gallery_with, old, passwords},
    scene::seeded,
    world::{World, code_of},
};
use contract::Code;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use service::parts::Parts;

const WEEK: i64 = 7 * 86_400;

/// The old account lost its login, as by a move that was cancelled: two-factor is still on, and so is its password.
async fn world() -> World {
    let parts = Parts {
        two_factor: vec!["Old-Account"],
        ..passwords(&["Old-Account"])
    };
    gallery_with(&[old(), seeded("ben", Some(&BEN))], parts).await
}

async fn convert(world: &World, token: &str, more: Value) -> Response {
    let mut body = json!({ "administrator": "ben" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.post("/api/v1/account/conversion", Some(token), body).await
}

#[tokio::test]
async fn a_password_alone_does_not_convert_an_account_with_two_factor_on() {
    let world = world().await;
    let token = world.password_session().await;
    let response = convert(&world, &token, json!({})).await;
    assert_eq!(code_of(response).await, Code::RecoveryCodeWrong);
    let guess = json!({ "recovery_code": "0000-0000-0000-0000-0000-0000" });
    let response = convert(&world, &token, guess).await;
    assert_eq!(code_of(response).await, Code::RecoveryCodeWrong);
    world.end().await;
}

#[tokio::test]
async fn mail_alone_sets_no_password_where_two_factor_is_on() {
    let world = world().await;
    world.forgot("old-account", "a-request").await;
    let code = world.code_to("old@example.org").await;
    let alone = world.reset("a-request", &code, "Another9Horse").await;
    assert_eq!(code_of(alone).await, Code::RecoveryCodeWrong);
    let body = json!({
        "request_secret": "a-request",
        "code": code,
        "new_password": "Another9Horse",
        "recovery_code": "0000-0000-0000-0000-0000-0000",
    });
    let guessed = world.post("/api/v1/recovery/password/reset", None, body).await;
    assert_eq!(code_of(guessed).await, Code::RecoveryCodeWrong);
    let response = world.try_password("old-account", "Another9Horse").await;
    assert_eq!(code_of(response).await, Code::CredentialsWrong);
    world.end().await;
}

#[tokio::test]
async fn who_has_no_codes_converts_it_after_the_announced_week() {
    let world = world().await;
    world.recover("old-account", "old@example.org", "a-request").await;
    let code = world.code_to("old@example.org").await;
    let step: Value = world
        .confirm_recovery("a-request", &code, json!({ "wait": true }))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(step["is"], "waits");
    world.clock.advance_secs(WEEK);
    world.recover("old-account", "old@example.org", "a-request").await;
    let code = world.code_to("old@example.org").await;
    let step: Value = world
        .confirm_recovery("a-request", &code, json!({}))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(step["is"], "opened");
    let response = convert(&world, step["token"].as_str().unwrap(), json!({})).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    world.end().await;
}
