//! What a database had that the one in its place has not: names and packages that anybody can take now (rule 8.16).

use super::{MaintenanceError, source};
use rusqlite::Connection;
use std::path::Path;

/// What is free again although it was somebody's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// Usernames, those of accounts that are gone included.
    pub names: Vec<String>,
    /// Ids of packages.
    pub packages: Vec<String>,
}

/// Compares the database that is to be replaced with the one that takes its place.
///
/// # Errors
/// One of them cannot be read, or the one before is of a program that knew no packages.
pub fn between(before: &Path, after: &Path) -> Result<Gone, MaintenanceError> {
    let (before, _) = source::open(before)?;
    let (after, _) = source::open(after)?;
    Ok(Gone {
        names: missing(&before, &after, "names", "username")?,
        packages: missing(&before, &after, "packages", "id")?,
    })
}

/// The rows of one table whose folded text the other one lacks.
fn missing(before: &Connection, after: &Connection, table: &str, shown: &str) -> Result<Vec<String>, MaintenanceError> {
    let mut all = before.prepare(&format!("SELECT folded, {shown} FROM {table} ORDER BY folded"))?;
    let mut one = after.prepare(&format!("SELECT 1 FROM {table} WHERE folded = ?1"))?;
    let mut rows = all.query([])?;
    let mut missing = Vec::new();
    while let Some(row) = rows.next()? {
        if !one.exists([row.get::<_, String>(0)?])? {
            missing.push(row.get(1)?);
        }
    }
    Ok(missing)
}
