//! Proofs, what they are about, places, and kept answers.

use super::{
    account::{account, lists_with_addresses, sessions_of},
    areas, codec, many, one,
};
use accounts::{
    Snapshot,
    answer::{AnswerKey, KeptAnswer},
    digest::Hash,
    login::IdentityKey,
    proof::COMPLETING_SECONDS,
    provider::ProviderClient,
};
use contract::{AccountId, ProofId, Timestamp};
use rusqlite::{Connection, Result};

pub fn live_login(c: &Connection, key: &IdentityKey, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM logins WHERE issuer = ?1 AND tenant = ?2 AND subject = ?3 AND dormant_at IS NULL";
    match one(c, sql, (&key.issuer, &key.tenant, &key.subject), codec::login)? {
        Some(found) => account(c, found.account, into),
        None => Ok(()),
    }
}

pub fn proof(c: &Connection, id: ProofId, into: &mut Snapshot) -> Result<()> {
    let found = one(c, "SELECT * FROM proofs WHERE id = ?1", [id.as_bytes()], codec::proof)?;
    let key = found
        .as_ref()
        .and_then(|proof| proof.completed.as_ref())
        .map(|completed| completed.key.clone());
    into.proofs.extend(found);
    key.map_or(Ok(()), |key| live_login(c, &key, into))
}

pub fn account_of_proof(c: &Connection, id: ProofId, into: &mut Snapshot) -> Result<()> {
    let binding = into.proof(id).and_then(|proof| proof.bound_to);
    binding.map_or(Ok(()), |binding| account(c, binding.account, into))
}

pub fn proof_codes(c: &Connection, into: &mut Snapshot) -> Result<()> {
    let loaded: Vec<AccountId> = into.accounts.iter().map(|row| row.id).collect();
    for id in loaded {
        let sql = "SELECT * FROM proof_codes WHERE account = ?1";
        into.proof_codes
            .extend(many(c, sql, [id.as_bytes()], areas::proof_code)?);
    }
    Ok(())
}

pub fn place(c: &Connection, proof: ProofId, installation: &str, into: &mut Snapshot) -> Result<()> {
    let completed = into.proof(proof).and_then(|proof| proof.completed.as_ref());
    let Some(login) = completed.and_then(|completed| into.login(&completed.key)) else {
        return Ok(());
    };
    place_at(c, login.account, installation, into)
}

pub fn places_of_loaded(c: &Connection, installation: &str, into: &mut Snapshot) -> Result<()> {
    let loaded: Vec<AccountId> = into.accounts.iter().map(|account| account.id).collect();
    loaded
        .into_iter()
        .try_for_each(|account| place_at(c, account, installation, into))
}

pub fn place_at(c: &Connection, account: AccountId, installation: &str, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM places WHERE account = ?1 AND installation_id = ?2";
    let found = one(c, sql, (account.as_bytes(), installation), codec::place)?;
    into.places.extend(found);
    Ok(())
}

pub fn answer(c: &Connection, key: &AnswerKey) -> Result<Option<KeptAnswer>> {
    one(c, "SELECT * FROM answers WHERE key = ?1", [key.key], |row| {
        Ok(KeptAnswer {
            key: AnswerKey {
                key: row.get("key")?,
                body: row.get("body")?,
            },
            at: codec::time(row, "at")?,
            json: row.get("json")?,
            salt: row.get("salt")?,
        })
    })
}
pub fn password_by_proof(c: &Connection, id: ProofId, into: &mut Snapshot) -> Result<()> {
    let completed = into.proof(id).and_then(|proof| proof.completed.as_ref());
    let login = completed.and_then(|completed| into.login(&completed.key));
    let account = login.and_then(|login| into.account(login.account));
    let Some(account) = account.filter(|account| account.password.is_some()) else {
        return Ok(());
    };
    sessions_of(c, account.id, into)?;
    lists_with_addresses(c, into)
}

pub fn provider(c: &Connection, client: &ProviderClient, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM providers WHERE authority = ?1 AND client_id = ?2";
    let found = one(c, sql, (&client.authority, &client.client_id), areas::provider)?;
    into.providers.extend(found);
    Ok(())
}

/// How many proofs a caller has begun that can still be completed.
pub fn open_proofs(c: &Connection, caller: &Hash, now: Timestamp) -> Result<u32> {
    let since = now.plus_secs(-COMPLETING_SECONDS).as_micros();
    let sql = "SELECT count(*) FROM proofs WHERE caller = ?1 AND begun_at > ?2 AND completed_at IS NULL";
    c.prepare_cached(sql)?.query_row((caller, since), |row| row.get(0))
}
