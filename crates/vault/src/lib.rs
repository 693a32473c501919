//! The OS keyring: session tokens and open attempts, as bytes, nothing else.
//!
//! A [`Vault`] is a handle to one thread that makes one keyring call at a time, each within a time limit, because
//! keyrings block, prompt and lose concurrent writes. Reading tells five states apart ([`Entry`]); only
//! [`Entry::Absent`] means signed out, and no error of reading ever deletes anything. What the keyring does not take is
//! kept in memory until the app closes, and the caller is told ([`Kept`]); nothing is ever written to disk in plain
//! text. No value appears in a log or in `Debug` output.

mod actor;
mod envelope;
mod key;
mod lane;
mod memory;
mod outcome;
mod store;
mod system;

pub use actor::{Limits, Vault};
pub use envelope::MAX_SECRET;
pub use key::{Key, service};
pub use memory::{MemoryStore, Switches};
pub use outcome::{Entry, Kept, Removal};
pub use store::{Failure, Store};
pub use system::system_store;
