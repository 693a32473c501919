//! The SQLite store (section 8 of the rules): one writer that commits in groups, readers beside it.
//!
//! It knows the closed lists of [`accounts::Need`] and [`accounts::Write`] and no rule. What it promises: a submission
//! that was answered with success is on disk, whole; one that was answered with an error left nothing, but for
//! [`CommitError::Unknown`], which says so.

mod apply;
mod away;
mod check;
mod codec;
mod condition;
mod errors;
mod issuers;
mod limits;
mod load;
mod lock;
mod news;
mod open;
mod outbox;
mod packages;
mod profile;
mod query;
mod readers;
mod readiness;
pub mod schema;
#[cfg(test)]
pub(crate) mod tests;
mod writer;

#[cfg(any(test, feature = "bulk-load"))]
pub use apply::apply;
pub use away::{Away, Given, Known};
pub use check::violations;
pub use errors::{CommitError, Duplicate, OpenStoreError, ReadError};
pub use issuers::StrangeLogins;
pub use limits::{BucketRow, Chore};
pub use lock::Lock;
pub use news::NewsOf;
#[cfg(any(test, feature = "bulk-load"))]
pub use open::open_unsynced;
pub use open::reader;
pub use outbox::{OutboxCounts, OutboxWrite, WaitingMail};
pub use query::{AuthenticatedAccountRow, StoredEvent};

use crate::{OutgoingMail, configuration::Database, metrics::Commits};
use accounts::{Changes, Need, Snapshot};
use condition::Condition;
use contract::{AccountId, Timestamp};
use news::News;
use prometheus_client::{metrics::gauge::Gauge, registry::Registry};
use readers::Readers;
use readiness::Tried;
use rusqlite::Connection;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};
use tokio::sync::{Notify, mpsc, oneshot};
use writer::Job;

/// How many submissions may wait for the writer before the gallery says that it is busy.
const WAITING_WRITES: usize = 1024;

/// What one transaction commits.
#[derive(Debug, Default)]
pub struct Submission {
    /// The changes that the rules decided.
    pub changes: Changes,
    /// What happens in the outbox.
    pub outbox: Vec<OutboxWrite>,
}

/// A submission is on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// Whether a purge in it removed as many rows as one may, so that there may be more.
    pub more_to_purge: bool,
}

/// What the store has done since it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoreCounts {
    /// Submissions committed.
    pub commands: u64,
    /// Transactions that they took: fewer, as those that wait together are committed together (rule 8.2).
    pub commits: u64,
}

/// What the writer tells after a commit, and knows of the files.
#[derive(Clone, Debug, Default)]
struct Signals {
    events: Arc<News>,
    mail: Arc<Notify>,
    commits: Commits,
    condition: Condition,
}

/// The name of a file that belongs to a database.
pub(crate) fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The store.
#[derive(Debug)]
pub struct Store {
    jobs: mpsc::Sender<Job>,
    readers: Option<Arc<Readers>>,
    signals: Signals,
    file: Option<PathBuf>,
    writable: Tried,
    readable: Tried,
}

