//! Recovery codes.

use super::{CommitError, guarded, unguarded};
use accounts::recovery_code::RecoveryCode;
use contract::{AccountId, Timestamp};
use rusqlite::Connection;

pub fn replace(c: &Connection, account: AccountId, codes: &[RecoveryCode]) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM recovery_codes WHERE account = ?1", [account.as_bytes()])?;
    let sql = "INSERT INTO recovery_codes (account, number, hash, used_at) VALUES (?1, ?2, ?3, ?4)";
    codes.iter().try_for_each(|code| {
        let used_at = code.used_at.map(Timestamp::as_micros);
        unguarded(c, sql, (account.as_bytes(), code.number, code.hash, used_at))
    })
}

pub fn use_up(c: &Connection, account: AccountId, number: u32, at: Timestamp) -> Result<(), CommitError> {
    let sql = "UPDATE recovery_codes SET used_at = ?3 WHERE account = ?1 AND number = ?2 AND used_at IS NULL";
    guarded(c, sql, (account.as_bytes(), number, at.as_micros()))
}
