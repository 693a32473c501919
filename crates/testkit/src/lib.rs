//! For tests only: a clock that moves when told, randomness that repeats, and programs that inherit no settings.

pub mod stories;

use ambient::{Clock, Random};
use contract::Timestamp;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    ffi::OsStr,
    path::Path,
    process::Command,
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
};

/// A command that starts a program under test without the settings, by name `NUGET_ACCOUNTS_…`, of whoever runs the tests:
/// the account service takes its own from there and refuses all others.
#[must_use]
pub fn program(path: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(path);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NUGET_ACCOUNTS_") {
            command.env_remove(name);
        }
    }
    command
}

/// The commands of the rules in these sources: `area::Name` for each `impl Command for Name`. So that a list of what is
/// tried can be held against what there is. Nothing where the folder cannot be read.
#[must_use]
pub fn commands_of_the_rules(sources: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    commands_in(sources, "", &mut found);
    found
}

fn commands_in(folder: &Path, area: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let area: &str = if area.is_empty() { &stem } else { area };
        if path.is_dir() {
            commands_in(&path, area, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        let named = source.lines().filter_map(|line| line.strip_prefix("impl Command for "));
        found.extend(named.map(|rest| format!("{area}::{}", rest.trim_end_matches(" {"))));
    }
}

/// A clock that stands still until a test moves it. It starts on 2026-01-01, 00:00 UTC.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl Default for ManualClock {
    fn default() -> Self {
        Self(AtomicI64::new(1_767_225_600_000_000))
    }
}

impl ManualClock {
    /// Moves the clock; a negative number moves it back.
    pub fn advance_secs(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    /// Moves the clock by microseconds, for the two sides of a limit.
    pub fn advance_micros(&self, micros: i64) {
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// Randomness that gives the same bytes for the same seed, and never the same twice in a run.
#[derive(Debug)]
pub struct SeededRandom {
    seed: [u8; 32],
    counter: AtomicU64,
}

impl SeededRandom {
    /// Randomness from this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_be_bytes());
        Self {
            seed: bytes,
            counter: AtomicU64::new(0),
        }
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let count = self.counter.fetch_add(1, Ordering::SeqCst);
            let block = Sha256::new()
                .chain_update(self.seed)
                .chain_update(count.to_be_bytes())
                .finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}
