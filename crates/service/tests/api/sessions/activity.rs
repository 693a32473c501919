//! Rules 6.1 and 6.2: what stands in the activity, and its pages.

use super::list;
use crate::{
    provider::ANNA,
    world::{World, code_of, refused},
};
use contract::{
    Code,
    account::{Activity, AuditKind},
};
use reqwest::{Method, StatusCode};

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
    let trail = world.trail(&second.token).await;
    assert_eq!(trail[0].kind, AuditKind::SessionRevoked);
    assert_eq!(trail[0].installation.as_deref(), Some("computer phone"));
    assert_eq!(trail[0].subject.as_deref(), Some("computer first"));
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
        world.kinds(&again.token).await,
        [
            AuditKind::SignedIn,
            AuditKind::SignedOut,
            AuditKind::SignedIn,
            AuditKind::Registered
        ]
    );
    world.end().await;
}

/// Rule 6.2.
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
