//! The tables, and how a database comes up to date (rules 8.4, 8.5).

use super::OpenStoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Each entry takes the schema one version up. Entries are never changed once released, only appended.
const MIGRATIONS: [&str; 9] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
    include_str!("schema/8.sql"),
    include_str!("schema/9.sql"),
];

/// "NuGA" in ASCII: what `file` and SQLite's header show, so that another program's database is not taken for ours.
const APPLICATION_ID: i64 = 0x4e75_4741;

/// The newest schema that this program knows.
pub const NEWEST: i64 = MIGRATIONS.len() as i64;

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

/// Brings a database up to date. Before an existing one is changed, a snapshot of it is put beside it.
///
/// # Errors
/// A newer schema or another program's database is refused and left as it is.
pub fn migrate(connection: &mut Connection, file: Option<&Path>) -> Result<(), OpenStoreError> {
    let found = version(connection)?;
    if found == NEWEST {
        return Ok(());
    }
    if let Some(file) = file.filter(|_| found > 0) {
        snapshot(connection, &snapshot_path(file, found))?;
    }
    upgrade(connection, found, NEWEST)
}

/// Makes the tables of an earlier schema, or of this one, in a new database.
///
/// # Errors
/// SQLite failed.
pub fn make(connection: &mut Connection, version: i64) -> Result<(), OpenStoreError> {
    upgrade(connection, 0, version)
}

/// The schema of a database: 0 of a new one.
///
/// # Errors
/// It is newer than this program, or another program's.
pub fn version(connection: &Connection) -> Result<i64, OpenStoreError> {
    let found = pragma(connection, "user_version")?;
    let owner = pragma(connection, "application_id")?;
    if found > NEWEST && owner == APPLICATION_ID {
        return Err(OpenStoreError::Newer { found, known: NEWEST });
    }
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if owner != APPLICATION_ID && (found != 0 || tables != 0) {
        return Err(OpenStoreError::Foreign);
    }
    Ok(found)
}

fn upgrade(connection: &mut Connection, from: i64, to: i64) -> Result<(), OpenStoreError> {
    let number = |version| usize::try_from(version).unwrap_or_default();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for migration in MIGRATIONS.iter().take(number(to)).skip(number(from)) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", to)?;
    transaction.commit()?;
    Ok(())
}

fn snapshot_path(file: &Path, version: i64) -> PathBuf {
    super::beside(file, &format!(".before-{}", version + 1))
}

/// Copies the whole database into a new private file. An older copy under that name is from a migration that did not
/// finish.
fn snapshot(connection: &Connection, to: &Path) -> Result<(), OpenStoreError> {
    match std::fs::remove_file(to) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    // SQLite would give a file that it makes the rights of the process, and fills one that is empty.
    super::open::make_private(to)?;
    let made = connection.execute("VACUUM INTO ?1", [to.to_string_lossy().as_ref()]);
    if made.is_err() {
        // On a full disk its part would take the room that everything else needs.
        std::fs::remove_file(to).ok();
    }
    made?;
    Ok(())
}

/// The snapshots beside a database, those that a newer program made included.
fn snapshots(file: &Path) -> std::io::Result<Vec<PathBuf>> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
        return Ok(Vec::new());
    };
    let prefix = format!("{name}.before-");
    let is_one = |found: &str| {
        let version = found.strip_prefix(&prefix);
        version.is_some_and(|version| !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder.unwrap_or(Path::new(".")))? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(is_one) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// Removes the snapshots of migrations that were made before a time: of accounts that were erased since nothing is to
/// stay (rule 14.10). Answers how many.
///
/// # Errors
/// A file cannot be looked at or removed.
pub fn remove_snapshots(file: &Path, before: SystemTime) -> std::io::Result<usize> {
    let mut removed = 0;
    for snapshot in snapshots(file)? {
        if std::fs::metadata(&snapshot)?.modified()? < before {
            std::fs::remove_file(&snapshot)?;
            removed += 1;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rule 8.4.
    #[test]
    fn a_new_database_comes_up_to_date_once() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, None).unwrap();
        migrate(&mut connection, None).unwrap();
        assert_eq!(pragma(&connection, "user_version").unwrap(), NEWEST);
    }

    #[test]
    fn a_newer_schema_is_refused_and_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, None).unwrap();
        connection.pragma_update(None, "user_version", NEWEST + 1).unwrap();
        let error = migrate(&mut connection, None).unwrap_err();
        assert!(matches!(error, OpenStoreError::Newer { found, known } if found == NEWEST + 1 && known == NEWEST));
    }

    #[test]
    fn another_programs_database_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
        assert!(matches!(
            migrate(&mut connection, None).unwrap_err(),
            OpenStoreError::Foreign
        ));
    }

    #[test]
    fn a_snapshot_holds_what_the_database_held() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("accounts.db");
        let connection = Connection::open(&file).unwrap();
        connection.execute_batch("CREATE TABLE t (x) STRICT").unwrap_err();
        connection
            .execute_batch("CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (7)")
            .unwrap();
        let copy = snapshot_path(&file, 1);
        snapshot(&connection, &copy).unwrap();
        snapshot(&connection, &copy).unwrap();
        let found: i64 = Connection::open(copy)
            .unwrap()
            .query_row("SELECT x FROM t", [], |row| row.get(0))
            .unwrap();
        assert_eq!(found, 7);
    }

    /// Rule 8.4.
    #[cfg(unix)]
    #[test]
    fn a_snapshot_can_be_read_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.db");
        snapshot(&Connection::open_in_memory().unwrap(), &copy).unwrap();
        assert_eq!(std::fs::metadata(copy).unwrap().permissions().mode() & 0o777, 0o600);
    }

    /// Rule 8.4.
    #[test]
    fn snapshots_are_removed_once_they_are_old() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("accounts.db");
        let (old, other) = (snapshot_path(&file, 1), folder.path().join("accounts.db.replaced"));
        std::fs::write(&old, "x").unwrap();
        std::fs::write(&other, "x").unwrap();
        let made_at = std::fs::metadata(&old).unwrap().modified().unwrap();
        assert_eq!(remove_snapshots(&file, made_at).unwrap(), 0);
        assert_eq!(
            remove_snapshots(&file, made_at + std::time::Duration::from_secs(1)).unwrap(),
            1
        );
        assert!(!old.exists() && other.exists());
    }

    /// Rules 8.4 and 14.10: who went back to an older program has one that this program would not make.
    #[test]
    fn a_snapshot_of_a_newer_program_is_removed_too_and_nothing_that_is_only_called_alike() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("accounts.db");
        let newer = snapshot_path(&file, NEWEST + 4);
        let others = ["accounts.db.before-", "accounts.db.before-9.bak", "other.db.before-9"];
        for path in others.map(|name| folder.path().join(name)).iter().chain([&newer]) {
            std::fs::write(path, "x").unwrap();
        }
        let later = SystemTime::now() + std::time::Duration::from_secs(3600);
        assert_eq!(remove_snapshots(&file, later).unwrap(), 1);
        assert!(!newer.exists());
        assert!(others.iter().all(|name| folder.path().join(name).exists()));
    }

    #[test]
    fn a_snapshot_that_cannot_be_finished_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.db");
        let connection = Connection::open_in_memory().unwrap();
        // A database is not copied in the middle of a transaction.
        connection.execute_batch("BEGIN; CREATE TABLE of_it (x)").unwrap();
        assert!(snapshot(&connection, &copy).is_err());
        assert!(!copy.exists());
    }
}
