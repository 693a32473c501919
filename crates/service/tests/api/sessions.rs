//! Rules 3.1 to 3.8, 6.1, 6.2 and 7.6.

use crate::{
    provider::{ANNA, BEN},
    world::{World, begin_body, client, code_of, opened, refused, register_body, session_body},
};
use contract::{
    Code, Purpose,
    account::{Activity, AuditKind},
    session::{Session, SessionKind, SessionList},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const DAY: i64 = 86_400;

async fn list(world: &World, token: &str) -> SessionList {
    world.get("/api/v1/sessions", Some(token)).await.json().await.unwrap()
}

async fn kinds(world: &World, token: &str) -> Vec<AuditKind> {
    let activity: Activity = world
        .get("/api/v1/account/activity", Some(token))
        .await
        .json()
        .await
        .unwrap();
    activity.entries.into_iter().map(|entry| entry.kind).collect()
}

#[tokio::test]
async fn a_linked_identity_opens_a_session_with_a_recognisable_token() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    let open = world.sign_in(&ANNA, "laptop").await;
    assert!(open.token.starts_with("ngas_") && open.token.len() <= 64);
    let sessions = list(&world, &open.token).await.sessions;
    assert_eq!(sessions.len(), 2);
    let current: Vec<_> = sessions.iter().filter(|session| session.current).collect();
    assert_eq!(current.len(), 1);
    assert_eq!(current[0].installation, "computer laptop");
    assert_eq!(current[0].kind, SessionKind::Full);
    world.end().await;
}

#[tokio::test]
async fn a_session_is_told_about_itself() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let other = world.sign_in(&ANNA, "laptop").await;
    for token in [&open.token, &other.token] {
        let listed = list(&world, token).await.sessions;
        let own: Session = world
            .get("/api/v1/sessions/current", Some(token))
            .await
            .json()
            .await
            .unwrap();
        assert!(own.current && listed.contains(&own));
    }
    world.end().await;
}

#[tokio::test]
async fn without_a_token_that_holds_nothing_of_an_account_is_told() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let wrong = format!("ngas_{}", "A".repeat(43));
    for path in [
        "/api/v1/account",
        "/api/v1/sessions",
        "/api/v1/sessions/current",
        "/api/v1/account/activity",
        "/api/v1/events",
    ] {
        for token in [None, Some(wrong.as_str()), Some(""), Some(open.id.as_str())] {
            let response = world.get(path, token).await;
            assert_eq!(response.headers()["www-authenticate"], "Bearer");
            assert_eq!(code_of(response).await, Code::SessionRequired);
        }
    }
    // A token that does not hold is refused also where none is needed.
    let body = begin_body(Purpose::SignIn, &world.new_secret());
    assert_eq!(
        code_of(world.post("/api/v1/proofs", Some(&wrong), body).await).await,
        Code::SessionRequired
    );
    world.end().await;
}

#[tokio::test]
async fn a_session_ends_thirty_days_after_its_last_use() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    world.clock.advance_secs(30 * DAY - 1);
    world.account(&open.token).await;
    // The use was noted, so another thirty days have begun.
    world.clock.advance_secs(30 * DAY - 1);
    world.account(&open.token).await;
    world.clock.advance_secs(30 * DAY);
    assert_eq!(
        code_of(world.get("/api/v1/account", Some(&open.token)).await).await,
        Code::SessionRequired
    );
    world.end().await;
}

#[tokio::test]
async fn a_session_ends_after_180_days_however_much_it_is_used() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    for _ in 0..8 {
        world.clock.advance_secs(20 * DAY);
        world.account(&open.token).await;
    }
    world.clock.advance_secs(20 * DAY - 1);
    world.account(&open.token).await;
    world.clock.advance_secs(1);
    assert_eq!(
        code_of(world.get("/api/v1/account", Some(&open.token)).await).await,
        Code::SessionRequired
    );
    world.end().await;
}

#[tokio::test]
async fn a_use_is_noted_at_most_once_a_minute() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let before = list(&world, &open.token).await.sessions[0].seen_at;
    world.clock.advance_secs(59);
    world.account(&open.token).await;
    let (commands, _) = counts(&world);
    assert_eq!(list(&world, &open.token).await.sessions[0].seen_at, before);
    assert_eq!(counts(&world).0, commands);
    world.clock.advance_secs(1);
    world.account(&open.token).await;
    assert_eq!(
        list(&world, &open.token).await.sessions[0].seen_at,
        before.plus_secs(60)
    );
    world.end().await;
}

