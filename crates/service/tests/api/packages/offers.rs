//! Offers of ownership.

use super::{answer, details, offer, offered, owners, remove};
use crate::{
    cast::{FINN, finish, json, world},
    logins::reference,
    provider::{ANNA, BEN, CARA, Person},
    scene::seeded,
    world::{Open, World, code_of, refused},
};
use contract::{
    Code,
    account::AuditKind,
    consequence::{Consequence, Preview},
    package::{OfferList, OfferedOwnership, Package, PackageList},
};
use reqwest::{Method, StatusCode};
use serde_json::json;
use service::parts::{Parts, SeedPackage};
use std::sync::Arc;

async fn offers(world: &World, by: &Open) -> OfferList {
    let response = world.get("/api/v1/ownership-offers", Some(&by.token)).await;
    serde_json::from_value(json(response).await).unwrap()
}

/// Rule 13.11.
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
    let trail = world.trail(&cara.token).await;
    assert_eq!(trail[0].kind, AuditKind::OwnershipAccepted);
    assert_eq!(trail[1].kind, AuditKind::OwnershipOffered);
    assert_eq!(trail[1].by.as_deref(), Some("finn"));
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
    let (told, shown) = shown.consequences.split_last().unwrap();
    assert_eq!(shown, preview.consequences);
    let addresses = vec![CARA.address.to_owned()];
    assert_eq!(
        *told,
        Consequence::Told { addresses },
        "by accepting all owners are mailed"
    );
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

/// Rule 13.8. Who is sent offers by a stranger does not lose sight of those that they made.
#[tokio::test]
async fn five_hundred_offers_that_somebody_received_leave_room_for_the_one_that_they_made() {
    let world = World::new().await;
    let ids: Vec<&'static str> = (0..500).map(|number| &*format!("Spam.{number}").leak()).collect();
    let mut packages: Vec<SeedPackage> = ids.iter().map(|id| seed_package(id, &["finn"])).collect();
    packages.push(seed_package("Own.Tools", &["cara"]));
    let parts = Parts {
        packages,
        ..Parts::default()
    };
    let accounts = [seeded("finn", Some(&FINN)), seeded("cara", Some(&CARA))];
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let own = offered(&world, &cara, "Own.Tools", json!({ "username": "finn" })).await;
    for id in ids {
        // An account makes 100 in an hour (rule 13.6).
        world.clock.advance_secs(36);
        offered(&world, &finn, id, json!({ "username": "cara" })).await;
    }
    let seen = offers(&world, &cara).await;
    assert_eq!((seen.received.len(), seen.made.len()), (500, 1));
    assert_eq!(seen.made[0].id, own.offer.unwrap().id);
    world.end().await;
}

fn seed_package(id: &'static str, owners: &'static [&'static str]) -> SeedPackage {
    SeedPackage {
        id,
        listed: true,
        owners,
    }
}
