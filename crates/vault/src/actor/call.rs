//! Single calls to the keyring, each within its time.

use super::{Actor, Limits};
use crate::{Failure, Store, lane::Lane};
use std::{collections::HashMap, sync::Arc, time::Instant};
use tokio::sync::watch;

impl Actor {
    pub(super) fn new(store: Arc<dyn Store>, limits: Limits, asking: watch::Sender<bool>) -> Self {
        Self {
            store,
            limits,
            calls: Lane::start("vault-calls"),
            prompts: Lane::start("vault-prompts"),
            declined: false,
            asking,
            memory: HashMap::new(),
        }
    }

    /// One call to the keyring, begun only before `deadline` and only where no earlier one still goes on.
    pub(super) fn call<T: Send + 'static>(
        &mut self,
        deadline: Instant,
        call: impl FnOnce(&dyn Store) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let prompting = self.store.calls_may_prompt();
        let limit = if prompting {
            self.limits.prompt
        } else {
            self.limits.call
        };
        let store = Arc::clone(&self.store);
        self.asking.send_if_modified(|asking| begins(asking, prompting));
        let answer = self
            .calls
            .run(deadline.min(Instant::now() + limit), move || call(&*store));
        self.asking.send_if_modified(ends);
        answer.unwrap_or_else(|_| {
            // A keyring that shows a prompt may keep every other call waiting until it is answered.
            let asking = prompting || self.prompts.goes_on();
            tracing::warn!(asking, "the keyring did not answer in time");
            Err(if asking { Failure::Locked } else { Failure::Unavailable })
        })
    }

    /// Makes sure that the keyring is unlocked, asking the person unless they declined before.
    pub(super) fn open(&mut self, deadline: Instant) -> Result<(), Failure> {
        if !self.call(deadline, Store::locked)? {
            self.declined = false;
            return Ok(());
        }
        if self.declined {
            return Err(Failure::Locked);
        }
        self.unlock(deadline).inspect_err(|_| self.declined = true)
    }

    /// Asks the person to unlock the keyring. A prompt that is still open from before is waited for, not doubled.
    fn unlock(&mut self, deadline: Instant) -> Result<(), Failure> {
        let store = Arc::clone(&self.store);
        self.asking.send_if_modified(|asking| begins(asking, true));
        let unlocked = self.prompts.run(deadline, move || store.unlock_if_locked());
        self.asking.send_if_modified(ends);
        unlocked.unwrap_or(Err(Failure::Locked))
    }
}

fn begins(asking: &mut bool, prompting: bool) -> bool {
    prompting && !std::mem::replace(asking, true)
}

fn ends(asking: &mut bool) -> bool {
    std::mem::take(asking)
}

/// Unlocking after a wait, in which somebody may have unlocked it already.
trait UnlockIfLocked {
    fn unlock_if_locked(&self) -> Result<(), Failure>;
}

impl UnlockIfLocked for dyn Store {
    /// A prompt that could not be shown, or that went away, leaves a locked keyring, not one that is not there.
    fn unlock_if_locked(&self) -> Result<(), Failure> {
        if !self.locked()? {
            return Ok(());
        }
        self.unlock().or_else(|failure| match self.locked() {
            Ok(true) => Err(Failure::Locked),
            Ok(false) => Ok(()),
            Err(_) => Err(failure),
        })
    }
}
