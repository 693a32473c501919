//! Deletions that wait, mailed links, lists, names, and the end of an account.

use super::{CommitError, guarded, unguarded};
use accounts::{deletion::Deletion, mailed_act::MailedAct, operator_list::OperatorList, username::Username};
use contract::AccountId;
use rusqlite::Connection;
use uuid::Uuid;

pub fn put_deletion(c: &Connection, row: &Deletion) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM deletions WHERE account = ?1", [row.account.as_bytes()])?;
    let shown = serde_json::to_string(&row.shown)
        .map_err(|error| CommitError::Failed(rusqlite::Error::ToSqlConversionFailure(Box::new(error))))?;
    let sql = "INSERT INTO deletions (account, id, requested_at, due_at, unlist_orphans, shown, login_moved_to)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    unguarded(
        c,
        sql,
        (
            row.account.as_bytes(),
            row.id.as_bytes(),
            row.requested_at.as_micros(),
            row.due_at.as_micros(),
            row.unlist_orphans,
            shown,
            row.login_moved_to.as_ref().map(AccountId::as_bytes),
        ),
    )
}

pub fn remove_deletion(c: &Connection, id: Uuid) -> Result<(), CommitError> {
    guarded(c, "DELETE FROM deletions WHERE id = ?1", [id.as_bytes()])
}

pub fn insert_act(c: &Connection, act: &MailedAct) -> Result<(), CommitError> {
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

pub fn remove_acts(c: &Connection, about: Uuid) -> Result<(), CommitError> {
    unguarded(c, "DELETE FROM mailed_acts WHERE about = ?1", [about.as_bytes()])
}

pub fn list(c: &Connection, list: OperatorList, text: &str, on: bool) -> Result<(), CommitError> {
    let sql = if on {
        "INSERT INTO listed (list, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM listed WHERE list = ?1 AND text = ?2"
    };
    unguarded(c, sql, (list.as_str(), text))
}

pub fn rename(c: &Connection, account: AccountId, from: &Username, to: &Username) -> Result<(), CommitError> {
    let id = account.as_bytes();
    let sql = "UPDATE names SET account = NULL WHERE folded = ?1 AND account = ?2";
    guarded(c, sql, (from.folded(), id))?;
    let sql = "INSERT INTO names (folded, username, account) VALUES (?1, ?2, ?3)";
    unguarded(c, sql, (to.folded(), to.as_str(), id))?;
    guarded(c, "UPDATE accounts SET username = ?2 WHERE id = ?1", (id, to.as_str()))
}

/// What hangs on an account, in an order in which nothing refers to what is gone.
const PARTS: [&str; 21] = [
    "DELETE FROM sessions WHERE account = ?1",
    "DELETE FROM places WHERE account = ?1",
    "DELETE FROM confirmations WHERE account = ?1",
    "DELETE FROM address_changes WHERE account = ?1",
    "DELETE FROM rename_requests WHERE account = ?1",
    "DELETE FROM events WHERE account = ?1",
    "DELETE FROM login_changes WHERE account = ?1",
    "DELETE FROM logins WHERE account = ?1",
    "DELETE FROM recovery_codes WHERE account = ?1",
    "DELETE FROM decision_codes WHERE account = ?1",
    "DELETE FROM proof_codes WHERE account = ?1",
    "DELETE FROM recoveries WHERE account = ?1",
    "DELETE FROM mailed_acts WHERE account = ?1",
    "DELETE FROM deletions WHERE account = ?1",
    "DELETE FROM conversions WHERE account = ?1 OR administrator = ?1",
    "DELETE FROM invitations WHERE account = ?1 OR organization = ?1",
    "DELETE FROM members WHERE account = ?1 OR organization = ?1",
    "DELETE FROM ownership_offers WHERE account = ?1 OR offered_by = ?1",
    "DELETE FROM owners WHERE account = ?1",
    "DELETE FROM keys WHERE holder = ?1 OR owner = ?1",
    // Who it was and from where goes; that something happened stays.
    "UPDATE audit SET installation = NULL, subject = NULL, by = NULL WHERE account = ?1",
];

pub fn erase(c: &Connection, account: AccountId, keeps_name: bool) -> Result<(), CommitError> {
    let id = account.as_bytes();
    PARTS.iter().try_for_each(|sql| unguarded(c, sql, [id]))?;
    let name = if keeps_name {
        "UPDATE names SET account = NULL WHERE account = ?1"
    } else {
        "DELETE FROM names WHERE account = ?1"
    };
    guarded(c, name, [id])?;
    guarded(c, "DELETE FROM accounts WHERE id = ?1", [id])
}
