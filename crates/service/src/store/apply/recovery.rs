//! Recoveries.

use super::{CommitError, guarded, unguarded};
use crate::store::codec::areas::{RECOVERIES, word_of};
use accounts::recovery::Recovery;
use contract::{AccountId, SessionId, Timestamp};
use rusqlite::Connection;
use uuid::Uuid;

pub fn put(c: &Connection, recovery: &Recovery) -> Result<(), CommitError> {
    let kind = word_of(&RECOVERIES, recovery.kind);
    let sql = "DELETE FROM recoveries WHERE request_hash = ?1 AND kind = ?2";
    unguarded(c, sql, (recovery.request_hash, kind))?;
    let sql = "INSERT INTO recoveries (id, account, kind, request_hash, code_hash, made_at, code_made_at, tries_left,
            confirmed_at, waits_until, session)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    unguarded(
        c,
        sql,
        (
            recovery.id.as_bytes(),
            recovery.account.as_ref().map(AccountId::as_bytes),
            kind,
            recovery.request_hash,
            recovery.code_hash,
            recovery.made_at.as_micros(),
            recovery.code_made_at.as_micros(),
            recovery.tries_left,
            recovery.confirmed_at.map(Timestamp::as_micros),
            recovery.waits_until.map(Timestamp::as_micros),
            recovery.session.as_ref().map(SessionId::as_bytes),
        ),
    )
}

pub fn count_wrong(c: &Connection, recovery: Uuid, seen: u32) -> Result<(), CommitError> {
    let sql = "UPDATE recoveries SET tries_left = tries_left - 1 WHERE id = ?1 AND tries_left = ?2 AND tries_left > 0";
    guarded(c, sql, (recovery.as_bytes(), seen))
}

pub fn remove(c: &Connection, recovery: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM recoveries WHERE id = ?1", [recovery.as_bytes()])
}
