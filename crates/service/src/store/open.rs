//! Opening the connections.

use super::{OpenStoreError, lock::Lock, readers::Readers, schema};
use crate::configuration::Database;
use rusqlite::{Connection, OpenFlags};
use std::{path::Path, time::Duration};

type Opened = (Connection, Option<Lock>, Option<Readers>);

/// The writer's connection, the lock, and the readers of a file.
pub fn open(database: &Database) -> Result<Opened, OpenStoreError> {
    let Database::File(path) = database else {
        let mut connection = Connection::open_in_memory()?;
        set_up(&connection)?;
        schema::migrate(&mut connection, None)?;
        return Ok((connection, None, None));
    };
    let lock = Lock::take(path)?;
    make_private(path)?;
    let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OWN_THREAD)?;
    // Before the first page is read, so that a new file is WAL from its beginning.
    set_up(&connection)?;
    schema::migrate(&mut connection, Some(path))?;
    let readers = Readers::open(path)?;
    Ok((connection, Some(lock), Some(readers)))
}

/// Each connection is used by one thread at a time, so SQLite need not lock it.
const OWN_THREAD: OpenFlags = OpenFlags::SQLITE_OPEN_NO_MUTEX;

/// Makes the file, if there is none, for its owner only; SQLite gives its log the same rights.
pub fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // Each commit is on disk before it is answered (rule 8.1).
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is removed is overwritten, so that codes in delivered mails do not stay in free pages.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)
}

/// A connection to a database that is being made and can be made again: nothing is synced.
#[cfg(any(test, feature = "bulk-load"))]
pub fn open_unsynced(path: &Path) -> Result<Connection, OpenStoreError> {
    make_private(path)?;
    let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OWN_THREAD)?;
    set_up(&connection)?;
    schema::migrate(&mut connection, None)?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    // In KiB: the indexes whose keys are random are kept in memory.
    connection.pragma_update(None, "cache_size", -1_000_000)?;
    Ok(connection)
}

/// A connection that cannot write.
pub fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OWN_THREAD)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}
