//! The end of an organization.

use super::{accept, creation, invite, remove, show};
use crate::{
    cast::world,
    provider::{ANNA, BEN},
    world::{code_of, refused},
};
use contract::{
    Code,
    consequence::{Consequence, Preview},
};
use reqwest::{Method, StatusCode};
use serde_json::json;

/// Rule 11.24.
#[tokio::test]
async fn an_organization_is_deleted_once_nothing_and_nobody_depends_on_it() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "a").await;
    let delete = |organization: &'static str, typed: &'static str, query: &'static str| {
        let path = format!("/api/v1/organizations/{organization}{query}");
        let (world, token) = (&world, anna.token.clone());
        async move {
            let body = json!({ "username": typed });
            world.call(Method::DELETE, &path, Some(&token), Some(body)).await
        }
    };
    // Of a package that nobody else owns it is said first, then of members.
    for query in ["", "?preview=true"] {
        let refusal = refused(delete("team", "team", query).await).await;
        assert_eq!(refusal.code, Code::OrganizationOwnsPackages);
        assert!(!refusal.packages.is_empty(), "none is named: {refusal:?}");
    }
    invite(&world, &anna, "alone", "ben", "collaborator").await;
    let ben = world.sign_in(&BEN, "b").await;
    accept(&world, &ben, "alone").await;
    assert_eq!(
        code_of(delete("alone", "alone", "").await).await,
        Code::OrganizationHasMembers
    );
    remove(&world, &ben, "alone", "ben").await;
    assert_eq!(
        code_of(delete("alone", "team", "").await).await,
        Code::ConfirmationWrong
    );
    let preview: Preview = delete("alone", "alone", "?preview=true").await.json().await.unwrap();
    let named = |consequence: &Consequence| matches!(consequence, Consequence::OrganizationDeleted { .. });
    assert!(preview.consequences.iter().any(named), "{preview:?}");
    assert_eq!(show(&world, &anna, "alone").await.status(), StatusCode::OK);
    assert_eq!(delete("alone", "ALONE", "").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(code_of(show(&world, &anna, "alone").await).await, Code::NotFound);
    let create = |username, email| world.post("/api/v1/organizations", Some(&anna.token), creation(username, email));
    // The name stays reserved, the address is free again.
    let again = create("alone", "alone@example.org").await;
    assert_eq!(code_of(again).await, Code::UsernameTaken);
    assert_eq!(create("other", "alone@example.org").await.status(), StatusCode::CREATED);
    // One that was never confirmed leaves nothing behind.
    assert_eq!(delete("other", "other", "").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(create("other", "x@example.org").await.status(), StatusCode::CREATED);
    world.end().await;
}
