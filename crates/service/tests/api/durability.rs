//! Rules 8.1 to 8.5.

use crate::{
    provider::{ANNA, Provider},
    world::{Gallery, World, begin_body, configuration, opened, session_body},
};
use ambient::{OsRandom, SystemClock};
use contract::Purpose;
use reqwest::StatusCode;
use service::{Database, OpenError, OpenStoreError, Service};
use std::sync::Arc;
use testkit::ManualClock;
use tokio::{net::TcpListener, sync::oneshot};

#[tokio::test]
async fn what_was_answered_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let mut world = World::with(|set| set.database = database.clone()).await;
    let open = world.register(&ANNA, "anna").await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let code = world.code().await;
    let origin = world.gallery.origin.clone();
    world.gallery.end().await;
    world.gallery = Gallery::open(&world.provider, &world.clock, |set| set.database = database).await;
    assert_ne!(origin, world.gallery.origin);
    assert_eq!(world.account(&open.token).await, open.account);
    opened(world.post("/api/v1/sessions", None, session_body(&attempt, "x")).await).await;
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn what_was_answered_is_in_the_file_although_the_service_never_closed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let world = World::with(|set| set.database = Database::File(file.clone())).await;
    world.register(&ANNA, "anna").await;
    // As a crash would leave it: the files as they are, with the service still open.
    let copy = folder.path().join("copy.db");
    for ending in ["", "-wal"] {
        std::fs::copy(
            format!("{}{ending}", file.display()),
            format!("{}{ending}", copy.display()),
        )
        .unwrap();
    }
    let crashed = Gallery::open(&world.provider, &world.clock, |set| set.database = Database::File(copy)).await;
    assert_eq!(crashed.service.mails().await.len(), 1);
    crashed.end().await;
    world.end().await;
}

/// Rule 8.5.
#[tokio::test]
async fn two_services_never_have_one_database() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let provider = Provider::with_tenants().await;
    let open = || {
        let configuration = configuration(&provider, "http://127.0.0.1:1", database.clone());
        Service::open(configuration, Arc::new(ManualClock::default()), Arc::new(OsRandom))
    };
    let first = open().await.unwrap();
    assert!(matches!(open().await, Err(OpenError::Store(OpenStoreError::InUse))));
    first.close().await;
    open().await.unwrap().close().await;
}

/// Rule 8.5.
#[tokio::test]
async fn a_newer_database_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let provider = Provider::with_tenants().await;
    let open = || {
        let configuration = configuration(&provider, "http://127.0.0.1:1", Database::File(file.clone()));
        Service::open(configuration, Arc::new(ManualClock::default()), Arc::new(OsRandom))
    };
    open().await.unwrap().close().await;
    let raw = rusqlite::Connection::open(&file).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let error = open().await.unwrap_err();
    assert!(error.to_string().contains("use a newer program"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn commands_that_wait_together_share_a_commit() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let world = Arc::new(World::with(|set| set.database = database).await);
    // Whether two requests meet at the writer is up to the scheduler, so the crowd comes until some have.
    for _ in 0..50 {
        let before = world.gallery.service.store_counts();
        begin_at_once(&world, 48).await;
        let after = world.gallery.service.store_counts();
        assert!(after.commands - before.commands >= 48);
        if after.commits - before.commits < after.commands - before.commands {
            return Arc::into_inner(world).unwrap().end().await;
        }
        world.clock.advance_secs(600);
    }
    panic!("2400 commands took a commit each");
}

async fn begin_at_once(world: &Arc<World>, count: usize) {
    let begin = |world: Arc<World>| async move {
        let body = begin_body(Purpose::SignIn, &world.new_secret());
        world.post("/api/v1/proofs", None, body).await.status()
    };
    let tasks: Vec<_> = (0..count).map(|_| tokio::spawn(begin(world.clone()))).collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), StatusCode::CREATED);
    }
}

/// Rule 6.5.
#[tokio::test]
async fn a_service_that_is_told_to_stop_ends_its_streams_and_releases_its_database() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let mut world = World::with(|set| set.database = database.clone()).await;
    let open = world.register(&ANNA, "anna").await;
    world.gallery.end().await;

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let settings = configuration(&world.provider, &origin, database.clone());
    let clock = world.clock.clone();
    let service = Service::open(settings, clock, Arc::new(OsRandom)).await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(service.serve(listener, async { drop(stopped.await) }));
    let url = format!("{origin}/api/v1/events");
    let mut stream = crate::world::client()
        .get(url)
        .bearer_auth(&open.token)
        .send()
        .await
        .unwrap();
    stream.chunk().await.unwrap().unwrap();
    stop.send(()).unwrap();
    assert_eq!(stream.chunk().await.unwrap(), None);
    serving.await.unwrap().unwrap();

    world.gallery = Gallery::open(&world.provider, &world.clock, |set| set.database = database).await;
    world.account(&open.token).await;
    world.end().await;
}

#[tokio::test]
async fn the_real_clock_and_randomness_do_too() {
    let provider = Provider::with_tenants().await;
    let configuration = configuration(&provider, "http://127.0.0.1:1", Database::Memory);
    let service = Service::open(configuration, Arc::new(SystemClock), Arc::new(OsRandom))
        .await
        .unwrap();
    assert_eq!(service.check().await.unwrap(), Vec::<String>::new());
    service.close().await;
}
