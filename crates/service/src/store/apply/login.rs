//! Logins and how they change, recovery codes, recoveries.

use super::{CommitError, guarded, unguarded, word};
use crate::store::codec::areas::{MEANS, RECOVERIES, STATES, word_of};
use accounts::{
    login::Login,
    login_change::{DecisionCode, LoginChange},
    recovery::Recovery,
    recovery_code::RecoveryCode,
};
use contract::{AccountId, SessionId, Timestamp, identity::Identity};
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

pub fn replace_codes(c: &Connection, account: AccountId, codes: &[RecoveryCode]) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM recovery_codes WHERE account = ?1", [account.as_bytes()])?;
    let sql = "INSERT INTO recovery_codes (account, number, hash, used_at) VALUES (?1, ?2, ?3, ?4)";
    codes.iter().try_for_each(|code| {
        let used_at = code.used_at.map(Timestamp::as_micros);
        unguarded(c, sql, (account.as_bytes(), code.number, code.hash, used_at))
    })
}

pub fn use_code(c: &Connection, account: AccountId, number: u32, at: Timestamp) -> Result<(), CommitError> {
    let sql = "UPDATE recovery_codes SET used_at = ?3 WHERE account = ?1 AND number = ?2 AND used_at IS NULL";
    guarded(c, sql, (account.as_bytes(), number, at.as_micros()))
}

pub fn insert_decision_code(c: &Connection, code: &DecisionCode) -> Result<(), CommitError> {
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

pub fn count_wrong_decision_code(c: &Connection, code: Uuid, seen: u32) -> Result<(), CommitError> {
    let sql =
        "UPDATE decision_codes SET tries_left = tries_left - 1 WHERE id = ?1 AND tries_left = ?2 AND tries_left > 0";
    guarded(c, sql, (code.as_bytes(), seen))
}

pub fn remove_decision_code(c: &Connection, code: Uuid) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM decision_codes WHERE id = ?1", [code.as_bytes()])
}

pub fn remove_decision_codes(c: &Connection, account: AccountId) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM decision_codes WHERE account = ?1", [account.as_bytes()])
}

pub fn put_recovery(c: &Connection, recovery: &Recovery) -> Result<(), CommitError> {
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

pub fn count_wrong_code(c: &Connection, recovery: Uuid, seen: u32) -> Result<(), CommitError> {
    let sql = "UPDATE recoveries SET tries_left = tries_left - 1 WHERE id = ?1 AND tries_left = ?2 AND tries_left > 0";
    guarded(c, sql, (recovery.as_bytes(), seen))
}

pub fn remove_recovery(c: &Connection, recovery: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM recoveries WHERE id = ?1", [recovery.as_bytes()])
}
