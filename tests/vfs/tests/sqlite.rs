//! SQLite on the disk, by itself: what the disk does to it, before it is used to judge anything else.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use rusqlite::{Connection, ErrorCode};
use std::{path::Path, time::Duration};
use vfs::{Disk, Failure, Fault, Operation, PowerCut, Recurrence};

fn open(folder: &Path, synchronous: &str) -> Connection {
    let connection = Connection::open(folder.join("test.db")).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", synchronous).unwrap();
    connection
        .execute_batch("CREATE TABLE IF NOT EXISTS t (x INTEGER)")
        .unwrap();
    connection
}

fn rows(connection: &Connection) -> i64 {
    connection
        .query_row("SELECT count(*) FROM t", [], |row| row.get(0))
        .unwrap()
}

fn insert(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("INSERT INTO t VALUES (1)", []).map(|_| ())
}

#[test]
fn nothing_is_left_on_the_systems_disk() {
    let folder = tempfile::tempdir().unwrap();
    let _disk = Disk::mount(folder.path());
    insert(&open(folder.path(), "FULL")).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_lies_on_no_disk_is_the_systems() {
    let (mounted, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let _disk = Disk::mount(mounted.path());
    insert(&open(other.path(), "FULL")).unwrap();
    assert!(other.path().join("test.db").exists());
}

#[test]
fn several_connections_see_each_others_commits() {
    let folder = tempfile::tempdir().unwrap();
    let _disk = Disk::mount(folder.path());
    let (one, two) = (open(folder.path(), "FULL"), open(folder.path(), "FULL"));
    insert(&one).unwrap();
    insert(&two).unwrap();
    assert_eq!((rows(&one), rows(&two)), (2, 2));
    two.busy_timeout(Duration::ZERO).unwrap();
    one.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = two.execute_batch("BEGIN IMMEDIATE").unwrap_err();
    assert_eq!(refused.sqlite_error_code(), Some(ErrorCode::DatabaseBusy));
}

fn left_after_power_cut(synchronous: &str) -> i64 {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let disk = Disk::mount(before.path());
    let connection = open(before.path(), synchronous);
    insert(&connection).unwrap();
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    insert(&connection).unwrap();
    let _found = disk.image().mount(after.path(), PowerCut::LosesAll);
    rows(&open(after.path(), synchronous))
}

/// The disk must be able to show the fault that it is there to find.
#[test]
fn a_database_that_does_not_sync_each_commit_loses_some_and_one_that_does_loses_none() {
    assert_eq!(left_after_power_cut("NORMAL"), 1);
    assert_eq!(left_after_power_cut("FULL"), 2);
}

#[test]
fn a_disk_that_is_full_says_so_and_works_again_once_it_is_repaired() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path());
    let connection = open(folder.path(), "FULL");
    disk.fail(Fault {
        nth: 1,
        only: None,
        failure: Failure::Full,
        recurrence: Recurrence::ForEver,
    });
    for _ in 0..2 {
        let refused = insert(&connection).unwrap_err();
        assert_eq!(refused.sqlite_error_code(), Some(ErrorCode::DiskFull));
    }
    assert!(disk.repair());
    insert(&connection).unwrap();
    assert_eq!(rows(&connection), 1);
}

#[test]
fn a_sync_that_fails_once_fails_one_commit() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path());
    let connection = open(folder.path(), "FULL");
    disk.fail(Fault {
        nth: 1,
        only: Some(Operation::Sync),
        failure: Failure::Device,
        recurrence: Recurrence::Once,
    });
    let refused = insert(&connection).unwrap_err();
    assert_eq!(refused.sqlite_error_code(), Some(ErrorCode::SystemIoFailure));
    insert(&connection).unwrap();
    assert_eq!(rows(&connection), 1);
}

/// Why a refused commit has to be written over: the log still holds it, and who opens the database next takes it for good.
#[test]
fn a_commit_whose_sync_failed_comes_back_where_the_next_thing_is_a_restart() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let disk = Disk::mount(before.path());
    let connection = open(before.path(), "FULL");
    disk.fail(Fault {
        nth: 1,
        only: Some(Operation::Sync),
        failure: Failure::Device,
        recurrence: Recurrence::Once,
    });
    insert(&connection).unwrap_err();
    assert_eq!(rows(&connection), 0);
    let _killed = disk.image().mount(after.path(), PowerCut::KeepsAll);
    assert_eq!(rows(&open(after.path(), "FULL")), 1);
}

/// What the first statement of a new connection fails with, where reading or opening fails in this way, once.
fn met_by_a_reader(only: Operation, failure: Failure) -> Option<ErrorCode> {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path());
    let kept = open(folder.path(), "FULL");
    insert(&kept).unwrap();
    disk.fail(Fault {
        nth: 1,
        only: Some(only),
        failure,
        recurrence: Recurrence::ForEver,
    });
    let count = |c: Connection| c.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0));
    let failed = Connection::open(folder.path().join("test.db"))
        .and_then(count)
        .unwrap_err();
    assert!(disk.repair());
    assert_eq!(
        rows(&Connection::open(folder.path().join("test.db")).unwrap()),
        1,
        "once repaired"
    );
    failed.sqlite_error_code()
}

#[test]
fn what_cannot_be_read_or_opened_or_is_garbage_is_told_by_sqlite_and_is_there_once_repaired() {
    assert_eq!(
        met_by_a_reader(Operation::Read, Failure::Device),
        Some(ErrorCode::SystemIoFailure)
    );
    assert_eq!(
        met_by_a_reader(Operation::Read, Failure::Garbage),
        Some(ErrorCode::NotADatabase)
    );
    assert_eq!(
        met_by_a_reader(Operation::Open, Failure::Device),
        Some(ErrorCode::CannotOpen)
    );
}

#[test]
fn reads_are_not_counted_among_what_changes_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path());
    insert(&open(folder.path(), "FULL")).unwrap();
    disk.count();
    rows(&Connection::open(folder.path().join("test.db")).unwrap());
    assert_eq!(disk.counted().operations, 0);
    disk.count_only(Some(Operation::Read));
    rows(&Connection::open(folder.path().join("test.db")).unwrap());
    assert!(disk.counted().operations > 0);
}
