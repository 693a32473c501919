//! `cache.db` as the app uses it.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use cache::{Cache, Cached, Origin};
use contract::Timestamp;
use std::{
    fs,
    path::PathBuf,
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// After everything that is read here.
fn later() -> Timestamp {
    at(1_000_000)
}

fn at(micros: i64) -> Timestamp {
    Timestamp::from_micros(micros)
}

fn cached(value: &str, as_of: i64) -> Option<Cached> {
    Some(Cached {
        value: value.to_owned(),
        as_of: at(as_of),
    })
}

fn place() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("cache.db");
    (folder, path)
}

/// The same for a file and for memory.
fn on_both(check: impl Fn(&Cache)) {
    let (_folder, path) = place();
    let file = Cache::open(&path);
    assert_eq!(file.origin(), Origin::File);
    check(&file);
    let memory = Cache::in_memory();
    assert_eq!(memory.origin(), Origin::Memory);
    check(&memory);
}

#[test]
fn values_come_back_with_their_age_whatever_they_hold() {
    on_both(|cache| {
        assert_eq!(cache.read("p", "account").unwrap(), None);
        let hostile = "{\"a\":\"'; DROP TABLE snapshot; --\0 \u{202e}née 🗝\"}";
        cache.write(hostile, "account", hostile, at(5), later()).unwrap();
        cache
            .write("p", "sessions", &"x".repeat(1_000_000), at(6), later())
            .unwrap();
        assert_eq!(cache.read(hostile, "account").unwrap(), cached(hostile, 5));
        assert_eq!(cache.read("p", "sessions").unwrap().unwrap().value.len(), 1_000_000);
        assert_eq!(cache.read("p", "account").unwrap(), None);
    });
}

#[test]
fn a_value_from_a_clock_that_was_ahead_does_not_stay() {
    on_both(|cache| {
        cache.write("p", "account", "ahead", at(500), at(500)).unwrap();
        cache.write("p", "account", "right", at(20), at(20)).unwrap();
        assert_eq!(cache.read("p", "account").unwrap(), cached("right", 20));
    });
}

#[test]
fn of_two_answers_that_overtake_each_other_the_newer_one_stays() {
    on_both(|cache| {
        cache.write("p", "account", "second", at(20), later()).unwrap();
        cache.write("p", "account", "first", at(10), later()).unwrap();
        assert_eq!(cache.read("p", "account").unwrap(), cached("second", 20));
        cache
            .write("p", "account", "same time, later", at(20), later())
            .unwrap();
        assert_eq!(cache.read("p", "account").unwrap(), cached("same time, later", 20));
        cache.write("p", "account", "third", at(30), later()).unwrap();
        assert_eq!(cache.read("p", "account").unwrap(), cached("third", 30));
    });
}

#[test]
fn forgetting_an_account_leaves_the_others() {
    on_both(|cache| {
        for profile in ["a", "ab"] {
            cache.write(profile, "account", "{}", at(1), later()).unwrap();
            cache.write(profile, "sessions", "[]", at(1), later()).unwrap();
        }
        cache.forget("a").unwrap();
        cache.forget("nobody").unwrap();
        assert_eq!(cache.read("a", "account").unwrap(), None);
        assert_eq!(cache.read("a", "sessions").unwrap(), None);
        assert_eq!(cache.read("ab", "sessions").unwrap(), cached("[]", 1));
    });
}

/// Writes of many sizes in an order that makes SQLite split and merge pages, which leaves copies of rows behind that
/// `secure_delete` alone does not reach.
fn rearrange(cache: &Cache, seed: u32) {
    let mut state = seed;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    for round in 0..400 {
        let profile = ["canary", "stays-1", "stays-2"][next(3) as usize];
        let value = format!("{profile}-").repeat([1, 10, 60, 200, 900][next(5) as usize]);
        cache
            .write(profile, &format!("kind-{}", next(40)), &value, at(round), later())
            .unwrap();
    }
}

