//! What is only read: lists by the page, and sessions by their token.

use super::{
    ReadError, Store,
    codec::{self, SESSION},
};
use accounts::{
    account::AccountRow,
    digest::Hash,
    login::Login,
    session::{self, SessionRow, token},
};
use contract::{AccountId, EventId, Timestamp, account::AuditEntry, event::Event};
use rusqlite::{Connection, OptionalExtension, Result, Row};
use std::sync::LazyLock;
use uuid::Uuid;

/// The live login of an account. The plus keeps SQLite from the index that makes it unique, as the rows themselves lie
/// under their account.
pub const LIVE_LOGIN: &str = "SELECT * FROM logins WHERE account = ?1 AND +dormant_at IS NULL";

/// The session of a token's hash, which lies under its number (rule 3.1).
static BY_TOKEN: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {SESSION} FROM sessions WHERE number = ?1 AND token_hash = ?2"));

/// A page of an account's audit trail.
#[derive(Debug)]
pub struct AuditPage {
    /// The entries, the latest first.
    pub entries: Vec<AuditEntry>,
    /// Whether there are older ones.
    pub more: bool,
}

/// An event with its place in the stream.
#[derive(Debug)]
pub struct StoredEvent {
    /// Its place.
    pub position: i64,
    /// The event as JSON, as it was stored.
    pub json: String,
    /// Its id.
    pub id: EventId,
}

/// A session with what its owner is shown of the account.
#[derive(Debug)]
pub struct AuthenticatedAccountRow {
    /// The session.
    pub session: SessionRow,
    /// Its account.
    pub account: AccountRow,
    /// The account's login.
    pub login: Option<Login>,
}

fn account_by_token(c: &Connection, hash: Hash) -> Result<Option<AuthenticatedAccountRow>> {
    let mut sessions = c.prepare_cached(&BY_TOKEN)?;
    // As long as this statement is not at its end, the others read the same state of the database.
    let mut found = sessions.query((token::number(&hash), hash))?;
    let Some(session) = found.next()?.map(codec::session).transpose()? else {
        return Ok(None);
    };
    let key = session.account.as_bytes();
    let sql = "SELECT * FROM accounts WHERE id = ?1";
    let account = c.prepare_cached(sql)?.query_row([key], codec::account).optional()?;
    let login = c
        .prepare_cached(LIVE_LOGIN)?
        .query_row([key], codec::login)
        .optional()?;
    Ok(account.map(|account| AuthenticatedAccountRow {
        session,
        account,
        login,
    }))
}

fn entry(row: &Row<'_>) -> Result<AuditEntry> {
    Ok(AuditEntry {
        id: EventId::from_bytes(row.get("id")?),
        at: codec::time(row, "at")?,
        kind: codec::from_word(row, "kind")?,
        installation: row.get("installation")?,
        subject: row.get("subject")?,
        by: row.get("by")?,
    })
}

fn position_of(c: &Connection, account: AccountId, id: EventId) -> Result<Option<i64>> {
    let sql = "SELECT position FROM audit WHERE id = ?1 AND account = ?2";
    c.prepare_cached(sql)?
        .query_row((id.as_bytes(), account.as_bytes()), |row| row.get(0))
        .optional()
}

fn audit_page(c: &Connection, account: AccountId, after: Option<EventId>, size: usize) -> Result<Option<AuditPage>> {
    let before = match after {
        None => i64::MAX,
        Some(id) => match position_of(c, account, id)? {
            Some(position) => position,
            None => return Ok(None),
        },
    };
    let sql = "SELECT * FROM audit WHERE account = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3";
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut statement = c.prepare_cached(sql)?;
    let mut entries: Vec<_> = statement
        .query_map((account.as_bytes(), before, limit), entry)?
        .collect::<Result<_>>()?;
    let more = entries.len() > size;
    entries.truncate(size);
    Ok(Some(AuditPage { entries, more }))
}

