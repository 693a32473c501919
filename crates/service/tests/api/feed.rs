//! Rules 13.28 to 13.40.

mod authorize;
mod following;
mod races;

use crate::{
    cast::json,
    world::{FEED_SECRET, World},
};
use contract::{
    EventId,
    feed::{Authorized, FeedChanges},
};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

const AUTHORIZE: &str = "/api/v1/feed/authorize";

async fn ask(world: &World, body: Value) -> Authorized {
    let response = world.post(AUTHORIZE, Some(FEED_SECRET), body).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

fn pushing(key: &str, package: &str) -> Value {
    json!({ "key": key, "action": "push", "package": package, "register": true })
}

/// May this key push this package, new or not?
pub async fn push(world: &World, key: &str, package: &str) -> Authorized {
    ask(world, pushing(key, package)).await
}

/// Pushes a new package.
pub async fn registered(world: &World, key: &str, package: &str) {
    let answer = push(world, key, package).await;
    assert!(answer.registered, "{package}: {answer:?}");
}

async fn get(world: &World, path: &str) -> Response {
    world.get(path, Some(FEED_SECRET)).await
}

async fn changes(world: &World, cursor: Option<EventId>, limit: usize) -> FeedChanges {
    let cursor = cursor.map(|cursor| cursor.to_string()).unwrap_or_default();
    let path = format!("/api/v1/feed/changes?cursor={cursor}&limit={limit}");
    serde_json::from_value(json(get(world, &path).await).await).unwrap()
}
