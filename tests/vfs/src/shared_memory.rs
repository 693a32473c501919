//! The memory that the connections to one database in WAL mode share (<https://sqlite.org/walformat.html>, section 2).
//! It is not on the disk: whoever comes after a power cut finds none.

use rusqlite::ffi::{SQLITE_BUSY, SQLITE_SHM_EXCLUSIVE, SQLITE_SHM_LOCK, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK};
use std::sync::{Arc, atomic::AtomicU64};

/// One piece of it. SQLite reads and writes it from several threads, which is what atomics are for.
pub type Region = Arc<[AtomicU64]>;

const SLOTS: usize = SQLITE_SHM_NLOCK as usize;

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    sharing: u32,
    owned: bool,
}

/// The shared memory of one file.
#[derive(Debug, Default)]
pub struct SharedMemory {
    regions: Vec<Region>,
    slots: [Slot; SLOTS],
    users: u32,
}

/// What one connection holds of it.
#[derive(Debug, Default)]
pub struct Share {
    /// The pieces that SQLite was given the addresses of.
    regions: Vec<Region>,
    sharing: [bool; SLOTS],
    owning: [bool; SLOTS],
    is_user: bool,
}

impl SharedMemory {
    /// A piece of the memory; nothing where it does not exist and is not to be made.
    pub fn map(&mut self, share: &mut Share, index: usize, bytes: usize, make: bool) -> Option<Region> {
        if !share.is_user {
            share.is_user = true;
            self.users += 1;
        }
        if index >= self.regions.len() && !make {
            return None;
        }
        while self.regions.len() <= index {
            let words = bytes.div_ceil(size_of::<AtomicU64>());
            self.regions.push((0..words).map(|_| AtomicU64::new(0)).collect());
        }
        let region = Arc::clone(&self.regions[index]);
        share.regions.push(Arc::clone(&region));
        Some(region)
    }

    /// Takes or gives back locks, by the flags of `xShmLock`.
    ///
    /// # Errors
    /// `SQLITE_BUSY` where another connection is in the way.
    pub fn lock(&mut self, share: &mut Share, first: usize, count: usize, flags: i32) -> Result<(), i32> {
        let wanted = first..first + count;
        if flags & SQLITE_SHM_UNLOCK != 0 {
            wanted.for_each(|slot| self.release(share, slot));
            return Ok(());
        }
        debug_assert!(flags & SQLITE_SHM_LOCK != 0);
        if flags & SQLITE_SHM_EXCLUSIVE != 0 {
            let in_the_way = |slot: usize| {
                let Slot { sharing, owned } = self.slots[slot];
                (owned && !share.owning[slot]) || sharing > u32::from(share.sharing[slot])
            };
            if wanted.clone().any(in_the_way) {
                return Err(SQLITE_BUSY);
            }
            for slot in wanted {
                self.slots[slot].owned = true;
                share.owning[slot] = true;
            }
            return Ok(());
        }
        if wanted.clone().any(|slot| self.slots[slot].owned && !share.owning[slot]) {
            return Err(SQLITE_BUSY);
        }
        for slot in wanted {
            if !std::mem::replace(&mut share.sharing[slot], true) {
                self.slots[slot].sharing += 1;
            }
        }
        Ok(())
    }

    fn release(&mut self, share: &mut Share, slot: usize) {
        if std::mem::take(&mut share.sharing[slot]) {
            self.slots[slot].sharing -= 1;
        }
        if std::mem::take(&mut share.owning[slot]) {
            self.slots[slot].owned = false;
        }
    }

    /// A connection lets go of everything. With the last one the memory is gone.
    pub fn unmap(&mut self, share: &mut Share) {
        (0..SLOTS).for_each(|slot| self.release(share, slot));
        share.regions.clear();
        if std::mem::take(&mut share.is_user) {
            self.users -= 1;
        }
        if self.users == 0 {
            self.regions.clear();
        }
    }
}
