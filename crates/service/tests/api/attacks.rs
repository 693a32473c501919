//! What somebody who means harm would try (design 3 and 8).

use crate::{
    at_once::at_once,
    provider::{ANNA, BEN, sign},
    world::{Gallery, World, code_of, nonce, opened, register_body, session_body},
};
use ambient::Clock;
use contract::{Code, Purpose};
use reqwest::{Method, StatusCode};
use serde_json::json;
use service::MissingSignInTime;
use std::sync::Arc;

#[tokio::test]
async fn a_gallery_cannot_relay_another_gallerys_challenge() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    let evil = Gallery::open(&world.provider, &world.clock, |_| ()).await;
    // The evil gallery begins a proof at the real one and shows its challenge to Anna, whose app dialled the evil one.
    let relayed = world.begin(Purpose::SignIn, None).await;
    let id_token = sign(
        &world
            .provider
            .claims(&ANNA, &nonce(&evil.origin, &relayed), world.clock.now()),
    );
    assert_eq!(
        code_of(world.complete_with(&relayed, &id_token).await).await,
        Code::IdTokenInvalid
    );
    evil.end().await;
    world.end().await;
}

#[tokio::test]
async fn a_nonce_for_one_purpose_completes_no_other() {
    let world = World::new().await;
    let mut attempt = world.begin(Purpose::Register, None).await;
    attempt.purpose = Purpose::SignIn;
    let id_token = world.token(&attempt, &ANNA);
    assert_eq!(
        code_of(world.complete_with(&attempt, &id_token).await).await,
        Code::IdTokenInvalid
    );
    world.end().await;
}

#[tokio::test]
async fn a_stolen_proof_id_is_worth_nothing_without_its_secret() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    let attempt = world.begin(Purpose::SignIn, None).await;
    let mut stolen = attempt.clone();
    stolen.secret = world.new_secret();
    let id_token = world.token(&attempt, &ANNA);
    for _ in 0..10 {
        assert_eq!(
            code_of(world.complete_with(&stolen, &id_token).await).await,
            Code::ProofInvalid
        );
    }
    // Ten attempts of the thief have used nothing up.
    assert_eq!(world.complete_with(&attempt, &id_token).await.status(), StatusCode::OK);
    assert_eq!(
        code_of(world.open_session(&stolen, "thief").await).await,
        Code::ProofInvalid
    );
    opened(world.open_session(&attempt, "anna").await).await;
    world.end().await;
}

#[tokio::test]
async fn a_proof_begun_in_one_session_is_not_spent_by_another_or_by_none() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    let ben = world.register(&BEN, "ben").await;
    let attempt = world.begin(Purpose::SignIn, Some(&anna.token)).await;
    world.complete(&attempt, &ANNA).await;
    let spend = |token| world.post("/api/v1/sessions", token, session_body(&attempt, "x"));
    assert_eq!(code_of(spend(Some(&ben.token)).await).await, Code::ProofInvalid);
    assert_eq!(code_of(spend(None).await).await, Code::ProofInvalid);
    opened(spend(Some(&anna.token)).await).await;
    world.end().await;
}

#[tokio::test]
async fn a_proof_begun_without_a_session_is_not_spent_inside_one() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let response = world
        .post("/api/v1/sessions", Some(&anna.token), session_body(&attempt, "x"))
        .await;
    assert_eq!(code_of(response).await, Code::ProofInvalid);
    world.end().await;
}

#[tokio::test]
async fn a_proof_for_another_act_opens_no_session() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    let attempt = world.begin(Purpose::ChangeLogin, Some(&anna.token)).await;
    world.complete(&attempt, &ANNA).await;
    let response = world
        .post("/api/v1/sessions", Some(&anna.token), session_body(&attempt, "x"))
        .await;
    assert_eq!(code_of(response).await, Code::ProofInvalid);
    let attempt = world.proved(Purpose::Register, &ANNA).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "x").await).await,
        Code::ProofInvalid
    );
    world.end().await;
}

