//! Changes of addresses that can be undone, and requests for another username.

use super::{CommitError, execute, guarded, insert};
use accounts::{contact::AddressChange, username::RenameRequest};
use contract::AccountId;
use rusqlite::Connection;
use uuid::Uuid;

pub fn insert_change(c: &Connection, row: &AddressChange) -> Result<(), CommitError> {
    let sql = "INSERT INTO address_changes (id, account, previous, made_at, ends_at, previous_folded)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    insert(
        c,
        sql,
        (
            row.id.as_bytes(),
            row.account.as_bytes(),
            row.previous.as_str(),
            row.made_at.as_micros(),
            row.ends_at.as_micros(),
            row.previous.folded(),
        ),
    )
}

pub fn remove_change(c: &Connection, id: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM address_changes WHERE id = ?1", [id.as_bytes()])
}

pub fn put_rename_request(c: &Connection, row: &RenameRequest) -> Result<(), CommitError> {
    remove_rename_request(c, row.account)?;
    let sql = "INSERT INTO rename_requests (account, wanted, reason, made_at) VALUES (?1, ?2, ?3, ?4)";
    let (account, made_at) = (row.account.as_bytes(), row.made_at.as_micros());
    insert(c, sql, (account, row.wanted.as_str(), &row.reason, made_at))
}

pub fn remove_rename_request(c: &Connection, account: AccountId) -> Result<(), CommitError> {
    execute(
        c,
        "DELETE FROM rename_requests WHERE account = ?1",
        [account.as_bytes()],
    )
    .map(|_| ())
}
