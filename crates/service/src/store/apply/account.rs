//! Accounts and their names.

use super::{CommitError, guarded, unguarded, word};
use accounts::{
    account::{AccountRow, ClaimedName},
    email::EmailAddress,
    password::PasswordHash,
    username::Username,
};
use contract::{AccountId, Timestamp};
use rusqlite::{Connection, named_params};

pub fn insert_account(c: &Connection, row: &AccountRow) -> Result<(), CommitError> {
    let sql = "INSERT INTO accounts (id, version, kind, username, opened_at, two_factor, locked)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let kind = word(row.kind);
    let opened_at = row.opened_at.as_micros();
    let username = row.username.as_str();
    unguarded(
        c,
        sql,
        (
            row.id.as_bytes(),
            row.version,
            kind,
            username,
            opened_at,
            row.two_factor,
            row.locked,
        ),
    )?;
    update_account(c, row)
}

/// All that can change of an account. Guarded by the version that the row has by now.
pub fn update_account(c: &Connection, row: &AccountRow) -> Result<(), CommitError> {
    let sql = "UPDATE accounts SET kind = :kind, confirmed_email = :confirmed, confirmed_email_folded = :folded,
            pending_email = :pending, two_factor = :two_factor, locked = :locked, mail_from_others = :from_others,
            mail_package_published = :package_published, password = :password, failed_passwords = :failed_passwords,
            failed_password_at = :failed_password_at, recovery_codes_left = :recovery_codes_left,
            login_change_until = :login_change_until, frozen_at = :frozen_at, deletion_at = :deletion_at,
            required_tenant = :required_tenant
        WHERE id = :id AND version = :version";
    let confirmed = row.confirmed_email.as_ref();
    guarded(
        c,
        sql,
        named_params! {
            ":id": row.id.as_bytes(),
            ":version": row.version,
            ":kind": word(row.kind),
            ":confirmed": confirmed.map(EmailAddress::as_str),
            ":folded": confirmed.map(EmailAddress::folded),
            ":pending": row.pending_email.as_ref().map(EmailAddress::as_str),
            ":two_factor": row.two_factor,
            ":locked": row.locked,
            ":from_others": row.mail.from_others,
            ":package_published": row.mail.package_published,
            ":password": row.password.as_ref().map(PasswordHash::as_str),
            ":failed_passwords": row.failed_passwords,
            ":failed_password_at": row.failed_password_at.map(Timestamp::as_micros),
            ":recovery_codes_left": row.recovery_codes_left,
            ":login_change_until": row.login_change_until.map(Timestamp::as_micros),
            ":frozen_at": row.frozen_at.map(Timestamp::as_micros),
            ":deletion_at": row.deletion_at.map(Timestamp::as_micros),
            ":required_tenant": row.required_tenant,
        },
    )
}

pub fn claim_name(c: &Connection, name: &ClaimedName) -> Result<(), CommitError> {
    let account = name.account.as_ref().map(AccountId::as_bytes);
    let sql = "INSERT INTO names (folded, username, account) VALUES (?1, ?2, ?3)";
    unguarded(c, sql, (name.username.folded(), name.username.as_str(), account))
}

pub fn rename(c: &Connection, account: AccountId, from: &Username, to: &Username) -> Result<(), CommitError> {
    let id = account.as_bytes();
    let sql = "UPDATE names SET account = NULL WHERE folded = ?1 AND account = ?2";
    guarded(c, sql, (from.folded(), id))?;
    let sql = "INSERT INTO names (folded, username, account) VALUES (?1, ?2, ?3)";
    unguarded(c, sql, (to.folded(), to.as_str(), id))?;
    guarded(c, "UPDATE accounts SET username = ?2 WHERE id = ?1", (id, to.as_str()))
}
