//! Commands in, committed answers out.

mod callers;
mod deletions;
mod due;
mod expired;
mod identity;
mod login_changes;
mod names;
mod run;
#[cfg(test)]
pub(crate) mod tests;

pub use run::{Idempotent, Outcome, Replay};

use crate::{
    configuration::Configuration,
    metrics::Metrics,
    outbox::{Patience, Smtp},
    pace::Pace,
    password::Hashing,
    rate::{BUCKETS_IN_ALL, Limits, Streams},
    service::{OpenError, clock_watch::SharedWatch},
    store::{Chore, ReadError, Store},
};
use accounts::{Need, Snapshot, digest::Hash};
use ambient::{Clock, Random};
use contract::{Code, Problem, Timestamp};
use identity::IdentityProvider;
pub use identity::NotIdentified;
use std::sync::Arc;
use tokio::sync::{Mutex, watch};

/// Everything that a request needs.
pub struct Gallery {
    /// What the operator decided.
    pub configuration: Configuration,
    /// Its origin as text.
    pub origin: String,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Whether that time is to be believed.
    clock_watch: SharedWatch,
    /// Randomness.
    random: Arc<dyn Random>,
    /// The store.
    pub store: Store,
    /// What is counted and measured.
    pub metrics: Metrics,
    /// Limits on how often one may ask.
    pub limits: Limits,
    /// Which event streams are open.
    pub streams: Arc<Streams>,
    /// Held by who sends mail: two at once would write the same file.
    pub sending: Mutex<()>,
    /// The way to the mail server, where one is configured.
    pub smtp: Smtp,
    /// How long sending may take.
    pub patience: Patience,
    /// What answers wait for that must not tell by their time whether there is such an account, and streams that are silent.
    pub pace: Pace,
    /// Who compares and hashes passwords.
    pub passwords: Hashing,
    /// Who verifies ID tokens.
    pub identity: IdentityProvider,
    /// Makes the hashes of network addresses and accounts worth nothing outside this gallery (rule 7.5).
    caller_salt: Hash,
    stopping: watch::Sender<bool>,
}

impl std::fmt::Debug for Gallery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gallery")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

impl Gallery {
    /// A gallery over an open store.
    ///
    /// # Errors
    /// The HTTP client for the identity provider, or the way to the mail server, cannot be set up.
    pub fn new(
        configuration: Configuration,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        store: Store,
    ) -> Result<Self, OpenError> {
        let identity = IdentityProvider::new(&configuration, Arc::clone(&clock))?;
        let metrics = Metrics::default();
        let passwords = Hashing::start(Arc::clone(&random), metrics.slot_waits())?;
        let mut caller_salt = [0; 32];
        random.fill(&mut caller_salt);
        Ok(Self {
            origin: configuration.origin(),
            smtp: Smtp::new(&configuration.mail)?,
            patience: Patience::default(),
            configuration,
            clock_watch: SharedWatch::new(None, clock.now()),
            clock,
            random,
            store,
            metrics,
            limits: Limits::default(),
            streams: Arc::default(),
            sending: Mutex::default(),
            pace: Pace::default(),
            passwords,
            identity,
            caller_salt,
            stopping: watch::channel(false).0,
        })
    }

    /// Takes up what the database keeps for the service: its salt, made now where there is none, and the buckets.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn remember(&mut self) -> Result<(), ReadError> {
        self.caller_salt = self.store.secret("caller", self.caller_salt).await?;
        self.limits
            .restore(&self.store.buckets(self.now(), BUCKETS_IN_ALL).await?);
        Ok(())
    }

    /// Takes up what the operator's self-check has seen of the provider (rule 16.10).
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn remember_provider(&self) -> Result<(), ReadError> {
        let client = self.provider_client();
        let found = self.store.load(vec![Need::Provider(client.clone())]).await?;
        if let Some(seen) = found.provider(&client) {
            self.identity.take_up(seen);
        }
        if self.configuration.two_factor().offered && !self.two_factor().offered {
            tracing::warn!("two-factor is off until the self-check has seen the provider answer for a second factor");
        }
        Ok(())
    }

    /// Has the database keep the buckets that have changed.
    pub async fn keep_limits(&self) {
        let rows = self.limits.changes();
        if !rows.is_empty() && !self.store.run_chore(Chore::Keep(rows.clone(), self.now())).await {
            self.limits.not_kept(&rows);
        }
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Compares the clock, from now on, with the newest time that is stored. For before anything is done by it.
    pub async fn watch_clock(&mut self) {
        let newest = self.store.newest_time().await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the newest time that is stored could not be read");
            None
        });
        self.clock_watch = SharedWatch::new(newest, self.now());
    }

    /// Whether the clock is to be believed where something cannot be taken back (rule 8.14).
    pub fn believes_clock(&self) -> bool {
        self.clock_watch.believes(self.now())
    }

    /// Becomes true when the service is told to stop.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    /// Tells streams and tasks to end.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Seconds since the provider's keys were fetched; nothing where they were not yet.
    pub fn seconds_since_keys(&self) -> Option<i64> {
        let fetched = self.identity.keys_fetched_at(&self.configuration.authority)?;
        Some(self.now().secs_since(fetched).max(0))
    }

    /// The rows that were asked for.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn load(&self, needs: Vec<Need>) -> Result<Snapshot, Problem> {
        self.store.load(needs).await.map_err(unreadable)
    }
}

/// The store could not be read: busy, never "not signed in".
pub fn unreadable(error: ReadError) -> Problem {
    if let ReadError::Failed(cause) = error {
        tracing::error!(error = %cause, "the database could not be read");
    }
    busy("the database cannot be read")
}

/// The gallery cannot do it now.
pub fn busy(detail: &str) -> Problem {
    let mut problem = Problem::new(Code::GalleryBusy, detail);
    problem.retry_after = Some(5);
    problem
}
