//! What became different at nuget.org over time, one row for each change.

use super::State;
use crate::Error;
use contract::Timestamp;
use rusqlite::{Connection, Row, params};

/// How many rows of one account are kept; the oldest go first.
const KEPT: u32 = 1000;

pub(super) const MIGRATIONS: &[(&str, &str)] = &[(
    "journal-1",
    "CREATE TABLE journal (
        number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        profile TEXT NOT NULL,
        at INTEGER NOT NULL, -- microseconds since the Unix epoch
        change TEXT NOT NULL
    ) STRICT;
    CREATE INDEX journal_by_profile ON journal (profile, number)",
)];

/// A row of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRecord {
    /// Its number: rows that were written later have higher ones, also where the clock was set back.
    pub number: i64,
    /// When the app saw it.
    pub at: Timestamp,
    /// What became different: JSON.
    pub change: String,
}

impl State {
    /// A page of an account's journal, the latest first: at most `limit` rows, older than the row `before` where that is
    /// given.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn journal(&self, profile: &str, before: Option<i64>, limit: u32) -> Result<Vec<JournalRecord>, Error> {
        let connection = self.database.connection();
        let mut query = connection.prepare_cached(
            "SELECT number, at, change FROM journal WHERE profile = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
        )?;
        let rows = query.query_map(params![profile, before.unwrap_or(i64::MAX), limit], decode)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Appends to an account's journal, and removes what is too old.
pub(super) fn append(
    connection: &Connection,
    profile: &str,
    at: Timestamp,
    changes: &[String],
) -> rusqlite::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut insert = connection.prepare_cached("INSERT INTO journal (profile, at, change) VALUES (?1, ?2, ?3)")?;
    // The first to be told is the latest of its look.
    for change in changes.iter().rev() {
        insert.execute(params![profile, at.as_micros(), change])?;
    }
    connection.execute(
        "DELETE FROM journal WHERE profile = ?1 AND number NOT IN
         (SELECT number FROM journal WHERE profile = ?1 ORDER BY number DESC LIMIT ?2)",
        params![profile, KEPT],
    )?;
    Ok(())
}

fn decode(row: &Row<'_>) -> rusqlite::Result<JournalRecord> {
    Ok(JournalRecord {
        number: row.get("number")?,
        at: Timestamp::from_micros(row.get("at")?),
        change: row.get("change")?,
    })
}
