//! Backups, made and restored.

use super::place::{Place, accounts_in, somebody};
use crate::maintenance::{MaintenanceError, backup, backup::copy_pages, check, restore};
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
        restore(&from, &place.database, false, None),
        Err(MaintenanceError::NotEmpty(_))
    ));
    assert_eq!(accounts_in(&place.database), 3);
    let kept = restore(&from, &place.database, true, None).unwrap().unwrap();
    assert_eq!((accounts_in(&place.database), accounts_in(&kept)), (2, 3));
    // The one that was kept is not lost to a second restore.
    assert!(matches!(
        restore(&from, &place.database, true, None),
        Err(MaintenanceError::Exists(_))
    ));
    assert_eq!(accounts_in(&place.database), 2);

    let fresh = Place::new();
    fresh.open().close().await;
    assert_eq!(restore(&from, &fresh.database, false, None).unwrap(), None);
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
        INSERT INTO sessions SELECT id, x'00', id, 'full', 'i', 'I', 1, 1, NULL FROM accounts;";
    connection.execute_batch(sql).unwrap();
    drop(connection);
    let from = place.file("backup.db");
    backup(&place.database, &from).unwrap();
    for (at, open) in [(None, 1), (Some(contract::Timestamp::from_secs(2)), 0)] {
        let other = Place::new();
        restore(&from, &other.database, false, at).unwrap();
        let sql = "SELECT count(*) FROM sessions WHERE ended_at IS NULL";
        let found: i64 = Connection::open(&other.database)
            .unwrap()
            .query_row(sql, [], |row| row.get(0))
            .unwrap();
        assert_eq!(found, open);
    }
}
