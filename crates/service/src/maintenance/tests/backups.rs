//! Backups, made and restored.

use super::place::{Place, accounts_in, at, somebody};
use crate::maintenance::{MaintenanceError, Terms, backup, backup::copy_pages, check, restore};
use rusqlite::Connection;
use std::time::Duration;

/// Rule 8.9.
#[tokio::test]
async fn a_backup_is_made_while_the_service_writes_and_is_whole_private_and_alone() {
    let place = Place::filled(3).await;
    let store = place.open();
    store.commit(somebody(4)).await.unwrap();
    let to = place.file("backup.db");
    backup(&place.database, &to).unwrap();
    store.commit(somebody(5)).await.unwrap();
    store.close().await;
    assert_eq!((accounts_in(&to), accounts_in(&place.database)), (4, 5));
    assert_eq!(check(&to).unwrap(), Vec::<String>::new());
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&to).unwrap().permissions()) & 0o777,
        0o600
    );
    assert!(
        !place
            .files()
            .iter()
            .any(|name| name.starts_with("backup.db.") || name.starts_with("backup.db-"))
    );
    assert!(matches!(backup(&place.database, &to), Err(MaintenanceError::Exists(_))));
    let nowhere = place.file("nowhere.db");
    assert!(matches!(
        backup(&nowhere, &place.file("x")),
        Err(MaintenanceError::NotThere(_))
    ));
    assert!(!nowhere.exists() && !place.file("x").exists());
}

/// Rule 8.9.
#[tokio::test]
async fn what_another_program_has_locked_is_not_taken_for_copied() {
    let place = Place::filled(3).await;
    let (plain, to) = (place.file("plain.db"), place.file("copy.db"));
    backup(&place.database, &plain).unwrap();
    let reader = Connection::open(&plain).unwrap();
    reader.busy_timeout(Duration::ZERO).unwrap();
    // Without a log beside it, who writes keeps everybody else from reading.
    let other = Connection::open(&plain).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let refused = copy_pages(&reader, &to).unwrap_err();
    assert!(matches!(refused, MaintenanceError::Locked), "{refused}");
    other.execute_batch("COMMIT").unwrap();
    copy_pages(&reader, &to).unwrap();
    assert_eq!(accounts_in(&to), 3);
}

