//! Frozen accounts, and who decides about them.

use super::{
    NEW, WINDOW, account, change, change_by_code, codes, confirmed, decide, freeze, reference, undo, undo_body,
};
use crate::{
    provider::ANNA,
    world::{World, client, code_of, opened, refused},
};
use contract::{Code, Purpose};
use microsoft::nonce::attempt_hash;
use reqwest::StatusCode;
use serde_json::{Value, json};

#[tokio::test]
async fn a_frozen_account_lets_nobody_in_until_the_identity_from_before_restores_it() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    assert_eq!(freeze(&world, ANNA.address).await.status(), StatusCode::OK);
    let ended = world.get("/api/v1/account", Some(&anna.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    for person in [ANNA, NEW] {
        let attempt = world.proved(Purpose::SignIn, &person).await;
        assert_eq!(
            code_of(world.open_session(&attempt, "x").await).await,
            Code::AccountFrozen
        );
    }
    world.clock.advance_secs(WINDOW * 2);
    world.gallery.service.run_housekeeping().await;
    let back = opened(undo(&world, &ANNA).await).await;
    assert_eq!(back.account.frozen_at, None);
    world.end().await;
}

#[tokio::test]
async fn one_requester_gets_five_deciding_codes_an_hour_for_a_name_whether_somebody_has_it_or_not() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    freeze(&world, ANNA.address).await;
    let before = world.gallery.service.mails().await.len();
    for (name, address) in [
        ("anna", ANNA.address),
        ("nobody", ANNA.address),
        ("ANNA", "a@stranger.example"),
    ] {
        for number in 0..6 {
            let secret = contract::Secret::new(format!("secret {number}"));
            let body = json!({ "username": name, "address": address, "request_hash": attempt_hash(&secret) });
            let begun = std::time::Instant::now();
            let response = world.post("/api/v1/login-changes/decision/code", None, body).await;
            if number < 5 {
                assert_eq!(response.status(), StatusCode::ACCEPTED, "{name}");
                assert!(begun.elapsed() >= std::time::Duration::from_millis(250), "{name}");
            } else {
                assert_eq!(code_of(response).await, Code::TooManyRequests, "{name}");
            }
            world.clock.advance_secs(10);
        }
    }
    assert_eq!(world.gallery.service.mails().await.len(), before + 5);
    world.end().await;
}

/// Asks for something as somebody else's network address does.
async fn ask_from(world: &World, network: &str, path: &str, body: &Value) -> StatusCode {
    let request = client().post(format!("{}{path}", world.gallery.origin)).json(body);
    let response = request.header("x-forwarded-for", network).send().await.unwrap();
    response.status()
}

#[tokio::test]
async fn strangers_from_many_addresses_use_up_nothing_that_the_owner_needs_to_get_back_in() {
    let world = World::with(|set| set.serving.trusted_proxies = vec!["127.0.0.1".parse().unwrap()]).await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let hash = |secret: &str| attempt_hash(&contract::Secret::new(secret.to_owned()));
    let body =
        |address: &str, secret: &str| json!({ "username": "anna", "address": address, "request_hash": hash(secret) });
    let link = format!("{}/act/{}", world.gallery.origin, reference(&world, ANNA.address).await);
    // Recovering by mail comes before the freeze, which ends that.
    for (path, freezes) in [
        ("/api/v1/recovery/login", false),
        ("/api/v1/login-changes/decision/code", true),
    ] {
        if freezes {
            let frozen = client().post(&link).send().await.unwrap();
            assert_eq!(frozen.status(), StatusCode::OK);
        }
        let before = world.gallery.service.mails().await.len();
        let strangers = (0..10).flat_map(|network| (0..5).map(move |number| (network, number)));
        let asked = strangers.map(|(network, number)| {
            let body = body("stranger@example.org", &format!("{network} {number}"));
            let (world, network) = (&world, format!("192.0.2.{network}"));
            async move { ask_from(world, &network, path, &body).await }
        });
        let refused = futures::future::join_all(asked).await.into_iter();
        let refused = refused
            .filter(|status| *status == StatusCode::TOO_MANY_REQUESTS)
            .count();
        assert_eq!(refused, 30, "{path}");
        assert_eq!(world.gallery.service.mails().await.len(), before, "{path}");
        let own = ask_from(&world, "198.51.100.1", path, &body(ANNA.address, "the owner's")).await;
        assert_eq!(own, StatusCode::ACCEPTED, "{path}");
        assert_eq!(world.gallery.service.mails().await.len(), before + 1, "{path}");
        world.clock.advance_secs(3600);
    }
    world.end().await;
}

