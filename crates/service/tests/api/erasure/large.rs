//! An account with very many packages.

use crate::{
    deletion::{delete_with, preview, without_grace},
    provider::{ANNA, BEN},
    scene::{deletion_body, seeded},
    world::World,
};
use contract::{Purpose, consequence::Consequence};
use reqwest::StatusCode;
use serde_json::Value;
use service::parts::{Parts, SeedPackage};

#[tokio::test]
async fn ten_thousand_packages_go_in_one_transaction() {
    let world = World::with(without_grace).await;
    let accounts = [seeded("anna", Some(&ANNA)), seeded("ben", Some(&BEN))];
    let id = |number: usize| -> &'static str { Box::leak(format!("Pack.{number:05}").into_boxed_str()) };
    let owners = |number: usize| -> &'static [&'static str] {
        if number.is_multiple_of(2) {
            &["anna"]
        } else {
            &["anna", "ben"]
        }
    };
    let packages = (0..10_000).map(|number| SeedPackage {
        id: id(number),
        listed: true,
        owners: owners(number),
    });
    let parts = Parts {
        packages: packages.collect(),
        ..Parts::default()
    };
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    let open = world.sign_in(&ANNA, "a").await;
    let shown = preview(&world, &open).await;
    let orphans = shown
        .iter()
        .filter(|shown| matches!(shown, Consequence::PackageOrphaned { .. }))
        .count();
    assert_eq!(orphans, 5_000);
    let attempt = world.proved_in(Purpose::DeleteAccount, &ANNA, &open.token).await;
    let before = commands_and_deliveries(&world).await;
    let deleted = delete_with(&world, &open, deletion_body(&attempt, "anna")).await;
    assert_eq!(deleted.status(), StatusCode::NO_CONTENT);
    let after = commands_and_deliveries(&world).await;
    // Each mail that leaves is noted by a commit of its own.
    assert_eq!(after.0 - before.0, 1 + after.1 - before.1);
    let profile: Value = world.get("/api/v1/profiles/ben", None).await.json().await.unwrap();
    assert_eq!(profile["package_count"], 5_000);
    world.end().await;
}

/// How many commands were committed and how many mails were delivered, once nothing waits to leave.
async fn commands_and_deliveries(world: &World) -> (u64, u64) {
    let service = &world.gallery.service;
    service.mails().await;
    let delivered = service.outbox_counts().await.unwrap().delivered;
    (service.store_counts().commands, delivered.into())
}
