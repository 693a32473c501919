//! How many notifications are shown: a token bucket in front of the desktop. What it holds back stands in the app all the
//! same.

use contract::Timestamp;

/// How many are shown one right after another.
const BURST: i64 = 5;

/// After how many seconds one more is shown.
const SECONDS_EACH: i64 = 60;

/// The bucket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// How many were shown of those that it held.
    shown: i64,
    /// Since when one more comes in each minute.
    since: Option<Timestamp>,
}

impl Bucket {
    /// Takes one out, where there is one.
    pub fn take(&mut self, now: Timestamp) -> bool {
        let since = self.since.unwrap_or(now);
        let passed = now.secs_since(since);
        // A clock that was set back would keep it empty for as long as that.
        if passed < 0 || passed / SECONDS_EACH >= self.shown {
            (self.shown, self.since) = (0, Some(now));
        } else {
            self.shown -= passed / SECONDS_EACH;
            self.since = Some(since.plus_secs(passed / SECONDS_EACH * SECONDS_EACH));
        }
        let some_left = self.shown < BURST;
        self.shown += i64::from(some_left);
        some_left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH.plus_secs(seconds)
    }

    #[test]
    fn a_few_are_shown_at_once_and_then_one_a_minute() {
        let mut bucket = Bucket::default();
        let shown = (0..100).filter(|_| bucket.take(at(1000))).count();
        assert_eq!(shown, 5);
        assert!(!bucket.take(at(1059)));
        assert!(bucket.take(at(1060)));
        assert!(!bucket.take(at(1061)));
        assert!(bucket.take(at(1125)) && !bucket.take(at(1130)));
    }

    #[test]
    fn after_a_quiet_time_a_few_are_shown_at_once_again_and_no_more() {
        let mut bucket = Bucket::default();
        while bucket.take(at(0)) {}
        let shown = (0..100).filter(|_| bucket.take(at(1_000_000))).count();
        assert_eq!(shown, 5);
    }

    #[test]
    fn a_clock_that_was_set_back_silences_nothing() {
        let mut bucket = Bucket::default();
        while bucket.take(at(1_000_000)) {}
        assert!(bucket.take(at(0)));
    }
}
