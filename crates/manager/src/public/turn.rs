//! When an account is looked at next, by itself.

use ambient::Random;
use contract::{Problem, Timestamp, desktop::nuget_org::Watch};

/// Between two looks, in seconds, before chance moves it by a tenth.
const PACE: i64 = 60 * 60;

/// The longest wait after failures, in seconds.
const LONGEST: i64 = 24 * 60 * 60;

/// How long a turn is put off while the battery is saved, in seconds.
const SPARED: i64 = 15 * 60;

/// What was due while the app was closed is looked at within these seconds, not all at once with the start.
const SOON: i64 = 60;

/// An account's place in the watch.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// When it is looked at next.
    pub next: Timestamp,
    /// How many looks failed since the last one that did not.
    failures: u32,
    /// Whether the last turn was passed over for the battery.
    pub spared: bool,
}

impl Default for Turn {
    fn default() -> Self {
        Self {
            next: Timestamp::UNIX_EPOCH,
            failures: 0,
            spared: false,
        }
    }
}

/// Whether a turn has come. A time that lies further away than any wait was made before the clock was set back.
#[must_use]
pub fn is_due(next: Timestamp, now: Timestamp) -> bool {
    next <= now || next.secs_since(now) > 2 * LONGEST
}

impl Turn {
    /// The app has started: the account was last looked at then, if ever.
    pub fn begin(&mut self, as_of: Option<Timestamp>, now: Timestamp, random: &dyn Random) {
        let since = as_of.map(|at| now.secs_since(at)).filter(|since| *since >= 0);
        self.next = match since {
            Some(since) if since < PACE => now.plus_secs(PACE - since),
            _ => now.plus_secs(share(SOON, random)),
        };
    }

    /// It was looked at, or is going to be.
    pub fn looked(&mut self, now: Timestamp, failed: Option<&Problem>, random: &dyn Random) {
        self.failures = failed.map_or(0, |_| self.failures.saturating_add(1));
        self.spared = false;
        let wait = PACE.saturating_mul(1 << self.failures.min(10)).min(LONGEST);
        let asked = failed.and_then(|problem| problem.retry_after).map_or(0, i64::from);
        let wait = wait - wait / 10 + share(wait / 5, random);
        self.next = now.plus_secs(wait.max(asked.min(LONGEST)));
    }

    /// Its turn has come, and is put off until it is known whether it may be taken.
    pub fn postpone(&mut self, now: Timestamp) {
        self.next = now.plus_secs(SPARED);
    }

    /// How it is shown.
    #[must_use]
    pub fn shown(&self, on: bool) -> Watch {
        match self {
            _ if !on => Watch::Off,
            Self { spared: true, .. } => Watch::SavesBattery,
            Self { failures: 0, next, .. } => Watch::On { next: *next },
            Self { next, .. } => Watch::Waits { until: *next },
        }
    }
}

/// Some part of these seconds.
fn share(seconds: i64, random: &dyn Random) -> i64 {
    let mut bytes = [0; 2];
    random.fill(&mut bytes);
    seconds * i64::from(u16::from_be_bytes(bytes)) / i64::from(u16::MAX)
}
