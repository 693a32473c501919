//! Rules 13.1 to 13.12.

use crate::{
    cast::{FINN, Racer, finish, json, race, shared, wins, world},
    feed::{push, registered},
    keys,
    logins::reference,
    provider::{ANNA, BEN, CARA, Person},
    world::{Open, World, code_of, refused},
};
use contract::{
    Code,
    account::{Activity, AuditKind},
    consequence::{Consequence, Preview},
    package::{OfferList, OfferedOwnership, Package, PackageDetails, PackageList},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::sync::Arc;

async fn offer(world: &World, by: &Open, package: &str, body: Value) -> Response {
    let path = format!("/api/v1/packages/{package}/owners");
    world.post(&path, Some(&by.token), body).await
}

async fn offered(world: &World, by: &Open, package: &str, body: Value) -> OfferedOwnership {
    let response = offer(world, by, package, body).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    response.json().await.unwrap()
}

async fn offers(world: &World, by: &Open) -> OfferList {
    let response = world.get("/api/v1/ownership-offers", Some(&by.token)).await;
    serde_json::from_value(json(response).await).unwrap()
}

async fn answer(world: &World, by: &Open, id: &str, how: &str) -> Response {
    let path = format!("/api/v1/ownership-offers/{id}/{how}");
    world.call(Method::POST, &path, Some(&by.token), None).await
}

async fn remove(world: &World, by: &Open, package: &str, username: &str) -> Response {
    world
        .delete(&format!("/api/v1/packages/{package}/owners/{username}"), by)
        .await
}

async fn details(world: &World, by: &Open, package: &str) -> PackageDetails {
    let response = world.get(&format!("/api/v1/packages/{package}"), Some(&by.token)).await;
    serde_json::from_value(json(response).await).unwrap()
}

async fn owners(world: &World, by: &Open, package: &str) -> Vec<String> {
    details(world, by, package).await.package.owners
}

async fn set_listed(world: &World, by: &Open, package: &str, listed: bool) -> Response {
    let path = format!("/api/v1/packages/{package}/listing");
    let body = json!({ "listed": listed });
    world.call(Method::PUT, &path, Some(&by.token), Some(body)).await
}

#[tokio::test]
async fn ownership_is_offered_seen_by_both_sides_and_accepted() {
    let world = world().await;
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let body = json!({ "username": "CARA" });
    let offer = offered(&world, &finn, "finn.tools", body).await.offer.unwrap();
    assert_eq!((offer.package.as_str(), offer.to.as_str()), ("Finn.Tools", "cara"));
    assert_eq!(offers(&world, &finn).await.made, std::slice::from_ref(&offer));
    assert_eq!(offers(&world, &cara).await.received, std::slice::from_ref(&offer));
    assert_eq!(
        details(&world, &finn, "Finn.Tools").await.offers,
        std::slice::from_ref(&offer)
    );
    assert_eq!(details(&world, &cara, "Finn.Tools").await.offers, []);
    let mail = &world.gallery.service.mails().await[0];
    assert_eq!(mail.to, CARA.address);
    let accepted = json(answer(&world, &cara, &offer.id.to_string(), "accept").await).await;
    let accepted: Package = serde_json::from_value(accepted).unwrap();
    assert_eq!(accepted.owners, ["finn", "cara"]);
    assert_eq!(owners(&world, &finn, "Finn.Tools").await, ["finn", "cara"]);
    assert_eq!(offers(&world, &cara).await.received, []);
    let again = answer(&world, &cara, &offer.id.to_string(), "accept").await;
    let again = refused(again).await;
    assert_eq!((again.code, again.status), (Code::OwnershipRequestNotFound, 404));
    let response = world.get("/api/v1/account/activity", Some(&cara.token)).await;
    let activity: Activity = response.json().await.unwrap();
    assert_eq!(activity.entries[0].kind, AuditKind::OwnershipAccepted);
    assert_eq!(activity.entries[1].kind, AuditKind::OwnershipOffered);
    assert_eq!(activity.entries[1].by.as_deref(), Some("finn"));
    world.end().await;
}

#[tokio::test]
async fn an_offer_is_declined_by_the_button_behind_the_mailed_link() {
    let world = world().await;
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    offered(&world, &finn, "Finn.Tools", json!({ "username": "cara" })).await;
    let path = format!("/act/{}", reference(&world, CARA.address).await);
    for _ in 0..2 {
        let html = world.get(&path, None).await.text().await.unwrap();
        assert!(html.contains("Decline the offer") && html.contains("cara"), "{html}");
    }
    assert_eq!(
        offers(&world, &cara).await.received.len(),
        1,
        "looking declines nothing"
    );
    let declined = world.call(Method::POST, &path, None, None).await;
    assert_eq!(declined.status(), StatusCode::OK);
    assert_eq!(offers(&world, &cara).await.received, []);
    let again = world.call(Method::POST, &path, None, None).await;
    assert_eq!(again.status(), StatusCode::NOT_FOUND);
    assert_eq!(owners(&world, &finn, "Finn.Tools").await, ["finn"]);
    world.end().await;
}

#[tokio::test]
async fn an_offer_is_declined_withdrawn_or_runs_out() {
    let world = world().await;
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let body = || json!({ "username": "cara" });
    let id = |offered: OfferedOwnership| offered.offer.unwrap().id.to_string();
    let first = id(offered(&world, &finn, "Finn.Tools", body()).await);
    assert_eq!(
        code_of(answer(&world, &finn, &first, "decline").await).await,
        Code::OwnershipRequestNotFound
    );
    assert_eq!(
        answer(&world, &cara, &first, "decline").await.status(),
        StatusCode::NO_CONTENT
    );
    let second = id(offered(&world, &finn, "Finn.Tools", body()).await);
    let path = format!("/api/v1/ownership-offers/{second}");
    assert_eq!(
        code_of(world.delete(&path, &cara).await).await,
        Code::OwnershipRequestNotFound
    );
    assert_eq!(world.delete(&path, &finn).await.status(), StatusCode::NO_CONTENT);
    let third = id(offered(&world, &finn, "Finn.Tools", body()).await);
    world.clock.advance_secs(30 * 86_400 - 1);
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    assert_eq!(offers(&world, &cara).await.received.len(), 1);
    world.clock.advance_secs(1);
    assert_eq!(offers(&world, &cara).await.received, []);
    assert_eq!(details(&world, &finn, "Finn.Tools").await.offers, []);
    assert_eq!(
        code_of(answer(&world, &cara, &third, "accept").await).await,
        Code::OwnershipRequestNotFound
    );
    for nonsense in ["nonsense", "01900000-0000-7000-8000-000000000000"] {
        let refused = answer(&world, &cara, nonsense, "accept").await;
        assert_eq!(code_of(refused).await, Code::OwnershipRequestNotFound);
    }
    world.end().await;
}

#[tokio::test]
async fn a_transfer_shows_what_it_does_and_hands_the_package_over() {
    let world = world().await;
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let body = json!({ "username": "cara", "transfer": true });
    let path = "/api/v1/packages/Finn.Tools/owners?preview=true";
    let preview = world.post(path, Some(&finn.token), body.clone()).await;
    assert_eq!(preview.status(), StatusCode::OK);
    let preview: Preview = preview.json().await.unwrap();
    assert_eq!(
        preview.consequences,
        [
            Consequence::OwnershipBegins {
                package: "Finn.Tools".to_owned(),
                owner: "cara".to_owned()
            },
            Consequence::OwnershipEnds {
                package: "Finn.Tools".to_owned(),
                remaining: vec!["cara".to_owned()]
            },
        ]
    );
    assert_eq!(offers(&world, &finn).await.made, []);
    let offer = offered(&world, &finn, "Finn.Tools", body).await.offer.unwrap();
    let path = format!("/api/v1/ownership-offers/{}/accept?preview=true", offer.id);
    let shown = world.call(Method::POST, &path, Some(&cara.token), None).await;
    let shown: Preview = shown.json().await.unwrap();
    assert_eq!(shown.consequences, preview.consequences);
    answer(&world, &cara, &offer.id.to_string(), "accept").await;
    assert_eq!(owners(&world, &finn, "Finn.Tools").await, ["cara"]);
    let list = |open: Open| {
        let world = &world;
        async move {
            let response = world.get("/api/v1/packages", Some(&open.token)).await;
            let list: PackageList = response.json().await.unwrap();
            list.packages.len()
        }
    };
    assert_eq!((list(finn).await, list(cara).await), (0, 1));
    world.end().await;
}

#[tokio::test]
async fn who_may_answer_for_both_sides_is_an_owner_at_once() {
    let world = world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "one").await, world.sign_in(&BEN, "two").await);
    let body = json!({ "username": "alone" });
    let done = offered(&world, &anna, "Team.Tools", body.clone()).await;
    assert!(done.accepted && done.offer.is_none());
    assert_eq!(done.package.owners, ["team", "alone"]);
    assert_eq!(
        code_of(offer(&world, &anna, "Team.Tools", body).await).await,
        Code::OwnerAlready
    );
    // A collaborator does not decide about owners.
    let body = json!({ "username": "cara" });
    let refusal = refused(offer(&world, &ben, "Team.Tools", body).await).await;
    assert_eq!((refusal.code, refusal.status), (Code::NotAuthorized, 403));
    assert_eq!(
        code_of(remove(&world, &ben, "Team.Tools", "alone").await).await,
        Code::NotAuthorized
    );
    world.end().await;
}

