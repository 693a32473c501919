//! Rules 13.21 and 13.23: what is sent again, or by many at once.

use super::{list, made, wish};
use crate::{
    at_once::at_once,
    cast::{Racer, finish, race, shared, wins},
    provider::ANNA,
    world::{Open, World, client, code_of},
};
use contract::Code;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

async fn repeated(world: &World, by: &Open, path: &str, body: &Value, key: &str) -> Response {
    let request = client().post(format!("{}{path}", world.gallery.origin));
    let request = request.bearer_auth(&by.token).header("idempotency-key", key);
    request.json(body).send().await.unwrap()
}

/// Rule 13.21.
#[tokio::test]
async fn the_same_request_again_gets_the_same_key_although_its_text_is_kept_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let anna = world.sign_in(&ANNA, "one").await;
    let first = repeated(&world, &anna, "/api/v1/keys", &wish("anna"), "a").await;
    let first = first.text().await.unwrap();
    let again = repeated(&world, &anna, "/api/v1/keys", &wish("anna"), "a").await;
    assert_eq!(again.status(), StatusCode::CREATED);
    assert_eq!(again.text().await.unwrap(), first);
    assert_eq!(list(&world, &anna).await.keys.len(), 1);
    let other = repeated(&world, &anna, "/api/v1/keys", &wish("team"), "a").await;
    assert_eq!(code_of(other).await, Code::BadRequest);
    let body: Value = serde_json::from_str(&first).unwrap();
    let (id, text) = (body["key"]["id"].as_str().unwrap(), body["text"].as_str().unwrap());
    let path = format!("/api/v1/keys/{id}/regenerate");
    let body = json!({ "revision": body["key"]["revision"] });
    let new = repeated(&world, &anna, &path, &body, "b").await.text().await.unwrap();
    let again = repeated(&world, &anna, &path, &body, "b").await.text().await.unwrap();
    assert_eq!(new, again);
    assert!(!new.contains(text));
    finish(world).await;
    // Neither text is anywhere in the database's files.
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        assert!(!bytes.windows(text.len()).any(|window| window == text.as_bytes()));
        assert!(!bytes.windows(5).any(|window| window == b"ngak_"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_are_one_request_under_one_key_one_is_done_and_all_are_answered_alike() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let anna = world.sign_in(&ANNA, "one").await;
    let body = wish("anna");
    let answers = at_once((0..16).map(async |_| {
        let answer = repeated(&world, &anna, "/api/v1/keys", &body, "a").await;
        (answer.status(), answer.text().await.unwrap())
    }));
    assert_eq!(answers[0].0, StatusCode::CREATED);
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(list(&world, &anna).await.keys.len(), 1);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_who_regenerate_one_key_at_once_get_one_new_key() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let anna = world.sign_in(&ANNA, "one").await;
    let (key, _) = made(&world, &anna, "anna").await;
    let racer = || -> Racer {
        let path = format!("/api/v1/keys/{}/regenerate", key.id);
        let body = json!({ "revision": key.revision });
        (Method::POST, path, Some(anna.token.clone()), Some(body))
    };
    let outcomes = race(&world, (0..16).map(|_| racer()).collect()).await;
    assert_eq!(wins(&outcomes), 1);
    let losers = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    assert!(losers.into_iter().all(|problem| problem.code == Code::NotFound));
    assert_eq!(list(&world, &anna).await.keys.len(), 1);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_who_change_one_revision_at_once_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let anna = world.sign_in(&ANNA, "one").await;
    let (key, _) = made(&world, &anna, "anna").await;
    let racer = |number: usize| -> Racer {
        let body = json!({ "revision": key.revision, "description": format!("by {number}") });
        (
            Method::PATCH,
            format!("/api/v1/keys/{}", key.id),
            Some(anna.token.clone()),
            Some(body),
        )
    };
    let outcomes = race(&world, (0..16).map(racer).collect()).await;
    assert_eq!(wins(&outcomes), 1);
    let losers = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    assert!(losers.into_iter().all(|problem| problem.code == Code::Stale));
    finish(world).await;
}
