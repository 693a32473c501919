//! Connections that only read, one for each thread that asks.
//!
//! A query runs on the thread that serves the request: finding a row takes a few microseconds, less than handing the
//! question to another thread and the answer back. A connection stays with its thread because its memory does: the
//! allocator makes two threads wait for each other where one frees what the other has taken.

use super::{OpenStoreError, ReadError, open};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use thread_local::ThreadLocal;

/// A query with its way back, for the one connection of a database in memory.
pub type Query = Box<dyn FnOnce(&Connection) + Send>;

/// The connections.
#[derive(Debug)]
pub struct Readers {
    file: PathBuf,
    connections: ThreadLocal<Connection>,
}

impl Readers {
    /// Opens the first. It stays, as without any the log would be written back and removed between two queries.
    pub fn open(file: &Path) -> Result<Self, OpenStoreError> {
        let readers = Self {
            file: file.to_owned(),
            connections: ThreadLocal::new(),
        };
        readers.connection()?;
        Ok(readers)
    }

    /// Runs a query.
    pub fn query<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, ReadError> {
        Ok(query(self.connection()?)?)
    }

    fn connection(&self) -> rusqlite::Result<&Connection> {
        self.connections.get_or_try(|| open::reader(&self.file))
    }
}
