//! What the log says to the operator alone: what is likely to be wrong, and what was done on the command line.

use crate::{
    logs::logged,
    provider::{ANNA, BEN, CARA},
    world::{Gallery, World},
};
use reqwest::StatusCode;
use serde_json::json;
use service::{Configuration, Database, operator::OperatorCommand};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// The service, opened again on the same files after its configuration was changed.
async fn reopened(mut world: World, set: impl FnOnce(&mut Configuration)) -> World {
    world.gallery.end().await;
    world.gallery = Gallery::open(&world.provider, &world.clock, set).await;
    world
}

/// How often the log has a line with all of these.
fn times_logged(parts: &[&str]) -> usize {
    let logged = logged();
    let lines = logged.lines();
    lines
        .filter(|line| parts.iter().all(|part| line.contains(part)))
        .count()
}

#[tokio::test]
async fn logins_of_another_issuer_than_now_signs_people_in_are_told_when_the_service_opens() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let as_before = |set: &mut Configuration| {
        set.database = database.clone();
        set.login_issuer = Some("name-of-before".to_owned());
    };
    let world = World::with(as_before).await;
    world.register(&ANNA, "anna").await;
    world.register(&BEN, "ben").await;
    let mut world = reopened(world, as_before).await;
    assert_eq!(times_logged(&["name-of-before"]), 0);
    let told = ["ERROR", "another issuer", "name-of-before", "logins=2"];
    for (times, name) in [(1, Some("name-of-now".to_owned())), (2, None)] {
        world = reopened(world, |set| (set.database, set.login_issuer) = (database.clone(), name)).await;
        assert_eq!(times_logged(&told), times);
    }
    world.end().await;
}

#[tokio::test]
async fn logins_under_the_providers_own_issuers_are_not_complained_about_until_there_is_another_provider() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let by_token = |set: &mut Configuration| (set.database, set.login_issuer) = (database.clone(), None);
    let world = World::with(by_token).await;
    let origin = world.provider.authority.replace("/common/v2.0", "");
    world.register(&ANNA, "anna").await;
    world.register(&CARA, "cara").await;
    let world = reopened(world, by_token).await;
    let told = ["another issuer", origin.as_str(), "logins=2"];
    assert_eq!(times_logged(&told), 0);
    let elsewhere = "http://127.0.0.1:9/common/v2.0".parse().unwrap();
    let world = reopened(world, |set| {
        by_token(set);
        set.authority = elsewhere;
    })
    .await;
    assert_eq!(times_logged(&told), 1);
    world.end().await;
}

#[tokio::test]
async fn why_the_provider_cannot_be_reached_is_logged_once_for_each_reason_and_when_it_is_over() {
    // What the provider says, and how a line begins that tells of it. No other test has a provider of this issuer.
    let said = Arc::new(Mutex::new((StatusCode::IM_A_TEAPOT, json!({}))));
    let says = said.clone();
    let answer = async move || {
        let (status, body) = says.lock().unwrap().clone();
        (status, axum::Json(body))
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let authority = format!("http://{}", listener.local_addr().unwrap());
    let provider = tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(answer)).await });
    let world = World::with(|set| set.authority = authority.parse().unwrap()).await;
    let ready = async || {
        world.clock.advance_secs(3);
        world.get("/readyz", None).await.status()
    };
    let unreachable = "the identity provider cannot be reached";
    for _ in 0..3 {
        assert_eq!(ready().await, StatusCode::SERVICE_UNAVAILABLE);
    }
    assert_eq!(times_logged(&["WARN", unreachable, "answers with status 418"]), 1);
    let mut metadata = json!({
        "issuer": "https://sts.example.org",
        "authorization_endpoint": format!("{authority}/authorize"),
        "token_endpoint": format!("{authority}/token"),
        "jwks_uri": format!("{authority}/keys"),
    });
    *said.lock().unwrap() = (StatusCode::OK, metadata.clone());
    let other = ["WARN", unreachable, "an issuer that does not belong to its address"];
    let before = times_logged(&other);
    assert_eq!(ready().await, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(times_logged(&other), before + 1);
    metadata["issuer"] = authority.clone().into();
    *said.lock().unwrap() = (StatusCode::OK, metadata);
    assert_eq!(ready().await, StatusCode::OK);
    assert!(times_logged(&["INFO", "the identity provider can be reached again"]) >= 1);
    provider.abort();
    world.end().await;
}

/// Rule 8.13.
#[tokio::test]
async fn what_an_operator_does_is_logged_by_the_name_of_the_account_and_without_what_was_written_for_its_owner() {
    let world = World::new().await;
    world.register(&ANNA, "logged-anna").await;
    let username = "logged-anna".to_owned();
    let reason = "reason-canary".to_owned();
    for command in [
        OperatorCommand::Lock {
            username: username.clone(),
            reason,
        },
        OperatorCommand::Unlock {
            username: username.clone(),
        },
        OperatorCommand::Rename {
            from: username,
            to: "logged-anne".to_owned(),
        },
        OperatorCommand::Delete {
            username: "logged-anne".to_owned(),
            typed: "logged-anne".to_owned(),
            unlist_orphans: true,
        },
    ] {
        world.gallery.service.operate(&command).await.unwrap();
    }
    for (act, name) in [
        ("the operator locked an account", "logged-anna"),
        ("the operator unlocked an account", "logged-anna"),
        ("the operator renamed an account", "logged-anne"),
        ("the operator deleted an account", "logged-anne"),
    ] {
        assert_eq!(times_logged(&["INFO", act, name]), 1, "{act}");
    }
    assert_eq!(times_logged(&["reason-canary"]), 0);
    world.end().await;
}
