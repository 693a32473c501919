#![allow(clippy::unwrap_used)]

use super::*;
use crate::{
    configuration::Database,
    store::{Chore, Lock, Store, Submission, beside, schema},
};
use accounts::{
    Changes, Write,
    account::{AccountRow, ClaimedName},
    outbound::{AuditRow, EventRow},
    username::Username,
};
use contract::{
    AccountId, EventId, Timestamp,
    account::{AccountKind, AuditEntry, AuditKind},
    event::{Event, EventKind},
};
use rusqlite::Connection;
use std::fs;
use tempfile::TempDir;

/// A folder with a database in it.
struct Place {
    folder: TempDir,
    database: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("accounts.db");
        Self { folder, database }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn open(&self) -> Store {
        Store::open(&Database::File(self.database.clone())).unwrap()
    }

    /// With this many organizations, and closed.
    async fn filled(accounts: u8) -> Self {
        let place = Self::new();
        let store = place.open();
        for number in 1..=accounts {
            store.commit(organization(number)).await.unwrap();
        }
        store.secret("caller", [7; 32]).await.unwrap();
        store.close().await;
        place
    }

    fn exported(&self) -> String {
        let mut lines = Vec::new();
        export(&self.database, &mut lines, Timestamp::from_secs(5)).unwrap();
        String::from_utf8(lines).unwrap()
    }

    fn import(&self, lines: &str) -> Result<(), MaintenanceError> {
        import(&self.database, &mut lines.as_bytes()).map(drop)
    }

    /// What is in the folder, so that it is seen what was left behind.
    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn organization(number: u8) -> Submission {
    let (id, at) = (AccountId::from_bytes([number; 16]), Timestamp::from_secs(1));
    let username = Username::from_stored(format!("name-{number}"));
    let row = AccountRow::new(id, AccountKind::Organization, username.clone(), at);
    let entry = AuditEntry {
        id: EventId::from_bytes([number; 16]),
        at,
        kind: AuditKind::Registered,
        installation: None,
        by: None,
        subject: Some("with \"quotes\", a\nbreak and an Ü".to_owned()),
    };
    let event = Event {
        id: EventId::from_bytes([number; 16]),
        at,
        what: EventKind::AccountChanged,
    };
    let claimed = ClaimedName {
        username,
        account: Some(id),
    };
    let changes = Changes {
        writes: vec![Write::InsertAccount(row), Write::ClaimName(claimed)],
        audit: vec![AuditRow { account: id, entry }],
        events: vec![EventRow { account: id, event }],
        ..Changes::default()
    };
    Submission {
        changes,
        ..Submission::default()
    }
}

fn accounts_in(database: &Path) -> i64 {
    let connection = Connection::open(database).unwrap();
    connection
        .query_row("SELECT count(*) FROM accounts", [], |row| row.get(0))
        .unwrap()
}

#[tokio::test]
async fn a_backup_is_made_while_the_service_writes_and_is_whole_private_and_alone() {
    let place = Place::filled(3).await;
    let store = place.open();
    store.commit(organization(4)).await.unwrap();
    let to = place.file("backup.db");
    backup(&place.database, &to).unwrap();
    store.commit(organization(5)).await.unwrap();
    store.close().await;
    assert_eq!((accounts_in(&to), accounts_in(&place.database)), (4, 5));
    assert_eq!(check(&to).unwrap(), Vec::<String>::new());
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&to).unwrap().permissions()) & 0o777,
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

