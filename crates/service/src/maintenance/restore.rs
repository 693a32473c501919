//! Putting a database in the place of another (rule 8.10).

use super::{
    MaintenanceError, backup,
    candidate::{Candidate, remove_if_there, sync_folder},
    gone, line, source,
    terms::{Put, Terms, come_back},
};
use crate::{
    owner,
    store::{Lock, beside, schema},
};
use contract::Timestamp;
use rusqlite::{Connection, TransactionBehavior};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Puts a backup in the place of a database: brought up to date, given its time back and checked first, then at once. A
/// database that is not empty is replaced only where the terms say so, and kept beside the new one.
///
/// # Errors
/// A service has the database open, the backup does not hold together, the clock is not to be believed, or there is
/// something to lose. The database is as it was then.
pub fn restore(from: &Path, database: &Path, terms: Terms) -> Result<Put, MaintenanceError> {
    owner::must_own(database)?;
    let _lock = take_lock(database)?;
    let (backup, _) = source::open(from)?;
    let in_the_way = in_the_way(database, terms)?;
    let candidate = Candidate::beside(database)?;
    backup::copy_pages(&backup, candidate.path())?;
    let origin = Origin {
        path: from,
        exported_at: None,
    };
    put(candidate, database, in_the_way, &origin, terms)
}

/// The lock that a service takes too.
pub fn take_lock(database: &Path) -> Result<Lock, MaintenanceError> {
    Lock::take(database).map_err(|error| MaintenanceError::Unusable(database.to_owned(), error))
}

/// What a candidate was made of.
pub struct Origin<'a> {
    /// The file.
    pub path: &'a Path,
    /// When it was made, where it says so itself.
    pub exported_at: Option<Timestamp>,
}

/// Brings a candidate up to date, gives it its time back, looks it through, and puts it in its place.
pub fn put(
    candidate: Candidate,
    database: &Path,
    in_the_way: bool,
    origin: &Origin<'_>,
    terms: Terms,
) -> Result<Put, MaintenanceError> {
    let mut connection = Connection::open(candidate.path())?;
    schema::migrate(&mut connection, None)
        .map_err(|error| MaintenanceError::Unusable(origin.path.to_owned(), error))?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (away, given) = come_back(&transaction, terms, origin.exported_at, origin.path)?;
    transaction.commit()?;
    let violations = super::look_through(&connection)?;
    if !violations.is_empty() && !terms.as_it_is {
        return Err(MaintenanceError::Damaged {
            path: origin.path.to_owned(),
            violations,
        });
    }
    // No journal of its own may be left when the candidate gets its name.
    connection.close().map_err(|(_, error)| error)?;
    let gone = in_the_way.then(|| gone::between(database, candidate.path()));
    let kept = swap_in(candidate, database, in_the_way)?;
    Ok(Put {
        kept,
        gone,
        away,
        given,
        violations,
    })
}

/// Whether something is lost where this database goes.
///
/// # Errors
/// It is, and the terms do not say that it may be replaced.
pub fn in_the_way(database: &Path, terms: Terms) -> Result<bool, MaintenanceError> {
    let log = beside(database, "-wal");
    let is_there = source::is_there(database)?;
    // The newest changes of a database that was moved away without it.
    let has_log = !is_there && fs::metadata(&log).is_ok_and(|log| log.len() > 0);
    if has_log && !terms.replace {
        return Err(MaintenanceError::LogAlone(log));
    }
    if is_there && !is_empty(database) {
        if terms.replace {
            return Ok(true);
        }
        return Err(MaintenanceError::NotEmpty(database.to_owned()));
    }
    Ok(has_log)
}

/// Whether a database that is there has nothing but what a service makes when it starts, or by itself before there are
/// accounts. What cannot be read is not empty.
fn is_empty(database: &Path) -> bool {
    let rows = || -> Result<i64, MaintenanceError> {
        let (connection, _) = source::open(database)?;
        let mut rows = 0;
        for table in line::tables(&connection)? {
            if !line::MADE_BEFORE_ACCOUNTS.contains(&table.as_str()) {
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
fn swap_in(candidate: Candidate, database: &Path, keep: bool) -> Result<Option<PathBuf>, MaintenanceError> {
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
    let (log, kept_log) = (beside(database, "-wal"), beside(kept, "-wal"));
    for taken in [kept, &kept_log] {
        if taken.exists() {
            return Err(MaintenanceError::Exists(taken.to_owned()));
        }
    }
    if !source::is_there(database)? {
        // Only the log is left of it: opening a database here would make one, and empty the log.
        fs::hard_link(&log, &kept_log)?;
        return Ok(sync_folder(kept)?);
    }
    // The log goes into the file, where both can still be read; where not, the log is kept beside it.
    if let Ok(connection) = Connection::open(database) {
        connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").ok();
    }
    if log.exists() {
        fs::hard_link(log, kept_log)?;
    }
    fs::hard_link(database, kept)?;
    sync_folder(kept)?;
    Ok(())
}
