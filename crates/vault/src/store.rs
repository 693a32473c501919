//! The port to a keyring.

use zeroize::Zeroizing;

/// A keyring of one service, called from one thread at a time. Its calls may block.
///
/// Implementations must tell the four failures apart, replace on [`Store::set`], and delete nothing but in
/// [`Store::delete`] (and doubles of the same entry in `set`).
pub trait Store: Send + Sync + 'static {
    /// The bytes kept for `user`.
    ///
    /// # Errors
    /// [`Failure::Absent`] where the keyring is open and has no such entry; otherwise why it cannot be read.
    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, Failure>;

    /// Keeps `value` (ASCII text) for `user` in place of what was there.
    ///
    /// # Errors
    /// Why it was not kept; never [`Failure::Absent`].
    fn set(&self, user: &str, value: &[u8]) -> Result<(), Failure>;

    /// Removes the entry of `user`.
    ///
    /// # Errors
    /// [`Failure::Absent`] where there is none; otherwise why it was not removed.
    fn delete(&self, user: &str) -> Result<(), Failure>;

    /// Whether the keyring is locked, found out without asking the person anything.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] where there is no keyring.
    fn locked(&self) -> Result<bool, Failure> {
        Ok(false)
    }

    /// Asks the person to unlock the keyring and waits, without a time limit of its own.
    ///
    /// # Errors
    /// [`Failure::Locked`] where the person declined; [`Failure::Unavailable`] where there is no keyring.
    fn unlock(&self) -> Result<(), Failure> {
        Ok(())
    }

    /// Whether `get`, `set` and `delete` themselves may show a prompt. They then get the longer time limit, and not
    /// answering within it means locked.
    fn calls_may_prompt(&self) -> bool {
        false
    }
}

/// Why a keyring call did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no such entry.
    Absent,
    /// The keyring is locked.
    Locked,
    /// There is no keyring, or it does not answer.
    Unavailable,
    /// The keyring answers nonsense.
    Corrupt,
}
