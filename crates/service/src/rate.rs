//! How often one address, account or name may ask (rule 7.5): token buckets, bounded, in memory and in the database. And
//! how many streams may be open.

mod kinds;
mod streams;
#[cfg(test)]
mod tests;

pub use kinds::{Counted, Limited};
pub use streams::{Slot, Streams};

use crate::store::BucketRow;
use accounts::digest::Hash;
use contract::{Code, Problem, Timestamp};
use kinds::Allowance;
use std::{
    collections::{HashMap, HashSet},
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How many buckets are kept of each kind, so that names that somebody invents take no place from addresses. Where they
/// are all in use, a new caller shares one bucket with all other new ones of the kind. A new name takes the place of the one
/// that was asked about least: else who invents names would keep everybody else from help with theirs.
const BUCKETS: usize = 20_000;

/// How many buckets are kept in all, at most.
pub const BUCKETS_IN_ALL: usize = BUCKETS * kinds::KINDS;

/// How long a kind without room is not looked through again, in microseconds: that takes a while, under the lock.
const BETWEEN_SWEEPS: i64 = 1_000_000;

/// Who has a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bucket {
    /// What is limited.
    pub what: Limited,
    /// What the key is of.
    pub by: Counted,
    /// For whom, as a keyed hash.
    pub key: Hash,
}

/// The buckets. They decide here, at once; the database learns of them every few seconds, and gives them back after a
/// restart.
#[derive(Debug, Default)]
pub struct Limits(Mutex<Buckets>);

#[derive(Debug, Default)]
struct Buckets {
    /// Those that are in use.
    kinds: HashMap<(Limited, Counted), Kind>,
    /// Those that the database does not know as they are.
    changed: HashSet<Bucket>,
}

/// The buckets of one kind.
#[derive(Debug, Default)]
struct Kind {
    /// The time at which a bucket was, or will be, full.
    full_at: HashMap<Hash, i64>,
    /// When those that are full were last looked for.
    swept_at: Option<i64>,
}

impl Limits {
    /// Takes one.
    ///
    /// # Errors
    /// `TooManyRequests` with the time after which there is one again.
    pub fn take(&self, bucket: Bucket, now: Timestamp) -> Result<(), Problem> {
        let Some(allowance) = bucket.what.allowance(bucket.by) else {
            return Ok(());
        };
        let now = now.as_micros();
        let mut buckets = self.lock();
        let kind = buckets.kinds.entry((bucket.what, bucket.by)).or_default();
        let key = kind.place_for(bucket, allowance, now);
        let full_at = kind.full_at(key, allowance, now);
        let over = allowance.over(full_at, now);
        if over > 0 {
            return Err(refusal(bucket.by, over));
        }
        kind.full_at.insert(key, full_at + allowance.refill);
        if bucket.what.is_kept() {
            buckets.changed.insert(Bucket { key, ..bucket });
        }
        Ok(())
    }

    /// Gives one back that was taken in vain.
    pub fn give_back(&self, bucket: Bucket) {
        let Some(allowance) = bucket.what.allowance(bucket.by) else {
            return;
        };
        let mut buckets = self.lock();
        let kind = buckets.kinds.get_mut(&(bucket.what, bucket.by));
        if let Some(full_at) = kind.and_then(|kind| kind.full_at.get_mut(&bucket.key)) {
            *full_at -= allowance.refill;
        }
    }

    /// Whether there is one to take.
    ///
    /// # Errors
    /// `TooManyRequests` with the time after which there is one again.
    pub fn look(&self, bucket: Bucket, now: Timestamp) -> Result<(), Problem> {
        let Some(allowance) = bucket.what.allowance(bucket.by) else {
            return Ok(());
        };
        let now = now.as_micros();
        let mut buckets = self.lock();
        let kind = buckets.kinds.entry((bucket.what, bucket.by)).or_default();
        let key = kind.place_for(bucket, allowance, now);
        let over = allowance.over(kind.full_at(key, allowance, now), now);
        if over > 0 {
            return Err(refusal(bucket.by, over));
        }
        Ok(())
    }