impl Store {
    /// Opens or makes the database and starts its threads. Blocks.
    pub fn open(database: &Database) -> Result<Self, OpenStoreError> {
        let (jobs, waiting) = mpsc::channel(WAITING_WRITES);
        let (connection, lock, readers) = open::open(database)?;
        let signals = Signals {
            condition: readers.as_ref().map(Readers::condition).unwrap_or_default(),
            ..Signals::default()
        };
        let told = signals.clone();
        std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || writer::run(connection, lock, waiting, &told))?;
        let file = match database {
            Database::File(path) => Some(path.clone()),
            Database::Memory => None,
        };
        Ok(Self {
            jobs,
            readers: readers.map(Arc::new),
            signals,
            file,
            writable: Tried::default(),
            readable: Tried::default(),
        })
    }

    /// Commits a submission; returns once it is on disk.
    pub async fn commit(&self, submission: Submission) -> Result<Committed, CommitError> {
        let (done, told) = oneshot::channel();
        let job = Job::Commit(Box::new(submission), done);
        self.jobs.try_send(job).map_err(|_| CommitError::Unavailable)?;
        told.await.unwrap_or(Err(CommitError::Unavailable))
    }

    /// Commits a submission some time soon; nobody waits, and it may be lost.
    pub fn commit_later(&self, submission: Submission) {
        let (done, _) = oneshot::channel();
        // Where the queue is full, a note about when a session was seen is not worth waiting for.
        self.jobs.try_send(Job::Commit(Box::new(submission), done)).ok();
    }

    /// Loads what a command has to see.
    pub async fn load(&self, needs: Vec<Need>) -> Result<Snapshot, ReadError> {
        self.read(move |connection| load::load(connection, &needs)).await
    }

    /// Runs a short query, here and now; on the writer's thread where the database is in memory and has one connection.
    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, ReadError> {
        match &self.readers {
            Some(readers) => readers.query(query),
            None => self.read_on_writer(query).await,
        }
    }

    /// Runs a query that looks at whole tables, on a thread where nobody waits behind it.
    async fn read_at_length<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, ReadError> {
        let Some(readers) = self.readers.clone() else {
            return self.read_on_writer(query).await;
        };
        let reading = tokio::task::spawn_blocking(move || readers.query(query));
        reading.await.map_err(|_| ReadError::Unavailable)?
    }

    async fn read_on_writer<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, ReadError> {
        let (done, told) = oneshot::channel();
        let job = Box::new(move |connection: &Connection| {
            // Who asked may have gone away.
            done.send(query(connection)).ok();
        });
        self.jobs.try_send(Job::Read(job)).map_err(|_| ReadError::Unavailable)?;
        Ok(told.await.map_err(|_| ReadError::Unavailable)??)
    }

    /// Told of each commit with new events of an account.
    pub fn watch_events(&self, account: AccountId) -> NewsOf {
        self.signals.events.of(account)
    }

    /// Told when a mail was put into the outbox.
    pub fn mail_signal(&self) -> Arc<Notify> {
        Arc::clone(&self.signals.mail)
    }

    /// What was done since it was opened.
    pub fn counts(&self) -> StoreCounts {
        let Commits { commands, commits, .. } = &self.signals.commits;
        StoreCounts {
            commands: commands.get(),
            commits: commits.get(),
        }
    }

    /// Shows what it counts, and how many submissions wait.
    pub fn register_metrics(&self, registry: &mut Registry) {
        self.signals.commits.register(registry);
        let waiting = Gauge::<i64>::default();
        let waiting_now = self.jobs.max_capacity() - self.jobs.capacity();
        waiting.set(i64::try_from(waiting_now).unwrap_or(i64::MAX));
        registry.register("store_queue", "What waits for the writer", waiting);
    }

    /// The size of the log beside the database; nothing where there is none.
    pub fn wal_bytes(&self) -> Option<u64> {
        let log = beside(self.file.as_ref()?, "-wal");
        std::fs::metadata(log).ok().map(|log| log.len())
    }

    /// Removes the snapshots of migrations that were made before a time (rule 8.4). One that cannot be removed is tried
    /// again the next time.
    pub fn remove_snapshots(&self, before: Timestamp) {
        let Some(file) = &self.file else { return };
        let micros = u64::try_from(before.as_micros()).unwrap_or_default();
        match schema::remove_snapshots(file, SystemTime::UNIX_EPOCH + Duration::from_micros(micros)) {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "snapshots from before a migration were removed"),
            Err(error) => tracing::warn!(%error, "a snapshot from before a migration could not be removed"),
        }
    }

    /// Every violated invariant, in words (rule 8.6).
    pub async fn check(&self) -> Result<Vec<String>, ReadError> {
        self.read_at_length(check::violations).await
    }

    /// Finishes what waits, writes the log back into the file and releases it.
    pub async fn close(&self) {
        let (done, told) = oneshot::channel();
        if self.jobs.send(Job::Close(done)).await.is_ok() {
            told.await.ok();
        }
    }

    /// How the outbox stands.
    pub async fn outbox_counts(&self) -> Result<OutboxCounts, ReadError> {
        self.read_at_length(outbox::counts).await
    }

    /// What the outbox delivered, the latest first.
    pub async fn delivered_mails(&self) -> Result<Vec<OutgoingMail>, ReadError> {
        self.read(outbox::delivered).await
    }
}
