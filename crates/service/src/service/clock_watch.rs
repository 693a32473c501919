//! Whether the clock is to be believed before something is done that cannot be taken back (rule 8.14).
//!
//! A machine that starts before it has asked for the time may be years ahead for a minute. House-keeping then would end
//! every grace period and remove every row at once.

use contract::Timestamp;
use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How far, in seconds, time may be ahead of what was seen before: longer than weekends and power cuts last.
const LEAP_SECONDS: i64 = 7 * 86_400;

/// How long a leap is doubted, in time that really went by.
const DOUBT: Duration = Duration::from_secs(3600);

/// What is known of the time.
#[derive(Debug)]
pub struct ClockWatch {
    /// A time that was believed, and how long the service had been running then.
    believed: (Timestamp, Duration),
    /// Since when a leap is doubted.
    doubted: Option<Duration>,
}

/// What to do at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Go on.
    Believed,
    /// Do nothing now; the time is ahead, as of now.
    Leapt,
    /// Do nothing now, still.
    Doubted,
}

impl ClockWatch {
    /// From the newest time that is stored; where there is none, from the present one.
    pub fn new(newest: Option<Timestamp>, now: Timestamp) -> Self {
        Self {
            believed: (newest.unwrap_or(now), Duration::ZERO),
            doubted: None,
        }
    }

    /// Judges the time, the service having run for so long.
    pub fn look(&mut self, now: Timestamp, running: Duration) -> Verdict {
        let (known, at) = self.believed;
        let went_by = i64::try_from(running.saturating_sub(at).as_secs()).unwrap_or(i64::MAX);
        let is_ahead = now.secs_since(known) > LEAP_SECONDS.saturating_add(went_by);
        match self.doubted {
            None if is_ahead => {
                self.doubted = Some(running);
                Verdict::Leapt
            }
            Some(since) if is_ahead && running.saturating_sub(since) < DOUBT => Verdict::Doubted,
            _ => {
                self.believed = (now, running);
                self.doubted = None;
                Verdict::Believed
            }
        }
    }
}

/// The watch of a running service, for all who do what cannot be taken back.
#[derive(Debug)]
pub struct SharedWatch {
    began: Instant,
    watch: Mutex<ClockWatch>,
}

impl SharedWatch {
    /// As [`ClockWatch::new`].
    pub fn new(newest: Option<Timestamp>, now: Timestamp) -> Self {
        Self {
            began: Instant::now(),
            watch: Mutex::new(ClockWatch::new(newest, now)),
        }
    }

    /// Whether this time is believed. The log says it when a doubt begins.
    pub fn believes(&self, now: Timestamp) -> bool {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let verdict = watch.look(now, self.began.elapsed());
        if verdict == Verdict::Leapt {
            tracing::error!(
                "the clock is more than 7 days ahead of what was stored: nothing is removed or takes effect for an hour; \
                 set the clock if it is wrong"
            );
        }
        verdict == Verdict::Believed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn start() -> Timestamp {
        Timestamp::from_secs(1_000_000_000)
    }

    /// Rule 8.14.
    #[test]
    fn a_clock_far_ahead_of_what_is_stored_is_doubted_for_an_hour() {
        let mut watch = ClockWatch::new(Some(start()), start());
        let ahead = start().plus_secs(LEAP_SECONDS + 1);
        assert_eq!(watch.look(ahead, Duration::ZERO), Verdict::Leapt);
        assert_eq!(watch.look(ahead.plus_secs(3540), 59 * MINUTE), Verdict::Doubted);
        assert_eq!(watch.look(ahead.plus_secs(3600), 60 * MINUTE), Verdict::Believed);
        assert_eq!(watch.look(ahead.plus_secs(4200), 70 * MINUTE), Verdict::Believed);
    }

    /// Rule 8.14.
    #[test]
    fn a_clock_that_is_set_right_meanwhile_is_believed_at_once() {
        let mut watch = ClockWatch::new(Some(start()), start());
        assert_eq!(
            watch.look(start().plus_secs(400 * 86_400), Duration::ZERO),
            Verdict::Leapt
        );
        assert_eq!(watch.look(start().plus_secs(60), MINUTE), Verdict::Believed);
    }

    /// Rule 8.14.
    #[test]
    fn a_leap_while_the_service_runs_is_doubted_too_and_time_that_went_by_is_none() {
        let mut watch = ClockWatch::new(None, start());
        let days = |days: i64| start().plus_secs(days * 86_400);
        let ran = |days: u32| days * 24 * 60 * MINUTE;
        assert_eq!(watch.look(start(), Duration::ZERO), Verdict::Believed);
        // The machine slept, or was very busy.
        assert_eq!(watch.look(days(30), ran(30)), Verdict::Believed);
        assert_eq!(watch.look(days(90), ran(31)), Verdict::Leapt);
    }

    #[test]
    fn a_gallery_that_nobody_used_for_some_days_and_a_new_one_are_not_held_up() {
        let mut used = ClockWatch::new(Some(start()), start());
        assert_eq!(
            used.look(start().plus_secs(LEAP_SECONDS), Duration::ZERO),
            Verdict::Believed
        );
        let mut new = ClockWatch::new(None, start());
        assert_eq!(new.look(start(), Duration::ZERO), Verdict::Believed);
    }
}
