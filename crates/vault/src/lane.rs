//! A thread that does one thing at a time, for callers that wait only so long.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

type Job = Box<dyn FnOnce() + Send>;

/// A thread for calls that block. A call that outlives its caller's patience goes on alone; the next one is not begun
/// before it has ended, so that calls never overlap and no thread is left behind for each.
pub(crate) struct Lane {
    jobs: Sender<Job>,
    unfinished: Option<Receiver<()>>,
}

/// The call did not end in time, or was not begun because an earlier one has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimedOut;

impl Lane {
    /// Starts the thread under `name`. Where the system has no thread left, every call times out.
    pub(crate) fn start(name: &str) -> Self {
        let (jobs, queue) = channel::<Job>();
        let started = thread::Builder::new().name(name.to_owned()).spawn(move || {
            for job in queue {
                job();
            }
        });
        if let Err(error) = started {
            tracing::error!(%error, name, "no thread for the keyring");
        }
        Self { jobs, unfinished: None }
    }

    /// Does `call` on the thread and waits for its result until `deadline`.
    pub(crate) fn run<T: Send + 'static>(
        &mut self,
        deadline: Instant,
        call: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, TimedOut> {
        self.await_unfinished(remaining(deadline))?;
        let (results, result) = channel();
        let (ends, end) = channel();
        let job = move || {
            // The caller may have given up; its result is then nobody's.
            let _ = results.send(call());
            let _ = ends.send(());
        };
        self.jobs.send(Box::new(job)).map_err(|_| TimedOut)?;
        result.recv_timeout(remaining(deadline)).map_err(|error| {
            if error == RecvTimeoutError::Timeout {
                self.unfinished = Some(end);
            }
            TimedOut
        })
    }

    /// Whether a call still goes on that its caller no longer waits for.
    pub(crate) fn goes_on(&mut self) -> bool {
        self.await_unfinished(Duration::ZERO).is_err()
    }

    fn await_unfinished(&mut self, limit: Duration) -> Result<(), TimedOut> {
        let Some(end) = &self.unfinished else { return Ok(()) };
        if end.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            return Err(TimedOut);
        }
        self.unfinished = None;
        Ok(())
    }
}

fn remaining(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn soon() -> Instant {
        Instant::now() + Duration::from_millis(5)
    }

    fn later() -> Instant {
        Instant::now() + Duration::from_secs(60)
    }

    #[test]
    fn a_call_gives_back_its_result() {
        assert_eq!(Lane::start("test").run(later(), || 7), Ok(7));
    }

    #[test]
    fn a_call_that_does_not_end_holds_back_the_next_but_not_the_caller() {
        let mut lane = Lane::start("test");
        assert!(!lane.goes_on());
        let (release, released) = channel::<()>();
        assert_eq!(lane.run(soon(), move || released.recv()), Err(TimedOut));
        assert!(lane.goes_on());
        assert_eq!(
            lane.run(soon(), || panic!("begun while another call goes on")),
            Err::<(), _>(TimedOut)
        );
        release.send(()).unwrap();
        assert_eq!(lane.run(later(), || 8), Ok(8));
        assert!(!lane.goes_on());
    }
}
