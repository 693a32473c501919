//! Proofs, their codes, and what was seen of a provider.

use super::{CommitError, guarded, unguarded, word};
use accounts::{
    proof::{Completed, Freshness, Proof, ProofCode},
    provider::ProviderSeen,
};
use contract::{AccountId, ProofId, Timestamp};
use rusqlite::Connection;
use uuid::Uuid;

pub fn insert_proof(c: &Connection, proof: &Proof) -> Result<(), CommitError> {
    let sql =
        "INSERT INTO proofs (id, purpose, attempt_hash, challenge, session, account, caller, begun_at, wrong_tokens)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    unguarded(
        c,
        sql,
        (
            proof.id.as_bytes(),
            proof.purpose.as_str(),
            proof.attempt_hash,
            proof.challenge,
            proof.bound_to.map(|binding| *binding.session.as_bytes()),
            proof.bound_to.map(|binding| *binding.account.as_bytes()),
            proof.caller,
            proof.begun_at.as_micros(),
            proof.wrong_tokens,
        ),
    )
}

pub fn complete_proof(c: &Connection, proof: ProofId, completed: &Completed) -> Result<(), CommitError> {
    let sql = "UPDATE proofs SET completed_at = ?2, issuer = ?3, tenant = ?4, subject = ?5, name = ?6, address = ?7,
            kind = ?8, second_factor = ?9, linked = ?10, code_wanted = ?11
        WHERE id = ?1 AND completed_at IS NULL";
    let (key, identity) = (&completed.key, &completed.identity);
    guarded(
        c,
        sql,
        (
            proof.as_bytes(),
            completed.at.as_micros(),
            &key.issuer,
            &key.tenant,
            &key.subject,
            &identity.name,
            &identity.address,
            word(identity.kind),
            identity.second_factor,
            completed.linked,
            completed.freshness == Freshness::CodeWanted,
        ),
    )
}

pub fn insert_proof_code(c: &Connection, code: &ProofCode) -> Result<(), CommitError> {
    let sql = "INSERT INTO proof_codes (id, proof, account, code_hash, made_at, tries_left)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    unguarded(
        c,
        sql,
        (
            code.id.as_bytes(),
            code.proof.as_bytes(),
            code.account.as_bytes(),
            code.code_hash,
            code.made_at.as_micros(),
            code.tries_left,
        ),
    )
}

pub fn type_proof_code(c: &Connection, proof: ProofId, account: AccountId) -> Result<(), CommitError> {
    let sql = "UPDATE proofs SET code_typed_for = ?2
        WHERE id = ?1 AND code_wanted AND code_typed_for IS NOT ?2 AND completed_at IS NOT NULL AND spent_at IS NULL";
    guarded(c, sql, (proof.as_bytes(), account.as_bytes()))
}

pub fn put_provider(c: &Connection, seen: &ProviderSeen) -> Result<(), CommitError> {
    let sql =
        "INSERT OR REPLACE INTO providers (authority, client_id, checked_at, sends_sign_in_time, second_factor_at)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    unguarded(
        c,
        sql,
        (
            &seen.client.authority,
            &seen.client.client_id,
            seen.checked_at.as_micros(),
            seen.sends_sign_in_time,
            seen.second_factor_at.map(Timestamp::as_micros),
        ),
    )
}

pub fn count_wrong_token(c: &Connection, proof: ProofId, seen: u32) -> Result<(), CommitError> {
    let sql = "UPDATE proofs SET wrong_tokens = wrong_tokens + 1
        WHERE id = ?1 AND wrong_tokens = ?2 AND completed_at IS NULL";
    guarded(c, sql, (proof.as_bytes(), seen))
}

pub fn spend(c: &Connection, proof: ProofId, at: Timestamp) -> Result<(), CommitError> {
    let sql = "UPDATE proofs SET spent_at = ?2
        WHERE id = ?1 AND completed_at IS NOT NULL AND spent_at IS NULL";
    guarded(c, sql, (proof.as_bytes(), at.as_micros()))
}

pub fn end_codes(c: &Connection, proof: ProofId) -> Result<(), CommitError> {
    let sql = "UPDATE proof_codes SET tries_left = 0 WHERE proof = ?1";
    unguarded(c, sql, [proof.as_bytes()])
}

pub fn count_wrong_code(c: &Connection, code: Uuid, seen: u32) -> Result<(), CommitError> {
    let sql = "UPDATE proof_codes SET tries_left = tries_left - 1
        WHERE id = ?1 AND tries_left = ?2 AND tries_left > 0";
    guarded(c, sql, (code.as_bytes(), seen))
}
