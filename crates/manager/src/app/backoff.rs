//! How long a broken event stream waits before it is opened again.

use ambient::Random;
use std::time::Duration;

/// The shortest and the longest wait, before chance shortens it.
const WAITS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(300));

/// A stream that lived as long as this was a working one, even if it brought nothing.
const LIVED: Duration = Duration::from_secs(30);

/// Waits that double until a stream has worked. That it was answered alone means nothing: a gallery that answers and
/// hangs up at once would be asked every second.
#[derive(Debug)]
pub(super) struct Backoff(Duration);

impl Default for Backoff {
    fn default() -> Self {
        Self(WAITS.0)
    }
}

impl Backoff {
    /// A stream ended after this time; `spoke` is whether an event or a heartbeat came.
    pub(super) fn ended(&mut self, after: Duration, spoke: bool) {
        if spoke || after >= LIVED {
            self.0 = WAITS.0;
        }
    }

    /// The next wait: between half of it and all of it, so that the apps of a gallery that was away do not all come back
    /// at once.
    pub(super) fn next(&mut self, random: &dyn Random) -> Duration {
        let mut bytes = [0; 2];
        random.fill(&mut bytes);
        let half = self.0 / 2;
        let wait = half + half * u32::from(u16::from_be_bytes(bytes)) / u32::from(u16::MAX);
        self.0 = (self.0 * 2).min(WAITS.1);
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::SeededRandom;

    #[test]
    fn streams_that_are_answered_and_end_at_once_wait_longer_and_longer() {
        let (mut backoff, random) = (Backoff::default(), SeededRandom::new(1));
        let mut longest = WAITS.0;
        for _ in 0..12 {
            backoff.ended(Duration::from_secs(1), false);
            let wait = backoff.next(&random);
            assert!(longest / 2 <= wait && wait <= longest, "{wait:?} of {longest:?}");
            longest = (longest * 2).min(WAITS.1);
        }
        assert_eq!(longest, WAITS.1);
    }

    #[test]
    fn a_stream_that_spoke_or_lived_begins_the_waits_anew() {
        let random = SeededRandom::new(1);
        for (after, spoke) in [(Duration::ZERO, true), (LIVED, false)] {
            let mut backoff = Backoff::default();
            for _ in 0..5 {
                backoff.next(&random);
            }
            backoff.ended(after, spoke);
            assert!(backoff.next(&random) <= WAITS.0);
        }
    }

    #[test]
    fn two_apps_do_not_wait_equally_long() {
        let waits = [1, 2].map(|seed| Backoff::default().next(&SeededRandom::new(seed)));
        assert_ne!(waits[0], waits[1]);
    }
}
