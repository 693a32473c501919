//! Rules 13.28 to 13.40.

use crate::{
    cast::{FINN, finish, json, shared, wins, world},
    events::Stream,
    keys::{self, made, wish},
    provider::{ANNA, BEN, CARA},
    world::{FEED_SECRET, Open, World, code_of, refused},
};
use ambient::Clock;
use contract::{
    Code, EventId, Problem,
    account::{Activity, AuditKind},
    event::EventKind,
    feed::{Authorized, Denial, FeedChanges, FeedPackages},
    gallery::Feature,
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};
use tokio::sync::Barrier;

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

async fn unlist(world: &World, by: &Open, package: &str, listed: bool) {
    let path = format!("/api/v1/packages/{package}/listing");
    let body = json!({ "listed": listed });
    let answer = world.call(Method::PUT, &path, Some(&by.token), Some(body)).await;
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_gallery_without_a_feed_has_no_such_addresses_and_says_so() {
    let world = World::with(|set| set.feed_secrets.clear()).await;
    let gallery = json(world.get("/api/v1/gallery", None).await).await;
    assert!(!gallery["features"].as_array().unwrap().contains(&json!(Feature::Feed)));
    for path in ["/api/v1/feed/changes", "/api/v1/feed/packages"] {
        assert_eq!(code_of(get(&world, path).await).await, Code::NotFound);
    }
    let asked = world.post(AUTHORIZE, Some(FEED_SECRET), pushing("x", "A")).await;
    assert_eq!(code_of(asked).await, Code::NotFound);
    world.end().await;
    let world = World::new().await;
    let gallery = json(world.get("/api/v1/gallery", None).await).await;
    assert!(gallery["features"].as_array().unwrap().contains(&json!(Feature::Feed)));
    world.end().await;
}

#[tokio::test]
async fn only_who_has_the_feeds_secret_may_ask_and_guessing_is_limited() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let (_, key) = made(&world, &anna, "anna").await;
    let longer = format!("{FEED_SECRET}x");
    for token in [
        None,
        Some(anna.token.as_str()),
        Some(key.as_str()),
        Some(""),
        Some(&longer),
    ] {
        let problem = refused(world.post(AUTHORIZE, token, pushing(&key, "A")).await).await;
        assert_eq!((problem.code, problem.status), (Code::FeedNotAuthorized, 401));
    }
    // A feed's secret is no session either.
    let problem = refused(world.get("/api/v1/account", Some(FEED_SECRET)).await).await;
    assert_eq!(problem.code, Code::SessionRequired);
    let mut last = None;
    for _ in 0..60 {
        last = Some(
            refused(world.get("/api/v1/feed/changes", Some("guess")).await)
                .await
                .code,
        );
    }
    assert_eq!(last, Some(Code::TooManyRequests));
    assert!(push(&world, &key, "A").await.allowed);
    world.end().await;
}

#[tokio::test]
async fn a_first_push_registers_the_package_and_tells_its_owner() {
    let world = world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "one").await, world.sign_in(&BEN, "two").await);
    let (_, key) = made(&world, &ben, "team").await;
    let answer = push(&world, &key, "Brand.New").await;
    let expected = Authorized {
        allowed: true,
        reason: None,
        holder: Some("ben".to_owned()),
        owner: Some("team".to_owned()),
        package: Some("Brand.New".to_owned()),
        owners: vec!["team".to_owned()],
        registered: true,
    };
    assert_eq!(answer, expected);
    // The feed may ask again, as after an answer that was lost.
    let again = push(&world, &key, "BRAND.new").await;
    assert_eq!(
        again,
        Authorized {
            registered: false,
            ..expected
        }
    );
    let mail = &world.gallery.service.mails().await[0];
    assert_eq!(mail.to, "team@example.org");
    let response = world.get("/api/v1/account/activity", Some(&ben.token)).await;
    let activity: Activity = response.json().await.unwrap();
    assert_eq!(activity.entries[0].kind, AuditKind::PackageRegistered);
    let response = world
        .get("/api/v1/organizations/team/activity", Some(&anna.token))
        .await;
    let activity: Activity = response.json().await.unwrap();
    assert_eq!(
        (activity.entries[0].kind, activity.entries[0].by.as_deref()),
        (AuditKind::PackageRegistered, Some("ben"))
    );
    let told = changes(&world, None, 10).await;
    assert_eq!(told.changes.len(), 1);
    assert_eq!(told.changes[0].package, "Brand.New");
    world.end().await;
}

