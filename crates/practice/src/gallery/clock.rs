//! The time of the practice: this computer's, and what the person let pass besides. Only the practice inside the app has
//! it; a company's server knows no such thing.

use ambient::{Clock, SystemClock};
use contract::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicI64, Ordering},
};

/// How far ahead of this computer the practice can be, in seconds: nothing there waits longer.
const FURTHEST: i64 = 366 * 86_400;

/// The clock of the practice gallery and of its sign-in.
#[derive(Debug)]
pub struct PracticeClock {
    file: PathBuf,
    ahead: AtomicI64,
}

#[derive(Default, Serialize, Deserialize)]
struct Remembered {
    ahead: i64,
}

impl PracticeClock {
    /// The clock of the practice in this folder, as far ahead as it was.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        let file = folder.join("clock.json");
        let last: Remembered = fs::read(&file)
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default();
        Self {
            file,
            ahead: AtomicI64::new(last.ahead.clamp(0, FURTHEST)),
        }
    }

    /// How far it is ahead of this computer, in seconds.
    #[must_use]
    pub fn ahead(&self) -> i64 {
        self.ahead.load(Ordering::SeqCst)
    }

    /// Lets the time pass until just after then. Where that is over already, or too far away, nothing happens.
    ///
    /// # Errors
    /// Where it cannot be remembered; then no time passes.
    pub fn pass_until(&self, until: Timestamp) -> io::Result<()> {
        let ahead = until.secs_since(SystemClock.now()) + 1;
        if ahead <= self.ahead() || ahead > FURTHEST {
            return Ok(());
        }
        fs::write(&self.file, serde_json::to_vec(&Remembered { ahead })?)?;
        self.ahead.store(ahead, Ordering::SeqCst);
        Ok(())
    }

    /// The practice begins again, in the present.
    pub fn start_over(&self) {
        self.ahead.store(0, Ordering::SeqCst);
    }
}

impl Clock for PracticeClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus_secs(self.ahead())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_passed_stays_passed_after_a_restart_and_never_goes_back() {
        let folder = tempfile::tempdir().unwrap();
        let clock = PracticeClock::of(folder.path());
        let then = SystemClock.now().plus_secs(72 * 3600);
        clock.pass_until(then).unwrap();
        assert!(then < clock.now());
        let again = PracticeClock::of(folder.path());
        assert!(then < again.now());
        again.pass_until(SystemClock.now()).unwrap();
        assert!(then < again.now(), "it does not go back");
        again.pass_until(SystemClock.now().plus_secs(FURTHEST + 60)).unwrap();
        assert!(again.ahead() < FURTHEST, "nor out of reach");
        again.start_over();
        assert_eq!(again.ahead(), 0);
    }

    #[test]
    fn a_damaged_file_is_the_present() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("clock.json"), "{").unwrap();
        assert_eq!(PracticeClock::of(folder.path()).ahead(), 0);
    }
}
