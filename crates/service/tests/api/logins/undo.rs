//! Taking a change back.

use super::{NEW, WINDOW, account, change, change_by_code, codes, confirmed, decide, undo, undo_body};
use crate::{
    provider::ANNA,
    world::{World, client, code_of, opened},
};
use contract::{
    Code, Purpose,
    account::AuditKind,
    consequence::{Consequence, Preview},
    proof::{Standing, UndoBy},
};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn the_identity_from_before_gets_the_account_back_with_all_later_sessions_ended() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let thief = world.sign_in(&NEW, "thief").await;
    let attempt = world.begin(Purpose::UndoLogin, None).await;
    let standing = world.complete(&attempt, &ANNA).await.standing;
    let Standing::Replaced { username, undo: by, .. } = standing else {
        panic!("{standing:?}")
    };
    assert_eq!((username.as_str(), by), ("anna", UndoBy::Identity));
    let back = opened(undo(&world, &ANNA).await).await;
    assert_eq!(back.account.login_change_until, None);
    for token in [&anna.token, &thief.token] {
        let ended = world.get("/api/v1/account", Some(token)).await;
        assert_eq!(code_of(ended).await, Code::SessionRequired);
    }
    let attempt = world.proved(Purpose::SignIn, &NEW).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "thief").await).await,
        Code::IdentityNotLinked
    );
    assert!(world.kinds(&back.token).await.contains(&AuditKind::LoginChangeUndone));
    assert_eq!(code_of(undo(&world, &ANNA).await).await, Code::LoginChangeNotOpen);
    world.end().await;
}

#[tokio::test]
async fn an_undo_sent_again_under_its_key_answers_with_the_same_session() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = undo_body(&world, &ANNA).await;
    let send = || {
        client()
            .post(format!("{}/api/v1/login-changes/undo", world.gallery.origin))
            .header("Idempotency-Key", "undo-1")
            .json(&body)
            .send()
    };
    let first = opened(send().await.unwrap()).await;
    let second = opened(send().await.unwrap()).await;
    assert_eq!(first.token, second.token);
    world.account(&second.token).await;
    world.end().await;
}

#[tokio::test]
async fn the_window_ends_to_the_microsecond_and_then_the_identity_is_free() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    world.clock.advance_secs(WINDOW);
    world.clock.advance_micros(-1);
    let early = undo_body(&world, &ANNA).await;
    world.clock.advance_micros(1);
    // Nobody has kept house yet: it has ended all the same.
    assert_eq!(
        code_of(world.post("/api/v1/login-changes/undo", None, early).await).await,
        Code::LoginChangeNotOpen
    );
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    opened(world.try_register(&attempt, "another", "another@example.org").await).await;
    world.gallery.service.run_housekeeping().await;
    let open = world.sign_in(&NEW, "x").await;
    assert_eq!(open.account.login_change_until, None);
    assert!(world.kinds(&open.token).await.contains(&AuditKind::LoginChangeFinal));
    world.end().await;
}

/// What undoing would change.
async fn foresee(world: &World, body: Value) -> Response {
    world.post("/api/v1/login-changes/undo?preview=true", None, body).await
}

#[tokio::test]
async fn what_undoing_would_change_is_told_and_nothing_is_changed_or_frozen_by_asking() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = undo_body(&world, &ANNA).await;
    let response = foresee(&world, body.clone()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let preview: Preview = response.json().await.unwrap();
    assert!(preview.consequences.iter().any(|line| matches!(
        line,
        Consequence::LoginReplaced { to, .. } if to.address.as_deref() == Some(ANNA.address)
    )));
    world.account(&anna.token).await;
    let back = opened(world.post("/api/v1/login-changes/undo", None, body).await).await;
    assert_eq!(back.account.login_change_until, None);
    world.end().await;
}

/// Rule 9.38.
#[tokio::test]
async fn asking_what_a_contested_undo_would_change_is_refused_and_freezes_nothing() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    change_by_code(&world, &anna, &codes[0]).await;
    let body = undo_body(&world, &ANNA).await;
    assert_eq!(code_of(foresee(&world, body).await).await, Code::UndoContested);
    world.sign_in(&NEW, "second").await;
    world.end().await;
}

#[tokio::test]
async fn a_recovery_code_alone_undoes_a_change_and_opens_no_session() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = json!({ "username": "ANNA", "decide": "undo", "recovery_code": codes[4].to_lowercase() });
    assert_eq!(decide(&world, body).await.status(), StatusCode::NO_CONTENT);
    let ended = world.get("/api/v1/account", Some(&anna.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    let open = world.sign_in(&ANNA, "x").await;
    assert_eq!(open.account.recovery_codes_left, 9);
    for body in [
        json!({ "username": "anna", "decide": "undo" }),
        json!({ "username": "anna", "decide": "undo", "code": "12345678" }),
        json!({ "username": "anna", "decide": "undo", "recovery_code": "x", "code": "1", "request_secret": "2" }),
    ] {
        assert_eq!(code_of(decide(&world, body).await).await, Code::RecoveryCodeWrong);
    }
    world.end().await;
}
