//! What the service keeps for itself: its secrets and the buckets of rule 7.5.

use super::{ReadError, Store, writer::Job};
use accounts::digest::Hash;
use contract::Timestamp;
use rusqlite::{Connection, Result, params};
use tokio::sync::oneshot;

/// How many full buckets are removed at a time.
const REMOVED: i64 = 1000;

/// A bucket as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketRow {
    /// What is limited, and for whom it is counted.
    pub what: String,
    /// For whom, as a keyed hash.
    pub key: Hash,
    /// When it is full again, in microseconds since 1970.
    pub full_at: i64,
}

/// Work of the service itself on the writer's connection, in a transaction of its own.
#[derive(Debug)]
pub enum Chore {
    /// Keeps these buckets, and removes some of those that are full.
    Keep(Vec<BucketRow>, Timestamp),
    /// Counts a bucket that is nobody's on, to see whether something can be written.
    Try,
    /// Keeps a secret under this name, unless there is one.
    MakeSecret(&'static str, Hash),
}

/// Does it; the caller sees to the transaction.
pub fn run(c: &Connection, chore: &Chore) -> Result<()> {
    match chore {
        Chore::Keep(rows, now) => {
            let sql = "INSERT INTO limits (what, key, full_at) VALUES (?1, ?2, ?3)
                ON CONFLICT (what, key) DO UPDATE SET full_at = excluded.full_at";
            let mut statement = c.prepare_cached(sql)?;
            for row in rows {
                statement.execute(params![row.what, row.key, row.full_at])?;
            }
            let sql =
                "DELETE FROM limits WHERE (what, key) IN (SELECT what, key FROM limits WHERE full_at < ?1 LIMIT ?2)";
            c.prepare_cached(sql)?.execute((now.as_micros(), REMOVED))?;
        }
        Chore::Try => {
            // The same value again would be compared and not written.
            let sql = "INSERT INTO limits (what, key, full_at) VALUES ('', x'', 0)
                ON CONFLICT (what, key) DO UPDATE SET full_at = full_at + 1";
            c.prepare_cached(sql)?.execute([])?;
        }
        Chore::MakeSecret(name, value) => {
            let sql = "INSERT INTO secrets (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            c.prepare_cached(sql)?.execute(params![name, value])?;
        }
    }
    Ok(())
}

impl Store {
    /// Has a chore done; false where it could not be.
    pub async fn run_chore(&self, chore: Chore) -> bool {
        let (done, told) = oneshot::channel();
        self.jobs.try_send(Job::Chore(chore, done)).is_ok() && told.await.unwrap_or(false)
    }

    /// The secret of this name; `fresh` from now on where there was none.
    ///
    /// # Errors
    /// The database can be neither written nor read.
    pub async fn secret(&self, name: &'static str, fresh: Hash) -> std::result::Result<Hash, ReadError> {
        self.run_chore(Chore::MakeSecret(name, fresh)).await;
        self.read(move |c| c.query_row("SELECT value FROM secrets WHERE name = ?1", [name], |row| row.get(0)))
            .await
    }

    /// The buckets that are not full, at most this many, the emptiest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn buckets(&self, now: Timestamp, limit: usize) -> std::result::Result<Vec<BucketRow>, ReadError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(move |c| {
            let sql = "SELECT what, key, full_at FROM limits WHERE full_at > ?1 ORDER BY full_at DESC LIMIT ?2";
            let read = |row: &rusqlite::Row<'_>| {
                Ok(BucketRow {
                    what: row.get(0)?,
                    key: row.get(1)?,
                    full_at: row.get(2)?,
                })
            };
            c.prepare_cached(sql)?
                .query_map((now.as_micros(), limit), read)?
                .collect()
        })
        .await
    }
}
