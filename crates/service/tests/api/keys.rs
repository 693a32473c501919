//! Rules 13.16 to 13.27.

mod changing;
mod making;
mod resent;

use crate::{
    cast::world,
    provider::ANNA,
    world::{FEED_SECRET, Open, World},
};
use accounts::key::secret_text;
use contract::{
    account::AuditKind,
    key::{Key, KeyList},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

/// The request for a key that may do everything.
pub fn wish(owner: &str) -> Value {
    json!({
        "owner": owner,
        "description": "build server",
        "scopes": ["push_new", "push_version", "unlist"],
        "packages": ["*"],
    })
}

pub async fn make(world: &World, by: &Open, body: Value) -> Response {
    world.post("/api/v1/keys", Some(&by.token), body).await
}

/// A key and its text.
pub async fn made(world: &World, by: &Open, owner: &str) -> (Key, String) {
    shown(make(world, by, wish(owner)).await).await
}

async fn shown(response: Response) -> (Key, String) {
    assert_eq!(response.status(), StatusCode::CREATED);
    let body: Value = response.json().await.unwrap();
    let key = serde_json::from_value(body["key"].clone()).unwrap();
    (key, body["text"].as_str().unwrap().to_owned())
}

pub async fn list(world: &World, by: &Open) -> KeyList {
    let response = world.get("/api/v1/keys", Some(&by.token)).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

pub async fn change(world: &World, by: &Open, key: &Key, mut body: Value) -> Response {
    body["revision"] = key.revision.clone().into();
    let path = format!("/api/v1/keys/{}", key.id);
    world.call(Method::PATCH, &path, Some(&by.token), Some(body)).await
}

pub async fn regenerate(world: &World, by: &Open, key: &Key) -> Response {
    let path = format!("/api/v1/keys/{}/regenerate", key.id);
    let body = json!({ "revision": key.revision });
    world.post(&path, Some(&by.token), body).await
}

#[tokio::test]
async fn a_key_is_shown_once_listed_without_its_text_and_told_by_mail() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let (key, text) = made(&world, &anna, "ANNA").await;
    assert!(secret_text::is_key(&text) && text.starts_with("ngak_") && text.len() == 54);
    assert!(text.ends_with(&key.ending));
    let listed = world.get("/api/v1/keys", Some(&anna.token)).await.text().await.unwrap();
    assert!(!listed.contains(&text));
    let list = list(&world, &anna).await;
    assert_eq!(list.keys, [key]);
    assert_eq!((list.max_days, list.allowed_days.len()), (365, 0));
    let mails = world.gallery.service.mails().await;
    assert_eq!(mails[0].to, ANNA.address);
    assert!(!mails[0].text.contains(&text));
    assert_eq!(world.kinds(&anna.token).await[0], AuditKind::KeyMade);
    world.end().await;
}

#[tokio::test]
async fn no_text_of_a_key_and_no_secret_of_a_feed_is_ever_logged() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let (key, text) = made(&world, &anna, "anna").await;
    let body = json!({ "key": text, "action": "push", "package": "Canary.Package", "register": true });
    world
        .post("/api/v1/feed/authorize", Some(FEED_SECRET), body.clone())
        .await;
    world.post("/api/v1/feed/authorize", Some("not-the-secret"), body).await;
    regenerate(&world, &anna, &key).await;
    world.end().await;
    let logged = crate::logs::logged();
    assert!(!logged.contains(&text) && !logged.contains(FEED_SECRET) && !logged.contains("not-the-secret"));
    assert!(!logged.contains("Canary.Package"));
}

#[tokio::test]
async fn who_holds_a_key_is_mailed_once_before_its_end_and_once_at_its_end() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let (key, _) = made(&world, &anna, "anna").await;
    let mut body = wish("anna");
    body["expires_in_days"] = 10.into();
    shown(make(&world, &anna, body).await).await;
    let told = async || {
        for _ in 0..2 {
            world.gallery.service.run_housekeeping().await;
        }
        let mails = world.gallery.service.mails().await;
        let ours = mails.iter().filter(|mail| mail.to == ANNA.address);
        let of_key = ours.filter(|mail| mail.text.contains(&format!("which ends in {}", key.ending)));
        of_key.filter(|mail| !mail.text.contains("may do more")).count()
    };
    assert_eq!(told().await, 0);
    world.clock.advance_secs(355 * 86_400);
    assert_eq!(told().await, 1);
    let anna = world.sign_in(&ANNA, "one").await;
    let key = list(&world, &anna)
        .await
        .keys
        .into_iter()
        .find(|found| found.id == key.id)
        .unwrap();
    let changed = change(&world, &anna, &key, json!({ "expires_in_days": 11 })).await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert_eq!(told().await, 1);
    world.clock.advance_secs(86_400);
    assert_eq!(told().await, 2);
    world.clock.advance_secs(10 * 86_400);
    assert_eq!(told().await, 3);
    world.end().await;
}
