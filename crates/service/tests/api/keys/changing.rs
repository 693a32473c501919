//! Rules 13.17 and 13.23 to 13.25: what is done to a key that is there, and by whom.

use super::{change, list, made, regenerate, wish};
use crate::{
    cast::{json, world},
    provider::{ANNA, BEN},
    world::{code_of, refused},
};
use contract::{
    Code,
    account::AuditKind,
    consequence::{Consequence, Preview},
    key::{Key, KeyScope},
};
use reqwest::StatusCode;
use serde_json::json;

#[tokio::test]
async fn a_collaborator_makes_keys_for_the_organization_and_loses_their_use_with_membership() {
    let world = world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "one").await, world.sign_in(&BEN, "two").await);
    let (key, _) = made(&world, &ben, "Team").await;
    assert_eq!(key.owner.as_deref(), Some("team"));
    let removed = world.delete("/api/v1/organizations/team/members/ben", &anna).await;
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
    let refused = code_of(change(&world, &ben, &key, json!({ "packages": ["A"] })).await).await;
    assert_eq!(refused, Code::KeyOwnerNotAllowed);
    assert_eq!(
        code_of(regenerate(&world, &ben, &key).await).await,
        Code::KeyOwnerNotAllowed
    );
    let revoked = world.delete(&format!("/api/v1/keys/{}", key.id), &ben).await;
    assert_eq!(revoked.status(), StatusCode::NO_CONTENT);
    world.end().await;
}

#[tokio::test]
async fn a_key_is_changed_from_the_revision_that_was_seen() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let (key, _) = made(&world, &anna, "anna").await;
    let body = json!({ "description": "other", "scopes": ["unlist"], "packages": ["A.*"], "expires_in_days": 7 });
    let changed: Key = serde_json::from_value(json(change(&world, &anna, &key, body).await).await).unwrap();
    assert_eq!(
        (
            changed.description.as_str(),
            changed.scopes.as_slice(),
            changed.packages.as_slice()
        ),
        ("other", &[KeyScope::Unlist][..], &["A.*".to_owned()][..])
    );
    let stale = refused(change(&world, &anna, &key, json!({})).await).await;
    assert_eq!((stale.code, stale.status), (Code::Stale, 409));
    assert_eq!(list(&world, &anna).await.keys, [changed]);
    assert_eq!(world.kinds(&anna.token).await[0], AuditKind::KeyChanged);
    world.end().await;
}

#[tokio::test]
async fn other_peoples_keys_are_not_found_and_neither_is_nonsense() {
    let world = world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "one").await, world.sign_in(&BEN, "two").await);
    let (key, _) = made(&world, &anna, "team").await;
    assert_eq!(
        code_of(change(&world, &ben, &key, json!({})).await).await,
        Code::NotFound
    );
    assert_eq!(code_of(regenerate(&world, &ben, &key).await).await, Code::NotFound);
    for id in [key.id.to_string(), "nonsense".to_owned(), "%00".to_owned()] {
        let answer = world.delete(&format!("/api/v1/keys/{id}"), &ben).await;
        assert_eq!(code_of(answer).await, Code::NotFound, "{id}");
    }
    assert_eq!(list(&world, &ben).await.keys, []);
    world.end().await;
}

#[tokio::test]
async fn a_preview_says_what_would_change_and_changes_nothing() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let (key, _) = made(&world, &anna, "anna").await;
    let before = (list(&world, &anna).await, world.gallery.service.mails().await.len());
    let path = format!("/api/v1/keys/{}?preview=true", key.id);
    let preview: Preview = serde_json::from_value(json(world.delete(&path, &anna).await).await).unwrap();
    let revoked = Consequence::KeysRevoked {
        count: 1,
        of_others: Vec::new(),
    };
    let told = Consequence::Told {
        addresses: vec![ANNA.address.to_owned()],
    };
    assert_eq!(preview.consequences, [revoked, told]);
    let path = format!("/api/v1/keys/{}/regenerate?preview=true", key.id);
    let body = json!({ "revision": key.revision });
    let answer = world.post(&path, Some(&anna.token), body).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let answer = world
        .post("/api/v1/keys?preview=true", Some(&anna.token), wish("anna"))
        .await;
    assert_eq!(answer.status(), StatusCode::OK);
    let refused = world
        .post("/api/v1/keys?preview=true", Some(&anna.token), wish("finn"))
        .await;
    assert_eq!(code_of(refused).await, Code::KeyOwnerNotAllowed);
    let after = (list(&world, &anna).await, world.gallery.service.mails().await.len());
    assert_eq!(after, before);
    world.end().await;
}
