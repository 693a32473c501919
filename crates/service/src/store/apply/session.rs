//! Sessions, and the places from which they were opened.

use super::{CommitError, guarded, unguarded, word};
use accounts::{
    installation::Place,
    session::{SessionRow, token},
};
use contract::{AccountId, SessionId, Timestamp};
use rusqlite::Connection;

pub fn insert_session(c: &Connection, session: &SessionRow) -> Result<(), CommitError> {
    let sql = "INSERT INTO sessions
            (number, id, token_hash, account, kind, installation_id, installation_name, opened_at, seen_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    unguarded(
        c,
        sql,
        (
            token::number(&session.token_hash),
            session.id.as_bytes(),
            session.token_hash,
            session.account.as_bytes(),
            word(session.kind),
            &session.installation_id,
            &session.installation_name,
            session.opened_at.as_micros(),
            session.seen_at.as_micros(),
        ),
    )
}

pub fn end(c: &Connection, session: SessionId, at: Timestamp) -> Result<(), CommitError> {
    let sql = "UPDATE sessions SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL";
    guarded(c, sql, (session.as_bytes(), at.as_micros()))
}

/// Ends the sessions of an account, but this one, that were opened since.
pub fn end_all(
    c: &Connection,
    account: AccountId,
    except: Option<SessionId>,
    since: Option<Timestamp>,
    at: Timestamp,
) -> Result<(), CommitError> {
    let sql = "UPDATE sessions SET ended_at = ?4
        WHERE account = ?1 AND ended_at IS NULL AND id IS NOT ?2 AND opened_at >= ?3";
    let except = except.as_ref().map(SessionId::as_bytes);
    let since = since.map_or(i64::MIN, Timestamp::as_micros);
    unguarded(c, sql, (account.as_bytes(), except, since, at.as_micros()))
}

pub fn see(c: &Connection, session: SessionId, at: Timestamp) -> Result<(), CommitError> {
    let sql = "UPDATE sessions SET seen_at = ?2 WHERE id = ?1 AND seen_at < ?2 AND ended_at IS NULL";
    unguarded(c, sql, (session.as_bytes(), at.as_micros()))
}

pub fn see_place(c: &Connection, place: &Place) -> Result<(), CommitError> {
    let sql = "INSERT INTO places (account, installation_id, seen_at) VALUES (?1, ?2, ?3)
        ON CONFLICT (account, installation_id) DO UPDATE SET seen_at = excluded.seen_at
        WHERE excluded.seen_at > places.seen_at";
    unguarded(
        c,
        sql,
        (
            place.account.as_bytes(),
            &place.installation_id,
            place.seen_at.as_micros(),
        ),
    )
}
