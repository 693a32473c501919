//! Members, invitations, conversions.

use super::{CommitError, guarded, unguarded};
use accounts::{
    conversion::Conversion,
    organization::{Invitation, Member},
};
use contract::{AccountId, Timestamp};
use rusqlite::Connection;
use uuid::Uuid;

pub fn insert_member(c: &Connection, member: &Member) -> Result<(), CommitError> {
    let sql = "INSERT INTO members (organization, account, administrator, since) VALUES (?1, ?2, ?3, ?4)";
    let since = member.since.as_micros();
    let (organization, account) = (member.organization.as_bytes(), member.account.as_bytes());
    unguarded(c, sql, (organization, account, member.administrator, since))
}

pub fn update_member(c: &Connection, member: &Member) -> Result<(), CommitError> {
    let sql = "UPDATE members SET administrator = ?3 WHERE organization = ?1 AND account = ?2";
    let (organization, account) = (member.organization.as_bytes(), member.account.as_bytes());
    guarded(c, sql, (organization, account, member.administrator))
}

pub fn remove_member(c: &Connection, organization: AccountId, account: AccountId) -> Result<(), CommitError> {
    let sql = "DELETE FROM members WHERE organization = ?1 AND account = ?2";
    guarded(c, sql, (organization.as_bytes(), account.as_bytes()))
}

pub fn put_invitation(c: &Connection, row: &Invitation) -> Result<(), CommitError> {
    let sql = "DELETE FROM invitations WHERE organization = ?1 AND account = ?2";
    unguarded(c, sql, (row.organization.as_bytes(), row.account.as_bytes()))?;
    let sql = "INSERT INTO invitations (id, organization, account, administrator, invited_by, made_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    unguarded(
        c,
        sql,
        (
            row.id.as_bytes(),
            row.organization.as_bytes(),
            row.account.as_bytes(),
            row.administrator,
            row.invited_by.as_bytes(),
            row.made_at.as_micros(),
            row.expires_at.as_micros(),
        ),
    )
}

pub fn remove_invitation(c: &Connection, invitation: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM invitations WHERE id = ?1", [invitation.as_bytes()])
}

pub fn put_conversion(c: &Connection, row: &Conversion) -> Result<(), CommitError> {
    unguarded(
        c,
        "DELETE FROM conversions WHERE account = ?1",
        [row.account.as_bytes()],
    )?;
    let sql = "INSERT INTO conversions
            (id, account, administrator, from_recovery, second_shown, made_at, expires_at, accepted_at,
            effective_at, shown)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    unguarded(
        c,
        sql,
        (
            row.id.as_bytes(),
            row.account.as_bytes(),
            row.administrator.as_bytes(),
            row.from_recovery,
            row.second_shown,
            row.made_at.as_micros(),
            row.expires_at.as_micros(),
            row.accepted_at.map(Timestamp::as_micros),
            row.effective_at.map(Timestamp::as_micros),
            &row.shown,
        ),
    )
}

pub fn remove_conversion(c: &Connection, conversion: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM conversions WHERE id = ?1", [conversion.as_bytes()])
}
