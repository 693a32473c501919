//! What the vault answers.

use contract::desktop::view::KeyringStatus;
use std::fmt;
use zeroize::Zeroizing;

/// What reading found.
#[derive(Clone, PartialEq, Eq)]
pub enum Entry {
    /// The secret, wiped from memory on drop.
    Present(Zeroizing<Vec<u8>>),
    /// The keyring is open and holds no such entry: the only state that means signed out.
    Absent,
    /// The keyring is locked, and nobody unlocked it in time.
    Locked,
    /// There is no keyring, or it does not answer.
    Unavailable,
    /// There is an entry, but not one that this app wrote.
    Corrupt,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Present(_) => "Present([secret])",
            Self::Absent => "Absent",
            Self::Locked => "Locked",
            Self::Unavailable => "Unavailable",
            Self::Corrupt => "Corrupt",
        })
    }
}

/// Where a secret went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Into the keyring; it was read back and compared.
    Keyring,
    /// Into memory until the app closes, because the keyring is as it says.
    MemoryOnly(KeyringStatus),
    /// Nowhere: it is longer than [`crate::MAX_SECRET`] bytes.
    TooLarge,
}

/// What became of an entry that was to be removed. The copy in memory is gone in every case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is gone: the keyring was asked again after removing it.
    Gone,
    /// It may still be there, because the keyring is as it says.
    StillThere(KeyringStatus),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_never_shows_a_secret() {
        let entry = Entry::Present(Zeroizing::new(b"canary".to_vec()));
        assert_eq!(format!("{entry:?}"), "Present([secret])");
    }
}
