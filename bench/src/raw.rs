//! The same rows read and written by SQLite alone: no HTTP, no rules, one thread. What a service on it cannot exceed.

use crate::{figures::Figures, person, random::Random};
use accounts::session::token;
use anyhow::{Context, Result};
use rusqlite::{Connection, OpenFlags, params};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// Sessions found by the hash of their token.
pub const READS: &str = "SQLite: point reads";
/// The row of a begun proof, each in a commit of its own that is synced.
pub const ONE: &str = "SQLite: one write a commit";
/// The same rows, fifty in a commit.
pub const FIFTY: &str = "SQLite: fifty writes a commit";
/// A proof begun and completed, in two commits.
pub const ONE_PROOF: &str = "SQLite: proofs, two commits each";
/// Twenty-five proofs begun and completed in a commit: fifty statements.
pub const FIFTY_PROOFS: &str = "SQLite: proofs, fifty statements a commit";

const READ: &str = "SELECT * FROM sessions WHERE token_hash = ?1";
const INSERT: &str = "INSERT INTO proofs (id, purpose, attempt_hash, challenge, caller, begun_at, wrong_tokens)
    VALUES (?1, 'sign_in', ?2, ?3, ?4, ?5, 0)";
const COMPLETE: &str = "UPDATE proofs SET completed_at = ?2, issuer = 'bench', tenant = '', subject = 'person-1',
    name = 'person-1', kind = 'other', second_factor = 0, linked = 1 WHERE id = ?1 AND completed_at IS NULL";

/// A database of the same size as the service's, beside it.
pub struct Raw {
    reader: Connection,
    writer: Connection,
    random: Random,
    accounts: u32,
    written: u64,
}

impl Raw {
    /// Opens a copy, with the settings of the service.
    pub fn open(database: &Path, accounts: u32) -> Result<Self> {
        let writer = Connection::open(database)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        writer.pragma_update(None, "synchronous", "FULL")?;
        writer.pragma_update(None, "secure_delete", true)?;
        let reader = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Ok(Self {
            reader,
            writer,
            random: Random::new(0),
            accounts,
            written: 0,
        })
    }

    /// Measures each whose name holds this, once.
    pub fn round(&mut self, long: Duration, only: &str) -> Result<Vec<(&'static str, Figures)>> {
        let mut found = Vec::new();
        for name in [READS, ONE, FIFTY, ONE_PROOF, FIFTY_PROOFS]
            .into_iter()
            .filter(|name| name.contains(only))
        {
            let figures = match name {
                ONE => self.writes(long, 1, false),
                FIFTY => self.writes(long, 50, false),
                ONE_PROOF => self.writes(long, 1, true),
                FIFTY_PROOFS => self.writes(long, 50, true),
                _ => self.reads(long),
            };
            found.push((name, figures?));
        }
        Ok(found)
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
            let _name: String = statement.query_row([hash], |row| row.get("installation_name"))?;
            latencies.push(started.elapsed());
            if begun.elapsed() > long {
                break;
            }
        }
        Ok(Figures::new(latencies, begun.elapsed()))
    }

    /// So many statements in each commit. A write is one statement, or, of a proof, one that begins it and one that
    /// completes it, which counts once.
    fn writes(&mut self, long: Duration, statements: u64, complete: bool) -> Result<Figures> {
        let (begun, mut latencies, mut done) = (Instant::now(), Vec::new(), 0_u64);
        while begun.elapsed() < long {
            let started = Instant::now();
            if complete && statements == 1 {
                let id = self.commit(|raw| raw.insert())?;
                self.commit(|raw| raw.complete(id))?;
                done += 1;
            } else {
                let count = if complete { statements / 2 } else { statements };
                self.commit(|raw| {
                    for _ in 0..count {
                        let id = raw.insert()?;
                        if complete {
                            raw.complete(id)?;
                        }
                    }
                    Ok(())
                })?;
                done += count;
            }
            latencies.push(started.elapsed());
        }
        let took = begun.elapsed();
        let mut figures = Figures::new(latencies, took);
        figures.count = done;
        figures.rate = done as f64 / took.as_secs_f64();
        Ok(figures)
    }

    fn commit<T>(&mut self, act: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.writer.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let done = act(self)?;
        self.writer.prepare_cached("COMMIT")?.execute([])?;
        Ok(done)
    }

    fn insert(&mut self) -> Result<[u8; 16]> {
        self.written += 1;
        let mut id = [0; 16];
        id[..8].copy_from_slice(&self.written.to_be_bytes());
        id[8..].copy_from_slice(&self.random.next().to_be_bytes());
        let mut hash = [0; 32];
        for part in hash.chunks_exact_mut(8) {
            part.copy_from_slice(&self.random.next().to_be_bytes());
        }
        // Forty of one caller follow each other, as in the service's own load.
        let mut caller = [7; 32];
        caller[..8].copy_from_slice(&(self.written / 40).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        let at = i64::try_from(self.written)?;
        let mut statement = self.writer.prepare_cached(INSERT)?;
        statement.execute(params![id, hash, hash, caller, at])?;
        Ok(id)
    }

    fn complete(&mut self, id: [u8; 16]) -> Result<()> {
        let mut statement = self.writer.prepare_cached(COMPLETE)?;
        statement.execute(params![id, 1])?;
        Ok(())
    }
}
