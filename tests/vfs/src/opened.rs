//! A file as one connection has it open. Errors are SQLite's codes.

use crate::{
    disk::Disk,
    fault::{GARBAGE, Operation},
    shared_memory::{Region, Share},
};
use rusqlite::ffi::{
    SQLITE_CANTOPEN, SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ, SQLITE_OK, SQLITE_OPEN_CREATE,
    SQLITE_OPEN_DELETEONCLOSE, SQLITE_OPEN_MAIN_DB, SQLITE_OPEN_MAIN_JOURNAL, SQLITE_OPEN_SUPER_JOURNAL,
    SQLITE_OPEN_WAL,
};
use std::path::{Path, PathBuf};

/// An open file.
#[derive(Debug)]
pub struct Opened {
    disk: Disk,
    file: u64,
    holder: u64,
    share: Share,
    /// The first sync of a journal that was made by this connection syncs its directory too, as on Unix.
    syncs_directory: bool,
    remove_at_end: Option<PathBuf>,
}

impl Opened {
    /// Opens or makes a file, by the flags of `xOpen`.
    pub fn open(disk: &Disk, name: &Path, flags: i32) -> Result<Self, i32> {
        if flags & SQLITE_OPEN_MAIN_DB != 0 {
            disk.gate().pass();
        }
        let mut state = disk.state();
        if let Some(code) = state.strike(Operation::Open) {
            return Err(code);
        }
        let journal = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
        let (file, made) = match state.names.find(name) {
            Some(file) => (file, false),
            // A program may have made the file itself before SQLite opens it: that one is on the system's disk, and empty.
            None if flags & SQLITE_OPEN_CREATE != 0 || name.exists() => (state.create(name), true),
            None => return Err(SQLITE_CANTOPEN),
        };
        Ok(Self {
            disk: disk.clone(),
            file,
            holder: state.next_number(),
            share: Share::default(),
            syncs_directory: made && flags & journal != 0,
            remove_at_end: (flags & SQLITE_OPEN_DELETEONCLOSE != 0).then(|| name.to_path_buf()),
        })
    }

    pub fn size(&self) -> usize {
        self.disk.state().file(self.file).content.seen().len()
    }

    /// Reads; what lies behind the end is zero and makes it `SQLITE_IOERR_SHORT_READ`.
    pub fn read(&self, offset: usize, into: &mut [u8]) -> Result<(), i32> {
        let mut state = self.disk.state();
        match state.strike(Operation::Read) {
            Some(SQLITE_OK) => {
                into.fill(GARBAGE);
                return Ok(());
            }
            Some(code) => return Err(code),
            None => {}
        }
        let seen = state.file(self.file).content.seen();
        let there = seen.get(offset..).unwrap_or_default();
        let count = there.len().min(into.len());
        let (found, missing) = into.split_at_mut_checked(count).ok_or(SQLITE_IOERR_READ)?;
        found.copy_from_slice(&there[..count]);
        missing.fill(0);
        if missing.is_empty() {
            Ok(())
        } else {
            Err(SQLITE_IOERR_SHORT_READ)
        }
    }

    pub fn write(&self, offset: usize, bytes: &[u8]) -> Result<(), i32> {
        let mut state = self.disk.state();
        let failed = state.strike(Operation::Write);
        let done = if failed.is_some() {
            state.done_of(bytes.len())
        } else {
            bytes.len()
        };
        state.file(self.file).content.write(offset, &bytes[..done]);
        failed.map_or(Ok(()), Err)
    }

    pub fn truncate(&self, size: usize) -> Result<(), i32> {
        let mut state = self.disk.state();
        if let Some(code) = state.strike(Operation::Truncate) {
            return Err(code);
        }
        state.file(self.file).content.truncate(size);
        Ok(())
    }

    pub fn sync(&mut self) -> Result<(), i32> {
        let mut state = self.disk.state();
        state.picture();
        if let Some(code) = state.strike(Operation::Sync) {
            state.file(self.file).content.lose();
            return Err(code);
        }
        if state.lies {
            return Ok(());
        }
        state.file(self.file).content.sync();
        if std::mem::take(&mut self.syncs_directory) {
            state.names.sync();
        }
        state.picture();
        Ok(())
    }

    pub fn lock(&self, level: i32) -> Result<(), i32> {
        self.disk.state().file(self.file).locks.raise(self.holder, level)
    }

    pub fn unlock(&self, level: i32) {
        self.disk.state().file(self.file).locks.lower(self.holder, level);
    }

    pub fn is_reserved(&self) -> bool {
        self.disk.state().file(self.file).locks.is_reserved()
    }

    /// A piece of the shared memory; it stays where it is until this connection lets go of it.
    pub fn map(&mut self, index: usize, bytes: usize, make: bool) -> Option<Region> {
        let mut state = self.disk.state();
        state.file(self.file).memory.map(&mut self.share, index, bytes, make)
    }

    pub fn lock_memory(&mut self, first: usize, count: usize, flags: i32) -> Result<(), i32> {
        let mut state = self.disk.state();
        state.file(self.file).memory.lock(&mut self.share, first, count, flags)
    }

    pub fn unmap(&mut self) {
        self.disk.state().file(self.file).memory.unmap(&mut self.share);
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let mut state = self.disk.state();
        let file = state.file(self.file);
        file.memory.unmap(&mut self.share);
        file.locks.lower(self.holder, rusqlite::ffi::SQLITE_LOCK_NONE);
        if let Some(name) = &self.remove_at_end {
            state.names.remove(name, false);
        }
    }
}
