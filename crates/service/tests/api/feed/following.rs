//! Following what happens to packages, and to keys.

use super::{ask, changes, get, push, registered};
use crate::{
    cast::{FINN, json, world},
    keys::{self, made},
    world::{Open, World, refused},
};
use ambient::Clock;
use contract::{Code, feed::FeedPackages};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn unlist(world: &World, by: &Open, package: &str, listed: bool) {
    let path = format!("/api/v1/packages/{package}/listing");
    let body = json!({ "listed": listed });
    let answer = world.call(Method::PUT, &path, Some(&by.token), Some(body)).await;
    assert_eq!(answer.status(), StatusCode::OK);
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

/// Rules 13.37 and 13.38.
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

/// Rules 13.38 and 13.39.
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

#[tokio::test]
async fn rule_13_36_that_a_key_may_unlist_a_version_changes_nothing_of_the_package() {
    let world = world().await;
    let finn = world.sign_in(&FINN, "one").await;
    let (_, key) = made(&world, &finn, "finn").await;
    let before = changes(&world, None, 10).await.cursor;
    for (action, listed) in [("unlist", true), ("list", true), ("unlist", false), ("list", false)] {
        unlist(&world, &finn, "Finn.Tools", listed).await;
        let body = json!({ "key": key, "action": action, "package": "Finn.Tools" });
        assert!(ask(&world, body).await.allowed);
        let package = json(world.get("/api/v1/packages/Finn.Tools", Some(&finn.token)).await).await;
        assert_eq!(package["package"]["listed"], listed, "{action}");
    }
    let told = changes(&world, Some(before), 10).await.changes;
    assert_eq!(told.iter().map(|change| change.listed).collect::<Vec<_>>(), [false]);
    world.end().await;
}
