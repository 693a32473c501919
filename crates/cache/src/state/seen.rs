//! What anybody can see of an account at nuget.org, as it was at the last look.

use super::State;
use crate::Error;
use contract::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

pub(super) const MIGRATIONS: &[(&str, &str)] = &[(
    "seen-1",
    "CREATE TABLE seen (
        profile TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL,
        at INTEGER NOT NULL -- microseconds since the Unix epoch
    ) STRICT",
)];

/// What the last look at an account saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenRecord {
    /// The account's id in this app.
    pub profile: String,
    /// What was seen: JSON.
    pub value: String,
    /// When.
    pub at: Timestamp,
}

impl State {
    /// What the last look at this account saw, if there was one.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn seen(&self, profile: &str) -> Result<Option<SeenRecord>, Error> {
        let connection = self.database.connection();
        let mut query = connection.prepare_cached("SELECT profile, value, at FROM seen WHERE profile = ?1")?;
        Ok(query.query_row([profile], decode).optional()?)
    }

    /// Keeps what a look saw and what it found changed since the one before, both or neither: a change is told once.
    /// Each change is JSON. Of one account's changes the newest 1000 are kept.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn put_seen(&self, seen: &SeenRecord, changes: &[String]) -> Result<(), Error> {
        let mut connection = self.database.connection();
        let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        change.execute(
            "INSERT OR REPLACE INTO seen (profile, value, at) VALUES (?1, ?2, ?3)",
            params![seen.profile, seen.value, seen.at.as_micros()],
        )?;
        super::journal::append(&change, &seen.profile, seen.at, changes)?;
        Ok(change.commit()?)
    }
}

fn decode(row: &Row<'_>) -> rusqlite::Result<SeenRecord> {
    Ok(SeenRecord {
        profile: row.get("profile")?,
        value: row.get("value")?,
        at: Timestamp::from_micros(row.get("at")?),
    })
}