#[tokio::test]
async fn each_offer_that_breaks_a_rule_has_its_own_reason() {
    let world = world().await;
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let emma = Person {
        subject: "emma-oid",
        address: "emma@outlook.com",
        ..FINN
    };
    world.register(&emma, "emma").await;
    for (package, body, code, status) in [
        (
            "Finn.Tools",
            json!({ "username": "cara@example.org" }),
            Code::UsernameIsEmail,
            422,
        ),
        ("Finn.Tools", json!({ "username": "nobody" }), Code::AccountUnknown, 404),
        ("Finn.Tools", json!({ "username": "finn" }), Code::OwnerAlready, 409),
        (
            "Finn.Tools",
            json!({ "username": "emma" }),
            Code::MemberUnconfirmed,
            409,
        ),
        ("Team.Tools", json!({ "username": "cara" }), Code::NotPackageOwner, 403),
        (
            "Finn.Tools",
            json!({ "username": "cara", "owner": "team" }),
            Code::NotPackageOwner,
            403,
        ),
        ("No.Such", json!({ "username": "cara" }), Code::NotFound, 404),
        ("a..b", json!({ "username": "cara" }), Code::PackageInvalid, 422),
        ("a%20b", json!({ "username": "cara" }), Code::PackageInvalid, 422),
        (
            "Finn.Tools",
            json!({ "username": "a".repeat(256) }),
            Code::BadRequest,
            400,
        ),
    ] {
        let problem = refused(offer(&world, &finn, package, body.clone()).await).await;
        assert_eq!((problem.code, problem.status), (code, status), "{package} {body}");
    }
    assert_eq!(offers(&world, &cara).await.received, []);
    world.end().await;
}

