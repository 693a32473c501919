//! A gate before a disk: who opens a database can be held there.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The gate. Open, where nobody closes it.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    is_closed: bool,
    came: u64,
}

impl Gate {
    /// Goes through, once it is open.
    pub fn pass(&self) {
        let mut state = self.state();
        state.came += 1;
        while state.is_closed {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Closes it, and counts from now on who comes.
    pub fn close(&self) {
        *self.state() = State {
            is_closed: true,
            came: 0,
        };
    }

    /// Lets everybody through.
    pub fn open(&self) {
        self.state().is_closed = false;
        self.changed.notify_all();
    }

    /// How many have come since it was closed, those that were let through included.
    pub fn came(&self) -> u64 {
        self.state().came
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
