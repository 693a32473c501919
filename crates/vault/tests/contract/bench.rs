//! What the suite does to a keyring from outside.

use vault::Vault;

/// A keyring on the bench, empty and open at first.
pub trait Bench {
    /// A vault over it, as a freshly started app has one.
    fn vault(&self) -> Vault;
    /// Locks it; nobody is there to unlock it when asked.
    fn lock(&self);
    /// Unlocks it, from outside the app.
    fn unlock(&self);
    /// Takes it away, with what it holds kept on disk.
    fn take_away(&self);
    /// Brings it back, open.
    fn bring_back(&self);
    /// Overwrites the entry `user` with bytes of another program.
    fn overwrite(&self, user: &str, bytes: &[u8]);
    /// The user names of all entries, sorted.
    fn users(&self) -> Vec<String>;
}
