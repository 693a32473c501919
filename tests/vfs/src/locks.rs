//! The locks of a database file (<https://sqlite.org/lockingv3.html>) among the connections of this process.

use rusqlite::ffi::{
    SQLITE_BUSY, SQLITE_LOCK_EXCLUSIVE, SQLITE_LOCK_NONE, SQLITE_LOCK_PENDING, SQLITE_LOCK_RESERVED, SQLITE_LOCK_SHARED,
};
use std::collections::BTreeMap;

/// Who holds which lock of one file.
#[derive(Debug, Default)]
pub struct Locks(BTreeMap<u64, i32>);

impl Locks {
    /// Raises the lock of `holder`.
    ///
    /// # Errors
    /// `SQLITE_BUSY` where another holder is in the way.
    pub fn raise(&mut self, holder: u64, wanted: i32) -> Result<(), i32> {
        let others = self.highest_but(holder);
        match wanted {
            SQLITE_LOCK_SHARED if others >= SQLITE_LOCK_PENDING => return Err(SQLITE_BUSY),
            SQLITE_LOCK_RESERVED if others >= SQLITE_LOCK_RESERVED => return Err(SQLITE_BUSY),
            SQLITE_LOCK_EXCLUSIVE if others >= SQLITE_LOCK_RESERVED => return Err(SQLITE_BUSY),
            SQLITE_LOCK_EXCLUSIVE if others >= SQLITE_LOCK_SHARED => {
                // Nobody may begin to read any more; who reads may finish.
                self.0.insert(holder, SQLITE_LOCK_PENDING);
                return Err(SQLITE_BUSY);
            }
            _ => {}
        }
        let held = self.0.entry(holder).or_default();
        *held = (*held).max(wanted);
        Ok(())
    }

    /// Lowers the lock of `holder`.
    pub fn lower(&mut self, holder: u64, wanted: i32) {
        if wanted == SQLITE_LOCK_NONE {
            self.0.remove(&holder);
        } else if let Some(held) = self.0.get_mut(&holder) {
            *held = (*held).min(wanted);
        }
    }

    /// Whether anybody means to write.
    pub fn is_reserved(&self) -> bool {
        self.0.values().any(|held| *held >= SQLITE_LOCK_RESERVED)
    }

    fn highest_but(&self, holder: u64) -> i32 {
        let others = self.0.iter().filter(|(other, _)| **other != holder);
        others.map(|(_, held)| *held).max().unwrap_or(SQLITE_LOCK_NONE)
    }
}
