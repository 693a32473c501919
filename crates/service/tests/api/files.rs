//! The files of the database under a service that runs: removed, replaced (rule 8.12). Overwritten: `faults/overwritten.rs`.
#![cfg(unix)]

use crate::{
    provider::{ANNA, BEN},
    world::{Gallery, World, begin_body},
};
use contract::Purpose;
use reqwest::StatusCode;
use serde_json::Value;
use service::Database;
use std::{fs, path::Path};

async fn world(folder: &Path) -> World {
    let database = Database::File(folder.join("accounts.db"));
    World::with(|set| set.database = database).await
}

async fn begins(world: &World) -> StatusCode {
    let body = begin_body(Purpose::SignIn, &world.new_secret());
    world.post("/api/v1/proofs", None, body).await.status()
}

async fn readiness(world: &World) -> (Value, Value) {
    let ready: Value = world.get("/readyz", None).await.json().await.unwrap();
    (ready["database_writable"].clone(), ready["database_readable"].clone())
}

/// What `/readyz` finds is believed for a moment.
async fn comes_to_be(world: &World, writable: bool, readable: bool) {
    while readiness(world).await != (writable.into(), readable.into()) {
        tokio::task::yield_now().await;
    }
}

/// SQLite would go on writing into a file without a name, and at the next start all of that would be gone.
#[tokio::test]
async fn what_would_be_written_to_a_file_that_was_removed_or_replaced_is_refused_until_the_file_is_back() {
    let (folder, aside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut world = world(folder.path()).await;
    let anna = world.register(&ANNA, "anna").await;
    for (name, put_another) in [
        ("accounts.db", false),
        ("accounts.db", true),
        ("accounts.db-wal", false),
    ] {
        let (file, away) = (folder.path().join(name), aside.path().join(name));
        fs::rename(&file, &away).unwrap();
        if put_another {
            fs::write(&file, "something else").unwrap();
        }
        assert_eq!(begins(&world).await, StatusCode::SERVICE_UNAVAILABLE, "{name}");
        comes_to_be(&world, false, false).await;
        // Who is signed in is never told otherwise.
        let seen = world.get("/api/v1/account", Some(&anna.token)).await.status();
        assert!(matches!(seen.as_u16(), 200 | 503), "{name}: {seen}");
        fs::rename(&away, &file).unwrap();
        assert_eq!(begins(&world).await, StatusCode::CREATED, "{name}");
        comes_to_be(&world, true, true).await;
        world.account(&anna.token).await;
    }
    let ben = world.register(&BEN, "ben").await;
    world.gallery.end().await;
    let database = Database::File(folder.path().join("accounts.db"));
    world.gallery = Gallery::open(&world.provider, &world.clock, |set| set.database = database).await;
    world.account(&anna.token).await;
    world.account(&ben.token).await;
    world.end().await;
}
