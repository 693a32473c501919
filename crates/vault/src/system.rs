//! The platform's keyring, through `keyring-core` and the stores that the `keyring` crate takes by default.
//!
//! The `keyring` crate itself opens its store once per process and keeps the first failure for ever; an app that starts
//! before the keyring, or outlives a restart of it, needs to open it again.

use crate::{Failure, Store};
use keyring_core::{CredentialStore, Entry, Error};
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::{Zeroize, Zeroizing};

#[cfg_attr(target_os = "linux", path = "system/linux.rs")]
#[cfg_attr(target_os = "macos", path = "system/macos.rs")]
#[cfg_attr(target_os = "windows", path = "system/windows.rs")]
mod platform;

/// The platform's keyring under the service name `service`, for a [`crate::Vault`] with limits of its own. Nothing is
/// touched before the first call.
#[must_use]
pub fn system_store(service: &str) -> Arc<dyn Store> {
    Arc::new(SystemStore::new(service))
}

/// The platform's keyring under one service name. Opened by the first call, on the caller's thread.
struct SystemStore {
    service: String,
    opened: Mutex<Option<Arc<CredentialStore>>>,
    lock: platform::Lock,
}

impl SystemStore {
    fn new(service: &str) -> Self {
        Self {
            service: service.to_owned(),
            opened: Mutex::new(None),
            lock: platform::Lock::default(),
        }
    }

    /// Does `call` on the entry of `user`. Where the keyring went away since it was opened (a daemon restarted, a bus
    /// closed), it is opened again and asked once more.
    fn with_entry<T>(&self, user: &str, call: impl Fn(&Entry) -> Result<T, Error>) -> Result<T, Failure> {
        let (opened, fresh) = self.open()?;
        let first = self.attempt(&opened, user, &call);
        if first.as_ref().err() != Some(&Failure::Unavailable) {
            return first;
        }
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = None;
        if fresh {
            return first;
        }
        let (opened, _) = self.open()?;
        self.attempt(&opened, user, &call)
    }

    fn attempt<T>(
        &self,
        opened: &Arc<CredentialStore>,
        user: &str,
        call: impl Fn(&Entry) -> Result<T, Error>,
    ) -> Result<T, Failure> {
        let modifiers = platform::modifiers();
        opened
            .build(&self.service, user, Some(&modifiers))
            .and_then(|entry| call(&entry))
            .map_err(failure)
    }

    /// The keyring, and whether it was opened just now.
    fn open(&self) -> Result<(Arc<CredentialStore>, bool), Failure> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(store) = &*opened {
            return Ok((Arc::clone(store), false));
        }
        let store = platform::open().map_err(failure)?;
        *opened = Some(Arc::clone(&store));
        Ok((store, true))
    }
}

impl Store for SystemStore {
    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
        self.with_entry(user, |entry| entry.get_secret().map(Zeroizing::new))
    }

    fn set(&self, user: &str, value: &[u8]) -> Result<(), Failure> {
        self.with_entry(user, |entry| match entry.set_secret(value) {
            // Doubles, as two programs writing at once can leave them: one is enough.
            Err(Error::Ambiguous(doubles)) => delete_all(&doubles[1..]).and_then(|()| doubles[0].set_secret(value)),
            outcome => outcome,
        })
    }

    fn delete(&self, user: &str) -> Result<(), Failure> {
        self.with_entry(user, |entry| match entry.delete_credential() {
            Err(Error::Ambiguous(doubles)) => delete_all(&doubles),
            outcome => outcome,
        })
    }

    fn locked(&self) -> Result<bool, Failure> {
        self.lock.is_locked()
    }

    fn unlock(&self) -> Result<(), Failure> {
        self.lock.unlock()
    }

    fn calls_may_prompt(&self) -> bool {
        platform::CALLS_MAY_PROMPT
    }
}

fn delete_all(entries: &[Entry]) -> Result<(), Error> {
    entries.iter().try_for_each(Entry::delete_credential)
}

/// What went wrong. An error that carries the entry's bytes is wiped and never logged.
fn failure(error: Error) -> Failure {
    match error {
        Error::NoEntry => Failure::Absent,
        Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
            bytes.zeroize();
            Failure::Corrupt
        }
        Error::Ambiguous(_) | Error::BadStoreFormat(_) => Failure::Corrupt,
        Error::NoStorageAccess(cause) | Error::PlatformFailure(cause) => {
            let failure = platform::classify(&*cause);
            tracing::debug!(?failure, %cause, "the keyring refused");
            failure
        }
        _ => Failure::Unavailable,
    }
}
