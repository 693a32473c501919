//! Rows into columns.

use super::{CommitError, guarded, insert, word};
use accounts::{
    account::AccountRow,
    answer::KeptAnswer,
    contact::Confirmation,
    email::EmailAddress,
    login::Login,
    proof::{Completed, Proof},
    session::SessionRow,
};
use contract::ProofId;
use rusqlite::{Connection, named_params};

pub fn insert_account(c: &Connection, row: &AccountRow) -> Result<(), CommitError> {
    let sql = "INSERT INTO accounts (id, version, kind, username, opened_at, confirmed_email, confirmed_email_folded,
            pending_email, two_factor, locked)
        VALUES (:id, :version, :kind, :username, :opened_at, :confirmed, :folded, :pending, :two_factor, :locked)";
    let confirmed = row.confirmed_email.as_ref();
    insert(
        c,
        sql,
        named_params! {
            ":id": row.id.as_bytes(),
            ":version": row.version,
            ":kind": word(row.kind),
            ":username": row.username.as_str(),
            ":opened_at": row.opened_at.as_micros(),
            ":confirmed": confirmed.map(EmailAddress::as_str),
            ":folded": confirmed.map(EmailAddress::folded),
            ":pending": row.pending_email.as_ref().map(EmailAddress::as_str),
            ":two_factor": row.two_factor,
            ":locked": row.locked,
        },
    )
}

pub fn set_addresses(c: &Connection, row: &AccountRow) -> Result<(), CommitError> {
    let sql = "UPDATE accounts SET confirmed_email = ?2, confirmed_email_folded = ?3, pending_email = ?4
        WHERE id = ?1 AND version = ?5";
    let confirmed = row.confirmed_email.as_ref();
    let address = confirmed.map(EmailAddress::as_str);
    let folded = confirmed.map(EmailAddress::folded);
    let pending = row.pending_email.as_ref().map(EmailAddress::as_str);
    guarded(c, sql, (row.id.as_bytes(), address, folded, pending, row.version))
}

pub fn insert_login(c: &Connection, login: &Login) -> Result<(), CommitError> {
    let sql = "INSERT INTO logins (id, account, issuer, tenant, subject, name, address, kind, second_factor, linked_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let (key, identity) = (&login.key, &login.identity);
    insert(
        c,
        sql,
        (
            login.id.as_bytes(),
            login.account.as_bytes(),
            &key.issuer,
            &key.tenant,
            &key.subject,
            &identity.name,
            &identity.address,
            word(identity.kind),
            identity.second_factor,
            login.linked_at.as_micros(),
        ),
    )
}

pub fn insert_proof(c: &Connection, proof: &Proof) -> Result<(), CommitError> {
    let sql =
        "INSERT INTO proofs (id, purpose, attempt_hash, challenge, session, account, caller, begun_at, wrong_tokens)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    insert(
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
            kind = ?8, second_factor = ?9, linked = ?10
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
        ),
    )
}

pub fn insert_session(c: &Connection, session: &SessionRow) -> Result<(), CommitError> {
    let sql =
        "INSERT INTO sessions (id, token_hash, account, kind, installation_id, installation_name, opened_at, seen_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    insert(
        c,
        sql,
        (
            session.id.as_bytes(),
            session.token_hash,
            session.account.as_bytes(),
            word(session.kind),
            &session.installation_id,
            &session.installation_name,
            session.opened_at.as_micros(),
            session.seen_at.as_micros(),
        ),
    )
}

pub fn set_confirmation(c: &Connection, row: &Confirmation) -> Result<(), CommitError> {
    let sql = "INSERT INTO confirmations
            (account, id, address, code_hash, made_at, tries_left, hour_began_at, codes_in_hour)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (account) DO UPDATE SET id = excluded.id, address = excluded.address,
            code_hash = excluded.code_hash, made_at = excluded.made_at, tries_left = excluded.tries_left,
            hour_began_at = excluded.hour_began_at, codes_in_hour = excluded.codes_in_hour";
    insert(
        c,
        sql,
        (
            row.account.as_bytes(),
            row.id.as_bytes(),
            row.address.as_str(),
            row.code_hash,
            row.made_at.as_micros(),
            row.tries_left,
            row.hour_began_at.as_micros(),
            row.codes_in_hour,
        ),
    )
}

pub fn keep_answer(c: &Connection, answer: &KeptAnswer) -> Result<(), CommitError> {
    let sql = "INSERT INTO answers (key, body, at, json, salt) VALUES (?1, ?2, ?3, ?4, ?5)";
    insert(
        c,
        sql,
        (
            answer.key.key,
            answer.key.body,
            answer.at.as_micros(),
            &answer.json,
            answer.salt,
        ),
    )
}
