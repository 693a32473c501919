//! On which terms a database is put in the place of another, and what comes of it (rules 8.10, 8.15, 8.16).

use super::{MaintenanceError, gone::Gone};
use crate::store::{Away, Given, Known};
use contract::Timestamp;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// How far, in seconds, the clock may be ahead of the newest time that is stored: as far as a service believes it (rule
/// 8.14).
const AHEAD: i64 = 7 * 86_400;

/// How far, in seconds, the clock may be behind it: as far as clocks differ that are looked after.
const BEHIND: i64 = 5 * 60;

/// What the operator wants.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The present time.
    pub now: Timestamp,
    /// Whether a database that is not empty is replaced; it is kept beside the new one.
    pub replace: bool,
    /// Whether every session ends: of those that were ended meanwhile nobody knows.
    pub end_sessions: bool,
    /// Whether the operator has looked at the clock.
    pub clock_is_right: bool,
    /// Whether what does not hold together is taken all the same.
    pub as_it_is: bool,
}

impl Terms {
    /// The terms of who wants nothing but that it is done, at this time.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self {
            now,
            replace: false,
            end_sessions: false,
            clock_is_right: false,
            as_it_is: false,
        }
    }

    /// The same, where there are accounts too.
    #[must_use]
    pub fn replacing(self) -> Self {
        let replace = true;
        Self { replace, ..self }
    }
}

/// What was put in place.
#[derive(Debug)]
pub struct Put {
    /// Where the database is that was there before.
    pub kept: Option<PathBuf>,
    /// What that one had and this one has not; an error where it cannot be read.
    pub gone: Option<Result<Gone, MaintenanceError>>,
    /// The time that went by without the gallery; nothing where no time is known of it.
    pub away: Option<Away>,
    /// What was open, and stays so for as long.
    pub given: Given,
    /// What does not hold in it, where that was taken all the same.
    pub violations: Vec<String>,
}

/// Gives the time back that went by without the gallery (rule 8.15), and ends the sessions where that is wanted. Of an
/// export it is known that the gallery existed when it was made. The caller sees to the transaction.
///
/// # Errors
/// The clock is not to be believed and somebody would lose or gain by it; or SQLite failed.
pub fn come_back(
    c: &Connection,
    terms: Terms,
    exported_at: Option<Timestamp>,
    origin: &Path,
) -> Result<(Option<Away>, Given), MaintenanceError> {
    if terms.end_sessions {
        let sql = "UPDATE sessions SET ended_at = ?1 WHERE ended_at IS NULL";
        c.execute(sql, [terms.now.as_micros()])?;
    }
    let known = Known::read(c, terms.now)?;
    let newest = known.newest.max(exported_at);
    let until = known.until.max(exported_at.filter(|at| *at <= terms.now));
    // All that is known is later than now: then no time went by of which anything is known.
    let Some(since) = until.or(newest.map(|_| terms.now)) else {
        return Ok((None, Given::default()));
    };
    let away = Away { since, now: terms.now };
    let given = away.give_back(c)?;
    let is_off = away.seconds() > AHEAD || newest.is_some_and(|newest| newest.secs_since(terms.now) > BEHIND);
    if is_off && given.all() > 0 && !terms.clock_is_right {
        return Err(MaintenanceError::Clock {
            path: origin.to_owned(),
            newest: newest.unwrap_or(since),
            now: terms.now,
        });
    }
    Ok((Some(away), given))
}
