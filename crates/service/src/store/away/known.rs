//! The times by which it is known until when a gallery existed.

use super::Known;
use contract::Timestamp;
use rusqlite::{Connection, Result};

impl Known {
    /// Reads them, it being `now`: of sign-ins, of what sessions do, of mails and of the audit trail.
    ///
    /// # Errors
    /// SQLite failed.
    pub fn read(c: &Connection, now: Timestamp) -> Result<Self> {
        Ok(Self {
            newest: newest_until(c, i64::MAX)?,
            until: newest_until(c, now.as_micros())?,
        })
    }
}

fn newest_until(c: &Connection, latest: i64) -> Result<Option<Timestamp>> {
    let sql = "SELECT max(at) FROM (
        SELECT max(begun_at) AS at FROM proofs WHERE begun_at <= ?1
        UNION ALL SELECT max(seen_at) FROM sessions WHERE seen_at <= ?1
        UNION ALL SELECT max(at) FROM mails WHERE at <= ?1
        UNION ALL SELECT max(at) FROM audit WHERE at <= ?1)";
    let found: Option<i64> = c.query_row(sql, [latest], |row| row.get(0))?;
    Ok(found.map(Timestamp::from_micros))
}
