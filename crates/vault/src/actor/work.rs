//! What the vault does for each question.

use super::{Actor, status};
use crate::{Entry, Failure, Kept, Removal, envelope};
use contract::desktop::view::KeyringStatus;
use std::time::Instant;
use zeroize::Zeroizing;

/// The entry that a probe writes and removes.
const PROBE: &str = "probe";

impl Actor {
    pub(super) fn probe(&mut self, deadline: Instant) -> KeyringStatus {
        self.declined = false;
        let tried = self.try_out(deadline);
        if tried.is_ok() {
            self.move_into_keyring(deadline);
        }
        let found = tried.map_or_else(status, |()| KeyringStatus::Working);
        tracing::info!(?found, "keyring probed");
        found
    }

    fn try_out(&mut self, deadline: Instant) -> Result<(), Failure> {
        self.open(deadline)?;
        self.write(PROBE, &Zeroizing::new(b"probe".to_vec()), deadline)?;
        self.erase(PROBE, deadline)
    }

    pub(super) fn put(&mut self, user: &str, secret: Zeroizing<Vec<u8>>, deadline: Instant) -> Kept {
        match self.open(deadline).and_then(|()| self.write(user, &secret, deadline)) {
            Ok(()) => {
                self.memory.remove(user);
                Kept::Keyring
            }
            Err(failure) => {
                tracing::warn!(?failure, "the keyring did not take an entry; kept in memory");
                self.memory.insert(user.to_owned(), secret);
                Kept::MemoryOnly(status(failure))
            }
        }
    }

    pub(super) fn get(&mut self, user: &str, deadline: Instant) -> Entry {
        if let Some(secret) = self.memory.get(user) {
            return Entry::Present(secret.clone());
        }
        match self.open(deadline).and_then(|()| self.read(user, deadline)) {
            Ok(secret) => Entry::Present(secret),
            Err(Failure::Absent) => Entry::Absent,
            Err(Failure::Locked) => Entry::Locked,
            Err(Failure::Unavailable) => Entry::Unavailable,
            Err(Failure::Corrupt) => Entry::Corrupt,
        }
    }

    pub(super) fn remove(&mut self, user: &str, deadline: Instant) -> Removal {
        self.memory.remove(user);
        match self.open(deadline).and_then(|()| self.erase(user, deadline)) {
            Ok(()) => Removal::Gone,
            Err(failure) => {
                tracing::warn!(?failure, "an entry could not be removed from the keyring");
                Removal::StillThere(status(failure))
            }
        }
    }

    fn read(&mut self, user: &str, deadline: Instant) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let user = user.to_owned();
        let text = self.call(deadline, move |store| store.get(&user))?;
        envelope::open(&text).ok_or(Failure::Corrupt)
    }

    /// Writes and compares: a keyring that says yes and keeps something else has not kept it.
    fn write(&mut self, user: &str, secret: &Zeroizing<Vec<u8>>, deadline: Instant) -> Result<(), Failure> {
        let (name, text) = (user.to_owned(), envelope::seal(secret));
        self.call(deadline, move |store| store.set(&name, text.as_bytes()))?;
        if self.read(user, deadline)? == *secret {
            Ok(())
        } else {
            Err(Failure::Corrupt)
        }
    }

    /// Removes and looks: gone is what is absent afterwards, whether it was there before or not.
    fn erase(&mut self, user: &str, deadline: Instant) -> Result<(), Failure> {
        let (name, again) = (user.to_owned(), user.to_owned());
        match self.call(deadline, move |store| store.delete(&name)) {
            Ok(()) | Err(Failure::Absent) => {}
            Err(failure) => return Err(failure),
        }
        match self.call(deadline, move |store| store.get(&again)) {
            Err(Failure::Absent) => Ok(()),
            Err(failure) => Err(failure),
            Ok(_) => Err(Failure::Corrupt),
        }
    }

    fn move_into_keyring(&mut self, deadline: Instant) {
        for (user, secret) in std::mem::take(&mut self.memory) {
            self.put(&user, secret, deadline);
        }
    }
}
