//! Logins, and how they change.

use super::{CommitError, guarded, unguarded, word};
use crate::store::codec::areas::{MEANS, STATES, word_of};
use accounts::{login::Login, login_change::LoginChange};
use contract::{Timestamp, identity::Identity};
use rusqlite::Connection;
use uuid::Uuid;

pub fn insert_login(c: &Connection, login: &Login) -> Result<(), CommitError> {
    let sql = "INSERT INTO logins (id, account, issuer, tenant, subject, name, address, kind, second_factor, linked_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let (key, identity) = (&login.key, &login.identity);
    unguarded(
        c,
        sql,
        (
            login.id.as_bytes(),
            login.account.as_bytes(),
            &key.issuer,
            &key.tenant,
            &key.subject,
            &identity.name,
            &identity.address,
            word(identity.kind),
            identity.second_factor,
            login.linked_at.as_micros(),
        ),
    )
}

pub fn describe(c: &Connection, login: Uuid, identity: &Identity) -> Result<(), CommitError> {
    let sql = "UPDATE logins SET name = ?2, address = ?3, kind = ?4, second_factor = ?5
        WHERE id = ?1 AND dormant_at IS NULL";
    let kind = word(identity.kind);
    guarded(
        c,
        sql,
        (
            login.as_bytes(),
            &identity.name,
            &identity.address,
            kind,
            identity.second_factor,
        ),
    )
}

pub fn retire(c: &Connection, login: Uuid, at: Timestamp) -> Result<(), CommitError> {
    let sql = "UPDATE logins SET dormant_at = ?2 WHERE id = ?1 AND dormant_at IS NULL";
    guarded(c, sql, (login.as_bytes(), at.as_micros()))
}

pub fn revive(c: &Connection, login: Uuid) -> Result<(), CommitError> {
    let sql = "UPDATE logins SET dormant_at = NULL WHERE id = ?1 AND dormant_at IS NOT NULL";
    guarded(c, sql, [login.as_bytes()])
}

pub fn remove(c: &Connection, login: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM logins WHERE id = ?1", [login.as_bytes()])
}

pub fn insert_change(c: &Connection, change: &LoginChange) -> Result<(), CommitError> {
    let sql = "INSERT INTO login_changes (id, account, partner, made_at, ends_at, means, replaced, login, state)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    unguarded(
        c,
        sql,
        (
            change.id.as_bytes(),
            change.account.as_bytes(),
            change.partner.as_ref().map(Uuid::as_bytes),
            change.made_at.as_micros(),
            change.ends_at.as_micros(),
            word_of(&MEANS, change.means),
            change.replaced.as_ref().map(|dormant| *dormant.login.as_bytes()),
            change.login.as_bytes(),
            word_of(&STATES, change.state),
        ),
    )
}

pub fn update_change(c: &Connection, change: &LoginChange) -> Result<(), CommitError> {
    let sql = "UPDATE login_changes SET ends_at = ?2, state = ?3 WHERE id = ?1";
    let (ends_at, state) = (change.ends_at.as_micros(), word_of(&STATES, change.state));
    guarded(c, sql, (change.id.as_bytes(), ends_at, state))
}
