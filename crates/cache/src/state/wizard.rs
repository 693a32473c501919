//! Wizards under way, saved after every step.

use super::State;
use crate::Error;
use contract::Timestamp;
use rusqlite::{Row, params};

pub(super) const MIGRATIONS: &[(&str, &str)] = &[(
    "wizard-1",
    "CREATE TABLE wizard (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version BETWEEN 0 AND 4294967295),
        gallery TEXT NOT NULL,
        state TEXT NOT NULL,
        started_at INTEGER NOT NULL, -- microseconds since the Unix epoch
        saved_at INTEGER NOT NULL -- microseconds since the Unix epoch
    ) STRICT",
)];

/// A wizard under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WizardRecord {
    /// Its id.
    pub id: String,
    /// Which wizard.
    pub kind: String,
    /// The version of the form of `state`.
    pub version: u32,
    /// The id of its gallery in this app.
    pub gallery: String,
    /// Where it stands: JSON, without secrets.
    pub state: String,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When this was saved.
    pub saved_at: Timestamp,
}

impl State {
    /// The wizards, in the order in which they were begun.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn wizards(&self) -> Result<Vec<WizardRecord>, Error> {
        self.rows(
            "SELECT id, kind, version, gallery, state, started_at, saved_at FROM wizard ORDER BY started_at, id",
            decode,
        )
    }

    /// Saves a wizard, in place of what was saved of it before.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn put_wizard(&self, wizard: &WizardRecord) -> Result<(), Error> {
        self.execute(
            "INSERT OR REPLACE INTO wizard (id, kind, version, gallery, state, started_at, saved_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                wizard.id,
                wizard.kind,
                wizard.version,
                wizard.gallery,
                wizard.state,
                wizard.started_at.as_micros(),
                wizard.saved_at.as_micros(),
            ],
        )
    }

    /// Removes a wizard, if it is there.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn remove_wizard(&self, id: &str) -> Result<(), Error> {
        self.execute("DELETE FROM wizard WHERE id = ?1", [id])
    }
}

fn decode(row: &Row<'_>) -> rusqlite::Result<WizardRecord> {
    Ok(WizardRecord {
        id: row.get("id")?,
        kind: row.get("kind")?,
        version: row.get("version")?,
        gallery: row.get("gallery")?,
        state: row.get("state")?,
        started_at: Timestamp::from_micros(row.get("started_at")?),
        saved_at: Timestamp::from_micros(row.get("saved_at")?),
    })
}
