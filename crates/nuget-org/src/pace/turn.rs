//! When an account is looked at next, by itself: about once an hour, later and later where looks fail, and as late as the
//! site asks; but within minutes where nothing was reached, since that is mostly this computer's own connection.

use ambient::Random;
use contract::{Code, Problem, Timestamp, desktop::nuget_org::Watch};

/// Between two looks, in seconds, before chance moves it by a tenth.
const PACE: i64 = 60 * 60;

/// The longest wait after failures, in seconds.
const LONGEST: i64 = 24 * 60 * 60;

/// The first wait after a look that reached nobody, in seconds; it doubles up to an hour.
const RETRY: i64 = 60;

/// How long the network is given after it came back, in seconds: its names are not found at once.
const RETURNED: i64 = 5;

/// How long a turn is put off while the battery is saved, in seconds.
const SPARED: i64 = 15 * 60;

/// What was due while the app was closed is looked at within these seconds, not all at once with the start.
const SOON: i64 = 60;

/// How far the clock may be set back before that counts, in seconds: as much later a look would be at most.
const TOLERANCE: i64 = PACE;

/// An account's place in the watch.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// When it is looked at next, by the clock of the time when that was decided.
    next: Timestamp,
    /// That time.
    since: Timestamp,
    /// How many looks failed since the last one that did not, by the site's own answers.
    failures: u32,
    /// How many looks reached nobody since the last one that was answered. A restart begins anew: it looks soon.
    unreached: u32,
    /// Whether the site asked for that time.
    asked: bool,
    /// Whether the last turn was passed over for the battery.
    pub spared: bool,
}

impl Default for Turn {
    fn default() -> Self {
        Self {
            next: Timestamp::UNIX_EPOCH,
            since: Timestamp::UNIX_EPOCH,
            failures: 0,
            unreached: 0,
            asked: false,
            spared: false,
        }
    }
}

/// What is kept of a turn over a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// When the account is looked at next, by the clock of the time when that was decided.
    pub next: Timestamp,
    /// That time.
    pub since: Timestamp,
    /// How many looks failed since the last one that did not.
    pub failures: u32,
    /// Whether the site asked for that time.
    pub asked: bool,
}

impl Turn {
    /// As it was decided before a restart.
    #[must_use]
    pub fn resumed(decided: Decided) -> Self {
        let Decided {
            next,
            since,
            failures,
            asked,
        } = decided;
        Self {
            next,
            since,
            failures,
            unreached: 0,
            asked,
            spared: false,
        }
    }

    /// What is to be kept of it.
    #[must_use]
    pub fn decided(&self) -> Decided {
        Decided {
            next: self.next,
            since: self.since,
            failures: self.failures,
            asked: self.asked,
        }
    }

    /// When it is looked at next. Where the clock was set back since that was decided, now: by the old clock it might be
    /// never. That makes one look, after which the new clock counts; but after a failure see [`Turn::settle`].
    #[must_use]
    pub fn due(&self, now: Timestamp) -> Timestamp {
        if self.was_set_back(now) { now } else { self.next }
    }

    /// Whether the site asked not to be looked at yet.
    #[must_use]
    pub fn must_wait(&self, now: Timestamp) -> bool {
        self.asked && (self.was_set_back(now) || now < self.next)
    }

    /// Where the clock was set back while a failure is waited out, the wait begins anew by the new clock: it is neither
    /// cut short nor longer than it was. Gives whether that was so.
    pub fn settle(&mut self, now: Timestamp) -> bool {
        let begins_anew = self.failures > 0 && self.was_set_back(now);
        if begins_anew {
            let wait = self.next.secs_since(self.since).clamp(0, LONGEST + LONGEST / 10);
            self.wait(now, wait);
        }
        begins_anew
    }

    fn was_set_back(&self, now: Timestamp) -> bool {
        self.since.secs_since(now) > TOLERANCE
    }

    /// The app has started: the account was last looked at then, if ever. A failure is waited out as if the app had not
    /// been closed.
    pub fn begin(&mut self, as_of: Option<Timestamp>, now: Timestamp, random: &dyn Random) {
        self.settle(now);
        if self.failures > 0 && self.next > now {
            return;
        }
        let since = as_of.map(|at| now.secs_since(at)).filter(|since| *since >= 0);
        let wait = match since {
            Some(since) if since < PACE => PACE - since,
            _ => share(SOON, random),
        };
        self.wait(now, wait);
    }

    /// It was looked at, or is going to be.
    pub fn looked(&mut self, now: Timestamp, failed: Option<&Problem>, random: &dyn Random) {
        self.spared = false;
        match failed {
            Some(problem) if problem.code == Code::SiteUnreachable => self.reached_nobody(now, random),
            _ => self.answered(now, failed, random),
        }
    }

    /// What the site itself is left alone for stays, as far as it is longer than a turn that is put off.
    fn reached_nobody(&mut self, now: Timestamp, random: &dyn Random) {
        let left = self.due(now).secs_since(now);
        let left = if self.failures > 0 && left > SPARED { left } else { 0 };
        self.asked &= left > 0;
        let wait = RETRY.saturating_mul(1 << self.unreached.min(10)).min(PACE);
        self.unreached = self.unreached.saturating_add(1);
        self.wait(now, around(wait, random).max(left));
    }

    fn answered(&mut self, now: Timestamp, failed: Option<&Problem>, random: &dyn Random) {
        self.unreached = 0;
        self.failures = failed.map_or(0, |_| self.failures.saturating_add(1));
        let wait = PACE.saturating_mul(1 << self.failures.min(10)).min(LONGEST);
        let asked = failed.and_then(|problem| problem.retry_after).map_or(0, i64::from);
        self.asked = asked > 0;
        self.wait(now, around(wait, random).max(asked.min(LONGEST)));
    }

    /// The network of this computer is there again: what was waited for because nobody was reached is over.
    pub fn network_returned(&mut self, now: Timestamp) {
        if self.unreached > 0 && !self.must_wait(now) {
            self.unreached = 1;
            let left = self.due(now).secs_since(now);
            self.wait(now, left.min(RETURNED));
        }
    }

    /// Its turn has come, or is taken early, and is put off until it is known what comes of it. What is waited for longer
    /// stays.
    pub fn postpone(&mut self, now: Timestamp) {
        self.settle(now);
        let left = self.due(now).secs_since(now);
        self.wait(now, left.max(SPARED));
    }

    fn wait(&mut self, now: Timestamp, seconds: i64) {
        (self.since, self.next) = (now, now.plus_secs(seconds));
    }

    /// How it is shown.
    #[must_use]
    pub fn shown(&self, on: bool) -> Watch {
        match self {
            _ if !on => Watch::Off,
            Self { spared: true, .. } => Watch::SavesBattery,
            Self {
                failures: 0,
                unreached: 0,
                next,
                ..
            } => Watch::On { next: *next },
            Self { next, .. } => Watch::Waits { until: *next },
        }
    }
}

/// These seconds, moved by chance by a tenth.
fn around(seconds: i64, random: &dyn Random) -> i64 {
    seconds - seconds / 10 + share(seconds / 5, random)
}

/// Some part of these seconds.
fn share(seconds: i64, random: &dyn Random) -> i64 {
    let mut bytes = [0; 2];
    random.fill(&mut bytes);
    seconds * i64::from(u16::from_be_bytes(bytes)) / i64::from(u16::MAX)
}

#[cfg(test)]
mod tests;