#[tokio::test]
async fn the_code_mailed_to_the_contact_address_frees_a_frozen_account() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    freeze(&world, ANNA.address).await;
    let secret = contract::Secret::new("the request's secret".to_owned());
    let ask = json!({ "username": "anna", "address": ANNA.address, "request_hash": attempt_hash(&secret) });
    let before = world.gallery.service.mails().await.len();
    for body in [
        ask.clone(),
        json!({ "username": "nobody", "address": ANNA.address, "request_hash": attempt_hash(&secret) }),
        json!({ "username": "anna", "address": NEW.address, "request_hash": attempt_hash(&secret) }),
    ] {
        let response = world.post("/api/v1/login-changes/decision/code", None, body).await;
        assert_eq!(response.status(), StatusCode::ACCEPTED);
    }
    assert_eq!(world.gallery.service.mails().await.len(), before + 1);
    let code = world.code().await;
    let body = |username: &str, code: &str| {
        json!({
            "username": username, "decide": "keep", "code": code, "request_secret": "the request's secret",
        })
    };
    for wrong in [body("anna", "0000 0000"), body("nobody", &code), body("anna", "x")] {
        let problem = refused(decide(&world, wrong).await).await;
        assert_eq!((problem.code, problem.tries_left), (Code::CodeWrong, None));
    }
    assert_eq!(
        decide(&world, body("anna", &code)).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        code_of(decide(&world, body("anna", &code)).await).await,
        Code::CodeWrong,
        "it works once"
    );
    world.sign_in(&NEW, "x").await;
    world.end().await;
}

#[tokio::test]
async fn a_change_made_with_a_recovery_code_is_contested_by_the_identity_and_decided_by_another_code() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    let changed = change_by_code(&world, &anna, &codes[0]).await;
    assert_eq!(changed.recovery_codes_left, 9);
    let body = undo_body(&world, &ANNA).await;
    let response = world.post("/api/v1/login-changes/undo", None, body.clone()).await;
    assert_eq!(code_of(response).await, Code::UndoContested);
    let attempt = world.proved(Purpose::SignIn, &NEW).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "x").await).await,
        Code::AccountFrozen
    );
    let mut with_code = body;
    for (code, refusal) in [
        (codes[0].clone(), Code::RecoveryCodeWrong),
        ("nonsense".to_owned(), Code::RecoveryCodeMistyped),
    ] {
        with_code["recovery_code"] = code.into();
        let response = world.post("/api/v1/login-changes/undo", None, with_code.clone()).await;
        assert_eq!(code_of(response).await, refusal);
    }
    with_code["recovery_code"] = codes[1].clone().into();
    let back = opened(world.post("/api/v1/login-changes/undo", None, with_code).await).await;
    assert_eq!((back.account.frozen_at, back.account.recovery_codes_left), (None, 8));
    world.end().await;
}

#[tokio::test]
async fn a_decision_sent_again_under_its_key_is_answered_alike() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = json!({ "username": "anna", "decide": "undo", "recovery_code": codes[4] });
    for _ in 0..2 {
        let request = client()
            .post(format!("{}/api/v1/login-changes/decision", world.gallery.origin))
            .header("Idempotency-Key", "decide-1")
            .json(&body);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    }
    assert_eq!(code_of(decide(&world, body).await).await, Code::RecoveryCodeWrong);
    world.end().await;
}
