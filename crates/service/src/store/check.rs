//! The consistency check (rule 8.6): invariants as queries that find what breaks them.

mod account;
mod login;
mod organization;
mod package;
mod proof;

use super::query;
use rusqlite::{Connection, Result};

/// What must not be found, and a query that finds it: one text for each example. No two have the same words, and none
/// has a colon in them.
type Invariant = (&'static str, &'static str);

/// All that a query can find, by area.
const AREAS: [&[Invariant]; 6] = [
    account::INVARIANTS,
    login::INVARIANTS,
    proof::INVARIANTS,
    organization::INVARIANTS,
    package::INVARIANTS,
    FILE,
];

/// What holds of every database.
const FILE: &[Invariant] = &[
    (
        "a row refers to one that is not there",
        r#"SELECT "table" FROM pragma_foreign_key_check"#,
    ),
    (
        // The service keeps keys of 32 bytes there, and does not start with another.
        "a secret of the service has another length than it was made with",
        "SELECT name FROM secrets WHERE length(value) <> 32",
    ),
    (
        // No gallery gets there by itself; at the end of them nothing could be written any more.
        "a table has used up most of its positions",
        "SELECT name FROM sqlite_sequence WHERE seq > 9007199254740992",
    ),
    (
        "the database file is damaged",
        "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    ),
];

/// What no query finds.
const UNREADABLE_EVENT: &str = "an event cannot be read";

/// How many examples of one violation are told.
const EXAMPLES: usize = 5;

/// Every violated invariant, in words. Empty where all is well.
pub fn violations(connection: &Connection) -> Result<Vec<String>> {
    let transaction = connection.unchecked_transaction()?;
    let mut found = Vec::new();
    for (invariant, sql) in AREAS.into_iter().flatten() {
        let examples: Vec<String> = transaction
            .prepare(sql)?
            .query_map([], |row| row.get(0))?
            .take(EXAMPLES)
            .collect::<Result<_>>()?;
        found.extend(examples.into_iter().map(|example| format!("{invariant}: {example}")));
    }
    found.extend(unreadable_events(&transaction)?);
    Ok(found)
}

/// The words of every invariant.
#[cfg(test)]
pub fn invariants() -> impl Iterator<Item = &'static str> {
    let found_by_query = AREAS.into_iter().flatten().map(|(invariant, _)| *invariant);
    found_by_query.chain([UNREADABLE_EVENT])
}

/// Read one by one: a gallery has many more of them than fit into memory beside everything else.
fn unreadable_events(c: &Connection) -> Result<Vec<String>> {
    let mut statement = c.prepare("SELECT hex(id), json FROM events")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if !query::is_event(row.get_ref(1)?.as_str()?) {
            found.push(format!("{UNREADABLE_EVENT}: {}", row.get::<_, String>(0)?));
        }
        if found.len() == EXAMPLES {
            break;
        }
    }
    Ok(found)
}
