//! A second process on the same file. It is this test program again, told by a line on its input when to go on.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use cache::State;
use rusqlite::{Connection, TransactionBehavior};
use std::{
    env,
    io::{BufRead, BufReader, Write, stdin},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};
use tempfile::TempDir;

const FILE: &str = "CACHE_TEST_FILE";

/// Holds the write lock on the file that the environment names, until a line comes in.
#[test]
#[ignore = "started as a second process by the tests below"]
fn hold_the_write_lock() {
    let mut connection = Connection::open(env::var_os(FILE).unwrap()).unwrap();
    let held = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    println!("\nheld");
    stdin().read_line(&mut String::new()).unwrap();
    held.commit().unwrap();
}

struct Holder {
    process: Child,
    input: ChildStdin,
}

impl Holder {
    fn start(path: &Path) -> Self {
        let mut command = Command::new(env::current_exe().unwrap());
        command
            .args(["--exact", "--ignored", "--nocapture", "hold_the_write_lock"])
            .env(FILE, path);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = process.stdin.take().unwrap();
        let mut lines = BufReader::new(process.stdout.as_mut().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "held"));
        Self { process, input }
    }

    fn let_go(mut self) {
        self.input.write_all(b"\n").unwrap();
        self.process.wait().unwrap();
    }
}

/// Does `work` while another process holds the write lock: it waits, and succeeds as soon as the lock is gone.
fn waits_for_the_lock(path: &Path, work: impl FnOnce() + Send + 'static) {
    let holder = Holder::start(path);
    let (done, result) = channel();
    let worker = thread::spawn(move || {
        work();
        done.send(()).unwrap();
    });
    assert_eq!(
        result.recv_timeout(Duration::from_millis(300)),
        Err(RecvTimeoutError::Timeout),
        "it did not wait"
    );
    holder.let_go();
    worker.join().unwrap();
}

#[test]
fn writing_waits_for_another_process_that_writes() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state.db");
    let state = State::open(&path).unwrap();
    waits_for_the_lock(&path, move || state.set_setting("theme", "dark").unwrap());
    assert_eq!(
        State::open(&path).unwrap().setting("theme").unwrap().as_deref(),
        Some("dark")
    );
}

#[test]
fn the_first_migration_waits_for_another_process_that_writes() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("PRAGMA journal_mode = WAL; VACUUM")
        .unwrap();
    let file = path.clone();
    waits_for_the_lock(&path, move || State::open(&file).map(drop).unwrap());
    State::open(&path).unwrap().set_setting("theme", "dark").unwrap();
}

#[test]
fn reading_does_not_wait_for_another_process_that_writes() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state.db");
    let state = State::open(&path).unwrap();
    let holder = Holder::start(&path);
    assert_eq!(state.setting("theme").unwrap(), None);
    assert_eq!(
        State::open(&path).unwrap().setting("theme").unwrap(),
        None,
        "nor does opening"
    );
    holder.let_go();
}
