//! Packages, owners, offers, keys.

use super::{account, accounts, add, areas, codec, many, one, organization};
use accounts::{Snapshot, digest::Hash, key::ApiKey, package::Owner};
use contract::{AccountId, account::AccountKind};
use rusqlite::{Connection, Params, Result};
use std::collections::HashSet;
use uuid::Uuid;

pub fn package(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    if into.package(folded).is_some() {
        return Ok(());
    }
    let found = one(c, "SELECT * FROM packages WHERE folded = ?1", [folded], areas::package)?;
    into.packages.extend(found);
    let owners = many(c, "SELECT * FROM owners WHERE package = ?1", [folded], areas::owner)?;
    with_owners(c, owners, into)
}

/// An account may own thousands: one statement for the packages and one for their owners.
pub fn packages_of(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let known: HashSet<String> = into.packages.iter().map(|row| row.folded.clone()).collect();
    let sql = "SELECT p.* FROM owners o JOIN packages p ON p.folded = o.package WHERE o.account = ?1";
    let found = many(c, sql, [id.as_bytes()], areas::package)?;
    into.packages
        .extend(found.into_iter().filter(|row| !known.contains(&row.folded)));
    let sql = "SELECT * FROM owners WHERE package IN (SELECT package FROM owners WHERE account = ?1)";
    let mut owners = many(c, sql, [id.as_bytes()], areas::owner)?;
    owners.retain(|owner| !known.contains(&owner.package));
    with_owners(c, owners, into)
}

fn with_owners(c: &Connection, owners: Vec<Owner>, into: &mut Snapshot) -> Result<()> {
    let ids: HashSet<AccountId> = owners.iter().map(|owner| owner.account).collect();
    into.owners.extend(owners);
    for id in ids {
        account(c, id, into)?;
        let is_organization = into
            .account(id)
            .is_some_and(|account| account.kind == AccountKind::Organization);
        if is_organization {
            organization::members_of(c, id, into)?;
        }
    }
    Ok(())
}

pub fn offers_of(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    offers(c, "SELECT * FROM ownership_offers WHERE package = ?1", [folded], into)
}

pub fn offers_with(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM ownership_offers WHERE account = ?1 OR offered_by = ?1";
    offers(c, sql, [id.as_bytes()], into)
}

pub fn offer(c: &Connection, id: Uuid, into: &mut Snapshot) -> Result<()> {
    offers(c, "SELECT * FROM ownership_offers WHERE id = ?1", [id.as_bytes()], into)?;
    let found = into.ownership_offers.iter().find(|row| row.id == id);
    let folded = found.map(|row| row.package.clone());
    folded.map_or(Ok(()), |folded| {
        offers_of(c, &folded, into)?;
        package(c, &folded, into)
    })
}

fn offers(c: &Connection, sql: &str, params: impl Params, into: &mut Snapshot) -> Result<()> {
    let found = many(c, sql, params, areas::ownership_offer)?;
    for row in &found {
        accounts(c, [row.account, row.offered_by], into)?;
        // Nobody signs in as an organization: its members hear of what becomes of the offer.
        if into
            .account(row.account)
            .is_some_and(|row| row.kind == AccountKind::Organization)
        {
            organization::members_of(c, row.account, into)?;
        }
    }
    add(&mut into.ownership_offers, found);
    Ok(())
}

pub fn key(c: &Connection, id: Uuid, into: &mut Snapshot) -> Result<()> {
    let found = one(c, "SELECT * FROM keys WHERE id = ?1", [id.as_bytes()], areas::api_key)?;
    with_parties(c, found, into)
}

pub fn key_by_hash(c: &Connection, hash: &Hash, into: &mut Snapshot) -> Result<()> {
    let found = one(c, "SELECT * FROM keys WHERE hash = ?1", [hash], areas::api_key)?;
    with_parties(c, found, into)
}

fn with_parties(c: &Connection, found: Option<ApiKey>, into: &mut Snapshot) -> Result<()> {
    let Some(key) = found else { return Ok(()) };
    account(c, key.holder, into)?;
    if let Some(owner) = key.owner.filter(|owner| *owner != key.holder) {
        account(c, owner, into)?;
        organization::membership(c, owner, key.holder, into)?;
    }
    add(&mut into.keys, [key]);
    Ok(())
}

pub fn keys_of(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM keys WHERE holder = ?1 AND revoked_at IS NULL";
    let found = many(c, sql, [id.as_bytes()], areas::api_key)?;
    accounts(c, found.iter().filter_map(|key| key.owner), into)?;
    add(&mut into.keys, found);
    Ok(())
}

pub fn keys_for(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM keys WHERE owner = ?1 AND revoked_at IS NULL";
    let found = many(c, sql, [id.as_bytes()], areas::api_key)?;
    accounts(c, found.iter().map(|key| key.holder), into)?;
    add(&mut into.keys, found);
    Ok(())
}

/// The plus keeps SQLite from the index by owner: without statistics it takes that for the best one, and what has no
/// owner are the full-access keys of the whole gallery.
pub fn full_access_keys_for(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT k.* FROM members m JOIN keys k ON k.holder = m.account
        WHERE m.organization = ?1 AND +k.owner IS NULL AND k.revoked_at IS NULL";
    let found = many(c, sql, [id.as_bytes()], areas::api_key)?;
    accounts(c, found.iter().map(|key| key.holder), into)?;
    add(&mut into.keys, found);
    Ok(())
}

/// Seven statements, each by an index: this is what a feed asks for each push.
pub fn key_at_package(c: &Connection, hash: &Hash, folded: &str, into: &mut Snapshot) -> Result<()> {
    let key = one(c, "SELECT * FROM keys WHERE hash = ?1", [hash], areas::api_key)?;
    let Some(key) = key else { return Ok(()) };
    let found = one(c, "SELECT * FROM packages WHERE folded = ?1", [folded], areas::package)?;
    let owners = many(c, "SELECT * FROM owners WHERE package = ?1", [folded], areas::owner)?;
    let sql = "SELECT a.* FROM owners o JOIN accounts a ON a.id = o.account WHERE o.package = ?1";
    let mut rows = many(c, sql, [folded], codec::account)?;
    for id in [Some(key.holder), key.owner].into_iter().flatten() {
        if !rows.iter().any(|row| row.id == id) {
            rows.extend(one(
                c,
                "SELECT * FROM accounts WHERE id = ?1",
                [id.as_bytes()],
                codec::account,
            )?);
        }
    }
    let sql = "SELECT * FROM members WHERE account = ?1 AND organization = ?2";
    for row in rows.iter().filter(|row| row.kind == AccountKind::Organization) {
        let params = (key.holder.as_bytes(), row.id.as_bytes());
        add(&mut into.members, one(c, sql, params, areas::member)?);
    }
    into.packages.extend(found);
    add(&mut into.owners, owners);
    for row in rows {
        if into.account(row.id).is_none() {
            into.accounts.push(row);
        }
    }
    add(&mut into.keys, [key]);
    Ok(())
}
