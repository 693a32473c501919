//! The same rows read and written by SQLite alone: no HTTP, no rules, one thread. What a service on it cannot exceed.

mod statements;

use crate::{figures::Figures, person, random::Random};
use accounts::session::token;
use anyhow::{Context, Result};
use rusqlite::{Connection, OpenFlags};
use statements::{Chosen, READ};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// Sessions found by the hash of their token.
pub const READS: &str = "SQLite: point reads";
/// A setting of an account, each in a commit of its own that is synced.
pub const ONE_CHANGE: &str = "SQLite: durable writes, one a commit";
/// Ten of the same in a commit.
pub const FIFTY_OF_CHANGES: &str = "SQLite: durable writes, fifty statements a commit";
/// The row of a begun proof, each in a commit of its own.
pub const ONE_BEGUN: &str = "SQLite: proofs begun, one a commit";
/// The same rows, fifty in a commit.
pub const FIFTY_BEGUN: &str = "SQLite: proofs begun, fifty statements a commit";
/// A proof begun and completed, in two commits.
pub const ONE_PROOF: &str = "SQLite: proofs completed, two commits each";
/// Twenty-five proofs begun and completed in a commit.
pub const FIFTY_OF_PROOFS: &str = "SQLite: proofs completed, fifty statements a commit";

/// All that is measured.
pub const ALL: [&str; 7] = [
    READS,
    ONE_CHANGE,
    FIFTY_OF_CHANGES,
    ONE_BEGUN,
    FIFTY_BEGUN,
    ONE_PROOF,
    FIFTY_OF_PROOFS,
];

/// How many statements a large commit holds.
const STATEMENTS: u64 = 50;

/// Of how many accounts, spread over all, settings are changed.
const CHANGED: u32 = 100_000;

/// A database of the same size as the service's, beside it.
pub struct Raw {
    reader: Connection,
    writer: Connection,
    random: Random,
    accounts: u32,
    chosen: Vec<Chosen>,
    written: u64,
}

/// What is written.
#[derive(Clone, Copy)]
enum Work {
    /// What the change of one setting takes.
    Change,
    /// A begun proof.
    Begin,
    /// A proof that is begun and completed.
    Prove,
}

impl Work {
    /// How many statements it takes.
    fn statements(self) -> u64 {
        match self {
            Self::Change => 5,
            Self::Begin => 1,
            Self::Prove => 2,
        }
    }
}

impl Raw {
    /// Opens a copy, with the settings of the service.
    pub fn open(database: &Path, accounts: u32) -> Result<Self> {
        let writer = Connection::open(database)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        writer.pragma_update(None, "synchronous", "FULL")?;
        writer.pragma_update(None, "foreign_keys", true)?;
        writer.pragma_update(None, "secure_delete", true)?;
        writer.pragma_update(None, "trusted_schema", false)?;
        let reader = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let step = (accounts / CHANGED).max(1) as usize;
        let chosen = (0..accounts)
            .step_by(step)
            .map(|number| Chosen::find(&reader, person::token(number).expose()))
            .collect::<Result<_>>()?;
        Ok(Self {
            reader,
            writer,
            random: Random::new(0),
            accounts,
            chosen,
            written: 0,
        })
    }

    /// Measures the one of this name.
    pub fn measure(&mut self, name: &str, long: Duration) -> Result<Figures> {
        match name {
            ONE_CHANGE => self.small_commits(long, Work::Change),
            FIFTY_OF_CHANGES => self.large_commits(long, Work::Change),
            ONE_BEGUN => self.small_commits(long, Work::Begin),
            FIFTY_BEGUN => self.large_commits(long, Work::Begin),
            ONE_PROOF => self.small_commits(long, Work::Prove),
            FIFTY_OF_PROOFS => self.large_commits(long, Work::Prove),
            _ => self.reads(long),
        }
    }

    fn reads(&mut self, long: Duration) -> Result<Figures> {
        let mut statement = self.reader.prepare(READ)?;
        // Making a token costs more than reading its row, so the hashes are made first.
        let hashes: Vec<_> = (0..20_000)
            .map(|_| token::hash(person::token(self.random.below(self.accounts)).expose()).context("no token"))
            .collect::<Result<_>>()?;
        let (begun, mut latencies) = (Instant::now(), Vec::new());
        for hash in hashes.iter().cycle() {
            let started = Instant::now();
            let _name: String = statement.query_row((token::number(hash), hash), |row| row.get("installation_name"))?;
            latencies.push(started.elapsed());
            if begun.elapsed() > long {
                break;
            }
        }
        Ok(Figures::new(latencies, begun.elapsed()))
    }

    /// Each by itself; what a caller sends in two requests in two commits.
    fn small_commits(&mut self, long: Duration, work: Work) -> Result<Figures> {
        self.repeat(long, 1, |raw| match work {
            Work::Change => raw.commit(Self::change),
            Work::Begin => raw.commit(|raw| raw.begin().map(drop)),
            Work::Prove => {
                let id = raw.commit(Self::begin)?;
                raw.commit(|raw| raw.complete(id))
            }
        })
    }

    /// Fifty statements in each commit.
    fn large_commits(&mut self, long: Duration, work: Work) -> Result<Figures> {
        let count = STATEMENTS / work.statements();
        self.repeat(long, count, |raw| {
            raw.commit(|raw| {
                (0..count).try_for_each(|_| match work {
                    Work::Change => raw.change(),
                    Work::Begin => raw.begin().map(drop),
                    Work::Prove => raw.begin().and_then(|id| raw.complete(id)),
                })
            })
        })
    }

    /// Does it again and again. It counts for so many.
    fn repeat(&mut self, long: Duration, each: u64, act: impl Fn(&mut Self) -> Result<()>) -> Result<Figures> {
        let (begun, mut latencies) = (Instant::now(), Vec::new());
        while begun.elapsed() < long {
            let started = Instant::now();
            act(self)?;
            latencies.push(started.elapsed());
        }
        let took = begun.elapsed();
        let mut figures = Figures::new(latencies, took);
        figures.count *= each;
        figures.rate = figures.count as f64 / took.as_secs_f64();
        Ok(figures)
    }

    fn commit<T>(&mut self, act: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.writer.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let done = act(self)?;
        self.writer.prepare_cached("COMMIT")?.execute([])?;
        Ok(done)
    }
}
