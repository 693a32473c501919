//! What is to fail, and when.

use rusqlite::ffi::{
    SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_IOERR_READ, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE,
    SQLITE_OK,
};

/// What a disk is asked to do and can fail at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Writing bytes.
    Write,
    /// Making sure that what was written is kept.
    Sync,
    /// Changing a file's size.
    Truncate,
    /// Reading bytes.
    Read,
    /// Opening a file.
    Open,
}

impl Operation {
    /// Whether it can be the end of something that was to be kept.
    fn changes_the_disk(self) -> bool {
        matches!(self, Self::Write | Self::Sync | Self::Truncate)
    }
}

/// How it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The device reports an error, and nothing is done.
    Device,
    /// The device reports an error, and of a write the first half is done all the same.
    Torn,
    /// There is no room: of a write the first half is done. Syncs and truncations work.
    Full,
    /// Other bytes are read than were written, and nothing says so. Everything else works.
    Garbage,
}

/// What is read in place of what was written. No page of a database begins with it.
pub const GARBAGE: u8 = 0xa5;

/// How long it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// The next operation works again.
    Once,
    /// Until [`crate::Disk::repair`].
    ForEver,
}

/// A fault to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The operation that fails first, counted from 1 among those that `failure` and `only` concern.
    pub nth: u64,
    /// Which operations count and fail; all that change the disk where none is named.
    pub only: Option<Operation>,
    /// How.
    pub failure: Failure,
    /// How long.
    pub recurrence: Recurrence,
}

/// How many operations there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// All of them.
    pub operations: u64,
    /// Those that were syncs.
    pub syncs: u64,
}

/// A fault and how far it is.
#[derive(Clone, Debug)]
pub struct Plan {
    fault: Fault,
    counted: Counted,
}

impl Plan {
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            counted: Counted::default(),
        }
    }

    /// How many operations it concerned so far.
    pub fn counted(&self) -> Counted {
        self.counted
    }

    /// Whether anything has failed.
    pub fn has_struck(&self) -> bool {
        self.counted.operations >= self.fault.nth
    }

    /// How much of a write that fails is done all the same.
    pub fn done_of(&self, bytes: usize) -> usize {
        if self.fault.failure == Failure::Device {
            0
        } else {
            bytes / 2
        }
    }

    /// SQLite's code where this operation fails: `SQLITE_OK` where it fails without saying so.
    pub fn strike(&mut self, operation: Operation) -> Option<i32> {
        let named = match self.fault.only {
            Some(only) => only == operation,
            None => operation.changes_the_disk(),
        };
        let can_fail_so = match self.fault.failure {
            Failure::Full => operation == Operation::Write,
            Failure::Garbage => operation == Operation::Read,
            Failure::Device | Failure::Torn => true,
        };
        if !named || !can_fail_so {
            return None;
        }
        self.counted.operations += 1;
        self.counted.syncs += u64::from(operation == Operation::Sync);
        let strikes = match self.fault.recurrence {
            Recurrence::Once => self.counted.operations == self.fault.nth,
            Recurrence::ForEver => self.counted.operations >= self.fault.nth,
        };
        strikes.then(|| code(self.fault.failure, operation))
    }
}

fn code(failure: Failure, operation: Operation) -> i32 {
    match (failure, operation) {
        (Failure::Full, _) => SQLITE_FULL,
        (Failure::Garbage, _) => SQLITE_OK,
        (_, Operation::Write) => SQLITE_IOERR_WRITE,
        (_, Operation::Sync) => SQLITE_IOERR_FSYNC,
        (_, Operation::Truncate) => SQLITE_IOERR_TRUNCATE,
        (_, Operation::Read) => SQLITE_IOERR_READ,
        (_, Operation::Open) => SQLITE_CANTOPEN,
    }
}
