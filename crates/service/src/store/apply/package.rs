//! Packages, owners, offers, keys, and what feeds are told.

use super::{CommitError, guarded, unguarded};
use crate::store::codec::areas::scopes_word;
use accounts::{
    key::ApiKey,
    package::{FeedChange, Owner, OwnershipOffer, Package},
};
use contract::{AccountId, Timestamp};
use rusqlite::{Connection, named_params};
use uuid::Uuid;

pub fn insert_package(c: &Connection, row: &Package) -> Result<(), CommitError> {
    let sql = "INSERT INTO packages (folded, id, listed, has_versions, registered_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    let registered_at = row.registered_at.as_micros();
    unguarded(
        c,
        sql,
        (&row.folded, &row.id, row.listed, row.has_versions, registered_at),
    )
}

pub fn update_package(c: &Connection, row: &Package) -> Result<(), CommitError> {
    let sql = "UPDATE packages SET listed = ?2, has_versions = ?3 WHERE folded = ?1";
    guarded(c, sql, (&row.folded, row.listed, row.has_versions))
}

pub fn insert_owner(c: &Connection, row: &Owner) -> Result<(), CommitError> {
    let sql = "INSERT INTO owners (package, account, since) VALUES (?1, ?2, ?3)";
    unguarded(c, sql, (&row.package, row.account.as_bytes(), row.since.as_micros()))
}

pub fn remove_owner(c: &Connection, package: &str, account: AccountId) -> Result<(), CommitError> {
    let sql = "DELETE FROM owners WHERE package = ?1 AND account = ?2";
    guarded(c, sql, (package, account.as_bytes()))
}

pub fn put_offer(c: &Connection, row: &OwnershipOffer) -> Result<(), CommitError> {
    let sql = "DELETE FROM ownership_offers WHERE package = ?1 AND account = ?2";
    unguarded(c, sql, (&row.package, row.account.as_bytes()))?;
    let sql = "INSERT INTO ownership_offers (id, package, account, offered_by, transfer, made_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    unguarded(
        c,
        sql,
        (
            row.id.as_bytes(),
            &row.package,
            row.account.as_bytes(),
            row.offered_by.as_bytes(),
            row.transfer,
            row.made_at.as_micros(),
            row.expires_at.as_micros(),
        ),
    )
}

pub fn remove_offer(c: &Connection, offer: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM ownership_offers WHERE id = ?1", [offer.as_bytes()])
}

pub fn tell_feeds(c: &Connection, row: &FeedChange) -> Result<(), CommitError> {
    let sql = "INSERT INTO feed_changes (id, package, at, listed, owners) VALUES (?1, ?2, ?3, ?4, ?5)";
    let owners = row.owners.join("\n");
    unguarded(
        c,
        sql,
        (row.id.as_bytes(), &row.package, row.at.as_micros(), row.listed, owners),
    )
}

pub fn insert_key(c: &Connection, row: &ApiKey) -> Result<(), CommitError> {
    let sql = "INSERT INTO keys (id, holder, owner, description, hash, ending, scopes, packages, made_at, expires_at,
            used_at, revoked_at)
        VALUES (:id, :holder, :owner, :description, :hash, :ending, :scopes, :packages, :made_at, :expires_at, :used_at,
            :revoked_at)";
    unguarded(
        c,
        sql,
        named_params! {
            ":id": row.id.as_bytes(),
            ":holder": row.holder.as_bytes(),
            ":owner": row.owner.as_ref().map(AccountId::as_bytes),
            ":description": row.description,
            ":hash": row.hash,
            ":ending": row.ending,
            ":scopes": scopes_word(row.scopes),
            ":packages": row.packages.join("\n"),
            ":made_at": row.made_at.as_micros(),
            ":expires_at": row.expires_at.as_micros(),
            ":used_at": row.used_at.map(Timestamp::as_micros),
            ":revoked_at": row.revoked_at.map(Timestamp::as_micros),
        },
    )
}

pub fn update_key(c: &Connection, row: &ApiKey) -> Result<(), CommitError> {
    // Of another end its holder is told anew.
    let sql = "UPDATE keys SET holder = ?2, owner = ?3, description = ?4, scopes = ?5, packages = ?6,
            warned = CASE WHEN expires_at = ?7 THEN warned ELSE 0 END, expires_at = ?7, revoked_at = ?8
        WHERE id = ?1 AND revoked_at IS NULL";
    guarded(
        c,
        sql,
        (
            row.id.as_bytes(),
            row.holder.as_bytes(),
            row.owner.as_ref().map(AccountId::as_bytes),
            &row.description,
            scopes_word(row.scopes),
            row.packages.join("\n"),
            row.expires_at.as_micros(),
            row.revoked_at.map(Timestamp::as_micros),
        ),
    )
}

pub fn see_key(c: &Connection, key: Uuid, at: Timestamp) -> Result<(), CommitError> {
    let sql = "UPDATE keys SET used_at = ?2 WHERE id = ?1 AND (used_at IS NULL OR used_at < ?2)";
    unguarded(c, sql, (key.as_bytes(), at.as_micros()))
}

pub fn remove_key(c: &Connection, key: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM keys WHERE id = ?1", [key.as_bytes()])
}

pub fn warn_of_key(c: &Connection, key: Uuid, ended: bool) -> Result<(), CommitError> {
    let sql = "UPDATE keys SET warned = ?2 WHERE id = ?1 AND warned < ?2 AND revoked_at IS NULL";
    guarded(c, sql, (key.as_bytes(), if ended { 2 } else { 1 }))
}
