//! A SQLite database of this app: one file, one connection, safe among threads and processes.

use crate::{Error, OpenError, error::code};
use migration::Schema;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

mod backup;
mod file;
pub(crate) mod migration;
#[cfg(test)]
mod tests;

/// How long a call waits for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Database {
    connection: Mutex<Connection>,
}

impl Database {
    /// Opens the file at `path`, makes it where it is not, and brings it to `schema`.
    pub(crate) fn open(path: &Path, schema: &Schema) -> Result<Self, OpenError> {
        Self::open_and(path, schema, |_| Ok(()))
    }

    /// The same, with a backup beside the file before a migration changes anything in it.
    pub(crate) fn open_with_backup(path: &Path, schema: &Schema) -> Result<Self, OpenError> {
        Self::open_and(path, schema, |connection| backup::make(connection, path))
    }

    /// An empty database in memory.
    pub(crate) fn in_memory(schema: &Schema) -> Result<Self, OpenError> {
        let path = PathBuf::from(":memory:");
        let mut connection = Connection::open_in_memory().map_err(|error| refused(&path, error))?;
        migration::apply(&mut connection, &path, schema, |_| Ok(()))?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    fn open_and(
        path: &Path,
        schema: &Schema,
        before_migrating: impl FnOnce(&Connection) -> Result<(), OpenError>,
    ) -> Result<Self, OpenError> {
        file::prepare(path)?;
        let mut connection = connect(path).map_err(|error| refused(path, error))?;
        // Looked at before anything is set, because setting the journal mode writes to the file.
        migration::refuse_newer(&connection, path, schema)?;
        check(&connection, path)?;
        set_up(&connection).map_err(|error| refused(path, error))?;
        migration::apply(&mut connection, path, schema, before_migrating)?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// The connection, for one caller at a time. A caller that panicked left no transaction behind: it was rolled back
    /// as it unwound.
    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Leaves no trace of what was deleted: rewrites the file, because pages that SQLite rearranged may hold old
    /// copies that `secure_delete` does not reach, and empties the journal into it.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process is reading or writing for longer than is waited.
    pub(crate) fn scrub(&self, connection: &Connection) -> Result<(), Error> {
        connection.execute_batch("VACUUM")?;
        let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(Error::Busy) }
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// Looks through the whole file: these databases are small, and damage is to be met at the door.
fn check(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    let found: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| refused(path, error))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(OpenError::Damaged { path: path.to_owned() })
    }
}

fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    let mode: String = patiently(|| connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)))?;
    if mode != "wal" {
        tracing::warn!(mode, "this file system has no write-ahead log; going on without");
    }
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF;",
    )
}

/// Changing the journal mode answers "busy" at once in some cases, whatever the time-out says.
fn patiently<T>(attempt: impl Fn() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match attempt() {
            Err(error) if code(&error) == Some(ErrorCode::DatabaseBusy) && Instant::now() < deadline => {
                thread::sleep(Duration::from_millis(5));
            }
            outcome => return outcome,
        }
    }
}

/// What SQLite's refusal means for opening the file at `path`.
fn refused(path: &Path, error: rusqlite::Error) -> OpenError {
    let path = path.to_owned();
    match code(&error) {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => OpenError::Damaged { path },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Busy { path },
        _ => OpenError::Storage { path, source: error },
    }
}
