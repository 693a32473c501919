//! The mails that wait to leave.

use super::{ReadError, Store, codec};
use crate::OutgoingMail;
use contract::Timestamp;
use rusqlite::{Connection, Result, Row};
use uuid::Uuid;

/// How many delivered mails the mailbox shows.
const SHOWN: i64 = 200;

/// How many waiting mails are taken at a time.
const TAKEN: i64 = 50;

/// What happens in the outbox.
#[derive(Clone, Debug)]
pub enum OutboxWrite {
    /// A mail is put in.
    Put(OutgoingMail),
    /// A mail has left.
    Delivered {
        /// Which.
        id: Uuid,
        /// When.
        at: Timestamp,
        /// Whether its text is kept for the gallery's own mailbox.
        keep_text: bool,
    },
    /// A mail could not leave.
    Failed {
        /// Which.
        id: Uuid,
        /// When to try again.
        next: Timestamp,
    },
    /// A mail will never leave: its recipient is refused for good, its code no longer works, or too many days have
    /// passed.
    GivenUp {
        /// Which.
        id: Uuid,
        /// When.
        at: Timestamp,
    },
    /// Mails from before this time that no longer wait are removed, some at a time.
    Purge {
        /// From before when.
        before: Timestamp,
    },
}

/// A mail that waits.
#[derive(Clone, Debug)]
pub struct WaitingMail {
    /// The mail.
    pub mail: OutgoingMail,
    /// How often it could not leave.
    pub attempts: u32,
}

/// What became of the mails that are still known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxCounts {
    /// How many wait, also for another try.
    pub waiting: u32,
    /// How many have left.
    pub delivered: u32,
    /// How many were given up.
    pub given_up: u32,
}

/// How the outbox stands.
pub fn counts(connection: &Connection) -> Result<OutboxCounts> {
    let sql = "SELECT count(*) FILTER (WHERE delivered_at IS NULL AND given_up_at IS NULL),
            count(delivered_at), count(given_up_at) FROM mails";
    connection.prepare_cached(sql)?.query_row([], |row| {
        Ok(OutboxCounts {
            waiting: row.get(0)?,
            delivered: row.get(1)?,
            given_up: row.get(2)?,
        })
    })
}

fn mail(row: &Row<'_>) -> Result<OutgoingMail> {
    Ok(OutgoingMail {
        id: Uuid::from_bytes(row.get("id")?),
        to: row.get("recipient")?,
        reply_to: row.get("reply_to")?,
        subject: row.get("subject")?,
        text: row.get("text")?,
        html: row.get("html")?,
        at: codec::time(row, "at")?,
        useful_until: codec::optional_time(row, "useful_until")?,
    })
}

/// What has left, the latest first.
pub fn delivered(connection: &Connection) -> Result<Vec<OutgoingMail>> {
    let sql = "SELECT * FROM mails WHERE delivered_at IS NOT NULL ORDER BY position DESC LIMIT ?1";
    connection.prepare_cached(sql)?.query_map([SHOWN], mail)?.collect()
}

/// How many mails are in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailCounts {
    /// Those that have not left.
    pub waiting: i64,
    /// Those of them that were tried.
    pub failed: i64,
    /// Those that were given up, as long as they are known.
    pub given_up: i64,
}

impl Store {
    /// How many mails have not left, and how many never will.
    pub async fn mail_counts(&self) -> std::result::Result<MailCounts, ReadError> {
        self.read(|connection| {
            let sql = "SELECT count(*) FILTER (WHERE given_up_at IS NULL),
                    count(*) FILTER (WHERE given_up_at IS NULL AND attempts > 0), count(given_up_at)
                FROM mails WHERE delivered_at IS NULL";
            connection.prepare_cached(sql)?.query_row([], |row| {
                Ok(MailCounts {
                    waiting: row.get(0)?,
                    failed: row.get(1)?,
                    given_up: row.get(2)?,
                })
            })
        })
        .await
    }

    /// The mails to send now: those with a code first, of these and of the others those that were tried least, and then
    /// the longest waiting. No mail is ever put off beyond `latest`: one that is due after it waits for a future that
    /// is no more, as the clock was put back, and is sent now too (rule 5.7).
    pub async fn waiting_mails(
        &self,
        now: Timestamp,
        latest: Timestamp,
    ) -> std::result::Result<Vec<WaitingMail>, ReadError> {
        self.read(move |connection| {
            // The order is found in the index alone, without the words of all that waits. By OR it would be gone
            // through.
            let sql = "SELECT * FROM mails WHERE position IN (SELECT position FROM (
                    SELECT position, useful_until, attempts, next_attempt_at FROM mails
                        WHERE delivered_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= ?1
                    UNION ALL SELECT position, useful_until, attempts, next_attempt_at FROM mails
                        WHERE delivered_at IS NULL AND given_up_at IS NULL AND next_attempt_at > ?2)
                    ORDER BY useful_until IS NULL, attempts, next_attempt_at, position LIMIT ?3)
                ORDER BY useful_until IS NULL, attempts, next_attempt_at, position";
            let waiting = |row: &Row<'_>| {
                Ok(WaitingMail {
                    mail: mail(row)?,
                    attempts: row.get("attempts")?,
                })
            };
            connection
                .prepare_cached(sql)?
                .query_map((now.as_micros(), latest.as_micros(), TAKEN), waiting)?
                .collect()
        })
        .await
    }

    /// When the next of the mails that wait is due; nothing where none waits.
    pub async fn next_mail_at(&self) -> std::result::Result<Option<Timestamp>, ReadError> {
        self.read(|connection| {
            let sql = "SELECT min(next_attempt_at) FROM mails WHERE delivered_at IS NULL AND given_up_at IS NULL";
            let micros: Option<i64> = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
            Ok(micros.map(Timestamp::from_micros))
        })
        .await
    }
}
