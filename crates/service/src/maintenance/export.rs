//! All of a database as lines of JSON (rule 8.11).

use super::{
    MaintenanceError,
    line::{self, Adding, FORMAT, Header, TableHead, TableSum, Trailer, VERSION},
    source,
};
use contract::Timestamp;
use rusqlite::Connection;
use serde::Serialize;
use std::{collections::BTreeMap, io::Write, path::Path};

/// Writes every table, as of one moment, and answers what each adds up to. A service may have the database open.
///
/// # Errors
/// It cannot be read, or the lines not be written.
pub fn export(
    database: &Path,
    to: &mut dyn Write,
    made_at: Timestamp,
) -> Result<BTreeMap<String, TableSum>, MaintenanceError> {
    let (connection, schema) = source::open(database)?;
    let moment = connection.unchecked_transaction()?;
    let header = Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        schema,
        made_at,
    };
    write_line(to, &header)?;
    let mut end = BTreeMap::new();
    for table in line::tables(&moment)? {
        let sum = export_table(&moment, &table, to)?;
        end.insert(table, sum);
    }
    let trailer = Trailer { end };
    write_line(to, &trailer)?;
    to.flush()?;
    Ok(trailer.end)
}

fn export_table(connection: &Connection, table: &str, to: &mut dyn Write) -> Result<TableSum, MaintenanceError> {
    let head = TableHead {
        table: table.to_owned(),
        columns: line::columns(connection, table)?,
    };
    write_line(to, &head)?;
    let mut adding = Adding::new(table);
    line::each_row(connection, &head, |row| {
        adding.add(row);
        Ok(writeln!(to, "{row}")?)
    })?;
    Ok(adding.sum())
}

fn write_line(to: &mut dyn Write, value: &impl Serialize) -> Result<(), MaintenanceError> {
    let text = serde_json::to_string(value).map_err(std::io::Error::other)?;
    Ok(writeln!(to, "{text}")?)
}
