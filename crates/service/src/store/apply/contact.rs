//! Addresses that wait for their code, changes of addresses that can be undone, and requests for another username.

use super::{CommitError, guarded, unguarded};
use accounts::{
    contact::{AddressChange, Confirmation},
    username::RenameRequest,
};
use contract::AccountId;
use rusqlite::Connection;
use uuid::Uuid;

pub fn set_confirmation(c: &Connection, row: &Confirmation) -> Result<(), CommitError> {
    let sql = "INSERT INTO confirmations
            (account, id, address, code_hash, made_at, tries_left, hour_began_at, codes_in_hour)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (account) DO UPDATE SET id = excluded.id, address = excluded.address,
            code_hash = excluded.code_hash, made_at = excluded.made_at, tries_left = excluded.tries_left,
            hour_began_at = excluded.hour_began_at, codes_in_hour = excluded.codes_in_hour";
    unguarded(
        c,
        sql,
        (
            row.account.as_bytes(),
            row.id.as_bytes(),
            row.address.as_str(),
            row.code_hash,
            row.made_at.as_micros(),
            row.tries_left,
            row.hour_began_at.as_micros(),
            row.codes_in_hour,
        ),
    )
}

pub fn count_wrong_code(c: &Connection, confirmation: Uuid, seen: u32) -> Result<(), CommitError> {
    let sql = "UPDATE confirmations SET tries_left = tries_left - 1
        WHERE id = ?1 AND tries_left = ?2 AND tries_left > 0";
    guarded(c, sql, (confirmation.as_bytes(), seen))
}

pub fn remove_confirmation(c: &Connection, id: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM confirmations WHERE id = ?1", [id.as_bytes()])
}

pub fn insert_change(c: &Connection, row: &AddressChange) -> Result<(), CommitError> {
    let sql = "INSERT INTO address_changes (id, account, previous, made_at, ends_at, previous_folded)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    unguarded(
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
    unguarded(c, sql, (account, row.wanted.as_str(), &row.reason, made_at))
}

pub fn remove_rename_request(c: &Connection, account: AccountId) -> Result<(), CommitError> {
    let sql = "DELETE FROM rename_requests WHERE account = ?1";
    unguarded(c, sql, [account.as_bytes()])
}
