//! Rules 10.22 to 10.24: who has no recovery code, waits, and can be stopped.

use crate::{
    provider::{ANNA, BEN},
    recovery_scene::{guarded, wrong},
    world::{World, code_of, opened, refused},
};
use contract::Code;
use reqwest::StatusCode;
use serde_json::{Value, json};

const DAY: i64 = 86_400;

/// Begins the wait of the guarded account.
pub async fn wait(world: &World, secret: &str) -> Value {
    world.recover("anna", "anna@example.org", secret).await;
    let code = world.code_to("anna@example.org").await;
    let wanted: Value = world
        .confirm_recovery(secret, &code, json!({}))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(wanted, json!({ "is": "recovery_code_wanted", "codes_left": 0 }));
    let response = world.confirm_recovery(secret, &code, json!({ "wait": true })).await;
    response.json().await.unwrap()
}

#[tokio::test]
async fn with_two_factor_and_no_codes_a_recovery_waits_7_days_and_takes_another_code_then() {
    let world = guarded().await;
    let waits = wait(&world, "request").await;
    assert_eq!(waits["is"], "waits");
    assert_eq!(
        (
            world.mails_to("anna@example.org").await,
            world.mails_to(ANNA.address).await
        ),
        (2, 1)
    );
    let early = refused(world.confirm_recovery("request", "00000000", json!({})).await).await;
    assert_eq!(
        (early.code, early.retry_after),
        (Code::RecoveryWaits, u32::try_from(7 * DAY).ok())
    );
    world.clock.advance_secs(7 * DAY);
    world.recover("anna", "anna@example.org", "request").await;
    let code = world.code_to("anna@example.org").await;
    let wrong_code = refused(world.confirm_recovery("request", wrong(&code), json!({})).await).await;
    assert_eq!((wrong_code.code, wrong_code.tries_left), (Code::CodeWrong, Some(4)));
    let step: Value = world
        .confirm_recovery("request", &code, json!({}))
        .await
        .json()
        .await
        .unwrap();
    let token = step["token"].as_str().unwrap();
    let attempt = world.recover_proof(token, &BEN).await;
    opened(world.link(token, &attempt).await).await;
    world.end().await;
}

#[tokio::test]
async fn a_wrong_recovery_code_opens_nothing_and_counts() {
    let world = guarded().await;
    world.recover("anna", "anna@example.org", "request").await;
    let code = world.code_to("anna@example.org").await;
    let mistyped = json!({ "recovery_code": "AAAA-BBBB-CCCC-DDDD" });
    let problem = refused(world.confirm_recovery("request", &code, mistyped).await).await;
    assert_eq!((problem.code, problem.tries_left), (Code::RecoveryCodeMistyped, None));
    let more = json!({ "recovery_code": "0000-0000-0000-0000-0000-0000" });
    let problem = refused(world.confirm_recovery("request", &code, more).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref(), problem.tries_left),
        (Code::RecoveryCodeWrong, Some("recovery_code"), Some(4))
    );
    world.end().await;
}

#[tokio::test]
async fn the_linked_identity_stops_a_wait_by_signing_in() {
    let world = guarded().await;
    wait(&world, "request").await;
    let full = world.sign_in(&ANNA, "laptop").await;
    assert_eq!(world.under_way(&full).await, 0);
    assert!(
        world
            .activity(&full.token)
            .await
            .contains(&"recovery_stopped".to_owned())
    );
    let gone = world.confirm_recovery("request", "00000000", json!({})).await;
    assert_eq!(code_of(gone).await, Code::RecoveryInvalid);
    world.end().await;
}

#[tokio::test]
async fn an_app_that_is_signed_in_sees_a_wait_and_stops_it() {
    let world = guarded().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    let stop = || world.post("/api/v1/account/recovery/stop", Some(&full.token), json!({}));
    assert_eq!(code_of(stop().await).await, Code::RecoveryInvalid);
    wait(&world, "request").await;
    assert_eq!(world.under_way(&full).await, 1);
    assert_eq!(stop().await.status(), StatusCode::NO_CONTENT);
    assert_eq!(code_of(stop().await).await, Code::RecoveryInvalid);
    world.clock.advance_secs(7 * DAY);
    let gone = world.confirm_recovery("request", "00000000", json!({})).await;
    assert_eq!(code_of(gone).await, Code::RecoveryInvalid);
    world.end().await;
}

#[tokio::test]
async fn who_does_not_come_back_within_7_days_after_the_wait_begins_anew() {
    let world = guarded().await;
    wait(&world, "request").await;
    world.clock.advance_secs(13 * DAY);
    let problem = refused(world.confirm_recovery("request", "00000000", json!({})).await).await;
    assert_eq!(problem.code, Code::CodeExpired);
    world.clock.advance_secs(DAY);
    let problem = refused(world.confirm_recovery("request", "00000000", json!({})).await).await;
    assert_eq!(problem.code, Code::RecoveryInvalid);
    world.end().await;
}

#[tokio::test]
async fn rule_10_23_a_wait_is_not_lost_by_another_name_and_asks_for_codes_as_often_as_for_one() {
    let world = guarded().await;
    wait(&world, "request").await;
    world.clock.advance_secs(7 * DAY);
    let asked = async |number: u8, secret| {
        let name = format!("somebody{number}");
        world.recover(&name, &format!("{name}@example.org"), secret).await
    };
    for number in 0..5 {
        assert_eq!(asked(number, "request").await.status(), StatusCode::ACCEPTED);
    }
    let code = world.code_to("anna@example.org").await;
    assert_eq!(world.mails_to("anna@example.org").await, 2 + 5);
    let refused = asked(5, "request").await;
    assert_eq!(code_of(refused).await, Code::TooManyRequests);
    assert_eq!(asked(6, "another").await.status(), StatusCode::ACCEPTED);
    let step = world.confirm_recovery("request", &code, json!({})).await;
    assert_eq!(step.json::<Value>().await.unwrap()["is"], "opened");
    world.end().await;
}