#[tokio::test]
async fn an_old_sign_in_at_the_provider_does_for_signing_in_and_for_nothing_else() {
    let world = World::with(|set| set.missing_sign_in_time = MissingSignInTime::Strict).await;
    let anna = world.register(&ANNA, "anna").await;
    let with_auth_time = |attempt: &crate::world::Attempt, age: Option<i64>| {
        let mut claims = world.provider.claims(&ANNA, &world.nonce(attempt), world.clock.now());
        match age {
            Some(age) => claims["auth_time"] = (world.clock.now().as_secs() - age).into(),
            None => drop(claims.as_object_mut().unwrap().remove("auth_time")),
        }
        sign(&claims)
    };
    let attempt = world.begin(Purpose::ChangeLogin, Some(&anna.token)).await;
    let old = with_auth_time(&attempt, Some(301));
    assert_eq!(
        code_of(world.complete_with(&attempt, &old).await).await,
        Code::SignInNotFresh
    );
    let silent = with_auth_time(&attempt, None);
    assert_eq!(
        code_of(world.complete_with(&attempt, &silent).await).await,
        Code::SignInTimeMissing
    );
    let fresh = with_auth_time(&attempt, Some(300));
    assert_eq!(world.complete_with(&attempt, &fresh).await.status(), StatusCode::OK);

    let attempt = world.begin(Purpose::SignIn, None).await;
    let old = with_auth_time(&attempt, Some(86_400));
    assert_eq!(world.complete_with(&attempt, &old).await.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn an_id_token_completes_the_one_proof_that_it_was_made_for_once() {
    let world = World::new().await;
    let (first, second) = (
        world.begin(Purpose::SignIn, None).await,
        world.begin(Purpose::SignIn, None).await,
    );
    let id_token = world.token(&first, &ANNA);
    assert_eq!(
        code_of(world.complete_with(&second, &id_token).await).await,
        Code::IdTokenInvalid
    );
    assert_eq!(world.complete_with(&first, &id_token).await.status(), StatusCode::OK);
    assert_eq!(
        code_of(world.complete_with(&first, &id_token).await).await,
        Code::ProofInvalid
    );
    world.end().await;
}

#[tokio::test]
async fn a_proof_is_spent_once() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    opened(world.open_session(&attempt, "a").await).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "a").await).await,
        Code::ProofInvalid
    );
    let attempt = world.proved(Purpose::SignIn, &BEN).await;
    opened(world.try_register(&attempt, "ben", BEN.address).await).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "a").await).await,
        Code::ProofInvalid
    );
    world.end().await;
}

#[tokio::test]
async fn a_proof_that_nobody_completed_opens_nothing() {
    let world = World::new().await;
    let attempt = world.begin(Purpose::SignIn, None).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "a").await).await,
        Code::ProofInvalid
    );
    assert_eq!(
        code_of(world.try_register(&attempt, "anna", ANNA.address).await).await,
        Code::ProofInvalid
    );
    world.end().await;
}

/// Sends sixteen requests at once and counts the codes of those that were refused.
async fn race(world: &Arc<World>, path: &'static str, bodies: Vec<serde_json::Value>) -> (usize, Vec<Code>) {
    let answers = at_once(
        bodies
            .into_iter()
            .map(async |body| world.call(Method::POST, path, None, Some(body)).await),
    );
    let (mut won, mut lost) = (0, Vec::new());
    for response in answers {
        if response.status() == StatusCode::CREATED || response.status() == StatusCode::OK {
            won += 1;
        } else {
            lost.push(code_of(response).await);
        }
    }
    (won, lost)
}

async fn finish(world: Arc<World>) {
    Arc::into_inner(world).unwrap().end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_spend_one_proof_at_once_exactly_one_wins() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let world = Arc::new(World::with(|set| set.database = service::Database::File(file)).await);
    world.register(&ANNA, "anna").await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let bodies = (0..16)
        .map(|number| session_body(&attempt, &format!("racer-{number}")))
        .collect();
    let (won, lost) = race(&world, "/api/v1/sessions", bodies).await;
    assert_eq!(won, 1);
    assert_eq!(lost, [Code::ProofInvalid; 15]);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_take_one_username_at_once_exactly_one_gets_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let world = Arc::new(World::with(|set| set.database = service::Database::File(file)).await);
    let subjects: Vec<String> = (0..16).map(|number| format!("subject-{number}")).collect();
    let mut bodies = Vec::new();
    for subject in subjects {
        let person = crate::provider::Person {
            subject: Box::leak(subject.into_boxed_str()),
            ..ANNA
        };
        let attempt = world.proved(Purpose::SignIn, &person).await;
        let name = if bodies.len() % 2 == 0 { "Wanted" } else { "wanted" };
        bodies.push(register_body(&attempt, name, "someone@example.org"));
    }
    let (won, lost) = race(&world, "/api/v1/accounts", bodies).await;
    assert_eq!(won, 1);
    assert_eq!(lost, [Code::UsernameTaken; 15]);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_accounts_opened_at_once_with_one_identity_exactly_one_is() {
    let world = Arc::new(World::new().await);
    let mut bodies = Vec::new();
    for number in 0..16 {
        let attempt = world.proved(Purpose::SignIn, &ANNA).await;
        bodies.push(register_body(&attempt, &format!("anna-{number}"), ANNA.address));
    }
    let (won, lost) = race(&world, "/api/v1/accounts", bodies).await;
    assert_eq!(won, 1);
    assert_eq!(lost, [Code::IdentityAlreadyLinked; 15]);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_complete_one_proof_at_once_exactly_one_does() {
    let world = Arc::new(World::new().await);
    let attempt = world.begin(Purpose::SignIn, None).await;
    let body = json!({ "id_token": world.token(&attempt, &ANNA), "attempt_secret": attempt.secret });
    let path: &'static str = Box::leak(format!("/api/v1/proofs/{}/complete", attempt.id).into_boxed_str());
    let (won, lost) = race(&world, path, vec![body; 16]).await;
    assert_eq!(won, 1);
    assert_eq!(lost, [Code::ProofInvalid; 15]);
    finish(world).await;
}
