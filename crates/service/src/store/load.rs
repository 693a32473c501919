//! Loading what a command has to see.

use super::codec;
use accounts::{
    Need, Snapshot,
    answer::{AnswerKey, KeptAnswer},
    login::IdentityKey,
    proof::COMPLETING_SECONDS,
};
use contract::{AccountId, ProofId};
use rusqlite::{Connection, OptionalExtension, Params, Result, Row};

/// The rows behind the needs, all as of one moment.
pub fn load(connection: &Connection, needs: &[Need]) -> Result<Snapshot> {
    // A deferred transaction reads one state of the database throughout.
    let transaction = connection.unchecked_transaction()?;
    let mut snapshot = Snapshot::default();
    for need in needs {
        load_one(&transaction, need, &mut snapshot)?;
    }
    Ok(snapshot)
}

fn one<T>(c: &Connection, sql: &str, params: impl Params, read: fn(&Row<'_>) -> Result<T>) -> Result<Option<T>> {
    c.prepare_cached(sql)?.query_row(params, read).optional()
}

fn load_one(c: &Connection, need: &Need, into: &mut Snapshot) -> Result<()> {
    match need {
        Need::Account(id) => account(c, *id, into),
        Need::HolderOfPendingAddress(id) => {
            let pending = into.account(*id).and_then(|account| account.pending_email.clone());
            pending.map_or(Ok(()), |address| holder(c, &address.folded(), into))
        }
        Need::HolderOfAddress(folded) => holder(c, folded, into),
        Need::Name(folded) => {
            into.names
                .extend(one(c, "SELECT * FROM names WHERE folded = ?1", [folded], codec::name)?);
            Ok(())
        }
        Need::AccountByName(folded) => {
            let found = one(c, "SELECT * FROM names WHERE folded = ?1", [folded], codec::name)?;
            let account_id = found.as_ref().and_then(|name| name.account);
            into.names.extend(found);
            account_id.map_or(Ok(()), |id| account(c, id, into))
        }
        Need::Login(key) => login(c, key, into),
        Need::Proof(id) => proof(c, *id, into),
        Need::PlaceByProof { proof, installation } => place(c, *proof, installation, into),
        Need::OpenProofs { caller, now } => {
            let since = now.plus_secs(-COMPLETING_SECONDS).as_micros();
            let sql = "SELECT count(*) FROM proofs WHERE caller = ?1 AND begun_at > ?2 AND completed_at IS NULL";
            into.open_proofs = c.prepare_cached(sql)?.query_row((caller, since), |row| row.get(0))?;
            Ok(())
        }
        Need::Session(id) => {
            if into.session(*id).is_none() {
                let sql = "SELECT * FROM sessions WHERE id = ?1";
                into.sessions.extend(one(c, sql, [id.as_bytes()], codec::session)?);
            }
            Ok(())
        }
        Need::Answer(key) => {
            into.answer = answer(c, key)?;
            Ok(())
        }
    }
}

fn account(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    if into.account(id).is_some() {
        return Ok(());
    }
    let key = id.as_bytes();
    into.accounts
        .extend(one(c, "SELECT * FROM accounts WHERE id = ?1", [key], codec::account)?);
    let sql = "SELECT * FROM logins WHERE account = ?1 AND dormant_at IS NULL";
    into.logins.extend(one(c, sql, [key], codec::login)?);
    let sql = "SELECT * FROM confirmations WHERE account = ?1";
    into.confirmations.extend(one(c, sql, [key], codec::confirmation)?);
    Ok(())
}

fn holder(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM accounts WHERE confirmed_email_folded = ?1";
    match one(c, sql, [folded], codec::account)? {
        Some(found) => account(c, found.id, into),
        None => Ok(()),
    }
}

fn login(c: &Connection, key: &IdentityKey, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM logins WHERE issuer = ?1 AND tenant = ?2 AND subject = ?3 AND dormant_at IS NULL";
    match one(c, sql, (&key.issuer, &key.tenant, &key.subject), codec::login)? {
        Some(found) => account(c, found.account, into),
        None => Ok(()),
    }
}

fn proof(c: &Connection, id: ProofId, into: &mut Snapshot) -> Result<()> {
    let found = one(c, "SELECT * FROM proofs WHERE id = ?1", [id.as_bytes()], codec::proof)?;
    let key = found
        .as_ref()
        .and_then(|proof| proof.completed.as_ref())
        .map(|completed| completed.key.clone());
    into.proofs.extend(found);
    key.map_or(Ok(()), |key| login(c, &key, into))
}

fn place(c: &Connection, proof: ProofId, installation: &str, into: &mut Snapshot) -> Result<()> {
    let completed = into.proof(proof).and_then(|proof| proof.completed.as_ref());
    let Some(login) = completed.and_then(|completed| into.login(&completed.key)) else {
        return Ok(());
    };
    let sql = "SELECT * FROM places WHERE account = ?1 AND installation_id = ?2";
    into.places
        .extend(one(c, sql, (login.account.as_bytes(), installation), codec::place)?);
    Ok(())
}

fn answer(c: &Connection, key: &AnswerKey) -> Result<Option<KeptAnswer>> {
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