fn counts(world: &World) -> (u64, u64) {
    let counts = world.gallery.service.store_counts();
    (counts.commands, counts.commits)
}

#[tokio::test]
async fn a_session_is_ended_from_another_one_and_stands_in_the_activity() {
    let world = World::new().await;
    let first = world.register(&ANNA, "anna").await;
    let second = world.sign_in(&ANNA, "phone").await;
    let path = format!("/api/v1/sessions/{}", first.id);
    let end = async || world.call(Method::DELETE, &path, Some(&second.token), None).await;
    assert_eq!(end().await.status(), StatusCode::NO_CONTENT);
    assert_eq!(code_of(end().await).await, Code::NotFound);
    assert_eq!(
        code_of(world.get("/api/v1/account", Some(&first.token)).await).await,
        Code::SessionRequired
    );
    assert_eq!(list(&world, &second.token).await.sessions.len(), 1);
    let activity: Activity = world
        .get("/api/v1/account/activity", Some(&second.token))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(activity.entries[0].kind, AuditKind::SessionRevoked);
    assert_eq!(activity.entries[0].installation.as_deref(), Some("computer phone"));
    assert_eq!(activity.entries[0].subject.as_deref(), Some("computer first"));
    world.end().await;
}

#[tokio::test]
async fn nobody_ends_another_accounts_session() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    let ben = world.register(&BEN, "ben").await;
    for id in [anna.id.as_str(), "0", "00000000-0000-0000-0000-000000000000"] {
        let response = world
            .call(
                Method::DELETE,
                &format!("/api/v1/sessions/{id}"),
                Some(&ben.token),
                None,
            )
            .await;
        assert_eq!(code_of(response).await, Code::NotFound);
    }
    world.account(&anna.token).await;
    world.end().await;
}

#[tokio::test]
async fn signing_out_ends_the_own_session() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let response = world
        .call(Method::DELETE, "/api/v1/sessions/current", Some(&open.token), None)
        .await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    let response = world
        .call(Method::DELETE, "/api/v1/sessions/current", Some(&open.token), None)
        .await;
    assert_eq!(code_of(response).await, Code::SessionRequired);
    let again = world.sign_in(&ANNA, "first").await;
    assert_eq!(
        kinds(&world, &again.token).await,
        [
            AuditKind::SignedIn,
            AuditKind::SignedOut,
            AuditKind::SignedIn,
            AuditKind::Registered
        ]
    );
    world.end().await;
}

#[tokio::test]
async fn the_activity_comes_in_pages_without_gaps_or_repeats() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    for _ in 0..60 {
        world.sign_in(&ANNA, "laptop").await;
    }
    let first: Activity = world
        .get("/api/v1/account/activity", Some(&open.token))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(first.entries.len(), 50);
    let path = format!("/api/v1/account/activity?cursor={}", first.next.clone().unwrap());
    // What happens meanwhile moves nothing on the later pages.
    world.sign_in(&ANNA, "laptop").await;
    let second: Activity = world.get(&path, Some(&open.token)).await.json().await.unwrap();
    assert_eq!((second.entries.len(), second.next), (12, None));
    assert_eq!(second.entries[11].kind, AuditKind::Registered);
    let mut ids: Vec<_> = first
        .entries
        .iter()
        .chain(&second.entries)
        .map(|entry| entry.id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 62);
    let nil = "00000000-0000-0000-0000-000000000000";
    let path = format!("/api/v1/account/activity?cursor={nil}");
    let problem = refused(world.get(&path, Some(&open.token)).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::NotFound, Some("cursor"))
    );
    for query in ["cursor=x", "other=1", "cursor=&cursor="] {
        let response = world
            .get(&format!("/api/v1/account/activity?{query}"), Some(&open.token))
            .await;
        assert_eq!(code_of(response).await, Code::BadRequest);
    }
    world.end().await;
}

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

#[tokio::test]
async fn an_installation_says_who_it_is_in_bounds() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let mut body = session_body(&attempt, "");
    let problem = refused(world.post("/api/v1/sessions", None, body.clone()).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::BadRequest, Some("installation"))
    );
    body["installation"] = json!({ "id": "x", "name": "n".repeat(1000) });
    let open = opened(world.post("/api/v1/sessions", None, body).await).await;
    let sessions = list(&world, &open.token).await.sessions;
    let current = sessions.iter().find(|session| session.current).unwrap();
    assert_eq!(current.installation.len(), 64);
    world.end().await;
}