#[tokio::test]
async fn a_backup_is_restored_over_accounts_only_where_that_is_said_and_they_are_kept() {
    let (place, copy) = (Place::filled(2).await, Place::new());
    let from = copy.file("backup.db");
    backup(&place.database, &from).unwrap();
    let store = place.open();
    store.commit(organization(3)).await.unwrap();
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
async fn nothing_is_restored_or_imported_under_a_service_that_runs() {
    let (place, other) = (Place::filled(1).await, Place::filled(1).await);
    let lines = other.exported();
    let store = place.open();
    let in_use = |result| matches!(result, Err(MaintenanceError::Unusable(_, OpenStoreError::InUse)));
    assert!(in_use(restore(&other.database, &place.database, true, None).map(drop)));
    assert!(in_use(place.import(&lines)));
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

#[tokio::test]
async fn what_does_not_hold_together_is_not_put_in_place() {
    let (broken, place) = (Place::filled(2).await, Place::filled(1).await);
    let connection = Connection::open(&broken.database).unwrap();
    connection
        .execute_batch("DELETE FROM names WHERE folded = 'name-1'")
        .unwrap();
    drop(connection);
    assert_eq!(check(&broken.database).unwrap().len(), 1);
    for replace in [true, false] {
        assert!(restore(&broken.database, &place.database, replace, None).is_err());
    }
    let fresh = Place::new();
    let refused = fresh.import(&broken.exported()).unwrap_err();
    assert!(
        matches!(&refused, MaintenanceError::Damaged { violations, .. } if violations.len() == 1),
        "{refused}"
    );
    assert!(!fresh.database.exists());
    assert_eq!(accounts_in(&place.database), 1);
    let left = |name: &String| name.contains(".new") || name.contains(".replaced");
    assert!(!place.files().iter().any(left));

    fs::write(broken.file("noise"), "not a database at all").unwrap();
    assert!(restore(&broken.file("noise"), &place.database, true, None).is_err());
    let foreign = broken.file("foreign.db");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE theirs (x)")
        .unwrap();
    assert!(matches!(
        restore(&foreign, &place.database, true, None),
        Err(MaintenanceError::Unusable(_, OpenStoreError::Foreign))
    ));
    assert_eq!(accounts_in(&place.database), 1);
}

#[tokio::test]
async fn a_newer_database_is_refused_by_every_command() {
    let (newer, place) = (Place::filled(1).await, Place::new());
    let lines = newer.exported();
    let connection = Connection::open(&newer.database).unwrap();
    connection
        .pragma_update(None, "user_version", schema::NEWEST + 1)
        .unwrap();
    drop(connection);
    let told = |error: MaintenanceError| assert!(error.to_string().contains("use a newer program"), "{error}");
    told(check(&newer.database).unwrap_err());
    told(backup(&newer.database, &newer.file("copy")).unwrap_err());
    told(restore(&newer.database, &place.database, false, None).unwrap_err());
    told(export(&newer.database, &mut Vec::new(), Timestamp::from_secs(0)).unwrap_err());
    let header = format!("\"schema\":{}", schema::NEWEST);
    let lines = lines.replace(&header, &format!("\"schema\":{}", schema::NEWEST + 1));
    told(place.import(&lines).unwrap_err());
    assert!(!place.database.exists());
}

#[tokio::test]
async fn what_was_exported_is_imported_row_by_row_with_its_positions_and_secrets() {
    let (place, fresh) = (Place::filled(3).await, Place::new());
    let store = place.open();
    let chore = Chore::Keep(Vec::new(), Timestamp::from_secs(0));
    assert!(store.run_chore(chore).await);
    // Exporting works beside a service.
    let lines = place.exported();
    store.close().await;
    fresh.import(&lines).unwrap();
    assert_eq!(fresh.exported(), lines);
    assert_eq!(check(&fresh.database).unwrap(), Vec::<String>::new());
    let store = fresh.open();
    assert_eq!(store.secret("caller", [9; 32]).await.unwrap(), [7; 32]);
    store.close().await;
    assert!(matches!(fresh.import(&lines), Err(MaintenanceError::NotEmpty(_))));
}

#[tokio::test]
async fn an_export_that_was_cut_or_changed_is_refused_and_leaves_nothing() {
    let (place, fresh) = (Place::filled(2).await, Place::new());
    let lines = place.exported();
    let all: Vec<&str> = lines.lines().collect();
    let joined = |lines: &[&str]| lines.join("\n");
    let name_row = all.iter().position(|line| line.contains("\"name-1\"")).unwrap();
    let mut without_row = all.clone();
    without_row.remove(name_row);
    let mut twice = all.clone();
    twice.insert(name_row, all[name_row]);
    let bad = [
        String::new(),
        joined(&all[..all.len() - 1]),
        joined(&all[1..]),
        joined(&without_row),
        joined(&twice),
        format!("{lines}\n[]"),
        lines.replace("\"name-1\"", "\"name-9\""),
        lines.replace("\"accounts\"", "\"sqlite_schema\""),
        lines.replacen("\"version\"", "\"conversion\"", 2),
        lines.replace("nuget-accounts-export", "something else"),
        joined(&all).replace(all[name_row], "[1]"),
        joined(&all).replace(all[name_row], "nothing"),
    ];
    for (number, text) in bad.iter().enumerate() {
        assert!(fresh.import(text).is_err(), "{number}");
        assert_eq!(fresh.files(), ["accounts.db.lock"], "{number}");
    }
    let without_row = fresh.import(&bad[3]).unwrap_err();
    assert!(matches!(without_row, MaintenanceError::Differs(_)), "{without_row}");
    fresh.import(&lines).unwrap();
}

#[tokio::test]
async fn an_export_of_an_earlier_schema_is_brought_up_to_date() {
    let (place, fresh) = (Place::new(), Place::new());
    let mut connection = Connection::open(&place.database).unwrap();
    schema::make(&mut connection, 1).unwrap();
    drop(connection);
    fresh.import(&place.exported()).unwrap();
    assert_eq!(check(&fresh.database).unwrap(), Vec::<String>::new());
    assert!(matches!(
        check(&place.database),
        Err(MaintenanceError::Older { found: 1, .. })
    ));
}

#[test]
fn rows_add_up_to_the_same_in_any_order_and_not_without_one() {
    let sum = |rows: &[&str]| {
        let mut adding = line::Adding::new("table");
        rows.iter().for_each(|row| adding.add(row));
        adding.sum()
    };
    assert_eq!(sum(&["a", "b", "c"]), sum(&["c", "a", "b"]));
    assert_ne!(sum(&["a", "b"]), sum(&["a", "a"]));
    assert_ne!(sum(&["a", "a"]).hash, sum(&[]).hash);
}

#[test]
fn a_restore_that_waits_holds_the_lock_of_the_service() {
    let place = Place::new();
    let _lock = Lock::take(&place.database).unwrap();
    assert!(beside(&place.database, ".lock").exists());
    assert!(Store::open(&Database::File(place.database.clone())).is_err());
}
