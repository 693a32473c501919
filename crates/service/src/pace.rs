//! When answers are given that must not tell by their time whether there is such an account (rule 10.32), and when a silent
//! stream is heard of (rule 6.5): the one place where answers wait.

use futures::future::BoxFuture;
use std::time::Duration;
use tokio::time::Instant;

/// Answers are given at the end of whole steps: longer than the longest way to one takes on an idle machine.
const STEP: Duration = Duration::from_millis(250);

/// A clock that only goes on, and waits.
pub trait Beat: Send + Sync + 'static {
    /// For how long it has gone.
    fn now(&self) -> Duration;

    /// Waits until it has gone for so long.
    fn until(&self, at: Duration) -> BoxFuture<'_, ()>;
}

/// The computer's, which no setting of its time of day changes.
struct Monotonic(Instant);

impl Beat for Monotonic {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn until(&self, at: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep_until(self.0 + at))
    }
}

/// What answers wait for.
pub struct Pace(Box<dyn Beat>);

impl Default for Pace {
    fn default() -> Self {
        Self(Box::new(Monotonic(Instant::now())))
    }
}

/// An answer whose time has begun.
pub struct Begun<'a> {
    pace: &'a Pace,
    at: Duration,
}

impl Pace {
    /// By another clock.
    #[cfg(test)]
    pub fn by(beat: impl Beat) -> Self {
        Self(Box::new(beat))
    }

    /// Waits for so long.
    pub async fn rest(&self, long: Duration) {
        self.0.until(self.0.now() + long).await;
    }

    /// The request is there.
    pub fn begin(&self) -> Begun<'_> {
        let at = self.0.now();
        Begun { pace: self, at }
    }

    /// Does something, and answers at the end of a whole step since it was begun, whatever it did.
    pub async fn evenly<T>(&self, work: impl Future<Output = T>) -> T {
        let begun = self.begin();
        let answer = work.await;
        begun.over().await;
        answer
    }
}

impl Begun<'_> {
    /// Waits for the end of the step.
    pub async fn over(self) {
        let beat = &self.pace.0;
        let took = beat.now().saturating_sub(self.at);
        beat.until(self.at + whole_steps(took)).await;
    }
}

fn whole_steps(took: Duration) -> Duration {
    let steps = took.as_nanos().div_ceil(STEP.as_nanos()).max(1);
    STEP * u32::try_from(steps).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_10_32_an_answer_waits_for_the_end_of_a_whole_step() {
        for (took, steps) in [(0, 1), (1, 1), (249_999, 1), (250_000, 1), (250_001, 2), (1_000_001, 5)] {
            assert_eq!(whole_steps(Duration::from_micros(took)), STEP * steps, "{took}");
        }
    }
}
