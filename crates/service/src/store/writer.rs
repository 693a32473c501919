//! The one thread that writes: group commit (rules 8.1, 8.2).

mod leftover;

use super::{
    CommitError, Committed, OutboxWrite, Signals, Submission, apply,
    limits::{self, Chore},
    lock::Lock,
    readers::Query,
};
use rusqlite::{Connection, ErrorCode};
use std::time::Instant;
use tokio::sync::{mpsc, oneshot};

/// How many submissions share one commit at most, so that the first is not kept waiting by the last.
const GROUP: usize = 256;

/// What the writer is asked for.
pub enum Job {
    /// Commit this and answer when it is on disk.
    Commit(Box<Submission>, Answer),
    /// Run a query; only where there are no readers.
    Read(Query),
    /// Do this in a transaction of its own, and tell whether it is on disk.
    Chore(Chore, oneshot::Sender<bool>),
    /// Finish and release the database.
    Close(oneshot::Sender<()>),
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Commit(..) => "Commit",
            Self::Read(_) => "Read",
            Self::Chore(..) => "Chore",
            Self::Close(_) => "Close",
        })
    }
}

pub(super) type Answer = oneshot::Sender<Result<Committed, CommitError>>;
pub(super) type Waiting = (Box<Submission>, Answer);

/// Serves jobs until it is closed or nobody can ask any more.
pub fn run(connection: Connection, lock: Option<Lock>, mut jobs: mpsc::Receiver<Job>, signals: &Signals) {
    let mut closing = None;
    while closing.is_none() {
        let Some(first) = jobs.blocking_recv() else { break };
        let mut group = Vec::new();
        let mut next = Some(first);
        while let Some(job) = next {
            match job {
                Job::Commit(submission, answer) => group.push((submission, answer)),
                Job::Read(query) => {
                    // What was asked for before the query must be visible to it.
                    commit(&connection, std::mem::take(&mut group), signals);
                    query(&connection);
                }
                Job::Chore(chore, done) => {
                    commit(&connection, std::mem::take(&mut group), signals);
                    done.send(run_chore(&connection, &chore, signals)).ok();
                }
                Job::Close(done) => closing = Some(done),
            }
            next = if group.len() < GROUP && closing.is_none() {
                jobs.try_recv().ok()
            } else {
                None
            };
        }
        commit(&connection, group, signals);
    }
    jobs.close();
    // Writes the log back, so that the next start has nothing to do. Readers may still hold it; then it stays.
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").ok();
    drop(connection);
    drop(lock);
    if let Some(done) = closing {
        done.send(()).ok();
    }
}

/// Commits all that wait in one transaction and answers after the commit.
pub(super) fn commit(connection: &Connection, group: Vec<Waiting>, signals: &Signals) {
    if group.is_empty() {
        return;
    }
    let begun = Instant::now();
    let in_place = signals.condition.must_be_in_place();
    let results = match in_place.and_then(|()| commit_group(connection, &group)) {
        Ok(results) => results,
        Err(error) => {
            tracing::error!(%error, commands = group.len(), "a commit failed; nothing of it was kept");
            // Where SQLite has rolled back by itself there is nothing left to roll back.
            connection.execute_batch("ROLLBACK").ok();
            signals.condition.take_note(connection, &error);
            let gone = leftover::remove(connection, &error);
            let refusal = || {
                if gone {
                    CommitError::Unavailable
                } else {
                    CommitError::Unknown
                }
            };
            group.iter().map(|_| Err(refusal())).collect()
        }
    };
    signals.commits.took(begun.elapsed());
    signals.commits.commits.inc();
    for ((submission, answer), result) in group.into_iter().zip(results) {
        match &result {
            Ok(_) => {
                signals.commits.commands.inc();
                tell(&submission, signals);
            }
            Err(CommitError::Conflict | CommitError::Duplicate(_)) => drop(signals.commits.conflicts.inc()),
            Err(_) => drop(signals.commits.failures.inc()),
        }
        // Who asked may have gone away; what they asked for is done all the same.
        answer.send(result).ok();
    }
}

