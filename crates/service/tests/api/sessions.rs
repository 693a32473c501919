//! Rules 3.1 to 3.8, 6.1, 6.2 and 7.6.

mod activity;
mod resent;

use crate::{
    provider::{ANNA, BEN},
    world::{World, begin_body, code_of, opened, refused, session_body},
};
use contract::{
    Code, Purpose,
    session::{Session, SessionKind, SessionList},
};
use reqwest::Method;
use serde_json::json;

const DAY: i64 = 86_400;

async fn list(world: &World, token: &str) -> SessionList {
    world.get("/api/v1/sessions", Some(token)).await.json().await.unwrap()
}

/// Rule 3.1.
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

/// Rule 3.4.
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

/// Rule 3.9.
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
