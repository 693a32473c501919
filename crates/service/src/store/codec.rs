//! Between rows and columns.

pub mod areas;

use accounts::{
    account::{AccountRow, ClaimedName},
    contact::Confirmation,
    email::EmailAddress,
    installation::Place,
    login::{IdentityKey, Login},
    password::PasswordHash,
    proof::{Binding, Completed, Freshness, Proof},
    session::SessionRow,
    username::Username,
};
use contract::{AccountId, ProofId, SessionId, Timestamp, account::MailChoices, identity::Identity};
use rusqlite::{Error, Result, Row, RowIndex, types::Type};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// The word of a plain enum, as it stands on the wire too.
pub fn word<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The value behind a word. A word that this program does not know is an error: the database is not ours to guess.
pub fn from_word<T: DeserializeOwned>(row: &Row<'_>, column: impl RowIndex) -> Result<T> {
    let word: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(word))
        .map_err(|error| Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

pub fn time(row: &Row<'_>, column: impl RowIndex) -> Result<Timestamp> {
    row.get(column).map(Timestamp::from_micros)
}

pub fn optional_time(row: &Row<'_>, column: impl RowIndex) -> Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Timestamp::from_micros))
}

pub fn small(row: &Row<'_>, column: &str) -> Result<u32> {
    row.get(column)
}

/// The id behind a 16-byte column.
pub fn id(row: &Row<'_>, column: &str) -> Result<Uuid> {
    row.get(column).map(Uuid::from_bytes)
}

pub fn optional_id(row: &Row<'_>, column: &str) -> Result<Option<Uuid>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Uuid::from_bytes))
}

/// A word that the program knows, or an error: the database is not ours to guess.
pub fn known<T>(row: &Row<'_>, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    let word: String = row.get(column)?;
    read(&word).ok_or_else(|| Error::InvalidColumnType(0, column.to_owned(), Type::Text))
}

pub fn account_id(row: &Row<'_>, column: impl RowIndex) -> Result<AccountId> {
    row.get(column).map(AccountId::from_bytes)
}

pub fn account(row: &Row<'_>) -> Result<AccountRow> {
    Ok(AccountRow {
        id: account_id(row, "id")?,
        version: row.get("version")?,
        kind: from_word(row, "kind")?,
        username: Username::from_stored(row.get("username")?),
        opened_at: time(row, "opened_at")?,
        confirmed_email: row
            .get::<_, Option<String>>("confirmed_email")?
            .map(EmailAddress::from_stored),
        pending_email: row
            .get::<_, Option<String>>("pending_email")?
            .map(EmailAddress::from_stored),
        two_factor: row.get("two_factor")?,
        locked: row.get("locked")?,
        mail: MailChoices {
            from_others: row.get("mail_from_others")?,
            package_published: row.get("mail_package_published")?,
        },
        password: row.get::<_, Option<String>>("password")?.map(PasswordHash::new),
        failed_passwords: small(row, "failed_passwords")?,
        failed_password_at: optional_time(row, "failed_password_at")?,
        recovery_codes_left: small(row, "recovery_codes_left")?,
        login_change_until: optional_time(row, "login_change_until")?,
        frozen_at: optional_time(row, "frozen_at")?,
        deletion_at: optional_time(row, "deletion_at")?,
        required_tenant: row.get("required_tenant")?,
    })
}

pub fn name(row: &Row<'_>) -> Result<ClaimedName> {
    let account = row.get::<_, Option<[u8; 16]>>("account")?.map(AccountId::from_bytes);
    Ok(ClaimedName {
        username: Username::from_stored(row.get("username")?),
        account,
    })
}

pub fn key(row: &Row<'_>) -> Result<IdentityKey> {
    Ok(IdentityKey {
        issuer: row.get("issuer")?,
        tenant: row.get("tenant")?,
        subject: row.get("subject")?,
    })
}

pub fn identity(row: &Row<'_>) -> Result<Identity> {
    Ok(Identity {
        name: row.get("name")?,
        address: row.get("address")?,
        kind: from_word(row, "kind")?,
        second_factor: row.get("second_factor")?,
    })
}

pub fn login(row: &Row<'_>) -> Result<Login> {
    Ok(Login {
        id: Uuid::from_bytes(row.get("id")?),
        account: account_id(row, "account")?,
        key: key(row)?,
        identity: identity(row)?,
        linked_at: time(row, "linked_at")?,
    })
}

fn binding(row: &Row<'_>) -> Result<Option<Binding>> {
    let session = row.get::<_, Option<[u8; 16]>>("session")?.map(SessionId::from_bytes);
    let account = row.get::<_, Option<[u8; 16]>>("account")?.map(AccountId::from_bytes);
    Ok(session
        .zip(account)
        .map(|(session, account)| Binding { session, account }))
}

fn completed(row: &Row<'_>) -> Result<Option<Completed>> {
    let Some(at) = optional_time(row, "completed_at")? else {
        return Ok(None);
    };
    Ok(Some(Completed {
        at,
        key: key(row)?,
        identity: identity(row)?,
        linked: row.get("linked")?,
        freshness: freshness(row)?,
    }))
}

fn freshness(row: &Row<'_>) -> Result<Freshness> {
    let typed_for: Option<[u8; 16]> = row.get("code_typed_for")?;
    Ok(match (row.get("code_wanted")?, typed_for) {
        (false, _) => Freshness::Shown,
        (true, None) => Freshness::CodeWanted,
        (true, Some(account)) => Freshness::CodeTyped(AccountId::from_bytes(account)),
    })
}

pub fn proof(row: &Row<'_>) -> Result<Proof> {
    let purpose = contract::Purpose::parse(&row.get::<_, String>("purpose")?);
    Ok(Proof {
        id: ProofId::from_bytes(row.get("id")?),
        purpose: purpose.ok_or_else(|| Error::InvalidColumnType(0, "purpose".to_owned(), Type::Text))?,
        attempt_hash: row.get("attempt_hash")?,
        challenge: row.get("challenge")?,
        bound_to: binding(row)?,
        caller: row.get("caller")?,
        begun_at: time(row, "begun_at")?,
        wrong_tokens: small(row, "wrong_tokens")?,
        completed: completed(row)?,
        spent_at: optional_time(row, "spent_at")?,
    })
}

/// The columns of a session in the order in which [`session`] reads them. By their names, looking for them would take as
/// long as looking for the row, and a session is looked for with each request.
pub const SESSION: &str =
    "id, token_hash, account, kind, installation_id, installation_name, opened_at, seen_at, ended_at";

pub fn session(row: &Row<'_>) -> Result<SessionRow> {
    Ok(SessionRow {
        id: SessionId::from_bytes(row.get(0)?),
        token_hash: row.get(1)?,
        account: account_id(row, 2)?,
        kind: from_word(row, 3)?,
        installation_id: row.get(4)?,
        installation_name: row.get(5)?,
        opened_at: time(row, 6)?,
        seen_at: time(row, 7)?,
        ended_at: optional_time(row, 8)?,
    })
}

pub fn place(row: &Row<'_>) -> Result<Place> {
    Ok(Place {
        account: account_id(row, "account")?,
        installation_id: row.get("installation_id")?,
        seen_at: time(row, "seen_at")?,
    })
}

pub fn confirmation(row: &Row<'_>) -> Result<Confirmation> {
    Ok(Confirmation {
        id: Uuid::from_bytes(row.get("id")?),
        account: account_id(row, "account")?,
        address: EmailAddress::from_stored(row.get("address")?),
        code_hash: row.get("code_hash")?,
        made_at: time(row, "made_at")?,
        tries_left: small(row, "tries_left")?,
        hour_began_at: time(row, "hour_began_at")?,
        codes_in_hour: small(row, "codes_in_hour")?,
    })
}