#[tokio::test]
async fn owners_are_removed_by_owners_but_never_the_last_one() {
    let world = world().await;
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let refusal = refused(remove(&world, &finn, "Finn.Tools", "finn").await).await;
    assert_eq!((refusal.code, refusal.status), (Code::LastOwner, 409));
    assert_eq!(
        code_of(remove(&world, &cara, "Finn.Tools", "finn").await).await,
        Code::NotPackageOwner
    );
    let body = json!({ "username": "cara" });
    let offer = offered(&world, &finn, "Finn.Tools", body).await.offer.unwrap();
    answer(&world, &cara, &offer.id.to_string(), "accept").await;
    assert_eq!(
        code_of(remove(&world, &finn, "Finn.Tools", "anna").await).await,
        Code::NotFound
    );
    let path = "/api/v1/packages/Finn.Tools/owners/finn?preview=true";
    let preview: Preview = serde_json::from_value(json(world.delete(path, &cara).await).await).unwrap();
    let ends = Consequence::OwnershipEnds {
        package: "Finn.Tools".to_owned(),
        remaining: vec!["cara".to_owned()],
    };
    assert_eq!(preview.consequences, [ends]);
    let removed: Package =
        serde_json::from_value(json(remove(&world, &cara, "finn.tools", "FINN").await).await).unwrap();
    assert_eq!(removed.owners, ["cara"]);
    let mails = world.gallery.service.mails().await;
    let to: Vec<_> = mails.iter().take(2).map(|mail| mail.to.as_str()).collect();
    assert!(to.contains(&FINN.address) && to.contains(&CARA.address));
    world.end().await;
}