#[test]
fn a_forgotten_account_leaves_no_byte_in_the_file_or_its_journal() {
    for seed in 0..4 {
        let (folder, path) = place();
        let cache = Cache::open(&path);
        rearrange(&cache, seed);
        let found = || {
            let files = fs::read_dir(folder.path()).unwrap();
            let bytes: Vec<u8> = files.flat_map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
            bytes.windows(6).any(|bytes| bytes == b"canary")
        };
        assert!(found(), "the test would see it");
        cache.forget("canary").unwrap();
        cache.scrub().unwrap();
        assert!(!found(), "seed {seed}");
        assert!((0..40).any(|kind| cache.read("stays-1", &format!("kind-{kind}")).unwrap().is_some()));
    }
}

#[test]
fn what_was_written_is_there_after_a_restart() {
    let (_folder, path) = place();
    Cache::open(&path).write("p", "account", "{}", at(1), later()).unwrap();
    let cache = Cache::open(&path);
    assert_eq!(
        (cache.origin(), cache.read("p", "account").unwrap()),
        (Origin::File, cached("{}", 1))
    );
}

#[test]
fn a_damaged_file_is_rebuilt_and_used() {
    let (_folder, path) = place();
    fs::write(&path, b"not a database".repeat(1_000)).unwrap();
    let cache = Cache::open(&path);
    assert_eq!(cache.origin(), Origin::Rebuilt);
    cache.write("p", "account", "{}", at(1), later()).unwrap();
    drop(cache);
    let cache = Cache::open(&path);
    assert_eq!(
        (cache.origin(), cache.read("p", "account").unwrap()),
        (Origin::File, cached("{}", 1))
    );
}

#[test]
fn a_newer_file_is_rebuilt() {
    let (_folder, path) = place();
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    assert_eq!(Cache::open(&path).origin(), Origin::Rebuilt);
    assert_eq!(Cache::open(&path).origin(), Origin::File);
}

#[test]
fn a_database_of_another_shape_is_rebuilt() {
    let (_folder, path) = place();
    let foreign = "CREATE TABLE snapshot (something TEXT)";
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch(foreign)
        .unwrap();
    assert_eq!(Cache::open(&path).origin(), Origin::Rebuilt);
}

#[test]
fn a_damaged_file_that_many_open_at_once_is_rebuilt_once() {
    let (_folder, path) = place();
    fs::write(&path, b"not a database".repeat(1_000)).unwrap();
    let open = |number: i64, path: PathBuf| {
        thread::spawn(move || {
            let cache = Cache::open(&path);
            cache
                .write(&number.to_string(), "account", "{}", at(number), later())
                .unwrap();
            cache
        })
    };
    let opened: Vec<_> = (0..6).map(|number| open(number, path.clone())).collect();
    let opened: Vec<_> = opened.into_iter().map(|cache| cache.join().unwrap()).collect();
    for cache in &opened {
        assert_ne!(cache.origin(), Origin::Memory);
        for number in 0..6 {
            assert_eq!(
                cache.read(&number.to_string(), "account").unwrap(),
                cached("{}", number)
            );
        }
    }
}

#[test]
fn a_process_that_waits_for_another_s_rebuilding_uses_the_new_file_and_deletes_nothing() {
    let (_folder, path) = place();
    fs::write(&path, b"not a database".repeat(1_000)).unwrap();
    let lock = fs::File::create(path.with_file_name("cache.db-lock")).unwrap();
    lock.lock().unwrap();
    let (opens, opened) = channel();
    let waiting = path.clone();
    let waiter = thread::spawn(move || opens.send(Cache::open(&waiting)).unwrap());
    let early = opened.recv_timeout(Duration::from_millis(300));
    assert!(matches!(early, Err(RecvTimeoutError::Timeout)), "it did not wait");
    fs::remove_file(&path).unwrap();
    Cache::open(&path).write("p", "account", "{}", at(1), later()).unwrap();
    lock.unlock().unwrap();
    let cache = opened.recv().unwrap();
    waiter.join().unwrap();
    assert_eq!(
        (cache.origin(), cache.read("p", "account").unwrap()),
        (Origin::Rebuilt, cached("{}", 1))
    );
}

#[test]
fn where_there_can_be_no_file_there_is_memory() {
    let (folder, _) = place();
    fs::write(folder.path().join("file"), "").unwrap();
    let cache = Cache::open(&folder.path().join("file").join("cache.db"));
    assert_eq!(cache.origin(), Origin::Memory);
    cache.write("p", "account", "{}", at(1), later()).unwrap();
    assert_eq!(cache.read("p", "account").unwrap(), cached("{}", 1));
}
