//! Rules 10.1 to 10.4 and 10.21 to 10.26 over HTTP: assistance, and recovery by mail.

use crate::{
    provider::{ANNA, BEN, CARA},
    recovery_scene::{annas, gallery, guarded, installation, link_body, old, request_hash, wrong},
    world::{World, client, code_of, opened, refused, session_body},
};
use contract::{Code, Purpose};
use futures::future::join_all;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const DAY: i64 = 86_400;

async fn assistance(world: &World, body: Value) -> reqwest::Response {
    world.post("/api/v1/recovery/assistance", None, body).await
}

#[tokio::test]
async fn assistance_hints_at_the_address_and_mails_the_linked_identity_to_who_knows_it() {
    let world = gallery(&[annas()]).await;
    let hint: Value = assistance(&world, json!({ "username": "ANNA" }))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(
        hint,
        json!({ "masked_address": "a**********a@example.org", "mailed": false })
    );
    let other = refused(assistance(&world, json!({ "username": "anna", "address": ANNA.address })).await).await;
    assert_eq!(
        (other.code, other.field.as_deref()),
        (Code::AddressMismatch, Some("address"))
    );
    let unknown = assistance(&world, json!({ "username": "nobody" })).await;
    assert_eq!(code_of(unknown).await, Code::AccountUnknown);
    assert_eq!(world.mails_to("anna@example.org").await, 0);
    let mailed: Value = assistance(&world, json!({ "username": "anna", "address": "ANNA@example.org" }))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(mailed["mailed"], true);
    let mails = world.gallery.service.mails().await;
    assert_eq!(mails[0].to, "anna@example.org");
    assert!(mails[0].text.contains(ANNA.address));
    world.end().await;
}

#[tokio::test]
async fn rule_10_23_one_request_asks_for_codes_as_often_as_for_one_name_whoever_it_names() {
    let world = gallery(&[annas()]).await;
    let asked = async |number: u8, secret| {
        let name = format!("somebody{number}");
        world.recover(&name, &format!("{name}@example.org"), secret).await
    };
    for number in 0..5 {
        assert_eq!(asked(number, "a-request").await.status(), StatusCode::ACCEPTED);
    }
    world.rest();
    assert_eq!(code_of(asked(5, "a-request").await).await, Code::TooManyRequests);
    assert_eq!(asked(6, "another").await.status(), StatusCode::ACCEPTED);
    world.end().await;
}

#[tokio::test]
async fn assistance_is_limited_for_a_name_and_for_an_address() {
    let world = gallery(&[annas()]).await;
    for name in ["anna", "nobody"] {
        for _ in 0..5 {
            assistance(&world, json!({ "username": name })).await;
        }
        world.clock.advance_secs(20);
        let problem = refused(assistance(&world, json!({ "username": name })).await).await;
        assert_eq!(problem.code, Code::TooManyRequests, "{name}");
        assert!(problem.retry_after > Some(600));
        world.rest();
    }
    for number in 0..10 {
        let response = assistance(&world, json!({ "username": format!("name{number}") })).await;
        assert_eq!(code_of(response).await, Code::AccountUnknown);
    }
    let problem = refused(assistance(&world, json!({ "username": "name10" })).await).await;
    assert_eq!((problem.code, problem.retry_after), (Code::TooManyRequests, Some(11)));
    world.end().await;
}

