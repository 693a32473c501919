//! A database from the lines of an export (rule 8.11).

use super::{
    MaintenanceError,
    candidate::Candidate,
    line::{self, Adding, FORMAT, Header, TableHead, TableSum, Trailer, VERSION},
    personal,
    restore::{self, Origin},
    terms::{Put, Terms},
};
use crate::{
    owner,
    store::{OpenStoreError, schema},
};
use contract::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior, params_from_iter, types::Value as Column};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, Read},
    path::Path,
};

/// What was imported.
#[derive(Debug)]
pub struct Imported {
    /// What each table adds up to, as it was exported.
    pub sums: BTreeMap<String, TableSum>,
    /// What was put in place.
    pub put: Put,
}

/// Makes a database of an export, checks that all has arrived, and puts it in its place as a backup is (see
/// [`restore()`](super::restore())). `origin` is where it is read from, to name it by.
///
/// # Errors
/// A service has the database open, it is not empty, the clock is not to be believed, or the export is not whole and
/// sound. Nothing was changed then.
pub fn import(
    database: &Path,
    from: &mut dyn BufRead,
    origin: &Path,
    terms: Terms,
) -> Result<Imported, MaintenanceError> {
    owner::must_own(database)?;
    let _lock = restore::take_lock(database)?;
    let in_the_way = restore::in_the_way(database, terms)?;
    let candidate = Candidate::beside(database)?;
    let mut lines = Lines { from, number: 0 };
    let (made_at, sums) = fill(candidate.path(), &mut lines)?;
    let origin = Origin {
        path: origin,
        exported_at: Some(made_at),
    };
    let put = restore::put(candidate, database, in_the_way, &origin, terms)?;
    Ok(Imported { sums, put })
}

/// Fills a new database in one transaction; answers when the export was made, too.
fn fill(path: &Path, lines: &mut Lines<'_>) -> Result<(Timestamp, BTreeMap<String, TableSum>), MaintenanceError> {
    let mut connection = Connection::open(path)?;
    let header: Header = lines.expect()?;
    if header.format != FORMAT || header.version != VERSION {
        return Err(lines.malformed("this is no export, or one of another version"));
    }
    if header.schema > schema::NEWEST {
        let (found, known) = (header.schema, schema::NEWEST);
        return Err(MaintenanceError::Unusable(
            path.to_owned(),
            OpenStoreError::Newer { found, known },
        ));
    }
    schema::make(&mut connection, header.schema).map_err(|error| MaintenanceError::Unusable(path.to_owned(), error))?;
    // What rows refer to may come after them; whether all is there is checked at the end.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let trailer = insert_all(&transaction, lines)?;
    verify(&transaction, &trailer.end)?;
    personal::spell_out(&transaction).map_err(|what| lines.malformed(&what))?;
    transaction.commit()?;
    Ok((header.made_at, trailer.end))
}

fn insert_all(c: &Transaction<'_>, lines: &mut Lines<'_>) -> Result<Trailer, MaintenanceError> {
    let expected: BTreeSet<String> = line::tables(c)?.into_iter().collect();
    let (mut seen, mut statement) = (BTreeSet::new(), None::<(String, usize)>);
    loop {
        match lines.expect::<Value>()? {
            Value::Array(row) => {
                let Some((sql, columns)) = &statement else {
                    return Err(lines.malformed("a row before any table"));
                };
                insert(c, sql, *columns, &row, lines)?;
            }
            object if object.get("end").is_some() => {
                let trailer: Trailer = lines.read(object)?;
                return match (seen == expected, lines.next()?) {
                    (true, None) => Ok(trailer),
                    (false, _) => Err(lines.malformed("the end, but not every table came")),
                    (_, Some(_)) => Err(lines.malformed("something after the end")),
                };
            }
            object => {
                let head: TableHead = lines.read(object)?;
                must_be_known(c, &head, &expected, lines)?;
                if !seen.insert(head.table.clone()) {
                    return Err(lines.malformed("a table a second time"));
                }
                // A new database has no rows but those where positions go on.
                c.execute(&format!("DELETE FROM \"{}\"", head.table), [])?;
                statement = Some((insertion(&head), head.columns.len()));
            }
        }
    }
}

fn must_be_known(
    c: &Connection,
    head: &TableHead,
    expected: &BTreeSet<String>,
    lines: &Lines<'_>,
) -> Result<(), MaintenanceError> {
    if !expected.contains(&head.table) {
        return Err(lines.malformed("a table that this schema does not have"));
    }
    if line::columns(c, &head.table)? != head.columns {
        return Err(lines.malformed("other columns than this schema has"));
    }
    Ok(())
}

fn insertion(head: &TableHead) -> String {
    let places = vec!["?"; head.columns.len()].join(", ");
    let columns = line::quoted(&head.columns);
    format!("INSERT INTO \"{}\" ({columns}) VALUES ({places})", head.table)
}

fn insert(c: &Connection, sql: &str, columns: usize, row: &[Value], lines: &Lines<'_>) -> Result<(), MaintenanceError> {
    let values: Option<Vec<Column>> = row.iter().map(line::column).collect();
    let values = values
        .filter(|values| values.len() == columns)
        .ok_or_else(|| lines.malformed("not the values of a row"))?;
    let done = c.prepare_cached(sql)?.execute(params_from_iter(values));
    done.map_err(|error| lines.malformed(&error.to_string()))?;
    Ok(())
}

/// Reads every table back and adds it up anew.
fn verify(c: &Connection, expected: &BTreeMap<String, TableSum>) -> Result<(), MaintenanceError> {
    for table in line::tables(c)? {
        let mut adding = Adding::new(&table);
        let head = TableHead {
            columns: line::columns(c, &table)?,
            table: table.clone(),
        };
        line::each_row(c, &head, |row| {
            adding.add(row);
            Ok(())
        })?;
        if expected.get(&table) != Some(&adding.sum()) {
            return Err(MaintenanceError::Differs(table));
        }
    }
    Ok(())
}

/// How many bytes a line may have, so that what is no export does not fill the memory: many times what a row has.
const LINE_BYTES: u64 = 64 * 1024 * 1024;

/// The lines of an export, and how many were read.
struct Lines<'a> {
    from: &'a mut dyn BufRead,
    number: u64,
}

impl Lines<'_> {
    fn next(&mut self) -> Result<Option<String>, MaintenanceError> {
        let mut line = String::new();
        self.number += 1;
        match (&mut self.from).take(LINE_BYTES).read_line(&mut line) {
            Ok(0) => Ok(None),
            Ok(read) if u64::try_from(read).is_ok_and(|read| read >= LINE_BYTES) => Err(self.malformed("too long")),
            Ok(_) => Ok(Some(line)),
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => Err(self.malformed("not UTF-8")),
            Err(error) => Err(error.into()),
        }
    }

    fn expect<T: DeserializeOwned>(&mut self) -> Result<T, MaintenanceError> {
        let line = self.next()?.ok_or_else(|| self.malformed("it ends before its end"))?;
        serde_json::from_str(&line).map_err(|_| self.malformed("not the JSON that is expected here"))
    }

    fn read<T: DeserializeOwned>(&self, value: Value) -> Result<T, MaintenanceError> {
        serde_json::from_value(value).map_err(|_| self.malformed("not the JSON that is expected here"))
    }

    fn malformed(&self, what: &str) -> MaintenanceError {
        MaintenanceError::Malformed {
            line: self.number,
            what: what.to_owned(),
        }
    }
}