#[tokio::test]
async fn of_backups_to_one_file_at_the_same_time_one_is_made_and_nothing_is_left_of_the_others() {
    let place = Place::filled(3).await;
    let to = place.file("backup.db");
    let start = std::sync::Barrier::new(8);
    let made: Vec<_> = std::thread::scope(|threads| {
        let one = || {
            start.wait();
            backup(&place.database, &to)
        };
        let threads: Vec<_> = (0..8).map(|_| threads.spawn(one)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (done, refused): (Vec<_>, Vec<_>) = made.into_iter().partition(Result::is_ok);
    assert_eq!(done.len(), 1);
    for refusal in refused {
        assert!(matches!(refusal, Err(MaintenanceError::Exists(_))), "{refusal:?}");
    }
    assert_eq!((accounts_in(&to), check(&to).unwrap()), (3, Vec::new()));
    assert!(!place.files().iter().any(|name| name.starts_with("backup.db.")));
}

/// Rule 8.10.
#[tokio::test]
async fn a_backup_is_restored_over_accounts_only_where_that_is_said_and_they_are_kept() {
    let (place, copy) = (Place::filled(2).await, Place::new());
    let from = copy.file("backup.db");
    backup(&place.database, &from).unwrap();
    let store = place.open();
    store.commit(somebody(3)).await.unwrap();
    store.close().await;

    assert!(matches!(
        restore(&from, &place.database, at(5)),
        Err(MaintenanceError::NotEmpty(_))
    ));
    assert_eq!(accounts_in(&place.database), 3);
    let kept = restore(&from, &place.database, at(5).replacing())
        .unwrap()
        .kept
        .unwrap();
    assert_eq!((accounts_in(&place.database), accounts_in(&kept)), (2, 3));
    // The one that was kept is not lost to a second restore.
    assert!(matches!(
        restore(&from, &place.database, at(5).replacing()),
        Err(MaintenanceError::Exists(_))
    ));
    assert_eq!(accounts_in(&place.database), 2);

    let fresh = Place::new();
    fresh.open().close().await;
    assert_eq!(restore(&from, &fresh.database, at(5)).unwrap().kept, None);
    assert_eq!(accounts_in(&fresh.database), 2);
    let store = fresh.open();
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
    store.close().await;
}

#[tokio::test]
async fn a_backup_is_restored_with_its_sessions_or_with_all_of_them_ended() {
    let place = Place::filled(1).await;
    let connection = Connection::open(&place.database).unwrap();
    let sql = "INSERT INTO places SELECT id, 'i', 1 FROM accounts;
        INSERT INTO sessions SELECT 0, id, zeroblob(32), id, 'full', 'i', 'I', 1, 1, NULL FROM accounts;";
    connection.execute_batch(sql).unwrap();
    drop(connection);
    let from = place.file("backup.db");
    backup(&place.database, &from).unwrap();
    for (end_sessions, open) in [(false, 1), (true, 0)] {
        let other = Place::new();
        let terms = Terms { end_sessions, ..at(5) };
        restore(&from, &other.database, terms).unwrap();
        let sql = "SELECT count(*) FROM sessions WHERE ended_at IS NULL";
        let found: i64 = Connection::open(&other.database)
            .unwrap()
            .query_row(sql, [], |row| row.get(0))
            .unwrap();
        assert_eq!(found, open);
    }
}

/// Rule 8.16: whoever asks first gets them.
#[tokio::test]
async fn what_the_database_before_had_and_the_backup_has_not_is_told() {
    let place = Place::filled(2).await;
    let from = place.file("backup.db");
    let package = |connection: &Connection, id: &str| {
        let sql = "INSERT INTO packages VALUES (lower(?1), ?1, 1, 1, 1)";
        connection.execute(sql, [id]).unwrap();
    };
    package(&Connection::open(&place.database).unwrap(), "Contoso.Core");
    backup(&place.database, &from).unwrap();
    let store = place.open();
    store.commit(somebody(3)).await.unwrap();
    store.close().await;
    package(&Connection::open(&place.database).unwrap(), "Contoso.Pay");
    let gone = restore(&from, &place.database, at(5).replacing()).unwrap().gone;
    let gone = gone.unwrap().unwrap();
    assert_eq!(
        (gone.names, gone.packages),
        (vec!["name-3".to_owned()], vec!["Contoso.Pay".to_owned()])
    );
    let fresh = Place::new();
    assert!(restore(&from, &fresh.database, at(5)).unwrap().gone.is_none());
}

/// Rule 8.9: what a restore will refuse is told when the backup is made, and the operator can take it all the same (8.10).
#[tokio::test]
async fn a_backup_of_what_does_not_hold_together_is_made_told_and_restored_as_it_is() {
    let place = Place::filled(2).await;
    let connection = Connection::open(&place.database).unwrap();
    connection
        .execute_batch("DELETE FROM names WHERE folded = 'name-1'")
        .unwrap();
    drop(connection);
    let from = place.file("backup.db");
    let told = backup(&place.database, &from).unwrap().unwrap();
    assert_eq!(told.len(), 1);
    let fresh = Place::new();
    let refused = restore(&from, &fresh.database, at(5)).unwrap_err();
    assert!(matches!(refused, MaintenanceError::Damaged { .. }), "{refused}");
    let as_it_is = Terms {
        as_it_is: true,
        ..at(5)
    };
    assert_eq!(restore(&from, &fresh.database, as_it_is).unwrap().violations, told);
    assert_eq!(accounts_in(&fresh.database), 2);

    let noise = place.file("noise");
    std::fs::write(&noise, [7; 8192]).unwrap();
    assert!(restore(&noise, &Place::new().database, as_it_is).is_err());
}

/// Rule 8.10: what is in it is in no other file.
#[tokio::test]
async fn the_log_of_a_database_that_was_moved_away_is_not_removed() {
    let place = Place::filled(1).await;
    let from = place.file("backup.db");
    backup(&place.database, &from).unwrap();
    let fresh = Place::new();
    let log = fresh.file("accounts.db-wal");
    std::fs::write(&log, "the newest changes").unwrap();
    let refused = restore(&from, &fresh.database, at(5)).unwrap_err();
    assert!(
        matches!(&refused, MaintenanceError::LogAlone(path) if *path == log),
        "{refused}"
    );
    assert!(log.exists() && !fresh.database.exists());
    restore(&from, &fresh.database, at(5).replacing()).unwrap();
    let kept = std::fs::read_to_string(fresh.file("accounts.db.replaced-wal")).unwrap();
    assert_eq!((kept.as_str(), accounts_in(&fresh.database)), ("the newest changes", 1));

    // An empty one is what a clean stop leaves.
    let clean = Place::new();
    std::fs::write(clean.file("accounts.db-wal"), "").unwrap();
    restore(&from, &clean.database, at(5)).unwrap();
}
