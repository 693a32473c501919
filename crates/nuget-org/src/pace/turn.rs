//! When an account is looked at next, by itself: about once an hour, later and later where looks fail, and as late as the
//! site asks.

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

/// How far the clock may be set back before that counts, in seconds: as much later a look would be at most.
const TOLERANCE: i64 = PACE;

/// An account's place in the watch.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// When it is looked at next, by the clock of the time when that was decided.
    next: Timestamp,
    /// That time.
    since: Timestamp,
    /// How many looks failed since the last one that did not.
    failures: u32,
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
        self.failures = failed.map_or(0, |_| self.failures.saturating_add(1));
        self.spared = false;
        let wait = PACE.saturating_mul(1 << self.failures.min(10)).min(LONGEST);
        let asked = failed.and_then(|problem| problem.retry_after).map_or(0, i64::from);
        self.asked = asked > 0;
        let wait = wait - wait / 10 + share(wait / 5, random);
        self.wait(now, wait.max(asked.min(LONGEST)));
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
    fn a_clock_that_was_set_back_makes_one_look_and_no_flood() {
        let random = SeededRandom::new(1);
        let mut turn = Turn::default();
        for back in [2 * 3600, 86_400, 365 * 86_400, 50 * 365 * 86_400] {
            turn.looked(at(0), None, &random);
            let now = at(-back);
            assert_eq!(turn.due(now), now, "set back by {back}");
            turn.looked(now, None, &random);
            assert!((3240..=3960).contains(&turn.due(now).secs_since(now)));
        }
    }

    #[test]
    fn a_look_that_is_taken_early_keeps_the_failures_and_the_longer_wait() {
        let random = SeededRandom::new(1);
        let mut turn = Turn::default();
        let busy = Problem {
            retry_after: Some(40_000),
            ..Code::SiteBusy.into()
        };
        turn.looked(at(0), Some(&busy), &random);
        turn.postpone(at(100));
        assert_eq!((turn.failures, next_in(&turn, at(0))), (1, 40_000));
        assert!(turn.must_wait(at(39_999)) && !turn.must_wait(at(40_000)));
        turn.postpone(at(40_000));
        assert_eq!(next_in(&turn, at(40_000)), SPARED);
    }

    #[test]
    fn a_restart_waits_out_what_was_to_be_waited_for() {
        let random = SeededRandom::new(1);
        let mut turn = Turn::default();
        let busy = Problem {
            retry_after: Some(40_000),
            ..Code::SiteBusy.into()
        };
        turn.looked(at(0), Some(&busy), &random);
        let mut turn = Turn::resumed(turn.decided());
        turn.begin(Some(at(-9000)), at(1000), &random);
        assert_eq!(next_in(&turn, at(0)), 40_000);
        assert!(matches!(turn.shown(true), Watch::Waits { .. }));
        turn.begin(Some(at(-9000)), at(50_000), &random);
        assert!((0..=SOON).contains(&next_in(&turn, at(50_000))), "what was waited out");
        turn.looked(at(50_000), Some(&Code::SiteUnreachable.into()), &random);
        assert!(
            next_in(&turn, at(50_000)) >= 4 * PACE * 9 / 10,
            "the second failure in a row"
        );
    }

    #[test]
    fn a_clock_that_was_set_back_neither_frees_what_the_site_asked_for_nor_locks_it_for_ever() {
        let random = SeededRandom::new(1);
        let busy = Problem {
            retry_after: Some(40_000),
            ..Code::SiteBusy.into()
        };
        for back in [2 * 3600, 86_400, 50 * 365 * 86_400] {
            let mut turn = Turn::default();
            turn.looked(at(0), Some(&busy), &random);
            let mut turn = Turn::resumed(turn.decided());
            let now = at(-back);
            assert!(turn.must_wait(now));
            turn.begin(None, now, &random);
            assert_eq!(next_in(&turn, now), 40_000, "set back by {back}");
            assert!(!turn.must_wait(now.plus_secs(40_000)));
        }
    }

    #[test]
    fn a_clock_that_is_only_corrected_changes_nothing() {
        let mut turn = Turn::default();
        turn.looked(at(0), None, &SeededRandom::new(1));
        let next = turn.due(at(0));
        assert_eq!(turn.due(at(-30)), next);
        assert_eq!(turn.due(at(-3600)), next);
    }

    #[test]
    fn a_clock_that_was_set_forward_makes_one_look() {
        let random = SeededRandom::new(1);
        let mut turn = Turn::default();
        turn.looked(at(0), None, &random);
        let now = at(365 * 86_400);
        assert!(turn.due(now) <= now);
        turn.looked(now, None, &random);
        assert!(turn.due(now) > now);
    }

    #[test]
    fn whatever_the_clock_does_a_day_is_the_longest_wait() {
        let random = SeededRandom::new(1);
        let mut turn = Turn::default();
        let busy = Problem {
            retry_after: Some(u32::MAX),
            ..Code::SiteBusy.into()
        };
        for step in 0..200_i64 {
            let now = at((step * 7_654_321) % 1_000_000 - 500_000);
            let wait = turn.due(now).secs_since(now);
            assert!(step == 0 || wait <= LONGEST * 11 / 10 + TOLERANCE, "{wait}");
            turn.looked(now, (step % 3 == 0).then_some(&busy), &random);
        }
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