fn events_after(c: &Connection, account: AccountId, position: i64, limit: i64) -> Result<Vec<StoredEvent>> {
    let sql = "SELECT position, id, json FROM events WHERE account = ?1 AND position > ?2 ORDER BY position LIMIT ?3";
    let read = |row: &Row<'_>| {
        Ok(StoredEvent {
            position: row.get(0)?,
            id: EventId::from_bytes(row.get(1)?),
            json: row.get(2)?,
        })
    };
    c.prepare_cached(sql)?
        .query_map((account.as_bytes(), position, limit), read)?
        .collect()
}

/// The place after which to go on. An event that was removed, or is of an earlier life of the gallery, still has a time
/// in its id; the events whose ids sort after it follow it.
fn place_of(c: &Connection, account: AccountId, cursor: EventId) -> Result<i64> {
    let sql = "SELECT position FROM events WHERE id = ?1 AND account = ?2";
    let known = c
        .prepare_cached(sql)?
        .query_row((cursor.as_bytes(), account.as_bytes()), |row| row.get(0))
        .optional()?;
    if let Some(position) = known {
        return Ok(position);
    }
    let sql = "SELECT coalesce(max(position), 0) FROM events WHERE account = ?1 AND id <= ?2";
    c.prepare_cached(sql)?
        .query_row((account.as_bytes(), cursor.as_bytes()), |row| row.get(0))
}

fn last_event(c: &Connection, account: AccountId) -> Result<Option<(i64, EventId)>> {
    let sql = "SELECT position, id FROM events WHERE account = ?1 ORDER BY position DESC LIMIT 1";
    let read = |row: &Row<'_>| Ok((row.get(0)?, EventId::from_bytes(row.get(1)?)));
    c.prepare_cached(sql)?.query_row([account.as_bytes()], read).optional()
}

/// A row by its time: its place among those that are due.
pub type Due = (Timestamp, Uuid);

/// Where reading those that are due goes on; from the first where there is none.
pub fn after_due(after: Option<Due>) -> (i64, Uuid) {
    after.map_or((i64::MIN, Uuid::nil()), |(at, id)| (at.as_micros(), id))
}

/// The changes of logins whose time to be undone is over and that are not noted as final, the earliest first, after
/// one.
fn ended_login_changes(c: &Connection, now: Timestamp, after: Option<Due>) -> Result<Vec<Due>> {
    let sql = "SELECT ends_at, id FROM login_changes
        WHERE state = 'open' AND ends_at <= ?1 AND (ends_at, id) > (?2, ?3) ORDER BY ends_at, id LIMIT 100";
    let (ends_at, id) = after_due(after);
    let mut statement = c.prepare_cached(sql)?;
    let rows = statement.query_map((now.as_micros(), ends_at, id.as_bytes()), |row| {
        Ok((codec::time(row, "ends_at")?, Uuid::from_bytes(row.get("id")?)))
    })?;
    rows.collect()
}

/// The conversions that take effect by now, each with its account, the earliest first, after one.
fn due_conversions(c: &Connection, now: Timestamp, after: Option<Due>) -> Result<Vec<(Due, AccountId)>> {
    let sql = "SELECT effective_at, id, account FROM conversions
        WHERE effective_at <= ?1 AND (effective_at, id) > (?2, ?3) ORDER BY effective_at, id LIMIT 100";
    let (effective_at, id) = after_due(after);
    let mut statement = c.prepare_cached(sql)?;
    let rows = statement.query_map((now.as_micros(), effective_at, id.as_bytes()), |row| {
        let due = (codec::time(row, "effective_at")?, Uuid::from_bytes(row.get("id")?));
        Ok((due, AccountId::from_bytes(row.get("account")?)))
    })?;
    rows.collect()
}

