//! Rule 8.13: commands that the running service takes at its socket, however long they and their answers are.

use crate::world::{World, configuration};
use ambient::OsRandom;
use service::{
    Configuration, Database, Service,
    operator::{OperatorCommand, OperatorError, operate, operator_socket},
};
use std::{path::Path, sync::Arc};
use testkit::ManualClock;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, UnixStream},
    sync::oneshot,
    task::JoinHandle,
};

/// The program on a file, serving, with commands beside it.
struct Beside {
    settings: Configuration,
    clock: Arc<ManualClock>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Beside {
    async fn start(world: &World, file: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let mut settings = configuration(&world.provider, &origin, Database::File(file.to_owned()));
        settings.serving.operator_socket = Some(operator_socket(file));
        let (clock, (stop, stopped)) = (world.clock.clone(), oneshot::channel::<()>());
        let service = Service::open(settings.clone(), clock.clone(), Arc::new(OsRandom))
            .await
            .unwrap();
        let serving = async move { service.serve(listener, async { drop(stopped.await) }).await.unwrap() };
        let serving = tokio::spawn(serving);
        while !operator_socket(file).exists() {
            tokio::task::yield_now().await;
        }
        Self {
            settings,
            clock,
            stop,
            serving,
        }
    }

    async fn run(&self, command: &OperatorCommand) -> Result<String, OperatorError> {
        operate(self.settings.clone(), self.clock.clone(), Arc::new(OsRandom), command).await
    }

    async fn end(self) {
        self.stop.send(()).unwrap();
        self.serving.await.unwrap();
    }
}

#[tokio::test]
async fn a_list_of_thousands_is_shown_beside_the_running_service_however_long_the_answer_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let world = World::new().await;
    Beside::start(&world, &file).await.end().await;
    let put = "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 3000)
        INSERT INTO listed (list, text)
        SELECT 'password_discontinued', printf('somebody.%04d@mail.of.a.department.example.org', n) FROM number";
    rusqlite::Connection::open(&file).unwrap().execute_batch(put).unwrap();
    let beside = Beside::start(&world, &file).await;
    let list = "password_discontinued".to_owned();
    let shown = beside.run(&OperatorCommand::ShowList { list }).await.unwrap();
    assert!(shown.len() > 64 * 1024);
    assert_eq!(shown.lines().count(), 3000);
    assert!(shown.ends_with("somebody.3000@mail.of.a.department.example.org"));
    beside.end().await;
    world.end().await;
}

#[tokio::test]
async fn a_command_that_is_too_long_is_told_so_by_both_sides() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let world = World::new().await;
    let beside = Beside::start(&world, &file).await;
    let lock = OperatorCommand::Lock {
        username: "anna".to_owned(),
        reason: "a".repeat(64 * 1024),
    };
    let refused = beside.run(&lock).await.unwrap_err();
    assert!(refused.to_string().contains("longer than 64 KiB"), "{refused}");
    // One of another program, which does not look at the length itself.
    let mut stream = UnixStream::connect(operator_socket(&file)).await.unwrap();
    stream.write_all(" ".repeat(64 * 1024).as_bytes()).await.unwrap();
    let mut told = String::new();
    stream.read_to_string(&mut told).await.unwrap();
    assert!(told.contains("longer than 64 KiB"), "{told}");
    beside.end().await;
    world.end().await;
}
