//! A keyring in memory, for tests.

use crate::{Failure, Store};
use std::{
    collections::HashMap,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};
use zeroize::Zeroizing;

/// What is wrong with a [`MemoryStore`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    /// It is locked: every call fails until somebody unlocks it.
    pub locked: bool,
    /// The person unlocks it when asked.
    pub unlocks_when_asked: bool,
    /// The person cannot be asked: the program that shows the prompt does not answer.
    pub shows_no_prompt: bool,
    /// The prompt stays up, unanswered, until this is switched off.
    pub prompt_waits: bool,
    /// There is none.
    pub unavailable: bool,
    /// What it gives back is not what it was given.
    pub corrupt: bool,
    /// It does not take anything new.
    pub fails_write: bool,
    /// It does not let go of anything.
    pub fails_delete: bool,
}

/// A keyring in memory that can be made to fail. It keeps the same contract as the real ones; one suite tests both.
#[derive(Default)]
pub struct MemoryStore {
    inner: Mutex<Inner>,
    switched: Condvar,
}

#[derive(Default)]
struct Inner {
    entries: HashMap<String, Zeroizing<Vec<u8>>>,
    switches: Switches,
    prompts: usize,
}

impl MemoryStore {
    /// An empty keyring in good order.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Throws the switches.
    pub fn switch(&self, change: impl FnOnce(&mut Switches)) {
        change(&mut self.inner().switches);
        self.switched.notify_all();
    }

    /// How often the person was asked to unlock it.
    #[must_use]
    pub fn prompts(&self) -> usize {
        self.inner().prompts
    }

    /// The user names of the entries, sorted, whatever the switches say.
    #[must_use]
    pub fn users(&self) -> Vec<String> {
        let mut users: Vec<String> = self.inner().entries.keys().cloned().collect();
        users.sort();
        users
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened(&self) -> Result<MutexGuard<'_, Inner>, Failure> {
        let inner = self.inner();
        if inner.switches.unavailable {
            Err(Failure::Unavailable)
        } else if inner.switches.locked {
            Err(Failure::Locked)
        } else {
            Ok(inner)
        }
    }
}

impl Store for MemoryStore {
    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let inner = self.opened()?;
        let value = inner.entries.get(user).ok_or(Failure::Absent)?;
        if inner.switches.corrupt {
            return Ok(Zeroizing::new(value.iter().map(|byte| byte ^ 0x80).collect()));
        }
        Ok(value.clone())
    }

    fn set(&self, user: &str, value: &[u8]) -> Result<(), Failure> {
        let mut inner = self.opened()?;
        if inner.switches.fails_write {
            return Err(Failure::Unavailable);
        }
        inner.entries.insert(user.to_owned(), Zeroizing::new(value.to_vec()));
        Ok(())
    }

    fn delete(&self, user: &str) -> Result<(), Failure> {
        let mut inner = self.opened()?;
        if inner.switches.fails_delete {
            return Err(Failure::Unavailable);
        }
        inner.entries.remove(user).map(drop).ok_or(Failure::Absent)
    }

    fn locked(&self) -> Result<bool, Failure> {
        let inner = self.inner();
        if inner.switches.unavailable {
            Err(Failure::Unavailable)
        } else {
            Ok(inner.switches.locked)
        }
    }

    fn unlock(&self) -> Result<(), Failure> {
        let mut inner = self.inner();
        if inner.switches.shows_no_prompt {
            return Err(Failure::Unavailable);
        }
        inner.prompts += 1;
        let waits = |inner: &mut Inner| inner.switches.prompt_waits;
        let mut inner = self
            .switched
            .wait_while(inner, waits)
            .unwrap_or_else(PoisonError::into_inner);
        if !inner.switches.unlocks_when_asked {
            return Err(Failure::Locked);
        }
        inner.switches.locked = false;
        Ok(())
    }
}
