//! What happens in the outbox.

use super::{guarded, purge, unguarded};
use crate::{
    OutgoingMail,
    store::{CommitError, Committed, OutboxWrite},
};
use contract::Timestamp;
use rusqlite::Connection;

/// Runs one of its writes.
pub fn apply(c: &Connection, write: &OutboxWrite, committed: &mut Committed) -> Result<(), CommitError> {
    match write {
        OutboxWrite::Put(mail) => put(c, mail),
        OutboxWrite::Delivered { id, at, keep_text } => {
            let sql = "UPDATE mails SET delivered_at = ?2, text = CASE WHEN ?3 THEN text ELSE '' END,
                    html = CASE WHEN ?3 THEN html ELSE '' END
                WHERE id = ?1 AND delivered_at IS NULL";
            guarded(c, sql, (id.as_bytes(), at.as_micros(), keep_text))
        }
        OutboxWrite::Failed { id, next } => {
            let sql = "UPDATE mails SET attempts = attempts + 1, next_attempt_at = ?2
                WHERE id = ?1 AND delivered_at IS NULL";
            guarded(c, sql, (id.as_bytes(), next.as_micros()))
        }
        OutboxWrite::GivenUp { id, at } => {
            let sql = "UPDATE mails SET given_up_at = ?2, text = '', html = '' WHERE id = ?1 AND delivered_at IS NULL";
            guarded(c, sql, (id.as_bytes(), at.as_micros()))
        }
        OutboxWrite::Purge { before } => {
            let sql = "DELETE FROM mails WHERE position IN
                (SELECT position FROM mails
                    WHERE at < ?1 AND (delivered_at IS NOT NULL OR given_up_at IS NOT NULL) LIMIT ?2)";
            purge::some(c, sql, before.as_micros(), committed)
        }
    }
}

fn put(c: &Connection, mail: &OutgoingMail) -> Result<(), CommitError> {
    let sql = "INSERT INTO mails (id, recipient, subject, text, html, at, useful_until, reply_to, attempts,
            next_attempt_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?6)";
    unguarded(
        c,
        sql,
        (
            mail.id.as_bytes(),
            &mail.to,
            &mail.subject,
            &mail.text,
            &mail.html,
            mail.at.as_micros(),
            mail.useful_until.map(Timestamp::as_micros),
            &mail.reply_to,
        ),
    )
}
