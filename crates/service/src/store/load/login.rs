//! Changes of logins, recovery codes, recoveries.

use super::{
    account::{account, accounts, sessions_of},
    add, add_by, areas, codec, many, one,
};
use crate::store::codec::SESSION;
use accounts::{Snapshot, digest::Hash, login::IdentityKey, login_change::LoginChange, recovery::RecoveryKind};
use contract::{AccountId, ProofId};
use rusqlite::{Connection, Params, Result};
use uuid::Uuid;

/// How many requests for recovery that nobody has confirmed are looked at, the latest of an account: more than can be
/// open at a time, as a request lives for an hour and rule 7.5 allows fewer in one. Strangers can make them; those that
/// are over are removed after a day.
const OPEN_REQUESTS: i64 = 200;

const UNFINISHED: &str = "state IN ('open', 'frozen', 'contested')";

pub fn changes_of(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = format!("SELECT * FROM login_changes WHERE account = ?1 AND {UNFINISHED}");
    let found = read(c, &sql, [id.as_bytes()])?;
    with_partners(c, found, into)
}

pub fn changes_by_replaced(c: &Connection, key: &IdentityKey, into: &mut Snapshot) -> Result<()> {
    let sql = format!(
        "SELECT * FROM login_changes WHERE {UNFINISHED} AND replaced IN
            (SELECT id FROM logins
             WHERE issuer = ?1 AND tenant = ?2 AND subject = ?3 AND dormant_at IS NOT NULL)"
    );
    let found = read(c, &sql, (&key.issuer, &key.tenant, &key.subject))?;
    with_partners(c, found, into)
}

pub fn changes_by_proof(c: &Connection, proof: ProofId, into: &mut Snapshot) -> Result<()> {
    let completed = into.proof(proof).and_then(|proof| proof.completed.clone());
    completed.map_or(Ok(()), |completed| changes_by_replaced(c, &completed.key, into))
}

pub fn change(c: &Connection, id: Uuid, into: &mut Snapshot) -> Result<()> {
    let found = read(c, "SELECT * FROM login_changes WHERE id = ?1", [id.as_bytes()])?;
    with_partners(c, found, into)
}

fn read(c: &Connection, sql: &str, params: impl Params) -> Result<Vec<LoginChange>> {
    let found = many(c, sql, params, areas::login_change)?;
    found
        .into_iter()
        .map(|(mut change, replaced)| {
            if let Some(login) = replaced {
                let sql = "SELECT * FROM logins WHERE id = ?1";
                change.replaced = one(c, sql, [login.as_bytes()], areas::dormant)?;
            }
            Ok(change)
        })
        .collect()
}

fn with_partners(c: &Connection, found: Vec<LoginChange>, into: &mut Snapshot) -> Result<()> {
    for change in found {
        let partner = match change.partner {
            None => Vec::new(),
            Some(id) => read(c, "SELECT * FROM login_changes WHERE id = ?1", [id.as_bytes()])?,
        };
        for change in partner.into_iter().chain([change]) {
            account(c, change.account, into)?;
            add(&mut into.login_changes, [change]);
        }
    }
    Ok(())
}

pub fn codes(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM recovery_codes WHERE account = ?1 ORDER BY number";
    add(
        &mut into.recovery_codes,
        many(c, sql, [id.as_bytes()], areas::recovery_code)?,
    );
    Ok(())
}

pub fn decision_codes(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM decision_codes WHERE account = ?1";
    let found = many(c, sql, [id.as_bytes()], areas::decision_code)?;
    add(&mut into.decision_codes, found);
    Ok(())
}

pub fn recovery(c: &Connection, id: Uuid, into: &mut Snapshot) -> Result<()> {
    let found = one(
        c,
        "SELECT * FROM recoveries WHERE id = ?1",
        [id.as_bytes()],
        areas::recovery,
    )?;
    accounts(c, found.as_ref().and_then(|recovery| recovery.account), into)?;
    add(&mut into.recoveries, found);
    Ok(())
}

pub fn recoveries_of(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM recoveries WHERE account = ?1 AND (confirmed_at IS NOT NULL OR waits_until IS NOT NULL
        OR id IN (SELECT id FROM recoveries WHERE account = ?1 ORDER BY made_at DESC LIMIT ?2))";
    let found = many(c, sql, (id.as_bytes(), OPEN_REQUESTS), areas::recovery)?;
    add_by(&mut into.recoveries, found, |recovery| recovery.id);
    let sql = format!("SELECT {SESSION} FROM sessions WHERE id IN (SELECT session FROM recoveries WHERE account = ?1)");
    let found = many(c, &sql, [id.as_bytes()], codec::session)?;
    add_by(&mut into.sessions, found, |session| session.id);
    Ok(())
}

pub fn recoveries_by_proof(c: &Connection, proof: ProofId, into: &mut Snapshot) -> Result<()> {
    let completed = into.proof(proof).and_then(|proof| proof.completed.as_ref());
    let account = completed
        .and_then(|completed| into.login(&completed.key))
        .map(|login| login.account);
    account.map_or(Ok(()), |account| recoveries_of(c, account, into))
}

pub fn recovery_by_request(c: &Connection, kind: RecoveryKind, hash: &Hash, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM recoveries WHERE request_hash = ?1 AND kind = ?2";
    let found = one(
        c,
        sql,
        (hash, areas::word_of(&areas::RECOVERIES, kind)),
        areas::recovery,
    )?;
    let id = found.as_ref().and_then(|recovery| recovery.account);
    add(&mut into.recoveries, found);
    let Some(id) = id else { return Ok(()) };
    account(c, id, into)?;
    recoveries_of(c, id, into)?;
    codes(c, id, into)?;
    sessions_of(c, id, into)
}
