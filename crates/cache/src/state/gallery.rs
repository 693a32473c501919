//! The galleries known to this app.

use super::State;
use crate::Error;
use contract::Timestamp;
use rusqlite::{Row, params};

pub(super) const MIGRATIONS: &[(&str, &str)] = &[(
    "gallery-1",
    "CREATE TABLE gallery (
        id TEXT NOT NULL PRIMARY KEY,
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        added_at INTEGER NOT NULL -- microseconds since the Unix epoch
    ) STRICT, WITHOUT ROWID",
)];

/// A gallery known to this app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GalleryRecord {
    /// Its id in this app.
    pub id: String,
    /// Its address.
    pub address: String,
    /// Its name.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
}

impl State {
    /// The galleries, in the order in which they were added.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn galleries(&self) -> Result<Vec<GalleryRecord>, Error> {
        self.rows(
            "SELECT id, address, name, added_at FROM gallery ORDER BY added_at, id",
            decode,
        )
    }

    /// Adds a gallery, or replaces the one with its id.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn put_gallery(&self, gallery: &GalleryRecord) -> Result<(), Error> {
        self.execute(
            "INSERT OR REPLACE INTO gallery (id, address, name, added_at) VALUES (?1, ?2, ?3, ?4)",
            params![gallery.id, gallery.address, gallery.name, gallery.added_at.as_micros()],
        )
    }

    /// Removes a gallery, if it is there. Its accounts are removed one by one, with [`State::remove_profile`].
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn remove_gallery(&self, id: &str) -> Result<(), Error> {
        self.execute("DELETE FROM gallery WHERE id = ?1", [id])
    }
}

fn decode(row: &Row<'_>) -> rusqlite::Result<GalleryRecord> {
    Ok(GalleryRecord {
        id: row.get("id")?,
        address: row.get("address")?,
        name: row.get("name")?,
        added_at: Timestamp::from_micros(row.get("added_at")?),
    })
}
