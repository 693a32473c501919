//! Rules 13.16 to 13.27.

use crate::{
    cast::{Racer, finish, json, race, seed, shared, wins, world},
    provider::{ANNA, BEN, CARA},
    world::{FEED_SECRET, Open, World, client, code_of, refused},
};
use accounts::key::{KeyPolicy, text};
use contract::{
    Code,
    account::{Activity, AuditKind},
    consequence::{Consequence, Preview},
    key::{Key, KeyList, KeyScope},
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

async fn activity(world: &World, by: &Open) -> Vec<AuditKind> {
    let response = world.get("/api/v1/account/activity", Some(&by.token)).await;
    let activity: Activity = response.json().await.unwrap();
    activity.entries.iter().map(|entry| entry.kind).collect()
}

#[tokio::test]
async fn a_key_is_shown_once_listed_without_its_text_and_told_by_mail() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let (key, text) = made(&world, &anna, "ANNA").await;
    assert!(text::is_key(&text) && text.starts_with("ngak_") && text.len() == 54);
    assert!(text.ends_with(&key.ending));
    let listed = world.get("/api/v1/keys", Some(&anna.token)).await.text().await.unwrap();
    assert!(!listed.contains(&text));
    let list = list(&world, &anna).await;
    assert_eq!(list.keys, [key]);
    assert_eq!((list.max_days, list.allowed_days.len()), (365, 0));
    let mails = world.gallery.service.mails().await;
    assert_eq!(mails[0].to, ANNA.address);
    assert!(!mails[0].text.contains(&text));
    assert_eq!(activity(&world, &anna).await[0], AuditKind::KeyMade);
    world.end().await;
}

#[tokio::test]
async fn scenario_263_each_wish_that_breaks_a_rule_has_its_own_reason() {
    let world = world().await;
    let cara = world.sign_in(&CARA, "one").await;
    for (member, value, code, status) in [
        ("description", json!(" "), Code::KeyDescriptionInvalid, 422),
        ("description", json!("a\u{7}b"), Code::KeyDescriptionInvalid, 422),
        ("owner", json!("nobody"), Code::AccountUnknown, 404),
        ("owner", json!(""), Code::AccountUnknown, 404),
        ("owner", json!("team"), Code::KeyOwnerNotAllowed, 403),
        ("owner", json!("finn"), Code::KeyOwnerNotAllowed, 403),
        ("scopes", json!([]), Code::KeyInvalid, 422),
        ("scopes", json!(["push_everything"]), Code::BadRequest, 400),
        ("packages", json!([]), Code::KeyInvalid, 422),
        ("packages", json!(["a/../b"]), Code::KeyInvalid, 422),
        ("packages", json!(vec!["a"; 101]), Code::BadRequest, 400),
        ("packages", json!(["a".repeat(101)]), Code::BadRequest, 400),
        ("expires_in_days", json!(0), Code::KeyInvalid, 422),
        ("expires_in_days", json!(-1), Code::BadRequest, 400),
    ] {
        let mut body = wish("cara");
        body[member] = value.clone();
        let problem = refused(make(&world, &cara, body).await).await;
        assert_eq!((problem.code, problem.status), (code, status), "{member} {value}");
        let field = problem.field.unwrap_or_default();
        assert!(field.starts_with(member), "{member} {value}: {field}");
    }
    assert_eq!(list(&world, &cara).await.keys, []);
    world.end().await;
}

#[tokio::test]
async fn scenario_263_a_life_is_capped_and_where_the_operator_lists_lives_there_are_no_others() {
    let world = World::with(|set| {
        set.keys = KeyPolicy {
            max_days: 365,
            allowed_days: vec![1, 8, 30],
        };
    })
    .await;
    seed(&world).await;
    let anna = world.sign_in(&ANNA, "one").await;
    for (days, status) in [(1, 201), (8, 201), (30, 201), (31, 422), (365, 422), (400, 422)] {
        let mut body = wish("anna");
        body["expires_in_days"] = days.into();
        assert_eq!(make(&world, &anna, body).await.status(), status, "{days}");
    }
    assert_eq!(list(&world, &anna).await.allowed_days, [1, 8, 30]);
    world.end().await;
    let world = crate::cast::world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let mut body = wish("anna");
    body["expires_in_days"] = 400.into();
    let (key, _) = shown(make(&world, &anna, body).await).await;
    assert_eq!(key.expires_at.secs_since(key.made_at), 365 * 86_400);
    world.end().await;
}

#[tokio::test]
async fn an_account_without_a_confirmed_address_makes_no_keys() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    assert_eq!(
        code_of(make(&world, &anna, wish("anna")).await).await,
        Code::EmailUnconfirmed
    );
    let code = world.code().await;
    world.confirm(&anna.token, &code).await;
    made(&world, &anna, "anna").await;
    world.end().await;
}

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
    assert_eq!(activity(&world, &anna).await[0], AuditKind::KeyChanged);
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

async fn repeated(world: &World, by: &Open, path: &str, body: &Value, key: &str) -> Response {
    let request = client().post(format!("{}{path}", world.gallery.origin));
    let request = request.bearer_auth(&by.token).header("idempotency-key", key);
    request.json(body).send().await.unwrap()
}

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

#[tokio::test]
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

#[tokio::test]
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

#[tokio::test]
async fn an_account_makes_only_so_many_keys_in_an_hour() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let mut count = 0;
    let problem = loop {
        let answer = make(&world, &anna, wish("anna")).await;
        if answer.status() != StatusCode::CREATED {
            break refused(answer).await;
        }
        count += 1;
    };
    assert_eq!((count, problem.code), (60, Code::TooManyRequests));
    // Regenerating is making.
    let key = &list(&world, &anna).await.keys[0];
    let again = regenerate(&world, &anna, key).await;
    assert_eq!(code_of(again).await, Code::TooManyRequests);
    world.clock.advance_secs(60);
    made(&world, &anna, "anna").await;
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
            world.gallery.service.keep_house().await;
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
