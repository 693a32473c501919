//! Databases that are only read.

use super::MaintenanceError;
use crate::{
    owner,
    store::{OpenStoreError, reader, schema},
};
use rusqlite::Connection;
use std::{fs::File, path::Path};

/// A connection that cannot write, to a database of this or an earlier program, and its schema.
pub fn open(database: &Path) -> Result<(Connection, i64), MaintenanceError> {
    if !is_there(database)? {
        return Err(MaintenanceError::NotThere(database.to_owned()));
    }
    let unusable = |error| MaintenanceError::Unusable(database.to_owned(), error);
    let connection = reader(database).map_err(|error| unusable(cause(database, error)))?;
    match schema::version(&connection) {
        Ok(0) => Err(unusable(OpenStoreError::Foreign)),
        Ok(version) => Ok((connection, version)),
        Err(error) => Err(unusable(error)),
    }
}

/// Whether there is such a file.
///
/// # Errors
/// This user may not look.
pub fn is_there(database: &Path) -> Result<bool, MaintenanceError> {
    owner::is_there(database).map_err(|error| MaintenanceError::Hidden(database.to_owned(), error))
}

/// Why a file could not be opened. SQLite says only that it could not; the system says why.
fn cause(database: &Path, error: rusqlite::Error) -> OpenStoreError {
    match File::open(database) {
        Err(error) => error.into(),
        Ok(_) => error.into(),
    }
}

/// The same, of this program's schema only.
pub fn open_current(database: &Path) -> Result<Connection, MaintenanceError> {
    let (connection, found) = open(database)?;
    if found == schema::NEWEST {
        return Ok(connection);
    }
    Err(MaintenanceError::Older {
        path: database.to_owned(),
        found,
        known: schema::NEWEST,
    })
}
