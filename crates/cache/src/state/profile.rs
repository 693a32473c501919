//! The accounts known to this app, one row for each account at each gallery.

use super::State;
use crate::Error;
use contract::Timestamp;
use rusqlite::{Row, params};

pub(super) const MIGRATIONS: &[(&str, &str)] = &[(
    "profile-1",
    "CREATE TABLE profile (
        id TEXT NOT NULL PRIMARY KEY,
        gallery TEXT NOT NULL,
        account_id TEXT NOT NULL,
        username TEXT NOT NULL,
        colour INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 255),
        signed_in INTEGER NOT NULL CHECK (signed_in IN (0, 1)),
        session_ended INTEGER NOT NULL CHECK (session_ended IN (0, 1)),
        event_cursor TEXT,
        added_at INTEGER NOT NULL -- microseconds since the Unix epoch
    ) STRICT, WITHOUT ROWID",
)];

/// An account known to this app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileRecord {
    /// Its id in this app.
    pub id: String,
    /// The id of its gallery in this app.
    pub gallery: String,
    /// Its id at the gallery.
    pub account_id: String,
    /// Its username.
    pub username: String,
    /// The colour of its avatar.
    pub colour: u8,
    /// Whether a session was begun here and not signed out.
    pub signed_in: bool,
    /// Whether the gallery said that the session has ended.
    pub session_ended: bool,
    /// How far its events were read.
    pub event_cursor: Option<String>,
    /// When it was added.
    pub added_at: Timestamp,
}

impl State {
    /// The accounts, in the order in which they were added.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn profiles(&self) -> Result<Vec<ProfileRecord>, Error> {
        self.rows(
            "SELECT id, gallery, account_id, username, colour, signed_in, session_ended, event_cursor, added_at
             FROM profile ORDER BY added_at, id",
            decode,
        )
    }

    /// Adds an account, or replaces the one with its id.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn put_profile(&self, profile: &ProfileRecord) -> Result<(), Error> {
        self.execute(
            "INSERT OR REPLACE INTO profile
             (id, gallery, account_id, username, colour, signed_in, session_ended, event_cursor, added_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                profile.id,
                profile.gallery,
                profile.account_id,
                profile.username,
                profile.colour,
                profile.signed_in,
                profile.session_ended,
                profile.event_cursor,
                profile.added_at.as_micros(),
            ],
        )
    }

    /// Removes an account, the notices about it and what was seen of it at nuget.org. Traces may be left in the bytes of
    /// the file until [`Self::scrub`]; backups keep what they hold.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn remove_profile(&self, id: &str) -> Result<(), Error> {
        let mut connection = self.database.connection();
        let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        change.execute("DELETE FROM notice WHERE profile = ?1", [id])?;
        change.execute("DELETE FROM seen WHERE profile = ?1", [id])?;
        change.execute("DELETE FROM journal WHERE profile = ?1", [id])?;
        change.execute("DELETE FROM turn WHERE profile = ?1", [id])?;
        change.execute("DELETE FROM profile WHERE id = ?1", [id])?;
        change.commit()?;
        Ok(())
    }

    /// Leaves nothing of what was removed in the bytes of the file. It rewrites the file, so it takes its time.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process reads at this moment; traces may be left until this is asked again. Other
    /// [`Error`]s where the database cannot be written.
    pub fn scrub(&self) -> Result<(), Error> {
        self.database.scrub(&self.database.connection())
    }
}

fn decode(row: &Row<'_>) -> rusqlite::Result<ProfileRecord> {
    Ok(ProfileRecord {
        id: row.get("id")?,
        gallery: row.get("gallery")?,
        account_id: row.get("account_id")?,
        username: row.get("username")?,
        colour: row.get("colour")?,
        signed_in: row.get("signed_in")?,
        session_ended: row.get("session_ended")?,
        event_cursor: row.get("event_cursor")?,
        added_at: Timestamp::from_micros(row.get("added_at")?),
    })
}
