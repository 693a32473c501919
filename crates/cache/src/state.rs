//! `state.db`: what the person would miss.

use crate::{
    Error, OpenError,
    database::{Database, migration::Schema},
};
use std::path::Path;

mod gallery;
mod journal;
mod notice;
mod posted;
mod profile;
mod seen;
mod setting;
mod turn;
mod wizard;

pub use gallery::GalleryRecord;
pub use journal::JournalRecord;
pub use notice::NoticeRecord;
pub use posted::PostedRecord;
pub use profile::ProfileRecord;
pub use seen::SeenRecord;
pub use turn::TurnRecord;
pub use wizard::WizardRecord;

/// The version goes up only with a change that older builds must not touch; a table or column more leaves it as it is.
const SCHEMA: Schema = Schema {
    version: 1,
    tables: &[
        setting::MIGRATIONS,
        gallery::MIGRATIONS,
        profile::MIGRATIONS,
        wizard::MIGRATIONS,
        notice::MIGRATIONS,
        seen::MIGRATIONS,
        journal::MIGRATIONS,
        turn::MIGRATIONS,
        posted::MIGRATIONS,
    ],
};

/// The state of the app: settings, galleries, accounts known here, wizards under way, notices, and what was seen of
/// accounts at nuget.org. No secrets.
pub struct State {
    database: Database,
}

impl State {
    /// Opens the state at `path`, in a folder that is the app's own. Makes it where it is not; where this build brings
    /// migrations that the file has not seen, backs it up beside itself first (the three latest backups stay).
    ///
    /// # Errors
    /// [`OpenError`]; the file is then as it was.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Database::open_with_backup(path, &SCHEMA).map(|database| Self { database })
    }

    /// An empty state in memory, for tests.
    ///
    /// # Errors
    /// [`OpenError`], where there is no memory.
    pub fn in_memory() -> Result<Self, OpenError> {
        Database::in_memory(&SCHEMA).map(|database| Self { database })
    }

    /// One statement that changes something, with the values bound to it.
    fn execute(&self, sql: &str, values: impl rusqlite::Params) -> Result<(), Error> {
        self.database.connection().prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// All rows of one query, decoded strictly: a value that does not fit is an error, never a default.
    fn rows<T>(&self, sql: &str, decode: fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>, Error> {
        let connection = self.database.connection();
        let mut query = connection.prepare_cached(sql)?;
        let rows = query.query_map([], decode)?.collect::<Result<_, _>>()?;
        Ok(rows)
    }
}