#[tokio::test]
async fn a_denial_is_an_answer_with_its_reason() {
    let world = world().await;
    let (anna, finn) = (world.sign_in(&ANNA, "one").await, world.sign_in(&FINN, "two").await);
    let mut body = wish("finn");
    body["scopes"] = json!(["push_version"]);
    body["packages"] = json!(["Finn.*", "Team.*"]);
    let response = json(keys::make(&world, &finn, body).await).await;
    let key = response["text"].as_str().unwrap().to_owned();
    let typo = format!("{}{}", &key[..53], if key.ends_with('0') { '1' } else { '0' });
    for (key, action, package, reason) in [
        (key.as_str(), "push", "finn.tools", None),
        (&key, "push", "Other.Tools", Some(Denial::ScopeMissing)),
        (&key, "push", "Team.Tools", Some(Denial::NotOwner)),
        (&key, "push", "Finn.New", Some(Denial::ScopeMissing)),
        (&key, "unlist", "Finn.Tools", Some(Denial::ScopeMissing)),
        (&key, "push", "../x", Some(Denial::PackageInvalid)),
        (&key, "push", "", Some(Denial::PackageInvalid)),
        (&typo, "push", "Finn.Tools", Some(Denial::KeyUnknown)),
        ("", "push", "Finn.Tools", Some(Denial::KeyUnknown)),
        (&anna.token, "push", "Finn.Tools", Some(Denial::KeyUnknown)),
    ] {
        let body = json!({ "key": key, "action": action, "package": package, "register": true });
        let answer = ask(&world, body).await;
        assert_eq!(
            (answer.allowed, answer.reason),
            (reason.is_none(), reason),
            "{action} {package}"
        );
    }
    let (other, text) = made(&world, &finn, "finn").await;
    let delete = world.delete(&format!("/api/v1/keys/{}", other.id), &finn).await;
    assert_eq!(delete.status(), StatusCode::NO_CONTENT);
    assert_eq!(push(&world, &text, "Finn.Tools").await.reason, Some(Denial::KeyRevoked));
    world.clock.advance_secs(365 * 86_400);
    assert_eq!(push(&world, &key, "Finn.Tools").await.reason, Some(Denial::KeyExpired));
    world.end().await;
}

#[tokio::test]
async fn what_no_feed_should_send_is_refused_as_a_request() {
    let world = world().await;
    for body in [
        json!({}),
        json!({ "key": "x", "action": "delete", "package": "A" }),
        json!({ "key": "x", "action": "push", "package": "A", "more": 1 }),
        json!({ "key": "x".repeat(257), "action": "push", "package": "A" }),
        json!({ "key": "x", "action": "push", "package": "A".repeat(257) }),
        json!({ "key": ["x"], "action": "push", "package": "A" }),
    ] {
        let problem = refused(world.post(AUTHORIZE, Some(FEED_SECRET), body.clone()).await).await;
        assert_eq!((problem.code, problem.status), (Code::BadRequest, 400), "{body}");
    }
    for query in ["limit=0", "limit=501", "limit=many", "cursor=nonsense", "cursor=%00"] {
        let problem = refused(get(&world, &format!("/api/v1/feed/changes?{query}")).await).await;
        assert_eq!((problem.code, problem.status), (Code::BadRequest, 400), "{query}");
    }
    let problem = refused(get(&world, "/api/v1/feed/packages?cursor=nonsense:a").await).await;
    assert_eq!(problem.code, Code::BadRequest);
    world.end().await;
}

#[tokio::test]
async fn removed_members_and_former_owners_push_no_more_and_new_ones_do() {
    let world = world().await;
    let (anna, ben, cara) = (
        world.sign_in(&ANNA, "one").await,
        world.sign_in(&BEN, "two").await,
        world.sign_in(&CARA, "three").await,
    );
    let (_, bens) = made(&world, &ben, "team").await;
    let (_, caras) = made(&world, &cara, "cara").await;
    assert!(push(&world, &bens, "Team.Tools").await.allowed);
    assert_eq!(push(&world, &caras, "Team.Tools").await.reason, Some(Denial::NotOwner));
    world.delete("/api/v1/organizations/team/members/ben", &anna).await;
    assert_eq!(push(&world, &bens, "Team.Tools").await.reason, Some(Denial::NotMember));
    let body = json!({ "username": "cara", "transfer": true });
    let offered = json(
        world
            .post("/api/v1/packages/Team.Tools/owners", Some(&anna.token), body)
            .await,
    )
    .await;
    let path = format!(
        "/api/v1/ownership-offers/{}/accept",
        offered["offer"]["id"].as_str().unwrap()
    );
    world.call(Method::POST, &path, Some(&cara.token), None).await;
    let answer = push(&world, &caras, "Team.Tools").await;
    assert!(answer.allowed);
    assert_eq!(answer.owners, ["cara"]);
    let (_, annas) = made(&world, &anna, "team").await;
    assert_eq!(push(&world, &annas, "Team.Tools").await.reason, Some(Denial::NotOwner));
    world.end().await;
}

