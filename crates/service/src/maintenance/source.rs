//! Databases that are only read.

use super::MaintenanceError;
use crate::store::{OpenStoreError, reader, schema};
use rusqlite::Connection;
use std::path::Path;

/// A connection that cannot write, to a database of this or an earlier program, and its schema.
pub fn open(database: &Path) -> Result<(Connection, i64), MaintenanceError> {
    if !database.is_file() {
        return Err(MaintenanceError::NotThere(database.to_owned()));
    }
    let unusable = |error| MaintenanceError::Unusable(database.to_owned(), error);
    let connection = reader(database).map_err(|error| unusable(error.into()))?;
    match schema::version(&connection) {
        Ok(0) => Err(unusable(OpenStoreError::Foreign)),
        Ok(version) => Ok((connection, version)),
        Err(error) => Err(unusable(error)),
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