#[tokio::test]
async fn listing_is_for_owners_and_any_member_of_one() {
    let world = world().await;
    let (ben, cara) = (world.sign_in(&BEN, "one").await, world.sign_in(&CARA, "two").await);
    assert_eq!(
        code_of(set_listed(&world, &cara, "Team.Tools", false).await).await,
        Code::NotPackageOwner
    );
    assert_eq!(
        code_of(set_listed(&world, &ben, "No.Such", false).await).await,
        Code::NotFound
    );
    for listed in [false, false, true] {
        let package = json(set_listed(&world, &ben, "TEAM.tools", listed).await).await;
        assert_eq!(package["listed"], listed);
    }
    assert!(details(&world, &cara, "Team.Tools").await.package.listed);
    world.end().await;
}

#[tokio::test]
async fn packages_are_listed_by_the_page_for_oneself_and_ones_organizations() {
    let world = world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "one").await, world.sign_in(&BEN, "two").await);
    let (_, key) = keys::made(&world, &anna, "team").await;
    for number in 0..120 {
        registered(&world, &key, &format!("Pack.N{number:03}")).await;
    }
    let mut found = Vec::new();
    let mut path = "/api/v1/packages?owner=TEAM".to_owned();
    let mut pages = 0;
    loop {
        let response = world.get(&path, Some(&ben.token)).await;
        let list: PackageList = serde_json::from_value(json(response).await).unwrap();
        assert!(list.packages.len() <= 50);
        found.extend(list.packages.into_iter().map(|package| package.id));
        pages += 1;
        let Some(next) = list.next else { break };
        path = format!("/api/v1/packages?owner=team&cursor={next}");
    }
    assert_eq!((pages, found.len()), (3, 121));
    let mut sorted = found.clone();
    sorted.sort_by_key(|id| id.to_ascii_lowercase());
    sorted.dedup();
    assert_eq!(found, sorted);
    let refusal = world.get("/api/v1/packages?owner=finn", Some(&ben.token)).await;
    assert_eq!(code_of(refusal).await, Code::NotAuthorized);
    let refusal = world.get("/api/v1/packages?owner=nobody", Some(&ben.token)).await;
    assert_eq!(code_of(refusal).await, Code::AccountUnknown);
    let long = format!("/api/v1/packages?cursor={}", "a".repeat(201));
    assert_eq!(
        code_of(world.get(&long, Some(&ben.token)).await).await,
        Code::BadRequest
    );
    world.end().await;
}

#[tokio::test]
async fn an_offer_accepted_by_sixteen_at_once_is_accepted_once() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let body = json!({ "username": "cara" });
    let offer = offered(&world, &finn, "Finn.Tools", body).await.offer.unwrap();
    let racer = |how: &str| -> Racer {
        let path = format!("/api/v1/ownership-offers/{}/{how}", offer.id);
        (Method::POST, path, Some(cara.token.clone()), None)
    };
    let racers = (0..16).map(|number| racer(if number % 2 == 0 { "accept" } else { "decline" }));
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    let losers = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    assert!(
        losers
            .into_iter()
            .all(|problem| problem.code == Code::OwnershipRequestNotFound)
    );
    finish(world).await;
}

/// Everybody removes somebody at once; whatever order they come in, one owner is left.
#[tokio::test]
async fn sixteen_removals_at_once_leave_an_owner() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, finn, cara) = (
        world.sign_in(&ANNA, "one").await,
        world.sign_in(&FINN, "two").await,
        world.sign_in(&CARA, "three").await,
    );
    for (open, name) in [(&cara, "cara"), (&anna, "team")] {
        let body = json!({ "username": name });
        let offer = offered(&world, &finn, "Finn.Tools", body).await.offer.unwrap();
        let accepted = answer(&world, open, &offer.id.to_string(), "accept").await;
        assert_eq!(accepted.status(), StatusCode::OK);
    }
    let names = ["finn", "cara", "team"];
    let racers = (0..16).map(|number| -> Racer {
        let by = [&finn, &cara, &anna][number % 3];
        let path = format!("/api/v1/packages/Finn.Tools/owners/{}", names[number / 3 % 3]);
        (Method::DELETE, path, Some(by.token.clone()), None)
    });
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 2);
    for problem in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
        assert!(
            matches!(problem.code, Code::LastOwner | Code::NotFound | Code::NotPackageOwner),
            "{problem}"
        );
    }
    assert_eq!(owners(&world, &anna, "Finn.Tools").await.len(), 1);
    finish(world).await;
}

