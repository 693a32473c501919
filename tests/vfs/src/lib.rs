//! For tests only: a disk in memory for SQLite (<https://sqlite.org/vfs.html>) that forgets what was not synced when the
//! power is cut, and fails a write or a sync when told.
//!
//! [`Disk::mount`] puts a disk at a folder: from then on every SQLite connection of this process whose file lies in that
//! folder is kept by the disk, and all others by the system. The code under test is not told.
//!
//! The disk keeps three promises, those that a file system gives SQLite (<https://sqlite.org/atomiccommit.html>): what was
//! synced stays; of what was not, any part may stay, in units of a sector; and a write touches nothing beside it
//! (`SQLITE_IOCAP_POWERSAFE_OVERWRITE`, as SQLite's own VFS for Unix says of every disk). A sync that failed is not made
//! good by a later one: what it was to keep is lost with the power, as on Linux, where the pages count as clean.

mod chance;
mod content;
mod disk;
mod fault;
mod gate;
mod locks;
mod opened;
mod shared_memory;
mod sqlite;

pub use disk::{Disk, Image, PowerCut};
pub use fault::{Counted, Failure, Fault, Operation, Recurrence};