    /// Takes up what the database kept. A bucket that is in use already stays as it is.
    pub fn restore(&self, rows: &[BucketRow]) {
        let mut buckets = self.lock();
        for row in rows {
            // What an earlier or later program limited otherwise is nothing to this one.
            let Some((what, by)) = kinds::parse(&row.what) else {
                continue;
            };
            let kind = buckets.kinds.entry((what, by)).or_default();
            if kind.full_at.len() < BUCKETS {
                kind.full_at.entry(row.key).or_insert(row.full_at);
            }
        }
    }

    /// What the database does not know yet; it is taken as told.
    pub fn changes(&self) -> Vec<BucketRow> {
        let mut buckets = self.lock();
        let changed = std::mem::take(&mut buckets.changed);
        let row = |bucket: Bucket| {
            let kind = buckets.kinds.get(&(bucket.what, bucket.by))?;
            let full_at = *kind.full_at.get(&bucket.key)?;
            let (what, key) = (kinds::word(bucket.what, bucket.by), bucket.key);
            Some(BucketRow { what, key, full_at })
        };
        changed.into_iter().filter_map(row).collect()
    }

    /// The database could not be told of these: they wait for the next time.
    pub fn not_kept(&self, rows: &[BucketRow]) {
        let mut buckets = self.lock();
        for row in rows {
            if let Some((what, by)) = kinds::parse(&row.what) {
                buckets.changed.insert(Bucket { what, by, key: row.key });
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Buckets> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kind {
    /// The bucket's own key, or that of the common one where there is no room for another.
    fn place_for(&mut self, Bucket { key, by, .. }: Bucket, allowance: Allowance, now: i64) -> Hash {
        if self.full_at.contains_key(&key) {
            return key;
        }
        if self.full_at.len() >= BUCKETS {
            self.sweep(allowance, now);
        }
        if self.full_at.len() >= BUCKETS && matches!(by, Counted::Name | Counted::NameFromAddress) {
            self.forget_least_used();
        }
        if self.full_at.len() < BUCKETS { key } else { [0; 32] }
    }

    /// When a bucket is full, now at the earliest; what a clock that has been put back said is set right.
    fn full_at(&mut self, key: Hash, allowance: Allowance, now: i64) -> i64 {
        let Some(full_at) = self.full_at.get_mut(&key) else {
            return now;
        };
        *full_at = allowance.within(*full_at, now);
        *full_at
    }

    /// Makes room. What was used up the most is kept the longest, so nobody gets more by inventing names.
    fn forget_least_used(&mut self) {
        let least = self.full_at.iter().min_by_key(|(_, full_at)| **full_at);
        if let Some(key) = least.map(|(key, _)| *key) {
            self.full_at.remove(&key);
        }
    }

    /// Forgets the buckets that are full, unless that was done a moment ago.
    fn sweep(&mut self, allowance: Allowance, now: i64) {
        // A clock that was put back is no reason to wait.
        let is_due = |at: i64| !(at..at.saturating_add(BETWEEN_SWEEPS)).contains(&now);
        if self.swept_at.is_none_or(is_due) {
            self.full_at.retain(|_, full_at| {
                *full_at = allowance.within(*full_at, now);
                *full_at > now
            });
            self.swept_at = Some(now);
        }
    }
}

/// The part of an address that one customer has. A socket for both families names IPv4 callers as `::ffff:a.b.c.d`
/// (RFC 4291 2.5.5.2), whose first 64 bits are the same for all of them.
pub fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.octets().to_vec(),
        IpAddr::V6(v6) => v6.octets()[..8].to_vec(),
    }
}

fn refusal(by: Counted, over: i64) -> Problem {
    let detail = match by {
        Counted::Address => "too many requests from this address (rule 7.5)",
        Counted::Account => "too many requests of this account (rule 7.5)",
        Counted::Name | Counted::NameFromAddress | Counted::KnownPlaces | Counted::KnownPlace => {
            "too many requests for this name (rule 7.5)"
        }
    };
    let mut problem = Problem::new(Code::TooManyRequests, detail);
    problem.retry_after = Some(u32::try_from(over / 1_000_000 + 1).unwrap_or(u32::MAX));
    problem
}
