//! Migrations: each stands beside its table, all that are missing are applied in one transaction, and none is ever
//! edited once it was shipped.
//!
//! What was applied is compared as a set, not by position: a file from a build that had one migration more opens all
//! the same. A change that older builds must not touch raises the schema's version (`user_version`).

use super::refused;
use crate::OpenError;
use rusqlite::{Connection, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, path::Path};

/// The shape of a database.
pub(crate) struct Schema {
    /// Files with a higher `user_version` are refused.
    pub(crate) version: i64,
    /// The migrations of each table: name, unique in the database, and SQL.
    pub(crate) tables: &'static [&'static [(&'static str, &'static str)]],
}

pub(super) type Migration = (&'static str, &'static str);

/// Refuses a file of a newer version.
pub(super) fn refuse_newer(connection: &Connection, path: &Path, schema: &Schema) -> Result<(), OpenError> {
    let found = version(connection).map_err(|error| refused(path, error))?;
    if found > schema.version {
        return Err(OpenError::Newer {
            path: path.to_owned(),
            found,
            known: schema.version,
        });
    }
    Ok(())
}

/// Applies what is missing. `before` is called first, unless the database is new.
pub(super) fn apply(
    connection: &mut Connection,
    path: &Path,
    schema: &Schema,
    before: impl FnOnce(&Connection) -> Result<(), OpenError>,
) -> Result<(), OpenError> {
    let applied = applied(connection).map_err(|error| refused(path, error))?;
    if missing(&applied, path, schema)?.is_empty() {
        return Ok(());
    }
    if !applied.is_empty() {
        before(connection)?;
    }
    apply_missing(connection, path, schema)
}

/// Looks again, now that no other process can write: it may have applied them in the meantime.
fn apply_missing(connection: &mut Connection, path: &Path, schema: &Schema) -> Result<(), OpenError> {
    let storage = |error| refused(path, error);
    let change = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(storage)?;
    refuse_newer(&change, path, schema)?;
    let applied = applied(&change).map_err(storage)?;
    change
        .execute_batch(
            "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL) STRICT",
        )
        .map_err(storage)?;
    for (name, sql) in missing(&applied, path, schema)? {
        tracing::info!(name, "migrating");
        change.execute_batch(sql).map_err(storage)?;
        let record = "INSERT INTO migration (name, checksum) VALUES (?1, ?2)";
        change.execute(record, params![name, checksum(sql)]).map_err(storage)?;
    }
    change
        .pragma_update(None, "user_version", schema.version)
        .map_err(storage)?;
    change.commit().map_err(storage)
}

/// The migrations of `schema` that were not applied.
///
/// # Errors
/// [`OpenError::EditedMigration`] where one was, with another text.
fn missing(applied: &HashMap<String, String>, path: &Path, schema: &Schema) -> Result<Vec<Migration>, OpenError> {
    let mut missing = Vec::new();
    for &(name, sql) in schema.tables.iter().copied().flatten() {
        match applied.get(name) {
            None => missing.push((name, sql)),
            Some(found) if *found == checksum(sql) => {}
            Some(_) => {
                return Err(OpenError::EditedMigration {
                    path: path.to_owned(),
                    name: name.to_owned(),
                });
            }
        }
    }
    Ok(missing)
}

/// Name and checksum of each migration that was applied; nothing in a new database.
pub(super) fn applied(connection: &Connection) -> rusqlite::Result<HashMap<String, String>> {
    // Asked of the file: `Connection::table_exists` answers from what this connection remembers, which another process
    // may have changed since.
    let table = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migration'";
    if connection.query_row(table, [], |row| row.get::<_, i64>(0))? == 0 {
        return Ok(HashMap::new());
    }
    let mut query = connection.prepare("SELECT name, checksum FROM migration")?;
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn checksum(sql: &str) -> String {
    Sha256::digest(sql).iter().map(|byte| format!("{byte:02x}")).collect()
}
