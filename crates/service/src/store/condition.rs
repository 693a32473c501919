//! The condition of the database's files, as reads and writes find it (rule 8.12).

use rusqlite::{Connection, Error, ErrorCode, ffi};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// What the files are like. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Condition(Arc<State>);

#[derive(Debug, Default)]
struct State {
    /// The files that were opened.
    files: Vec<(PathBuf, Identity)>,
    damaged: AtomicBool,
}

/// What tells a file from every other: its device and its number there.
#[cfg(unix)]
type Identity = (u64, u64);

/// Elsewhere a file that is open can be neither removed nor replaced.
#[cfg(not(unix))]
type Identity = ();

#[cfg(unix)]
fn identity(file: &Path) -> io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(file).map(|found| (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(file: &Path) -> io::Result<Identity> {
    fs::metadata(file).map(drop)
}

impl Condition {
    /// Of a database that was opened just now, with its log.
    pub fn of(database: &Path) -> Self {
        let files = [database.to_owned(), super::beside(database, "-wal")];
        let known = files.into_iter().filter_map(|file| {
            let found = identity(&file).ok()?;
            Some((file, found))
        });
        Self(Arc::new(State {
            files: known.collect(),
            damaged: AtomicBool::new(false),
        }))
    }

    /// Whether the files are where they were when they were opened. SQLite goes on writing into files that were removed
    /// or replaced, and at the next start all of that would be gone.
    pub fn is_in_place(&self) -> bool {
        let mut files = self.0.files.iter();
        files.all(|(file, opened)| identity(file).is_ok_and(|found| found == *opened))
    }

    /// The same as an error of SQLite's.
    ///
    /// # Errors
    /// They are not in place.
    pub fn must_be_in_place(&self) -> rusqlite::Result<()> {
        if self.is_in_place() {
            return Ok(());
        }
        let detail = "the files of the database were removed or replaced: put them back, or stop the service";
        let code = ffi::Error::new(ffi::SQLITE_CANTOPEN);
        Err(Error::SqliteFailure(code, Some(detail.to_owned())))
    }

    /// Takes note where a statement of a connection failed because what it read is no database. The operator is told
    /// once.
    pub fn take_note(&self, connection: &Connection, failed: &Error) {
        if !is_damage(failed) {
            return;
        }
        // What was read wrong would stay in the connection's memory, and be wrong for ever.
        connection.execute_batch("PRAGMA shrink_memory").ok();
        if !self.0.damaged.swap(true, Ordering::Relaxed) {
            tracing::error!(
                error = %failed,
                "the database is damaged; what meets the damage is refused. Stop the service, keep its files, run check, \
                 and restore a backup"
            );
        }
    }

    /// Reads something anew, past everything that is kept in memory. After damage was met, all of it is looked through.
    ///
    /// # Errors
    /// Nothing can be read, nothing is there, or the damage is.
    pub fn try_to_read(&self, connection: &Connection) -> rusqlite::Result<()> {
        self.must_be_in_place()?;
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables == 0 {
            // To SQLite a file that was emptied is a new database, and a sound one.
            return Err(corrupt("nothing is left of the database".to_owned()));
        }
        if !self.0.damaged.load(Ordering::Relaxed) {
            return Ok(());
        }
        let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if found != "ok" {
            return Err(corrupt(found));
        }
        tracing::info!("the database can be read again: no damage is left");
        self.0.damaged.store(false, Ordering::Relaxed);
        Ok(())
    }
}

fn corrupt(detail: String) -> Error {
    Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), Some(detail))
}

/// Whether a statement failed because of what is in the files, and not because they could not be read: of a log that
/// was cut off, a part is missing.
fn is_damage(failed: &Error) -> bool {
    let Some(failed) = failed.sqlite_error() else {
        return false;
    };
    let of_content = matches!(failed.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase);
    of_content || failed.extended_code == ffi::SQLITE_IOERR_SHORT_READ
}
