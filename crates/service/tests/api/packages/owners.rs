//! Owners and what they do.

use super::{answer, details, offer, offered, remove};
use crate::{
    cast::{FINN, json, world},
    feed::{push, registered},
    keys,
    provider::{ANNA, BEN, CARA},
    world::{Open, World, code_of, refused},
};
use contract::{
    Code,
    consequence::{Consequence, Preview},
    package::{Package, PackageList},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;
use std::sync::Arc;

async fn set_listed(world: &World, by: &Open, package: &str, listed: bool) -> Response {
    let path = format!("/api/v1/packages/{package}/listing");
    let body = json!({ "listed": listed });
    world.call(Method::PUT, &path, Some(&by.token), Some(body)).await
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
    let told = Consequence::Told {
        addresses: vec![CARA.address.to_owned()],
    };
    assert_eq!(preview.consequences, [ends, told]);
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

/// Rule 13.11.
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
