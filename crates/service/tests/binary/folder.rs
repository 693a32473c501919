//! A folder with a gallery's files.

use service::maintenance;
use std::{cell::Cell, path::Path};
use tempfile::TempDir;

/// A folder whose database is checked when the test is over: it must hold together (rule 8.6).
pub struct Folder {
    folder: TempDir,
    broken_on_purpose: Cell<bool>,
}

impl Folder {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            broken_on_purpose: Cell::new(false),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What this test breaks is not asked about.
    pub fn is_broken_on_purpose(&self) {
        self.broken_on_purpose.set(true);
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let database = self.path().join("accounts.db");
        if !std::thread::panicking() && !self.broken_on_purpose.get() && database.exists() {
            assert_eq!(
                maintenance::check(&database).unwrap(),
                Vec::<String>::new(),
                "after the test"
            );
        }
    }
}
