//! Settings, by name.

use super::State;
use crate::Error;
use rusqlite::{OptionalExtension, params};

pub(super) const MIGRATIONS: &[(&str, &str)] = &[(
    "setting-1",
    "CREATE TABLE setting (
        name TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID",
)];

impl State {
    /// The setting `name`, if it was ever set.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        let connection = self.database.connection();
        let mut query = connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Sets `name` to `value`.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), Error> {
        self.execute(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        )
    }
}
