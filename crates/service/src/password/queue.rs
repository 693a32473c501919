//! What waits to be compared and hashed (rule 10.28).
//!
//! There are two queues, each bounded, and owners' is emptied first: strangers may invent names and come from any number of
//! addresses, which must not keep an owner from another password.

use super::{Asks, Busy, Job};
use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How many may wait, of strangers and of owners each. The last of them waits some ten seconds, half of what an app waits.
pub const QUEUE: usize = 24;

/// Both queues.
#[derive(Default)]
pub struct Queue {
    waiting: Mutex<Waiting>,
    /// There is one more, or it is closed.
    news: Condvar,
}

#[derive(Default)]
struct Waiting {
    owners: VecDeque<Job>,
    strangers: VecDeque<Job>,
    closed: bool,
}

impl Queue {
    /// Puts one at the end of its queue.
    ///
    /// # Errors
    /// That queue is full, or nobody works any more.
    pub fn put(&self, asks: Asks, job: Job) -> Result<(), Busy> {
        let mut waiting = self.waiting();
        if waiting.closed {
            tracing::error!("the thread for passwords is gone");
            return Err(Busy);
        }
        let queue = match asks {
            Asks::Owner => &mut waiting.owners,
            Asks::Stranger => &mut waiting.strangers,
        };
        if queue.len() == QUEUE {
            return Err(Busy);
        }
        queue.push_back(job);
        self.news.notify_one();
        Ok(())
    }

    /// Waits for the next one, an owner's if there is any. Nothing once the queue is closed.
    pub fn next(&self) -> Option<Job> {
        let nothing = |waiting: &mut Waiting| {
            let none = waiting.owners.is_empty() && waiting.strangers.is_empty();
            none && !waiting.closed
        };
        let waiting = self.news.wait_while(self.waiting(), nothing);
        let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
        if waiting.closed {
            return None;
        }
        waiting.owners.pop_front().or_else(|| waiting.strangers.pop_front())
    }

    /// Lets no stranger's be begun for so long: waits, until an owner's is there.
    pub fn rest(&self, long: Duration) {
        let nobody = |waiting: &mut Waiting| waiting.owners.is_empty() && !waiting.closed;
        drop(self.news.wait_timeout_while(self.waiting(), long, nobody));
    }

    /// Takes no more, and drops what waits, so that whoever waits for it hears of it.
    pub fn close(&self) {
        let mut waiting = self.waiting();
        waiting.closed = true;
        waiting.owners.clear();
        waiting.strangers.clear();
        self.news.notify_all();
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes the queue with whoever holds this.
pub struct Closing(pub Arc<Queue>);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}
