//! Connections that only read, one for each thread that asks.
//!
//! A query runs on the thread that serves the request: finding a row takes a few microseconds, less than handing the
//! question to another thread and the answer back. A connection stays with its thread because its memory does: the
//! allocator makes two threads wait for each other where one frees what the other has taken.

use super::{OpenStoreError, ReadError, condition::Condition, open};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use thread_local::ThreadLocal;

/// A query with its way back, for the one connection of a database in memory.
pub type Query = Box<dyn FnOnce(&Connection) + Send>;

/// The connections.
#[derive(Debug)]
pub struct Readers {
    file: PathBuf,
    condition: Condition,
    connections: ThreadLocal<Connection>,
}

impl Readers {
    /// Opens the first. It stays, as without any the log would be written back and removed between two queries.
    pub fn open(file: &Path) -> Result<Self, OpenStoreError> {
        let mut readers = Self {
            file: file.to_owned(),
            condition: Condition::default(),
            connections: ThreadLocal::new(),
        };
        readers.connection()?;
        // Now that somebody has them open, both files are there.
        readers.condition = Condition::of(file);
        Ok(readers)
    }

    /// The condition of the files.
    pub fn condition(&self) -> Condition {
        self.condition.clone()
    }

    /// Runs a query.
    pub fn query<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, ReadError> {
        let connection = self.connection()?;
        Ok(query(connection).inspect_err(|error| self.condition.take_note(connection, error))?)
    }

    fn connection(&self) -> rusqlite::Result<&Connection> {
        self.connections.get_or_try(|| {
            // Another file in its place would be another gallery.
            self.condition.must_be_in_place()?;
            open::reader(&self.file)
        })
    }
}
