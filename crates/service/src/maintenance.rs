//! What an operator does to a whole database (rules 8.9 to 8.11, 8.15, 8.16): check, back up, restore, export, import.
//!
//! Looking and copying work beside a running service, on a connection that cannot write. Whatever replaces a database
//! is first made complete beside it, checked, and then put in its place at once.

mod backup;
mod candidate;
mod export;
mod gone;
mod import;
mod line;
mod personal;
mod restore;
mod source;
mod terms;
#[cfg(test)]
mod tests;

pub use crate::store::{Away, Given};
pub use backup::backup;
pub use export::export;
pub use gone::Gone;
pub use import::{Imported, import};
pub use line::TableSum;
pub use restore::restore;
pub use source::is_there;
pub use terms::{Put, Terms};

use crate::{
    owner::NotTheOwner,
    store::{OpenStoreError, violations},
};
use contract::Timestamp;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum MaintenanceError {
    /// There is no such database.
    #[error("there is no database {0}")]
    NotThere(PathBuf),
    /// It is no file of this program, or of a newer one; or a service has it open.
    #[error("{0}")]
    Unusable(PathBuf, #[source] OpenStoreError),
    /// This user may not look at it, so whether it is there is not known.
    #[error("{0} cannot be looked at: run this as the user that the service runs as")]
    Hidden(PathBuf, #[source] std::io::Error),
    /// An older program wrote it.
    #[error("{path} has schema {found}, this program works with {known}: start the service with it once")]
    Older {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// This program's schema.
        known: i64,
    },
    /// Nothing is written over.
    #[error("{0} exists already, and nothing is written over it")]
    Exists(PathBuf),
    /// There are accounts where others were to be put.
    #[error("{0} is not empty")]
    NotEmpty(PathBuf),
    /// Only the log of a database is there, with its newest changes.
    #[error("{0} is left of a database that is not there, and has its newest changes: put it where that one is")]
    LogAlone(PathBuf),
    /// The clock is not to be believed, and what waits in the database would end too early or too late.
    #[error(
        "the newest time in {path} is {newest}, and this computer says that it is {now}: set its clock if that is wrong"
    )]
    Clock {
        /// The backup or export.
        path: PathBuf,
        /// The newest time in it.
        newest: Timestamp,
        /// The present time, by this computer.
        now: Timestamp,
    },
    /// Another program has it locked, for longer than is waited for.
    #[error("another program has the database locked: try again")]
    Locked,
    /// It does not hold together.
    #[error("{path} does not hold together: {}", .violations.join("; "))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not hold.
        violations: Vec<String>,
    },
    /// A line of an export is not of its form.
    #[error("line {line} of the export: {what}")]
    Malformed {
        /// Its number, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// What arrived is not what was sent.
    #[error("the table {0} did not arrive as it was exported: rows are missing, more or other")]
    Differs(String),
    /// The files belong to another user.
    #[error(transparent)]
    Owner(#[from] NotTheOwner),
    /// SQLite failed.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The file system failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A file cannot be made there.
    #[error("{0} cannot be made: {1}")]
    NotMade(PathBuf, std::io::Error),
}

/// Every violated invariant of a database, in words (rule 8.6). A service may have it open.
///
/// # Errors
/// It cannot be read at all, or is not of this program's schema.
pub fn check(database: &Path) -> Result<Vec<String>, MaintenanceError> {
    look_through(&source::open_current(database)?)
}

/// What does not hold in a database of this program's schema.
fn look_through(connection: &Connection) -> Result<Vec<String>, MaintenanceError> {
    Ok(violations(connection)?)
}
