//! Whether a key may push.

use super::{AUTHORIZE, ask, changes, get, push, pushing, registered};
use crate::{
    cast::{FINN, json, world},
    events::Stream,
    keys::{self, made, wish},
    provider::{ANNA, BEN, CARA},
    world::{FEED_SECRET, World, code_of, refused},
};
use contract::{
    Code,
    account::{Activity, AuditKind},
    event::EventKind,
    feed::{Authorized, Denial},
    gallery::Feature,
};
use reqwest::{Method, StatusCode};
use serde_json::json;

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

/// Rule 13.2.
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
    assert_eq!(world.kinds(&ben.token).await[0], AuditKind::PackageRegistered);
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
    let long = "a".repeat(16_384);
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
        // What clients send is asked about as it is, a key of another gallery or a mistake of a build included.
        (&long, "push", "Finn.Tools", Some(Denial::KeyUnknown)),
        (&key, "push", &long[..4096], Some(Denial::PackageInvalid)),
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

/// Rule 13.37.
#[tokio::test]
async fn what_no_feed_should_send_is_refused_as_a_request() {
    let world = world().await;
    for body in [
        json!({}),
        json!({ "key": "x", "action": "delete", "package": "A" }),
        json!({ "key": "x", "action": "push", "package": "A", "more": 1 }),
        json!({ "key": "x".repeat(16_385), "action": "push", "package": "A" }),
        json!({ "key": "x", "action": "push", "package": "A".repeat(4097) }),
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
