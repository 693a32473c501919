//! Rules 13.41 to 13.43 over HTTP.

use crate::{
    cast::{json, world},
    provider::{ANNA, BEN, CARA},
    world::{Open, World, code_of},
};
use contract::{Code, consequence::Preview, key::OrganizationKeyList};
use reqwest::{Response, StatusCode};
use serde_json::json;

const KEYS: &str = "/api/v1/organizations/team/keys";

async fn list(world: &World, by: &Open) -> OrganizationKeyList {
    serde_json::from_value(json(world.get(KEYS, Some(&by.token)).await).await).unwrap()
}

async fn make(world: &World, by: &Open, owner: &str) -> String {
    let body = json!({
        "owner": owner, "description": "pipeline", "scopes": ["push_version"], "packages": ["Team.*"],
    });
    let made = json(world.post("/api/v1/keys", Some(&by.token), body).await).await;
    made["key"]["id"].as_str().unwrap().to_owned()
}

async fn revoke(world: &World, by: &Open, key: &str) -> Response {
    world.delete(&format!("{KEYS}/{key}"), by).await
}

#[tokio::test]
async fn an_administrator_sees_and_revokes_what_members_can_push_with_and_the_member_is_mailed() {
    let world = world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    let (own, shared) = (make(&world, &ben, "ben").await, make(&world, &ben, "team").await);
    let seen = list(&world, &anna).await.keys;
    let ids: Vec<_> = seen.iter().map(|key| key.id.to_string()).collect();
    assert_eq!(ids, [&*shared]);
    assert_eq!((seen[0].holder.as_str(), seen[0].is_member), ("ben", true));

    let preview = world.delete(&format!("{KEYS}/{shared}?preview=true"), &anna).await;
    assert_eq!(preview.json::<Preview>().await.unwrap().consequences.len(), 1);
    assert_eq!(list(&world, &anna).await.keys.len(), 1);
    assert_eq!(revoke(&world, &anna, &shared).await.status(), StatusCode::NO_CONTENT);
    assert!(list(&world, &anna).await.keys.is_empty());
    let mails = world.gallery.service.mails().await;
    assert_eq!(mails[0].to, BEN.address);
    assert!(
        mails[0].text.contains("anna, who administers team"),
        "{}",
        mails[0].text
    );
    let bens = json(world.get("/api/v1/keys", Some(&ben.token)).await).await;
    assert_eq!(bens["keys"][0]["id"], *own, "his own packages are his own affair");
    assert_eq!(code_of(revoke(&world, &anna, &own).await).await, Code::NotFound);
    assert_eq!(code_of(revoke(&world, &anna, &shared).await).await, Code::NotFound);
    assert_eq!(code_of(revoke(&world, &anna, "no-key").await).await, Code::NotFound);
    world.end().await;
}

#[tokio::test]
async fn who_does_not_administer_the_organization_sees_and_revokes_none_of_its_keys() {
    let world = world().await;
    let (ben, cara) = (world.sign_in(&BEN, "b").await, world.sign_in(&CARA, "c").await);
    let shared = make(&world, &ben, "team").await;
    for by in [&ben, &cara] {
        assert_eq!(
            code_of(world.get(KEYS, Some(&by.token)).await).await,
            Code::NotAuthorized
        );
        assert_eq!(code_of(revoke(&world, by, &shared).await).await, Code::NotAuthorized);
    }
    let nowhere = world.get("/api/v1/organizations/nobody/keys", Some(&ben.token)).await;
    assert_eq!(code_of(nowhere).await, Code::NotAuthorized);
    world.end().await;
}

#[tokio::test]
async fn the_key_of_a_former_member_is_seen_as_one() {
    let world = world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    let shared = make(&world, &ben, "team").await;
    world.delete("/api/v1/organizations/team/members/ben", &ben).await;
    assert!(!list(&world, &anna).await.keys[0].is_member);
    assert_eq!(revoke(&world, &anna, &shared).await.status(), StatusCode::NO_CONTENT);
    world.end().await;
}
