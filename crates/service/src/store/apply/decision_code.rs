//! Codes that are mailed to who decides about a frozen account.

use super::{CommitError, guarded, unguarded};
use accounts::login_change::DecisionCode;
use contract::AccountId;
use rusqlite::Connection;
use uuid::Uuid;

pub fn insert(c: &Connection, code: &DecisionCode) -> Result<(), CommitError> {
    let sql = "INSERT INTO decision_codes (id, account, request_hash, code_hash, made_at, tries_left, known_place)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    unguarded(
        c,
        sql,
        (
            code.id.as_bytes(),
            code.account.as_bytes(),
            code.request_hash,
            code.code_hash,
            code.made_at.as_micros(),
            code.tries_left,
            code.known_place,
        ),
    )
}

pub fn count_wrong(c: &Connection, code: Uuid, seen: u32) -> Result<(), CommitError> {
    let sql =
        "UPDATE decision_codes SET tries_left = tries_left - 1 WHERE id = ?1 AND tries_left = ?2 AND tries_left > 0";
    guarded(c, sql, (code.as_bytes(), seen))
}

pub fn remove(c: &Connection, code: Uuid) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM decision_codes WHERE id = ?1", [code.as_bytes()])
}

pub fn remove_all(c: &Connection, account: AccountId) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM decision_codes WHERE account = ?1", [account.as_bytes()])
}
