//! What can go wrong.

use rusqlite::ErrorCode;
use std::{io, path::PathBuf};

/// Why a database was not opened. None of these changes or deletes the file.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A newer version of the app has changed the file in a way that this version does not understand.
    #[error("{path} was written by a newer version of this app (schema {found}; this version knows {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The file's `user_version`.
        found: i64,
        /// The newest one that this build understands.
        known: i64,
    },
    /// A migration that this build brings is not the one that the file says was applied under its name.
    #[error("{path}: the migration `{name}` is not the one that was applied")]
    EditedMigration {
        /// The file.
        path: PathBuf,
        /// The migration's name.
        name: String,
    },
    /// It is not a database, or its content is damaged. Backups lie beside it.
    #[error("{path} is damaged; it was left as it is, and backups are beside it")]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// Another process kept it locked for longer than was waited.
    #[error("{path} is in use by another process")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be made, read or written.
    #[error("{path} cannot be opened: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Anything else that SQLite refused.
    #[error("{path} cannot be opened: {source}")]
    Storage {
        /// The file.
        path: PathBuf,
        /// What SQLite says; it names tables, never values.
        source: rusqlite::Error,
    },
}

/// Why reading or writing failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process kept the database locked for longer than was waited. What was asked was not done, or, where
    /// something was forgotten, its traces are still in the file: ask again.
    #[error("the database is in use by another process")]
    Busy,
    /// The disk is full.
    #[error("there is no space left for the database")]
    Full,
    /// The file is damaged.
    #[error("the database is damaged")]
    Damaged,
    /// Anything else that SQLite refused, such as a value outside its range.
    #[error("the database refused: {0}")]
    Storage(rusqlite::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match code(&error) {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Storage(error),
        }
    }
}

/// SQLite's code, also where rusqlite pairs it with the place in the statement.
pub(crate) fn code(error: &rusqlite::Error) -> Option<ErrorCode> {
    match error {
        rusqlite::Error::SqlInputError { error, .. } => Some(error.code),
        _ => error.sqlite_error_code(),
    }
}
