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

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Code;
    use testkit::SeededRandom;

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_secs(1_800_000_000 + secs)
    }

    fn next_in(turn: &Turn, now: Timestamp) -> i64 {
        turn.next.secs_since(now)
    }

    #[test]
    fn a_look_that_worked_is_followed_by_one_about_an_hour_later_and_not_at_the_same_minute_everywhere() {
        let mut waits = Vec::new();
        for seed in 0..20 {
            let mut turn = Turn::default();
            turn.looked(at(0), None, &SeededRandom::new(seed));
            waits.push(next_in(&turn, at(0)));
        }
        assert!(waits.iter().all(|wait| (3240..=3960).contains(wait)), "{waits:?}");
        waits.sort_unstable();
        waits.dedup();
        assert!(waits.len() > 10);
    }

    #[test]
    fn failures_wait_longer_and_longer_up_to_a_day_and_as_long_as_the_site_asks() {
        let random = SeededRandom::new(1);
        let mut turn = Turn::default();
        let mut longest = 0;
        for _ in 0..30 {
            turn.looked(at(0), Some(&Code::SiteUnreachable.into()), &random);
            let wait = next_in(&turn, at(0));
            assert!(wait >= 6000, "{wait}");
            longest = longest.max(wait);
        }
        assert!((LONGEST * 9 / 10..=LONGEST * 11 / 10).contains(&longest), "{longest}");
        assert!(matches!(turn.shown(true), Watch::Waits { .. }));
        turn.looked(at(0), None, &random);
        assert!(next_in(&turn, at(0)) <= 3960);
        let mut asked = Problem::from(Code::SiteBusy);
        asked.retry_after = Some(40_000);
        turn.looked(at(0), Some(&asked), &random);
        assert_eq!(next_in(&turn, at(0)), 40_000);
        asked.retry_after = Some(u32::MAX);
        turn.looked(at(0), Some(&asked), &random);
        assert_eq!(next_in(&turn, at(0)), LONGEST, "but not for ever");
    }

    #[test]
    fn a_start_looks_when_the_hour_is_over_and_soon_where_it_was() {
        let random = SeededRandom::new(1);
        let mut turn = Turn::default();
        turn.begin(Some(at(-600)), at(0), &random);
        assert_eq!(next_in(&turn, at(0)), 3000);
        for as_of in [None, Some(at(-7200)), Some(at(7200))] {
            turn.begin(as_of, at(0), &random);
            assert!((0..=SOON).contains(&next_in(&turn, at(0))));
        }
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_end_the_watch_and_one_set_forward_makes_one_look() {
        let random = SeededRandom::new(1);
        let mut turn = Turn::default();
        turn.looked(at(365 * 86_400), None, &random);
        assert!(is_due(turn.next, at(0)), "set back by a year");
        turn.looked(at(0), None, &random);
        assert!(!is_due(turn.next, at(0)));
        assert!(is_due(turn.next, at(365 * 86_400)));
        turn.looked(at(365 * 86_400), None, &random);
        assert!(!is_due(turn.next, at(365 * 86_400)));
    }

    #[test]
    fn a_saved_battery_and_a_switch_are_shown() {
        let mut turn = Turn::default();
        turn.postpone(at(0));
        turn.spared = true;
        assert_eq!(turn.shown(true), Watch::SavesBattery);
        assert_eq!(turn.shown(false), Watch::Off);
        turn.looked(at(0), None, &SeededRandom::new(1));
        assert!(matches!(turn.shown(true), Watch::On { .. }));
    }
}