fn tell(submission: &Submission, signals: &Signals) {
    for row in &submission.changes.events {
        // Nobody may be listening.
        signals.events.tell(row.account);
    }
    // A try that failed is no news: who sends knows when the next one is due.
    let is_new = |write: &OutboxWrite| matches!(write, OutboxWrite::Put(_));
    if submission.outbox.iter().any(is_new) {
        signals.mail.notify_one();
    }
}

type Results = Vec<Result<Committed, CommitError>>;

fn commit_group(connection: &Connection, group: &[Waiting]) -> rusqlite::Result<Results> {
    match commit_all(connection, group)? {
        Some(results) => Ok(results),
        None => commit_each(connection, group),
    }
}

/// All of them or none, which is nearly always all: a savepoint for each would cost as much as the statements in it,
/// since SQLite keeps a copy of every page that changes in one. Nothing where one of them fails; nothing of any is kept
/// then.
fn commit_all(connection: &Connection, group: &[Waiting]) -> rusqlite::Result<Option<Results>> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let mut results = Vec::with_capacity(group.len());
    for (submission, _) in group {
        match apply::apply(connection, submission) {
            Ok(committed) => results.push(Ok(committed)),
            Err(error) => {
                if let Some(lost) = lost(connection, &error) {
                    return Err(lost);
                }
                connection.prepare_cached("ROLLBACK")?.execute([])?;
                return Ok(None);
            }
        }
    }
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(Some(results))
}

/// Each in a savepoint of its own, so that the others stay where one fails (rule 8.2).
fn commit_each(connection: &Connection, group: &[Waiting]) -> rusqlite::Result<Results> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let mut results = Vec::with_capacity(group.len());
    for (submission, _) in group {
        results.push(commit_one(connection, submission)?);
    }
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(results)
}

/// One submission in its savepoint. The outer error means that the whole transaction is lost.
fn commit_one(connection: &Connection, submission: &Submission) -> rusqlite::Result<Result<Committed, CommitError>> {
    connection.prepare_cached("SAVEPOINT command")?.execute([])?;
    let result = apply::apply(connection, submission);
    if let Err(error) = &result {
        if let Some(lost) = lost(connection, error) {
            return Err(lost);
        }
        if let CommitError::Failed(error) = error {
            tracing::error!(%error, "a statement failed");
        }
        connection.prepare_cached("ROLLBACK TO command")?.execute([])?;
    }
    connection.prepare_cached("RELEASE command")?.execute([])?;
    Ok(result)
}

/// Why the whole transaction is lost by this error, if it is.
fn lost(connection: &Connection, error: &CommitError) -> Option<rusqlite::Error> {
    // A full disk or a failed read ends the transaction, not only the statement.
    let is_over = connection.is_autocommit();
    match error {
        // The others of the group would meet the same disk; together they keep nothing.
        CommitError::Failed(rusqlite::Error::SqliteFailure(code, _)) if is_over || is_of_the_disk(code.code) => {
            Some(rusqlite::Error::SqliteFailure(*code, None))
        }
        _ => is_over.then_some(rusqlite::Error::ExecuteReturnedResults),
    }
}

/// What says nothing about the command, only about where it was to be written.
fn is_of_the_disk(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::PermissionDenied
            | ErrorCode::OutOfMemory
    )
}

fn run_chore(connection: &Connection, chore: &Chore, signals: &Signals) -> bool {
    let begin = || connection.prepare_cached("BEGIN IMMEDIATE")?.execute([]);
    let in_place = signals.condition.must_be_in_place();
    let result = in_place
        .and_then(|()| begin())
        .and_then(|_| limits::run(connection, chore))
        .and_then(|()| connection.prepare_cached("COMMIT")?.execute([]));
    if let Err(error) = &result {
        tracing::warn!(%error, "the service's own notes could not be kept");
        connection.execute_batch("ROLLBACK").ok();
        signals.condition.take_note(connection, error);
    }
    result.is_ok()
}
