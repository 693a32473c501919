//! What was posted to nuget.org's sign-in assistance within the last hour: the app's own limit counts it, over a restart
//! too.

use super::State;
use crate::Error;
use contract::Timestamp;
use rusqlite::{Row, params};

pub(super) const MIGRATIONS: &[(&str, &str)] = &[(
    "posted-1",
    "CREATE TABLE posted (
        number INTEGER NOT NULL PRIMARY KEY,
        username TEXT NOT NULL,
        at INTEGER NOT NULL -- microseconds since the Unix epoch
    ) STRICT",
)];

/// A post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedRecord {
    /// For which username.
    pub username: String,
    /// When.
    pub at: Timestamp,
}

impl State {
    /// The posts, in the order in which they were given.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn posted(&self) -> Result<Vec<PostedRecord>, Error> {
        self.rows("SELECT username, at FROM posted ORDER BY number", decode)
    }

    /// Keeps these posts and no others.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn put_posted(&self, posted: &[PostedRecord]) -> Result<(), Error> {
        let mut connection = self.database.connection();
        let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        change.execute("DELETE FROM posted", [])?;
        for post in posted {
            change
                .prepare_cached("INSERT INTO posted (username, at) VALUES (?1, ?2)")?
                .execute(params![post.username, post.at.as_micros()])?;
        }
        Ok(change.commit()?)
    }
}

fn decode(row: &Row<'_>) -> rusqlite::Result<PostedRecord> {
    Ok(PostedRecord {
        username: row.get("username")?,
        at: Timestamp::from_micros(row.get("at")?),
    })
}
