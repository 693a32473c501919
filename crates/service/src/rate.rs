//! How often one address may ask (rule 7.5): token buckets in memory, bounded. And how many streams may be open.

mod streams;

pub use streams::{Slot, Streams};

use accounts::digest::Hash;
use contract::{Code, Problem, Timestamp};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// How many buckets are kept. Where they are all in use, a new address shares one bucket with all other new ones.
const BUCKETS: usize = 20_000;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limited {
    /// Beginning and completing proofs, spending them.
    Proofs,
    /// Asking whether a username is free.
    Usernames,
    /// Typing codes.
    Codes,
    /// Asking for assistance or a mail that recovers, and typing passwords.
    Recovery,
    /// The same about one name, from one address.
    RecoveryOfName,
    /// The same about one name, from all addresses together.
    RecoveryOfNameByAll,
}

impl Limited {
    /// How many at once, and after how many microseconds one more.
    fn allowance(self) -> (i64, i64) {
        match self {
            Self::Proofs => (240, 250_000),
            Self::Usernames => (60, 500_000),
            Self::Codes => (60, 1_000_000),
            Self::Recovery => (10, 10_000_000),
            Self::RecoveryOfName => (5, 720_000_000),
            Self::RecoveryOfNameByAll => (20, 180_000_000),
        }
    }
}

/// The buckets. A bucket is the time at which it was, or will be, full.
#[derive(Debug, Default)]
pub struct Limits(Mutex<HashMap<(Limited, Hash), i64>>);

impl Limits {
    /// Takes one.
    ///
    /// # Errors
    /// `TooManyRequests` with the time after which there is one again.
    pub fn take(&self, what: Limited, caller: Hash, now: Timestamp) -> Result<(), Problem> {
        let (burst, refill) = what.allowance();
        let now = now.as_micros();
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= BUCKETS {
            buckets.retain(|_, full_at| *full_at > now);
        }
        let known = buckets.contains_key(&(what, caller)) || buckets.len() < BUCKETS;
        let full_at = buckets
            .entry((what, if known { caller } else { [0; 32] }))
            .or_insert(now);
        let next = (*full_at).max(now) + refill;
        let over = next - now - burst * refill;
        if over > 0 {
            let mut problem = Problem::new(Code::TooManyRequests, "too many requests from this address (rule 7.5)");
            problem.retry_after = Some(u32::try_from(over / 1_000_000 + 1).unwrap_or(u32::MAX));
            return Err(problem);
        }
        *full_at = next;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_has_a_burst_and_then_a_rate() {
        let limits = Limits::default();
        let now = Timestamp::from_secs(1000);
        for _ in 0..60 {
            limits.take(Limited::Usernames, [1; 32], now).unwrap();
        }
        assert_eq!(
            limits.take(Limited::Usernames, [1; 32], now).unwrap_err().retry_after,
            Some(1)
        );
        limits.take(Limited::Usernames, [2; 32], now).unwrap();
        limits.take(Limited::Codes, [1; 32], now).unwrap();
        limits.take(Limited::Usernames, [1; 32], now.plus_secs(1)).unwrap();
    }

    #[test]
    fn what_is_full_again_is_forgotten_and_the_rest_is_bounded() {
        let limits = Limits::default();
        let now = Timestamp::from_secs(1000);
        for number in 0..u32::try_from(BUCKETS).unwrap() + 50 {
            let mut caller = [9; 32];
            caller[..4].copy_from_slice(&number.to_be_bytes());
            limits.take(Limited::Codes, caller, now).unwrap();
        }
        assert!(limits.0.lock().unwrap().len() <= BUCKETS + 1);
        limits.take(Limited::Codes, [1; 32], now.plus_secs(3600)).unwrap();
        assert_eq!(limits.0.lock().unwrap().len(), 1);
    }
}
