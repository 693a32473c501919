//! Mailed links.

use super::{CommitError, unguarded};
use accounts::mailed_act::MailedAct;
use rusqlite::Connection;
use uuid::Uuid;

pub fn insert(c: &Connection, act: &MailedAct) -> Result<(), CommitError> {
    let sql =
        "INSERT INTO mailed_acts (hash, kind, account, about, made_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    unguarded(
        c,
        sql,
        (
            act.hash,
            act.kind.as_str(),
            act.account.as_bytes(),
            act.about.as_bytes(),
            act.made_at.as_micros(),
            act.expires_at.as_micros(),
        ),
    )
}

pub fn remove_about(c: &Connection, about: Uuid) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM mailed_acts WHERE about = ?1", [about.as_bytes()])
}
