//! An online backup (rule 8.9).

use super::{MaintenanceError, candidate::Candidate, source};
use crate::store::schema;
use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};
use std::path::Path;

/// Copies a database, which a service may have open, to a new private file, as it is at one moment. Answers what does not
/// hold in it: a restore refuses that, so it must not be found first when one is needed. Nothing where an older program
/// wrote it, whose invariants are not known here.
///
/// # Errors
/// The database cannot be read, the file exists, or SQLite finds the copy damaged; there is no file then.
pub fn backup(database: &Path, to: &Path) -> Result<Option<Vec<String>>, MaintenanceError> {
    if to.exists() {
        return Err(MaintenanceError::Exists(to.to_owned()));
    }
    let (source, version) = source::open(database)?;
    let copy = Candidate::alone_beside(to)?;
    copy_pages(&source, copy.path())?;
    let violations = match version {
        schema::NEWEST => Some(super::look_through(&source::open_current(copy.path())?)?),
        _ => None,
    };
    copy.put_where_nothing_is(to)?;
    Ok(violations)
}

/// Copies every page in one read transaction, so that a writer beside it neither waits nor starts it over, and has
/// SQLite look the copy through.
pub fn copy_pages(source: &Connection, to: &Path) -> Result<(), MaintenanceError> {
    let mut copy = Connection::open(to)?;
    // To have found it locked is no error to SQLite: nothing was copied then.
    if Backup::new(source, &mut copy)?.step(-1)? != StepResult::Done {
        return Err(MaintenanceError::Locked);
    }
    // One file that can be read from anywhere, with nothing beside it.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    let sound: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if sound == "ok" {
        return Ok(());
    }
    let violations = vec![format!("the copy is damaged, as is probably the database: {sound}")];
    Err(MaintenanceError::Damaged {
        path: to.to_owned(),
        violations,
    })
}