/// The last owner goes while another comes, and the package is unlisted meanwhile: what feeds are told in the end is what
/// holds. The consistency check at the end of the world sees to it.
#[tokio::test]
async fn feeds_are_told_what_holds_however_changes_meet() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, finn, cara) = (
        world.sign_in(&ANNA, "one").await,
        world.sign_in(&FINN, "two").await,
        world.sign_in(&CARA, "three").await,
    );
    let mut racers: Vec<Racer> = Vec::new();
    for (open, name) in [(&cara, "cara"), (&anna, "anna"), (&anna, "team")] {
        let body = json!({ "username": name });
        let offer = offered(&world, &finn, "Finn.Tools", body).await.offer.unwrap();
        let path = format!("/api/v1/ownership-offers/{}/accept", offer.id);
        racers.push((Method::POST, path, Some(open.token.clone()), None));
    }
    for number in 0..13 {
        let body = json!({ "listed": number % 2 == 0 });
        let path = "/api/v1/packages/Finn.Tools/listing".to_owned();
        racers.push((Method::PUT, path, Some(finn.token.clone()), Some(body)));
    }
    let outcomes = race(&world, racers).await;
    assert_eq!(wins(&outcomes), 16);
    assert_eq!(owners(&world, &finn, "Finn.Tools").await.len(), 4);
    finish(world).await;
}

#[tokio::test]
async fn an_offer_under_one_key_is_made_once() {
    let world = Arc::new(world().await);
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let send = async || {
        let url = format!("{}/api/v1/packages/Finn.Tools/owners", world.gallery.origin);
        let request = crate::world::client().post(url).bearer_auth(&finn.token);
        let request = request
            .header("idempotency-key", "one")
            .json(&json!({ "username": "cara" }));
        request.send().await.unwrap().text().await.unwrap()
    };
    let first = send().await;
    let offer: OfferedOwnership = serde_json::from_str(&first).unwrap();
    let id = offer.offer.unwrap().id.to_string();
    answer(&world, &cara, &id, "decline").await;
    assert_eq!(send().await, first);
    assert_eq!(offers(&world, &cara).await.received, []);
    finish(world).await;
}

#[tokio::test]
async fn whose_account_is_locked_does_nothing_with_packages_and_keys() {
    use service::operator::{OperatorCommand, operate, operator_socket};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let mut world = World::with(|set| set.database = service::Database::File(file.clone())).await;
    crate::cast::seed(&world).await;
    let finn = world.sign_in(&FINN, "one").await;
    let (key, text) = keys::made(&world, &finn, "finn").await;
    assert!(push(&world, &text, "Finn.Tools").await.allowed);
    world.gallery.end().await;
    let settings = |set: &mut service::Configuration| {
        set.database = service::Database::File(file.clone());
        set.serving.operator_socket = Some(operator_socket(&file));
    };
    let mut configuration =
        crate::world::configuration(&world.provider, "http://127.0.0.1:1", service::Database::Memory);
    settings(&mut configuration);
    let lock = OperatorCommand::Lock {
        username: "finn".to_owned(),
        reason: "Asked for by its owner".to_owned(),
    };
    let random = Arc::new(ambient::OsRandom);
    operate(configuration, world.clock.clone(), random, &lock)
        .await
        .unwrap();
    world.gallery = crate::world::Gallery::open(&world.provider, &world.clock, |set| {
        set.database = service::Database::File(file.clone());
    })
    .await;
    let denied = push(&world, &text, "Finn.Tools").await;
    assert_eq!(denied.reason, Some(contract::feed::Denial::AccountLocked));
    let body = json!({ "username": "cara" });
    for refused in [
        offer(&world, &finn, "Finn.Tools", body).await,
        remove(&world, &finn, "Finn.Tools", "finn").await,
        set_listed(&world, &finn, "Finn.Tools", false).await,
        keys::make(&world, &finn, keys::wish("finn")).await,
        keys::change(&world, &finn, &key, json!({})).await,
        keys::regenerate(&world, &finn, &key).await,
    ] {
        assert_eq!(code_of(refused).await, Code::AccountLocked);
    }
    let revoked = world.delete(&format!("/api/v1/keys/{}", key.id), &finn).await;
    assert_eq!(revoked.status(), StatusCode::NO_CONTENT);
    world.end().await;
}
