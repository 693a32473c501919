//! How many event streams may be open at a time (rule 6.5).

use contract::{AccountId, Code, Problem};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// At a gallery.
const STREAMS: usize = 4000;

/// For one account.
const STREAMS_OF_ACCOUNT: usize = 16;

/// The open streams by account.
#[derive(Debug, Default)]
pub struct Streams(Mutex<HashMap<AccountId, usize>>);

impl Streams {
    /// How many are open.
    pub fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }
}

/// Counts one stream while it is open.
#[derive(Debug)]
pub struct Slot {
    streams: Arc<Streams>,
    account: AccountId,
}

impl Slot {
    /// Counts one more.
    ///
    /// # Errors
    /// `TooManyRequests` where the account has too many, `GalleryBusy` where the gallery has.
    pub fn take(streams: &Arc<Streams>, account: AccountId) -> Result<Self, Problem> {
        let mut open = streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.values().sum::<usize>() >= STREAMS {
            return Err(crate::gallery::busy("too many event streams are open (rule 6.5)"));
        }
        let own = open.entry(account).or_default();
        if *own >= STREAMS_OF_ACCOUNT {
            let mut problem = Problem::new(
                Code::TooManyRequests,
                "too many event streams of this account (rule 6.5)",
            );
            problem.retry_after = Some(30);
            return Err(problem);
        }
        *own += 1;
        Ok(Self {
            streams: Arc::clone(streams),
            account,
        })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(&self.account) {
            *own -= 1;
            if *own == 0 {
                open.remove(&self.account);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rule 6.5.
    #[test]
    fn an_account_has_sixteen_streams_and_a_closed_one_makes_room() {
        let (streams, account) = (Arc::default(), AccountId::from_bytes([1; 16]));
        let mut open: Vec<_> = (0..STREAMS_OF_ACCOUNT)
            .map(|_| Slot::take(&streams, account).unwrap())
            .collect();
        assert_eq!(Slot::take(&streams, account).unwrap_err().code, Code::TooManyRequests);
        Slot::take(&streams, AccountId::from_bytes([2; 16])).unwrap();
        open.pop();
        open.push(Slot::take(&streams, account).unwrap());
        drop(open);
        assert!(streams.0.lock().unwrap().is_empty());
    }
}
