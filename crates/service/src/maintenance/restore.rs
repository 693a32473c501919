//! Putting a database in the place of another (rule 8.10).

use super::{
    MaintenanceError, backup,
    candidate::{Candidate, remove_if_there, sync_folder},
    line, source,
};
use crate::{
    owner,
    store::{Lock, beside, schema, violations},
};
use contract::Timestamp;
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Puts a backup in the place of a database: checked and brought up to date first, then at once. A database that is
/// not empty is replaced only where `replace` says so, and kept beside the new one; answers where. With a time in
/// `end_sessions` every session in it has ended then: of those that were ended since the backup nobody knows.
///
/// # Errors
/// A service has the database open, the backup does not hold together, or there is something to lose. The database is
/// as it was then.
pub fn restore(
    from: &Path,
    database: &Path,
    replace: bool,
    end_sessions: Option<Timestamp>,
) -> Result<Option<PathBuf>, MaintenanceError> {
    owner::must_own(database)?;
    let _lock = take_lock(database)?;
    let (backup, _) = source::open(from)?;
    let in_the_way = !is_empty(database);
    if in_the_way && !replace {
        return Err(MaintenanceError::NotEmpty(database.to_owned()));
    }
    let candidate = Candidate::beside(database)?;
    backup::copy_pages(&backup, candidate.path())?;
    finish(&candidate, from)?;
    if let Some(at) = end_sessions {
        let sql = "UPDATE sessions SET ended_at = ?1 WHERE ended_at IS NULL";
        Connection::open(candidate.path())?.execute(sql, [at.as_micros()])?;
    }
    swap_in(candidate, database, in_the_way)
}

/// The lock that a service takes too.
pub fn take_lock(database: &Path) -> Result<Lock, MaintenanceError> {
    Lock::take(database).map_err(|error| MaintenanceError::Unusable(database.to_owned(), error))
}

/// Brings a candidate up to date and looks it through; `origin` is what it was made of.
pub fn finish(candidate: &Candidate, origin: &Path) -> Result<(), MaintenanceError> {
    let mut connection = Connection::open(candidate.path())?;
    schema::migrate(&mut connection, None).map_err(|error| MaintenanceError::Unusable(origin.to_owned(), error))?;
    let violations = violations(&connection)?;
    if violations.is_empty() {
        return Ok(());
    }
    Err(MaintenanceError::Damaged {
        path: origin.to_owned(),
        violations,
    })
}

/// Whether nothing is lost where this database goes: it is not there, or has nothing but what a service makes when it
/// starts. What cannot be read is not empty.
pub fn is_empty(database: &Path) -> bool {
    if !database.exists() {
        return true;
    }
    let rows = || -> Result<i64, MaintenanceError> {
        let (connection, _) = source::open(database)?;
        let mut rows = 0;
        for table in line::tables(&connection)? {
            if !line::MADE_AT_START.contains(&table.as_str()) {
                let sql = format!("SELECT count(*) FROM \"{table}\"");
                rows += connection.query_row(&sql, [], |row| row.get::<_, i64>(0))?;
            }
        }
        Ok(rows)
    };
    rows().is_ok_and(|rows| rows == 0) || fs::metadata(database).is_ok_and(|file| file.len() == 0)
}

/// Puts the candidate in its place. At every moment there is a whole database under the name; a log of the one before
/// is never left beside the new one.
pub fn swap_in(candidate: Candidate, database: &Path, keep: bool) -> Result<Option<PathBuf>, MaintenanceError> {
    let kept = beside(database, ".replaced");
    if keep {
        keep_aside(database, &kept)?;
    }
    for ending in ["-wal", "-shm", "-journal"] {
        remove_if_there(&beside(database, ending))?;
    }
    candidate.put_in_place(database)?;
    Ok(keep.then_some(kept))
}

/// Gives the database that is there, and its log, a second name.
fn keep_aside(database: &Path, kept: &Path) -> Result<(), MaintenanceError> {
    if kept.exists() {
        return Err(MaintenanceError::Exists(kept.to_owned()));
    }
    // The log goes into the file, where both can still be read; where not, the log is kept beside it.
    if let Ok(connection) = Connection::open(database) {
        connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").ok();
    }
    let log = beside(database, "-wal");
    if log.exists() {
        fs::hard_link(log, beside(kept, "-wal"))?;
    }
    fs::hard_link(database, kept)?;
    sync_folder(kept)?;
    Ok(())
}
