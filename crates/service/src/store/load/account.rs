//! Accounts, their names, addresses and sessions, and the operator's lists about them.

use super::{add, add_by, areas, codec, login, many, one, package};
use crate::store::{codec::SESSION, query::LIVE_LOGIN};
use accounts::{
    Snapshot,
    digest::Hash,
    mailed_act::ActKind,
    operator_list::{EVERY_DOMAIN, OperatorList},
    password::UnknownName,
};
use contract::{AccountId, SessionId};
use rusqlite::{Connection, Result};

pub fn account(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    if into.account(id).is_some() {
        return Ok(());
    }
    let key = id.as_bytes();
    into.accounts
        .extend(one(c, "SELECT * FROM accounts WHERE id = ?1", [key], codec::account)?);
    into.logins.extend(one(c, LIVE_LOGIN, [key], codec::login)?);
    let sql = "SELECT * FROM confirmations WHERE account = ?1";
    into.confirmations.extend(one(c, sql, [key], codec::confirmation)?);
    Ok(())
}

pub fn accounts(c: &Connection, ids: impl IntoIterator<Item = AccountId>, into: &mut Snapshot) -> Result<()> {
    ids.into_iter().try_for_each(|id| account(c, id, into))
}

pub fn named(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    let found = one(c, "SELECT * FROM names WHERE folded = ?1", [folded], codec::name)?;
    let holder = found.as_ref().and_then(|name| name.account);
    add(&mut into.names, found);
    accounts(c, holder, into)
}

pub fn sessions_of(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = format!("SELECT {SESSION} FROM sessions WHERE account = ?1 AND ended_at IS NULL");
    let found = many(c, &sql, [id.as_bytes()], codec::session)?;
    add_by(&mut into.sessions, found, |session| session.id);
    Ok(())
}

pub fn listed(c: &Connection, list: OperatorList, text: &str, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT text FROM listed WHERE list = ?1 AND text = ?2";
    let found = one(c, sql, (list.as_str(), text), |row| row.get(0))?;
    add(&mut into.listed, found.map(|text: String| (list, text)));
    Ok(())
}

pub fn lists_with_addresses(c: &Connection, into: &mut Snapshot) -> Result<()> {
    address_changes_of_loaded(c, into)?;
    let present = into.accounts.iter().filter_map(|account| account.address());
    let previous = into.address_changes.iter().map(|change| &change.previous);
    let addresses: Vec<String> = present.chain(previous).map(|address| address.folded()).collect();
    let domains = addresses.iter().filter_map(|address| address.rsplit_once('@'));
    let texts: Vec<String> = domains.map(|(_, domain)| domain.to_owned()).collect();
    for text in addresses.iter().chain(&texts) {
        for list in OperatorList::ALL {
            listed(c, list, text, into)?;
        }
    }
    listed(c, OperatorList::PasswordDiscontinuedDomain, EVERY_DOMAIN, into)
}

pub fn address_changes_of_loaded(c: &Connection, into: &mut Snapshot) -> Result<()> {
    let loaded: Vec<AccountId> = into.accounts.iter().map(|account| account.id).collect();
    loaded.into_iter().try_for_each(|id| address_changes(c, id, into))
}

/// Who has confirmed an address, and whose it was before a change.
pub fn by_address(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    holder(c, folded, into)?;
    let sql = "SELECT * FROM address_changes WHERE previous_folded = ?1";
    for change in many(c, sql, [folded], areas::address_change)? {
        account(c, change.account, into)?;
        address_changes(c, change.account, into)?;
    }
    Ok(())
}

pub fn address_changes(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM address_changes WHERE account = ?1";
    let found = many(c, sql, [id.as_bytes()], areas::address_change)?;
    for change in &found {
        holder(c, &change.previous.folded(), into)?;
    }
    add(&mut into.address_changes, found);
    Ok(())
}

pub fn deletion(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM deletions WHERE account = ?1";
    let found = one(c, sql, [id.as_bytes()], areas::deletion)?;
    let moved_to = found.as_ref().and_then(|row| row.login_moved_to);
    add(&mut into.deletions, found);
    moved_to.map_or(Ok(()), |id| login::changes_of(c, id, into))
}

/// Names need no escape in JSON, so one stands there between quotes as it is.
pub fn deletions_naming(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let name = into
        .account(id)
        .map(|account| format!("\"{}\"", account.username.as_str()));
    let sql = "SELECT * FROM deletions WHERE instr(shown, ?1) > 0";
    for row in many(c, sql, [name], areas::deletion)? {
        account(c, row.account, into)?;
        add(&mut into.deletions, [row]);
    }
    Ok(())
}

pub fn deletions_moved_to(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM deletions WHERE login_moved_to = ?1";
    for row in many(c, sql, [id.as_bytes()], areas::deletion)? {
        account(c, row.account, into)?;
        address_changes(c, row.account, into)?;
        package::keys_of(c, row.account, into)?;
        add(&mut into.deletions, [row]);
    }
    Ok(())
}

pub fn mailed_act(c: &Connection, hash: &Hash, into: &mut Snapshot) -> Result<()> {
    let found = one(
        c,
        "SELECT * FROM mailed_acts WHERE hash = ?1",
        [hash],
        areas::mailed_act,
    )?;
    let about = found.as_ref().map(|act| act.account);
    let stops = found.as_ref().filter(|act| act.kind == ActKind::StopRecovery);
    stops.map_or(Ok(()), |act| login::recoveries_of(c, act.account, into))?;
    add(&mut into.mailed_acts, found);
    accounts(c, about, into)
}

pub fn holder(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM accounts WHERE confirmed_email_folded = ?1";
    match one(c, sql, [folded], codec::account)? {
        Some(found) => account(c, found.id, into),
        None => Ok(()),
    }
}

/// Whoever has confirmed the address that an account waits for.
pub fn holder_of_pending(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let pending = into.account(id).and_then(|account| account.pending_email.clone());
    pending.map_or(Ok(()), |address| holder(c, &address.folded(), into))
}

pub fn name(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    let found = one(c, "SELECT * FROM names WHERE folded = ?1", [folded], codec::name)?;
    into.names.extend(found);
    Ok(())
}

pub fn unknown_name(c: &Connection, key: &Hash, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM unknown_names WHERE place = ?1";
    into.unknown_name = one(c, sql, [UnknownName::place(key)], areas::unknown_name)?;
    Ok(())
}

pub fn rename_request(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM rename_requests WHERE account = ?1";
    let found = one(c, sql, [id.as_bytes()], areas::rename_request)?;
    add(&mut into.rename_requests, found);
    Ok(())
}

pub fn session(c: &Connection, id: SessionId, into: &mut Snapshot) -> Result<()> {
    if into.session(id).is_none() {
        let sql = format!("SELECT {SESSION} FROM sessions WHERE id = ?1");
        into.sessions.extend(one(c, &sql, [id.as_bytes()], codec::session)?);
    }
    Ok(())
}

pub fn all_listed(c: &Connection, list: OperatorList, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT text FROM listed WHERE list = ?1";
    let found: Vec<String> = many(c, sql, [list.as_str()], |row| row.get(0))?;
    into.listed.extend(found.into_iter().map(|text| (list, text)));
    Ok(())
}
