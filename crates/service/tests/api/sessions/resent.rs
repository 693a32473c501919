//! Rule 7.6: what is sent again under its key.

use super::list;
use crate::{
    provider::{ANNA, BEN},
    world::{World, begin_body, client, code_of, opened, refused, register_body, session_body},
};
use contract::{Code, Purpose};
use reqwest::StatusCode;
use serde_json::{Value, json};

async fn post_with_key(world: &World, path: &str, key: &str, body: &Value) -> reqwest::Response {
    let url = format!("{}{path}", world.gallery.origin);
    client()
        .post(url)
        .header("Idempotency-Key", key)
        .json(body)
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_same_request_sent_again_gets_the_same_answer() {
    let world = World::new().await;
    let secret = world.new_secret();
    let body = begin_body(Purpose::SignIn, &secret);
    let first: Value = post_with_key(&world, "/api/v1/proofs", "k1", &body)
        .await
        .json()
        .await
        .unwrap();
    let again: Value = post_with_key(&world, "/api/v1/proofs", "k1", &body)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(first, again);

    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let body = register_body(&attempt, "anna", ANNA.address);
    let first: Value = post_with_key(&world, "/api/v1/accounts", "k2", &body)
        .await
        .json()
        .await
        .unwrap();
    let again: Value = post_with_key(&world, "/api/v1/accounts", "k2", &body)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(first, again);
    world.account(again["token"].as_str().unwrap()).await;

    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let body = session_body(&attempt, "laptop");
    let first = opened(post_with_key(&world, "/api/v1/sessions", "k3", &body).await).await;
    let again = opened(post_with_key(&world, "/api/v1/sessions", "k3", &body).await).await;
    assert_eq!((&first.token, &first.id), (&again.token, &again.id));
    assert_eq!(list(&world, &first.token).await.sessions.len(), 2);
    world.end().await;
}

#[tokio::test]
async fn a_completion_whose_answer_was_lost_is_answered_again_and_completes_once() {
    let world = World::new().await;
    let attempt = world.begin(Purpose::SignIn, None).await;
    let path = format!("/api/v1/proofs/{}/complete", attempt.id);
    let body = json!({ "id_token": world.token(&attempt, &ANNA), "attempt_secret": attempt.secret });
    let first = post_with_key(&world, &path, "key", &body).await;
    assert_eq!(first.status(), StatusCode::OK);
    let first: Value = first.json().await.unwrap();
    // By then the ID token, the proof's time to be completed and what the address means may have changed.
    world.clock.advance_secs(700);
    let again = post_with_key(&world, &path, "key", &body).await;
    assert_eq!((again.status(), again.json().await.unwrap()), (StatusCode::OK, first));

    let mut other = body.clone();
    other["attempt_secret"] = world.new_secret().into();
    for (key, body, code) in [
        ("key", &other, Code::BadRequest),
        ("another", &body, Code::ProofInvalid),
        ("another", &other, Code::ProofInvalid),
    ] {
        assert_eq!(code_of(post_with_key(&world, &path, key, body).await).await, code);
    }
    assert_eq!(code_of(world.post(&path, None, body).await).await, Code::ProofInvalid);
    opened(world.try_register(&attempt, "anna", ANNA.address).await).await;
    world.end().await;
}

#[tokio::test]
async fn a_key_belongs_to_one_body_one_route_and_one_caller() {
    let world = World::new().await;
    let body = begin_body(Purpose::SignIn, &world.new_secret());
    post_with_key(&world, "/api/v1/proofs", "key", &body).await;
    let other = begin_body(Purpose::SignIn, &world.new_secret());
    let problem = refused(post_with_key(&world, "/api/v1/proofs", "key", &other).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref(), problem.status),
        (Code::BadRequest, Some("Idempotency-Key"), 409)
    );
    for key in ["", "a b", &"x".repeat(129)] {
        assert_eq!(
            code_of(post_with_key(&world, "/api/v1/proofs", key, &other).await).await,
            Code::BadRequest
        );
    }
    let open = world.register(&ANNA, "anna").await;
    let url = format!("{}/api/v1/proofs", world.gallery.origin);
    let signed = client()
        .post(url)
        .bearer_auth(&open.token)
        .header("Idempotency-Key", "key")
        .json(&body);
    assert_eq!(signed.send().await.unwrap().status(), StatusCode::CREATED);
    world.end().await;
}

#[tokio::test]
async fn a_refusal_is_not_kept_and_a_key_is_forgotten_after_a_day() {
    let world = World::new().await;
    world.register(&BEN, "taken").await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let body = register_body(&attempt, "taken", ANNA.address);
    assert_eq!(
        code_of(post_with_key(&world, "/api/v1/accounts", "k", &body).await).await,
        Code::UsernameTaken
    );
    let body = register_body(&attempt, "free", ANNA.address);
    opened(post_with_key(&world, "/api/v1/accounts", "k", &body).await).await;
    world.end().await;
}
