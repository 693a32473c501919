//! The lines of an export (rule 8.11), one JSON value each.
//!
//! First [`Header`]; then for each table [`TableHead`] and its rows as arrays in the order of the columns, a blob as an
//! array with one base64url text; last [`Trailer`], with what every table adds up to.

use super::MaintenanceError;
use accounts::digest::{self, Hash};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use contract::Timestamp;
use rusqlite::{
    Connection, Row,
    types::{Value as Column, ValueRef},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What an export calls itself.
pub const FORMAT: &str = "nuget-accounts-export";

/// The version of the form.
pub const VERSION: u32 = 1;

/// Tables that have rows although nobody has an account: what a service makes when it first starts, what the operator's
/// self-check saw, and what is left of those who signed in or asked for help and have no account.
pub const MADE_BEFORE_ACCOUNTS: [&str; 7] = [
    "secrets",
    "limits",
    "providers",
    "proofs",
    "recoveries",
    "unknown_names",
    SEQUENCES,
];

/// Where SQLite keeps the last position of each table that never uses one again.
pub const SEQUENCES: &str = "sqlite_sequence";

/// The first line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The schema of the tables.
    pub schema: i64,
    /// When it was made.
    pub made_at: Timestamp,
}

/// The line before a table's rows.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableHead {
    /// Its name.
    pub table: String,
    /// Its columns, in the order of the values.
    pub columns: Vec<String>,
}

/// The last line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trailer {
    /// What each table adds up to.
    pub end: BTreeMap<String, TableSum>,
}

/// What a table adds up to: the same for the same rows in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    /// How many rows it has.
    pub rows: u64,
    /// The sum of the rows' SHA-256, as numbers of 256 bits, in hexadecimal.
    pub hash: String,
}

/// Adds rows up.
pub struct Adding<'a> {
    table: &'a str,
    rows: u64,
    sum: Hash,
}

impl<'a> Adding<'a> {
    /// Nothing yet.
    pub fn new(table: &'a str) -> Self {
        let (rows, sum) = (0, [0; 32]);
        Self { table, rows, sum }
    }

    /// One more row, as its line.
    pub fn add(&mut self, line: &str) {
        let hash = digest::labelled(
            "nuget-accounts/export-row/v1",
            &[self.table.as_bytes(), line.as_bytes()],
        );
        let mut carry = 0;
        for (sum, more) in self.sum.iter_mut().zip(hash).rev() {
            let both = u16::from(*sum) + u16::from(more) + carry;
            *sum = both.to_be_bytes()[1];
            carry = both >> 8;
        }
        self.rows += 1;
    }

    /// What it adds up to.
    pub fn sum(&self) -> TableSum {
        let hash = self.sum.iter().map(|byte| format!("{byte:02x}")).collect();
        TableSum { rows: self.rows, hash }
    }
}

/// The tables of a database, those that others refer to first, and last where positions go on.
pub fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name NOT LIKE 'sqlite_%' OR name = ?1)
        ORDER BY name = ?1, rowid";
    connection
        .prepare(sql)?
        .query_map([SEQUENCES], |row| row.get(0))?
        .collect()
}

/// The columns of a table.
pub fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
    connection.prepare(sql)?.query_map([table], |row| row.get(0))?.collect()
}

/// Runs over the rows of a table as lines, in the order in which the table keeps them.
pub fn each_row(
    connection: &Connection,
    head: &TableHead,
    mut line: impl FnMut(&str) -> Result<(), MaintenanceError>,
) -> Result<(), MaintenanceError> {
    let mut statement = connection.prepare(&format!("SELECT {} FROM \"{}\"", quoted(&head.columns), head.table))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        line(&row_line(row, head.columns.len())?)?;
    }
    Ok(())
}

/// Names as SQL writes them.
pub fn quoted(columns: &[String]) -> String {
    let quoted: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    quoted.join(", ")
}

fn row_line(row: &Row<'_>, columns: usize) -> rusqlite::Result<String> {
    let values = (0..columns).map(|column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => number.into(),
            ValueRef::Real(number) => number.into(),
            ValueRef::Text(_) => row.get::<_, String>(column)?.into(),
            ValueRef::Blob(bytes) => Value::Array(vec![BASE64.encode(bytes).into()]),
        })
    });
    Ok(Value::Array(values.collect::<rusqlite::Result<_>>()?).to_string())
}

/// The value of a column from its JSON; nothing where it has none.
pub fn column(value: &Value) -> Option<Column> {
    Some(match value {
        Value::Null => Column::Null,
        Value::String(text) => Column::Text(text.clone()),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Column::Integer(number),
            None => Column::Real(number.as_f64()?),
        },
        Value::Array(one) => match one.as_slice() {
            [Value::String(text)] => Column::Blob(BASE64.decode(text).ok()?),
            _ => return None,
        },
        _ => return None,
    })
}
