//! When an account at nuget.org is looked at next, so that a restart does not forget what the site asked for.

use super::State;
use crate::Error;
use contract::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

pub(super) const MIGRATIONS: &[(&str, &str)] = &[(
    "turn-1",
    "CREATE TABLE turn (
        profile TEXT NOT NULL PRIMARY KEY,
        next INTEGER NOT NULL, -- microseconds since the Unix epoch
        since INTEGER NOT NULL,
        failures INTEGER NOT NULL CHECK (failures BETWEEN 0 AND 4294967295),
        asked INTEGER NOT NULL CHECK (asked IN (0, 1))
    ) STRICT",
)];

/// An account's place in the watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnRecord {
    /// The account's id in this app.
    pub profile: String,
    /// When it is looked at next.
    pub next: Timestamp,
    /// When that was decided.
    pub since: Timestamp,
    /// How many looks failed since the last one that did not.
    pub failures: u32,
    /// Whether the site asked for that time.
    pub asked: bool,
}

impl State {
    /// When this account is looked at next, if that was ever decided.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn turn(&self, profile: &str) -> Result<Option<TurnRecord>, Error> {
        let connection = self.database.connection();
        let mut query =
            connection.prepare_cached("SELECT profile, next, since, failures, asked FROM turn WHERE profile = ?1")?;
        Ok(query.query_row([profile], decode).optional()?)
    }

    /// Keeps when an account is looked at next.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn put_turn(&self, turn: &TurnRecord) -> Result<(), Error> {
        self.execute(
            "INSERT OR REPLACE INTO turn (profile, next, since, failures, asked) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                turn.profile,
                turn.next.as_micros(),
                turn.since.as_micros(),
                turn.failures,
                turn.asked
            ],
        )
    }
}

fn decode(row: &Row<'_>) -> rusqlite::Result<TurnRecord> {
    Ok(TurnRecord {
        profile: row.get("profile")?,
        next: Timestamp::from_micros(row.get("next")?),
        since: Timestamp::from_micros(row.get("since")?),
        failures: row.get("failures")?,
        asked: row.get("asked")?,
    })
}
