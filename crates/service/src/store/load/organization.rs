//! Members, invitations, conversions.

use super::{account, accounts, add, areas, many, named, one};
use accounts::Snapshot;
use contract::AccountId;
use rusqlite::{Connection, Params, Result};
use uuid::Uuid;

pub fn members_of(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM members WHERE organization = ?1";
    let found = many(c, sql, [id.as_bytes()], areas::member)?;
    accounts(c, found.iter().map(|member| member.account), into)?;
    add(&mut into.members, found);
    Ok(())
}

pub fn memberships_of(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM members WHERE account = ?1";
    for membership in many(c, sql, [id.as_bytes()], areas::member)? {
        account(c, membership.organization, into)?;
        members_of(c, membership.organization, into)?;
    }
    Ok(())
}

pub fn invitations_of(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    invitations(
        c,
        "SELECT * FROM invitations WHERE organization = ?1",
        [id.as_bytes()],
        into,
    )
}

pub fn invitations_for(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    invitations(c, "SELECT * FROM invitations WHERE account = ?1", [id.as_bytes()], into)
}

/// The members of the organizations that have invited an account: they hear when it goes.
pub fn inviting_members(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT m.* FROM invitations i JOIN members m ON m.organization = i.organization WHERE i.account = ?1";
    let found = many(c, sql, [id.as_bytes()], areas::member)?;
    accounts(c, found.iter().map(|member| member.account), into)?;
    add(&mut into.members, found);
    Ok(())
}

/// The invitations that an account made for the organizations of which it is a member.
pub fn invitations_by(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT i.* FROM members m JOIN invitations i ON i.organization = m.organization
        WHERE m.account = ?1 AND i.invited_by = ?1";
    invitations(c, sql, [id.as_bytes()], into)
}

pub fn invitation(c: &Connection, id: Uuid, into: &mut Snapshot) -> Result<()> {
    invitations(c, "SELECT * FROM invitations WHERE id = ?1", [id.as_bytes()], into)
}

fn invitations(c: &Connection, sql: &str, params: impl Params, into: &mut Snapshot) -> Result<()> {
    let found = many(c, sql, params, areas::invitation)?;
    for row in &found {
        accounts(c, [row.organization, row.account, row.invited_by], into)?;
    }
    add(&mut into.invitations, found);
    Ok(())
}

pub fn conversion(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    conversions(c, "SELECT * FROM conversions WHERE account = ?1", [id.as_bytes()], into)
}

pub fn conversion_by_id(c: &Connection, id: Uuid, into: &mut Snapshot) -> Result<()> {
    conversions(c, "SELECT * FROM conversions WHERE id = ?1", [id.as_bytes()], into)
}

pub fn conversions_for(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    conversions(
        c,
        "SELECT * FROM conversions WHERE administrator = ?1",
        [id.as_bytes()],
        into,
    )
}

fn conversions(c: &Connection, sql: &str, params: impl Params, into: &mut Snapshot) -> Result<()> {
    let found = many(c, sql, params, areas::conversion)?;
    for row in &found {
        accounts(c, [row.account, row.administrator], into)?;
    }
    add(&mut into.conversions, found);
    Ok(())
}

/// The membership of one account in one organization.
pub fn membership(c: &Connection, organization: AccountId, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM members WHERE organization = ?1 AND account = ?2";
    add(
        &mut into.members,
        one(c, sql, (organization.as_bytes(), id.as_bytes()), areas::member)?,
    );
    Ok(())
}

pub fn members_named(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    named(c, folded, into)?;
    let id = into.account_named(folded).map(|account| account.id);
    id.map_or(Ok(()), |id| members_of(c, id, into))
}
