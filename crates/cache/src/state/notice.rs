//! In-app notices.

use super::State;
use crate::Error;
use contract::Timestamp;
use rusqlite::{Row, params};

/// How many notices are kept; the oldest go first.
const KEPT: u32 = 100;

pub(super) const MIGRATIONS: &[(&str, &str)] = &[(
    "notice-1",
    "CREATE TABLE notice (
        id TEXT NOT NULL PRIMARY KEY,
        at INTEGER NOT NULL, -- microseconds since the Unix epoch
        profile TEXT,
        what TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX notice_by_age ON notice (at, id)",
)];

/// An in-app notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRecord {
    /// Its id.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// The id in this app of the account that it is about.
    pub profile: Option<String>,
    /// What it says: JSON.
    pub what: String,
}

impl State {
    /// The notices, the newest first; at most 100.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn notices(&self) -> Result<Vec<NoticeRecord>, Error> {
        self.rows(
            "SELECT id, at, profile, what FROM notice ORDER BY at DESC, id DESC",
            decode,
        )
    }

    /// Adds a notice, or replaces the one with its id; of more than 100 the oldest are removed, and before them
    /// those of a time after `now`: they are from a clock that was ahead.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn put_notice(&self, notice: &NoticeRecord, now: Timestamp) -> Result<(), Error> {
        let mut connection = self.database.connection();
        let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        change.execute(
            "INSERT OR REPLACE INTO notice (id, at, profile, what) VALUES (?1, ?2, ?3, ?4)",
            params![notice.id, notice.at.as_micros(), notice.profile, notice.what],
        )?;
        change.execute(
            "DELETE FROM notice WHERE id NOT IN
             (SELECT id FROM notice ORDER BY at > ?2, at DESC, id DESC LIMIT ?1)",
            params![KEPT, now.as_micros()],
        )?;
        Ok(change.commit()?)
    }

    /// Removes a notice, if it is there.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn remove_notice(&self, id: &str) -> Result<(), Error> {
        self.execute("DELETE FROM notice WHERE id = ?1", [id])
    }
}

fn decode(row: &Row<'_>) -> rusqlite::Result<NoticeRecord> {
    Ok(NoticeRecord {
        id: row.get("id")?,
        at: Timestamp::from_micros(row.get("at")?),
        profile: row.get("profile")?,
        what: row.get("what")?,
    })
}
