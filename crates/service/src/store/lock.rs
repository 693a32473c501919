//! One service, one database (rule 8.5).

use super::OpenStoreError;
use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
};

/// Held while a database is open; the operating system releases it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock beside this database.
    ///
    /// # Errors
    /// `InUse` where another service has it.
    pub fn take(database: &Path) -> Result<Self, OpenStoreError> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(super::beside(database, ".lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(OpenStoreError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