/// The newest time at which anything was done, of what is written most: sign-ins, what sessions do, and the audit
/// trail.
fn newest_time(c: &Connection) -> Result<Option<Timestamp>> {
    let sql = "SELECT max(at) FROM (
        SELECT max(begun_at) AS at FROM proofs UNION ALL SELECT max(seen_at) FROM sessions
        UNION ALL SELECT max(at) FROM mails
        UNION ALL SELECT at FROM (SELECT at FROM audit ORDER BY position DESC LIMIT 1))";
    let found: Option<i64> = c.query_row(sql, [], |row| row.get(0))?;
    Ok(found.map(Timestamp::from_micros))
}

impl Store {
    /// The newest time at which anything was done; nothing in a new gallery.
    pub async fn newest_time(&self) -> std::result::Result<Option<Timestamp>, ReadError> {
        self.read(newest_time).await
    }

    /// The changes of logins whose time to be undone is over, some at a time, the earliest first, after one.
    pub async fn ended_login_changes(
        &self,
        now: Timestamp,
        after: Option<Due>,
    ) -> std::result::Result<Vec<Due>, ReadError> {
        self.read(move |c| ended_login_changes(c, now, after)).await
    }

    /// The session whose token has this hash, ended ones included.
    pub async fn session_by_token(&self, hash: Hash) -> std::result::Result<Option<SessionRow>, ReadError> {
        let key = (token::number(&hash), hash);
        self.read(move |c| c.prepare_cached(&BY_TOKEN)?.query_row(key, codec::session).optional())
            .await
    }

    /// The session whose token has this hash, ended ones included, with its account and the login of that: all as of
    /// one moment, and nothing else.
    pub async fn account_by_token(
        &self,
        hash: Hash,
    ) -> std::result::Result<Option<AuthenticatedAccountRow>, ReadError> {
        self.read(move |c| account_by_token(c, hash)).await
    }

    /// The sessions of an account that nobody ended, the latest first.
    pub async fn sessions_of(&self, account: AccountId) -> std::result::Result<Vec<SessionRow>, ReadError> {
        self.read(move |c| {
            let sql = format!(
                "SELECT {SESSION} FROM sessions WHERE account = ?1 AND ended_at IS NULL
                ORDER BY seen_at DESC, id DESC LIMIT ?2"
            );
            c.prepare_cached(&sql)?
                .query_map((account.as_bytes(), session::LISTED), codec::session)?
                .collect()
        })
        .await
    }

    /// A page of the audit trail after this entry; nothing where there is no such entry.
    pub async fn activity(
        &self,
        account: AccountId,
        after: Option<EventId>,
        size: usize,
    ) -> std::result::Result<Option<AuditPage>, ReadError> {
        self.read(move |c| audit_page(c, account, after, size)).await
    }

    /// Where a stream that resumes after this event goes on.
    pub async fn event_place(&self, account: AccountId, cursor: EventId) -> std::result::Result<i64, ReadError> {
        self.read(move |c| place_of(c, account, cursor)).await
    }

    /// The latest event of an account and its place.
    pub async fn last_event(&self, account: AccountId) -> std::result::Result<Option<(i64, EventId)>, ReadError> {
        self.read(move |c| last_event(c, account)).await
    }

    /// The events of an account after a place, in order.
    pub async fn events_after(
        &self,
        account: AccountId,
        position: i64,
        limit: i64,
    ) -> std::result::Result<Vec<StoredEvent>, ReadError> {
        self.read(move |c| events_after(c, account, position, limit)).await
    }

    /// The conversions that take effect by now, each with its account, some at a time, the earliest first, after one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn due_conversions(
        &self,
        now: Timestamp,
        after: Option<Due>,
    ) -> Result<Vec<(Due, AccountId)>, ReadError> {
        self.read(move |c| due_conversions(c, now, after)).await
    }
}

/// Whether a stored event can still be read. Used by the consistency check.
pub fn is_event(json: &str) -> bool {
    serde_json::from_str::<Event>(json).is_ok_and(|event| event.at > Timestamp::UNIX_EPOCH)
}
