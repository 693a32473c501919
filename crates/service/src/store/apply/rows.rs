//! Rows into columns.

use super::{CommitError, guarded, insert, word};
use accounts::{
    account::{AccountRow, PasswordHash},
    answer::KeptAnswer,
    contact::Confirmation,
    email::EmailAddress,
    login::Login,
    proof::{Completed, Freshness, Proof, ProofCode},
    provider::ProviderSeen,
    session::SessionRow,
};
use contract::{AccountId, ProofId, Timestamp};
use rusqlite::{Connection, named_params};

pub fn insert_account(c: &Connection, row: &AccountRow) -> Result<(), CommitError> {
    let sql = "INSERT INTO accounts (id, version, kind, username, opened_at, two_factor, locked)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let kind = word(row.kind);
    let opened_at = row.opened_at.as_micros();
    let username = row.username.as_str();
    insert(
        c,
        sql,
        (
            row.id.as_bytes(),
            row.version,
            kind,
            username,
            opened_at,
            row.two_factor,
            row.locked,
        ),
    )?;
    update_account(c, row)
}

/// All that can change of an account. Guarded by the version that the row has by now.
pub fn update_account(c: &Connection, row: &AccountRow) -> Result<(), CommitError> {
    let sql = "UPDATE accounts SET kind = :kind, confirmed_email = :confirmed, confirmed_email_folded = :folded,
            pending_email = :pending, two_factor = :two_factor, locked = :locked, mail_from_others = :from_others,
            mail_package_published = :package_published, password = :password, failed_passwords = :failed_passwords,
            failed_password_at = :failed_password_at, recovery_codes_left = :recovery_codes_left,
            login_change_until = :login_change_until, frozen_at = :frozen_at, deletion_at = :deletion_at,
            required_tenant = :required_tenant
        WHERE id = :id AND version = :version";
    let confirmed = row.confirmed_email.as_ref();
    guarded(
        c,
        sql,
        named_params! {
            ":id": row.id.as_bytes(),
            ":version": row.version,
            ":kind": word(row.kind),
            ":confirmed": confirmed.map(EmailAddress::as_str),
            ":folded": confirmed.map(EmailAddress::folded),
            ":pending": row.pending_email.as_ref().map(EmailAddress::as_str),
            ":two_factor": row.two_factor,
            ":locked": row.locked,
            ":from_others": row.mail.from_others,
            ":package_published": row.mail.package_published,
            ":password": row.password.as_ref().map(PasswordHash::as_str),
            ":failed_passwords": row.failed_passwords,
            ":failed_password_at": row.failed_password_at.map(Timestamp::as_micros),
            ":recovery_codes_left": row.recovery_codes_left,
            ":login_change_until": row.login_change_until.map(Timestamp::as_micros),
            ":frozen_at": row.frozen_at.map(Timestamp::as_micros),
            ":deletion_at": row.deletion_at.map(Timestamp::as_micros),
            ":required_tenant": row.required_tenant,
        },
    )
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
    insert(
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
        WHERE id = ?1 AND code_wanted AND code_typed_for IS NULL AND completed_at IS NOT NULL AND spent_at IS NULL";
    guarded(c, sql, (proof.as_bytes(), account.as_bytes()))
}

pub fn put_provider(c: &Connection, seen: &ProviderSeen) -> Result<(), CommitError> {
    let sql =
        "INSERT OR REPLACE INTO providers (authority, client_id, checked_at, sends_sign_in_time, second_factor_at)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    insert(
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