#[tokio::test]
async fn what_strangers_ask_about_an_account_keeps_nothing_from_an_installation_that_was_seen_there() {
    let world = gallery(&[annas()]).await;
    world.sign_in(&ANNA, "laptop").await;
    let address = "anna@example.org";
    let ask = async |route: usize, number: usize, installation: Option<&str>| {
        world.clock.advance_secs(11);
        let hash = request_hash(&format!("request {number}"));
        let (path, mut body) = match route {
            0 => ("recovery/assistance", json!({ "username": "anna" })),
            1 => ("recovery/password", json!({ "name": address, "request_hash": hash })),
            2 => (
                "recovery/login",
                json!({ "username": "anna", "address": address, "request_hash": hash }),
            ),
            _ => (
                "login-changes/decision/code",
                json!({ "username": "anna", "address": address, "request_hash": hash }),
            ),
        };
        if let Some(installation) = installation {
            body["installation_id"] = installation.into();
        }
        let response = world.post(&format!("/api/v1/{path}"), None, body).await;
        response.status().is_success()
    };
    for route in [0, 1, 2] {
        for number in 0..5 {
            assert!(ask(route, number, None).await, "{route}");
        }
        assert!(!ask(route, 5, None).await, "{route}");
        assert!(!ask(route, 6, Some("unheard-of")).await, "{route}");
        for number in 7..12 {
            assert!(ask(route, number, Some("laptop")).await, "{route}");
        }
        assert!(!ask(route, 12, Some("laptop")).await, "{route}");
    }
    for wrong in ["", "two words", "über"] {
        let body = json!({ "username": "nobody", "installation_id": wrong });
        let problem = refused(assistance(&world, body).await).await;
        let about = (problem.code, problem.field.as_deref());
        assert_eq!(about, (Code::BadRequest, Some("installation_id")), "{wrong:?}");
    }
    // With name and address typed, recovering and deciding are counted as one kind of help.
    assert!(!ask(3, 13, None).await && !ask(3, 14, Some("laptop")).await);
    world.clock.advance_secs(3600);
    for number in 15..20 {
        assert!(ask(3, number, None).await);
    }
    assert!(!ask(3, 20, Some("unheard-of")).await && ask(3, 21, Some("laptop")).await);
    world.end().await;
}

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
async fn of_many_who_type_the_right_code_at_once_one_gets_in() {
    let world = gallery(&[annas()]).await;
    world.recover("anna", "anna@example.org", "request").await;
    let code = world.code_to("anna@example.org").await;
    let all = join_all((0..16).map(|_| world.confirm_recovery("request", &code, json!({})))).await;
    let mut opened = 0;
    for response in all {
        if response.status() == StatusCode::OK {
            opened += 1;
        } else {
            assert_eq!(code_of(response).await, Code::CodeExpired);
        }
    }
    assert_eq!(opened, 1);
    world.end().await;
}

#[tokio::test]
async fn of_many_links_at_once_one_is_made() {
    let world = gallery(&[annas()]).await;
    let token = world.recovery_session("request").await;
    let (ben, cara) = (
        world.recover_proof(&token, &BEN).await,
        world.recover_proof(&token, &CARA).await,
    );
    let all = join_all((0..16).map(|number| world.link(&token, if number % 2 == 0 { &ben } else { &cara }))).await;
    let mut made = 0;
    for response in all {
        if response.status() == StatusCode::CREATED {
            made += 1;
        } else {
            // Linking ended the session, so whoever comes after it has none.
            assert_eq!(code_of(response).await, Code::SessionRequired);
        }
    }
    assert_eq!(made, 1);
    world.end().await;
}

#[tokio::test]
async fn two_accounts_that_link_one_identity_at_once_do_not_both_get_it() {
    let world = gallery(&[annas(), old()]).await;
    let anna = world.recovery_session("request").await;
    let old = world.password_session().await;
    let (first, second) = (
        world.recover_proof(&anna, &BEN).await,
        world.recover_proof(&old, &BEN).await,
    );
    let (first, second) = tokio::join!(world.link(&anna, &first), world.link(&old, &second));
    let statuses = [first.status(), second.status()];
    assert_eq!(
        statuses.iter().filter(|status| **status == StatusCode::CREATED).count(),
        1
    );
    let loser = if first.status() == StatusCode::CREATED {
        second
    } else {
        first
    };
    assert_eq!(code_of(loser).await, Code::IdentityAlreadyLinked);
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

/// Begins the wait of the guarded account.
async fn wait(world: &World, secret: &str) -> Value {
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
async fn of_many_who_stop_a_wait_at_once_one_does() {
    let world = guarded().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    wait(&world, "request").await;
    let stop = || world.post("/api/v1/account/recovery/stop", Some(&full.token), json!({}));
    let all = join_all((0..16).map(|_| stop())).await;
    let stopped = all
        .iter()
        .filter(|response| response.status() == StatusCode::NO_CONTENT);
    assert_eq!(stopped.count(), 1);
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