#[tokio::test]
async fn the_use_of_a_key_is_noted_at_most_once_an_hour_and_costs_no_write_in_between() {
    let world = world().await;
    let finn = world.sign_in(&FINN, "one").await;
    let (key, text) = made(&world, &finn, "finn").await;
    let used = async || {
        let list = keys::list(&world, &finn).await;
        list.keys.into_iter().find(|found| found.id == key.id).unwrap().used_at
    };
    assert_eq!(used().await, None);
    push(&world, &text, "Finn.Tools").await;
    // In memory one thread does everything, in the order in which it came.
    let first = used().await;
    assert_eq!(first, Some(world.clock.now()));
    world.clock.advance_secs(59 * 60);
    world.gallery.service.mails().await;
    let before = world.gallery.service.store_counts();
    for _ in 0..20 {
        push(&world, &text, "Finn.Tools").await;
    }
    assert_eq!(world.gallery.service.store_counts(), before);
    world.clock.advance_secs(60);
    push(&world, &text, "Finn.Tools").await;
    assert!(used().await > first);
    world.end().await;
}

#[tokio::test]
async fn changes_come_in_order_each_once_and_are_resumed_by_their_cursor() {
    let world = world().await;
    let finn = world.sign_in(&FINN, "one").await;
    let (_, key) = made(&world, &finn, "finn").await;
    let empty = changes(&world, None, 10).await;
    assert_eq!((empty.changes.len(), empty.more), (0, false));
    for number in 0..7 {
        registered(&world, &key, &format!("Pack.{number}")).await;
    }
    unlist(&world, &finn, "Pack.3", false).await;
    let mut cursor = empty.cursor;
    let mut found = Vec::new();
    loop {
        let page = changes(&world, Some(cursor), 3).await;
        assert!(page.changes.len() <= 3);
        cursor = page.cursor;
        found.extend(page.changes);
        if !page.more {
            break;
        }
    }
    let told: Vec<_> = found
        .iter()
        .map(|change| (change.package.as_str(), change.listed))
        .collect();
    assert_eq!(told.len(), 8);
    assert_eq!(
        (told[0], told[6], told[7]),
        (("Pack.0", true), ("Pack.6", true), ("Pack.3", false))
    );
    let nothing = changes(&world, Some(cursor), 3).await;
    assert_eq!((nothing.changes.len(), nothing.cursor), (0, cursor));
    unlist(&world, &finn, "Pack.3", true).await;
    assert_eq!(changes(&world, Some(cursor), 3).await.changes.len(), 1);
    assert_eq!(changes(&world, None, 500).await.changes.len(), 9);
    world.end().await;
}

#[tokio::test]
async fn a_cursor_that_is_gone_leads_to_all_packages_and_from_there_on() {
    let world = world().await;
    let finn = world.sign_in(&FINN, "one").await;
    let (_, key) = made(&world, &finn, "finn").await;
    let problem = refused(
        get(
            &world,
            "/api/v1/feed/changes?cursor=01900000-0000-7000-8000-000000000000",
        )
        .await,
    )
    .await;
    assert_eq!(
        (problem.code, problem.status, problem.field.as_deref()),
        (Code::Stale, 409, Some("cursor"))
    );
    for number in 0..5 {
        registered(&world, &key, &format!("Pack.{number}")).await;
    }
    let page = |cursor: String| {
        let world = &world;
        async move {
            let path = format!("/api/v1/feed/packages?limit=3&cursor={cursor}");
            let page: FeedPackages = serde_json::from_value(json(get(world, &path).await).await).unwrap();
            page
        }
    };
    let first = page(String::new()).await;
    // What happens while all are read is told afterwards.
    unlist(&world, &finn, "Pack.4", false).await;
    let mut all = first.packages.clone();
    let mut next = first.next.clone();
    while let Some(cursor) = next {
        let more = page(cursor).await;
        assert_eq!(more.changes, first.changes);
        all.extend(more.packages);
        next = more.next;
    }
    let ids: Vec<_> = all.iter().map(|package| package.package.as_str()).collect();
    assert_eq!(
        ids,
        [
            "Finn.Tools",
            "Pack.0",
            "Pack.1",
            "Pack.2",
            "Pack.3",
            "Pack.4",
            "Team.Tools"
        ]
    );
    let after = changes(&world, Some(first.changes), 10).await;
    assert_eq!(after.changes.len(), 1);
    assert_eq!(
        (after.changes[0].package.as_str(), after.changes[0].listed),
        ("Pack.4", false)
    );
    world.end().await;
}

