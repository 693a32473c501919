//! The vault: a handle, and the thread behind it.

use crate::{Entry, Failure, Kept, Key, Removal, Store, envelope, lane::Lane, system_store};
use contract::desktop::view::KeyringStatus;
use std::{
    collections::HashMap,
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};
use tokio::sync::{oneshot, watch};
use zeroize::Zeroizing;

mod call;
#[cfg(test)]
mod tests;
mod work;

/// How long the vault waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For one call to the keyring.
    pub call: Duration,
    /// For everything that one question to the vault needs, the person's answer to a prompt included.
    pub prompt: Duration,
}

impl Default for Limits {
    /// 10 seconds for a call, 30 where a prompt may show.
    fn default() -> Self {
        Self {
            call: Duration::from_secs(10),
            prompt: Duration::from_secs(30),
        }
    }
}

type Request = Box<dyn FnOnce(&mut Actor) + Send>;

/// The keyring of this app: a handle to the one thread that talks to it. Cheap to clone; making one touches nothing,
/// so the app's start never waits for the keyring.
///
/// Every question is answered within [`Limits::prompt`], whatever the keyring does. The person is asked to unlock a
/// locked keyring at most once until the next [`Vault::probe`]; after that a locked keyring is reported as it is.
#[derive(Clone)]
pub struct Vault {
    requests: mpsc::Sender<Request>,
    limits: Limits,
    asking: watch::Receiver<bool>,
}

struct Actor {
    store: Arc<dyn Store>,
    limits: Limits,
    calls: Lane,
    prompts: Lane,
    /// The person did not unlock the keyring when asked; not to be asked again before the next probe.
    declined: bool,
    /// Whether the person may be seeing a prompt.
    asking: watch::Sender<bool>,
    /// What the keyring did not take, until the app closes.
    memory: HashMap<String, Zeroizing<Vec<u8>>>,
}

impl Vault {
    /// The platform's keyring, under the service name `service` (see [`crate::service`]): the Secret Service on Linux,
    /// Keychain Services on macOS, the Credential Manager on Windows.
    #[must_use]
    pub fn system(service: &str) -> Self {
        Self::with_store(system_store(service))
    }

    /// The vault over another keyring, for tests.
    #[must_use]
    pub fn with_store(store: Arc<dyn Store>) -> Self {
        Self::with_limits(store, Limits::default())
    }

    /// The vault over a keyring, with time limits of its own.
    #[must_use]
    pub fn with_limits(store: Arc<dyn Store>, limits: Limits) -> Self {
        let (requests, queue) = mpsc::channel::<Request>();
        let (asks, asking) = watch::channel(false);
        let started = thread::Builder::new().name("vault".to_owned()).spawn(move || {
            let mut actor = Actor::new(store, limits, asks);
            for request in queue {
                request(&mut actor);
            }
        });
        if let Err(error) = started {
            tracing::error!(%error, "no thread for the vault");
        }
        Self {
            requests,
            limits,
            asking,
        }
    }

    /// Whether a question waits for the person's answer to a prompt, or may: where a keyring does not say which of its
    /// calls prompt, each counts for as long as it takes.
    #[must_use]
    pub fn asking(&self) -> watch::Receiver<bool> {
        self.asking.clone()
    }

    /// Tries the keyring: writes, reads, compares, removes, looks again. Asks the person to unlock it if need be, also
    /// where they declined before. Where it works, what was kept in memory so far moves into it.
    pub async fn probe(&self) -> KeyringStatus {
        self.ask(Actor::probe, KeyringStatus::Unavailable).await
    }

    /// Keeps `secret` (at most [`crate::MAX_SECRET`] bytes) under `key`, in place of what was there; in memory where
    /// the keyring does not take it, reads it back differently, or does not answer in time.
    pub async fn put(&self, key: &Key, secret: &[u8]) -> Kept {
        if secret.len() > envelope::MAX_SECRET {
            return Kept::TooLarge;
        }
        let (user, secret) = (key.to_string(), Zeroizing::new(secret.to_vec()));
        let put = move |actor: &mut Actor, deadline| actor.put(&user, secret, deadline);
        self.ask(put, Kept::MemoryOnly(KeyringStatus::Unavailable)).await
    }

    /// Reads what is kept under `key`: from memory where the latest value did not reach the keyring.
    pub async fn get(&self, key: &Key) -> Entry {
        let user = key.to_string();
        self.ask(
            move |actor: &mut Actor, deadline| actor.get(&user, deadline),
            Entry::Unavailable,
        )
        .await
    }

    /// Removes what is kept under `key`, from memory and from the keyring, and looks whether it is gone.
    pub async fn remove(&self, key: &Key) -> Removal {
        let user = key.to_string();
        let remove = move |actor: &mut Actor, deadline| actor.remove(&user, deadline);
        self.ask(remove, Removal::StillThere(KeyringStatus::Unavailable)).await
    }

    /// Hands `work` to the thread, with the time by which it must have answered; `otherwise` where there is no thread.
    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Actor, Instant) -> T + Send + 'static,
        otherwise: T,
    ) -> T {
        let deadline = Instant::now() + self.limits.prompt;
        let (answers, answer) = oneshot::channel();
        let request = move |actor: &mut Actor| {
            // Who asked may be gone; the work is done all the same, for a put must not depend on who still listens.
            let _ = answers.send(work(actor, deadline));
        };
        if self.requests.send(Box::new(request)).is_err() {
            return otherwise;
        }
        answer.await.unwrap_or(otherwise)
    }
}

fn status(failure: Failure) -> KeyringStatus {
    match failure {
        Failure::Locked => KeyringStatus::Locked,
        Failure::Unavailable => KeyringStatus::Unavailable,
        // What was just written is absent, or came back as something else.
        Failure::Absent | Failure::Corrupt => KeyringStatus::Corrupt,
    }
}
