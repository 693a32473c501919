//! Connections that only read.
//!
//! A query runs on the thread that asks, on a connection that nobody else uses meanwhile: finding a row takes a few
//! microseconds, less than handing the question to another thread and the answer back. There are as many connections as
//! ever read at once, which is as many as the program has threads that serve.

use super::{OpenStoreError, ReadError, open};
use rusqlite::Connection;
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// A query with its way back, for the one connection of a database in memory.
pub type Query = Box<dyn FnOnce(&Connection) + Send>;

/// The connections that nobody reads on now.
#[derive(Debug)]
pub struct Readers {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Opens the first. It stays, as without any the log would be written back and removed between two queries.
    pub fn open(file: &Path) -> Result<Self, OpenStoreError> {
        Ok(Self {
            file: file.to_owned(),
            idle: Mutex::new(vec![open::reader(file)?]),
        })
    }

    /// Runs a query.
    pub fn query<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, ReadError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open::reader(&self.file)?,
        };
        let found = query(&connection);
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
        Ok(found?)
    }
}