#[tokio::test]
async fn an_app_hears_of_a_package_that_was_published_under_its_name() {
    let world = world().await;
    let finn = world.sign_in(&FINN, "one").await;
    let (_, key) = made(&world, &finn, "finn").await;
    let mut stream = Stream::open(&world, &finn.token, None).await;
    registered(&world, &key, "Brand.New").await;
    let expected = EventKind::PackageRegistered {
        package: "Brand.New".to_owned(),
    };
    while stream.event().await.what != expected {}
    drop(stream);
    world.end().await;
}

#[tokio::test]
async fn what_the_feed_says_about_versions_is_in_the_list_of_all_packages() {
    let world = world().await;
    let finn = world.sign_in(&FINN, "one").await;
    let (_, key) = made(&world, &finn, "finn").await;
    let versions = async || {
        let all: FeedPackages = serde_json::from_value(json(get(&world, "/api/v1/feed/packages").await).await).unwrap();
        all.packages[0].has_versions
    };
    assert!(versions().await);
    let mut body = json!({ "key": key, "action": "unlist", "package": "Finn.Tools", "has_versions": false });
    assert!(ask(&world, body.clone()).await.allowed);
    assert!(!versions().await);
    body["action"] = "push".into();
    body["has_versions"] = Value::Null;
    assert!(ask(&world, body).await.allowed);
    assert!(versions().await);
    world.end().await;
}

/// Sixteen people push the same new package at once.
#[tokio::test]
async fn of_sixteen_who_push_one_new_package_at_once_one_registers_it() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let mut keys = Vec::new();
    for (person, owner) in [
        (&ANNA, "anna"),
        (&ANNA, "team"),
        (&ANNA, "alone"),
        (&BEN, "ben"),
        (&CARA, "cara"),
        (&FINN, "finn"),
    ] {
        let open = world.sign_in(person, "one").await;
        keys.push((owner, made(&world, &open, owner).await.1));
    }
    let barrier = Arc::new(Barrier::new(16));
    let running: Vec<_> = (0..16)
        .map(|number| {
            let (world, barrier) = (world.clone(), barrier.clone());
            let (owner, key) = keys[number % keys.len()].clone();
            tokio::spawn(async move {
                barrier.wait().await;
                (owner, push(&world, &key, "Brand.New").await)
            })
        })
        .collect();
    let mut answers = Vec::new();
    for task in running {
        answers.push(task.await.unwrap());
    }
    let winners: Vec<_> = answers.iter().filter(|(_, answer)| answer.registered).collect();
    assert_eq!(winners.len(), 1);
    let winner = winners[0].0;
    for (owner, answer) in &answers {
        let reason = (*owner != winner).then_some(Denial::NotOwner);
        assert_eq!(
            (answer.reason, &answer.owners),
            (reason, &vec![winner.to_owned()]),
            "{owner}"
        );
    }
    let registered: BTreeMap<String, usize> =
        changes(&world, None, 100)
            .await
            .changes
            .into_iter()
            .fold(BTreeMap::new(), |mut counts, change| {
                *counts.entry(change.package).or_default() += 1;
                counts
            });
    assert_eq!(registered, BTreeMap::from([("Brand.New".to_owned(), 1)]));
    finish(world).await;
}

/// A member is removed while their key registers: afterwards either the push came first, or it was denied.
#[tokio::test]
async fn a_push_and_the_removal_of_its_member_come_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, ben) = (world.sign_in(&ANNA, "one").await, world.sign_in(&BEN, "two").await);
    let (_, key) = made(&world, &ben, "team").await;
    let barrier = Arc::new(Barrier::new(16));
    let mut running = Vec::new();
    for number in 0..15 {
        let (world, barrier, key) = (world.clone(), barrier.clone(), key.clone());
        running.push(tokio::spawn(async move {
            barrier.wait().await;
            let answer = push(&world, &key, &format!("Race.{number}")).await;
            if answer.registered {
                Ok(StatusCode::OK)
            } else {
                assert_eq!(answer.reason, Some(Denial::NotMember));
                Err(Problem::from(Code::NotAuthorized))
            }
        }));
    }
    barrier.wait().await;
    let removed = world.delete("/api/v1/organizations/team/members/ben", &anna).await;
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
    let mut outcomes = Vec::new();
    for task in running {
        outcomes.push(task.await.unwrap());
    }
    assert_eq!(changes(&world, None, 100).await.changes.len(), wins(&outcomes));
    assert_eq!(push(&world, &key, "Race.Later").await.reason, Some(Denial::NotMember));
    finish(world).await;
}
