//! Deletions that wait.

use super::{CommitError, guarded, unguarded};
use accounts::deletion::Deletion;
use contract::AccountId;
use rusqlite::Connection;
use uuid::Uuid;

pub fn put(c: &Connection, row: &Deletion) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM deletions WHERE account = ?1", [row.account.as_bytes()])?;
    let shown = serde_json::to_string(&row.shown)
        .map_err(|error| CommitError::Failed(rusqlite::Error::ToSqlConversionFailure(Box::new(error))))?;
    let sql = "INSERT INTO deletions (account, id, requested_at, due_at, unlist_orphans, shown, login_moved_to)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    unguarded(
        c,
        sql,
        (
            row.account.as_bytes(),
            row.id.as_bytes(),
            row.requested_at.as_micros(),
            row.due_at.as_micros(),
            row.unlist_orphans,
            shown,
            row.login_moved_to.as_ref().map(AccountId::as_bytes),
        ),
    )
}

pub fn remove(c: &Connection, id: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM deletions WHERE id = ?1", [id.as_bytes()])
}
