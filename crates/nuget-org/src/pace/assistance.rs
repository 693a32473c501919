//! How often the sign-in assistance may be posted. The site has no limit of its own there (rules of the gallery, 2.12), so
//! the app keeps one: nobody should be able to try addresses with it, or to fill a mailbox.

use contract::Timestamp;

/// In which time what was posted counts, in seconds.
const WINDOW: i64 = 3600;

/// How often for one username.
const PER_USERNAME: usize = 5;

/// How often in all.
const IN_ALL: usize = 10;

/// A post that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// When it was made.
    pub at: Timestamp,
    /// For which username, in lower case.
    pub username: String,
}

impl Posted {
    fn counts(&self, now: Timestamp) -> bool {
        now.secs_since(self.at) < WINDOW
    }
}

/// What was posted within the last hour. It is to be kept over a restart too, or a restart would be a way round it.
#[derive(Debug, Default)]
pub struct Assistance {
    /// The oldest first.
    posted: Vec<Posted>,
}

impl Assistance {
    /// With what was posted before, the oldest first. Together with [`Assistance::posted`] it carries the limit over a
    /// restart.
    #[must_use]
    pub fn after(mut posted: Vec<Posted>) -> Self {
        for post in &mut posted {
            post.username.make_ascii_lowercase();
        }
        Self { posted }
    }

    /// What counts now, the oldest first.
    #[must_use]
    pub fn posted(&self, now: Timestamp) -> Vec<Posted> {
        let counting = self.posted.iter().filter(|post| post.counts(now));
        counting.cloned().collect()
    }

    /// Counts a post that is about to be made.
    ///
    /// # Errors
    /// After how many seconds it may be made, where there were too many; at least 1, at most an hour, whatever became of
    /// the clock.
    pub fn take(&mut self, username: &str, now: Timestamp) -> Result<(), u32> {
        let username = username.to_ascii_lowercase();
        for post in &mut self.posted {
            // The clock was set back: what lies ahead of it counts from now on.
            post.at = post.at.min(now);
        }
        self.posted.retain(|post| post.counts(now));
        let of_username = self.posted.iter().filter(|post| post.username == username);
        let oldest = [
            nth_last(of_username.map(|post| post.at), PER_USERNAME),
            nth_last(self.posted.iter().map(|post| post.at), IN_ALL),
        ];
        if let Some(at) = oldest.into_iter().flatten().max() {
            let wait = WINDOW - now.secs_since(at);
            return Err(u32::try_from(wait.clamp(1, WINDOW)).unwrap_or(1));
        }
        self.posted.push(Posted { at: now, username });
        Ok(())
    }
}

/// The n-th from the end, which has to grow old before one more fits.
fn nth_last(times: impl DoubleEndedIterator<Item = Timestamp>, n: usize) -> Option<Timestamp> {
    times.rev().nth(n - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_secs(1_767_225_600 + seconds)
    }

    #[test]
    fn one_username_has_five_in_an_hour_in_whatever_case() {
        let mut pace = Assistance::default();
        for (second, name) in ["Bob", "bob", "BOB", "Bob", "bOb"].into_iter().enumerate() {
            assert_eq!(pace.take(name, at(i64::try_from(second).unwrap_or(0) * 60)), Ok(()));
        }
        assert_eq!(pace.take("Bob", at(600)), Err(3000));
        assert_eq!(pace.take("Carol", at(600)), Ok(()));
        assert_eq!(pace.take("Bob", at(3599)), Err(1));
        assert_eq!(pace.take("Bob", at(3600)), Ok(()));
        assert_eq!(pace.take("Bob", at(3601)), Err(59));
    }

    #[test]
    fn all_together_have_ten() {
        let mut pace = Assistance::default();
        for number in 0..10 {
            assert_eq!(pace.take(&format!("N{number}"), at(0)), Ok(()));
        }
        assert_eq!(pace.take("Other", at(1)), Err(3599));
        assert_eq!(pace.take("Other", at(3600)), Ok(()));
    }

    #[test]
    fn what_is_refused_does_not_count() {
        let mut pace = Assistance::default();
        for _ in 0..5 {
            assert_eq!(pace.take("Bob", at(0)), Ok(()));
        }
        for second in 0..100 {
            assert!(pace.take("Bob", at(second)).is_err());
        }
        assert_eq!(pace.take("Bob", at(3600)), Ok(()));
    }

    #[test]
    fn a_clock_that_is_set_back_delays_for_an_hour_and_no_longer() {
        let mut pace = Assistance::default();
        for _ in 0..5 {
            assert_eq!(pace.take("Bob", at(1_000_000)), Ok(()));
        }
        assert_eq!(pace.take("Bob", at(0)), Err(3600));
        assert_eq!(pace.take("Bob", at(3600)), Ok(()));
    }

    #[test]
    fn what_is_carried_over_a_restart_counts_as_before() {
        let mut pace = Assistance::default();
        for second in 0..5 {
            assert_eq!(pace.take("Bob", at(second)), Ok(()));
        }
        let mut pace = Assistance::after(pace.posted(at(5)));
        assert_eq!(pace.take("bob", at(100)), Err(3500));
        assert_eq!(pace.take("bob", at(3600)), Ok(()));
    }

    #[test]
    fn a_clock_that_is_set_back_between_two_runs_neither_frees_it_nor_locks_it_again_with_each_run() {
        let mut pace = Assistance::default();
        for _ in 0..5 {
            assert_eq!(pace.take("Bob", at(1_000_000)), Ok(()));
        }
        for run in 0..3 {
            pace = Assistance::after(pace.posted(at(run * 1200)));
            assert_eq!(
                pace.take("Bob", at(run * 1200)),
                Err(3600 - u32::try_from(run).unwrap_or(0) * 1200)
            );
        }
        pace = Assistance::after(pace.posted(at(2400)));
        assert_eq!(pace.take("Bob", at(3600)), Ok(()));
    }
}
