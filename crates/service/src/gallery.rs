//! Commands in, committed answers out.

mod deletions;
mod due;
mod identity;
mod login_changes;
mod run;
#[cfg(test)]
pub(crate) mod tests;

pub use run::{Kept, ToKeep, answered_before};

use crate::{
    configuration::Configuration,
    metrics::Metrics,
    outbox::Smtp,
    password::Hashing,
    rate::{BUCKETS_IN_ALL, Limits, Streams, network},
    service::OpenError,
    store::{Chore, Committed, OutboxWrite, ReadError, SignedAccount, Store, Submission},
};
use accounts::{
    Changes, Need, Write,
    answer::KEPT_SECONDS,
    digest::{self, Hash},
    installation::Place,
    session::{Caller, SessionRow, token},
    write::Expired,
};
use ambient::{Clock, Random};
use contract::{Code, Problem, Timestamp};
use identity::IdentityProvider;
pub use identity::NotIdentified;
use std::{net::IpAddr, sync::Arc};
use tokio::sync::{Mutex, watch};

const DAY: i64 = 86_400;

/// For how many days a recovery is kept: longer than the longest wait and the return after it (rule 10.29).
const RECOVERY_DAYS: i64 = 30;

/// Everything that a request needs.
pub struct Gallery {
    /// What the operator decided.
    pub configuration: Configuration,
    /// Its origin as text.
    pub origin: String,
    /// Time.
    pub clock: Arc<dyn Clock>,
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
            configuration,
            clock,
            random,
            store,
            metrics,
            limits: Limits::default(),
            streams: Arc::default(),
            sending: Mutex::default(),
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

    /// Becomes true when the service is told to stop.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    /// Tells streams and tasks to end.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// A network address as it is stored for limits: a hash that means nothing elsewhere. Of IPv6 addresses the
    /// first 64 bits count, as one customer usually has all of the rest.
    pub fn caller_hash(&self, address: Option<IpAddr>) -> Hash {
        let network = address.map(network).unwrap_or_default();
        digest::labelled("nuget-accounts/caller/v1", &[&self.caller_salt, &network])
    }

    /// What an account or a name is counted by: a hash that means nothing elsewhere.
    pub fn limit_key(&self, whose: &[u8]) -> Hash {
        digest::labelled("nuget-accounts/limited/v1", &[&self.caller_salt, whose])
    }

    /// Seconds since the provider's keys were fetched; nothing where they were not yet.
    pub fn seconds_since_keys(&self) -> Option<i64> {
        let fetched = self.identity.keys_fetched_at(&self.configuration.authority)?;
        Some(self.now().secs_since(fetched).max(0))
    }

    /// The caller behind a session token. Notes the use, at most once a minute (rule 3.4).
    ///
    /// # Errors
    /// `SessionRequired`, or the store failed.
    pub async fn authenticate(&self, presented: &str) -> Result<Caller, Problem> {
        let session = self.session(presented).await?;
        Ok(Caller::check(Some(&session), self.now())?)
    }

    /// The live session behind a session token. Notes the use, at most once a minute (rule 3.4).
    ///
    /// # Errors
    /// `SessionRequired`, or the store failed.
    pub async fn session(&self, presented: &str) -> Result<SessionRow, Problem> {
        let session = match token::hash(presented) {
            None => None,
            Some(hash) => self
                .store
                .session_by_token(hash)
                .await
                .map_err(|error| self.unreadable(&error))?,
        };
        self.live(session)
    }

    /// The live session behind a session token, with its account and login, in one look. Notes the use as
    /// [`Gallery::session`] does.
    ///
    /// # Errors
    /// `SessionRequired`, or the store failed.
    pub async fn signed_account(&self, presented: &str) -> Result<SignedAccount, Problem> {
        let found = match token::hash(presented) {
            None => None,
            Some(hash) => self
                .store
                .account_by_token(hash)
                .await
                .map_err(|error| self.unreadable(&error))?,
        };
        let (session, shown) = found.map(|found| (found.session, (found.account, found.login))).unzip();
        let session = self.live(session)?;
        let (account, login) = shown.ok_or(Code::SessionRequired)?;
        Ok(SignedAccount {
            session,
            account,
            login,
        })
    }

    /// The session, if it is live, and then its use is noted.
    fn live(&self, session: Option<SessionRow>) -> Result<SessionRow, Problem> {
        let now = self.now();
        Caller::check(session.as_ref(), now)?;
        let session = session.ok_or(Code::SessionRequired)?;
        if session.is_seen_late(now) {
            self.store.commit_later(seen(&session, now));
        }
        Ok(session)
    }

    /// Removes what has run out (rule 8.7), some at a time, so that others write in between.
    pub async fn remove_expired(&self) {
        let now = self.now();
        while !*self.stopping.borrow() {
            match self.store.commit(expired(now)).await {
                Ok(Committed { more_to_purge: true }) => {}
                Ok(_) => return,
                Err(error) => return tracing::warn!(%error, "what has run out could not be removed"),
            }
        }
    }

    /// The store could not be read: busy, never "not signed in".
    #[allow(clippy::unused_self)]
    pub fn unreadable(&self, error: &ReadError) -> Problem {
        if let ReadError::Failed(cause) = error {
            tracing::error!(error = %cause, "the database could not be read");
        }
        busy("the database cannot be read")
    }
}

/// The gallery cannot do it now.
pub fn busy(detail: &str) -> Problem {
    let mut problem = Problem::new(Code::GalleryBusy, detail);
    problem.retry_after = Some(5);
    problem
}

fn expired(now: Timestamp) -> Submission {
    let purge = |what, days: i64| Write::Purge(what, now.plus_secs(-days * DAY));
    let writes = vec![
        purge(Expired::Proofs, 1),
        Write::Purge(Expired::Answers, now.plus_secs(-KEPT_SECONDS)),
        purge(Expired::Sessions, 60),
        purge(Expired::Events, 90),
        purge(Expired::MailedActs, 1),
        purge(Expired::Recoveries, RECOVERY_DAYS),
        Write::Purge(Expired::AddressChanges, now),
        purge(Expired::FeedChanges, 90),
        Write::Purge(Expired::OwnershipOffers, now),
        Write::Purge(Expired::Invitations, now),
        Write::Purge(Expired::Conversions, now),
        purge(Expired::DecisionCodes, 1),
        purge(Expired::ProofCodes, 1),
        purge(Expired::LoginChanges, 90),
        purge(Expired::Places, 90),
        purge(Expired::RevokedKeys, 90),
    ];
    let outbox = vec![OutboxWrite::Purge {
        before: now.plus_secs(-30 * DAY),
    }];
    let changes = Changes {
        writes,
        ..Changes::default()
    };
    Submission { changes, outbox }
}

fn seen(session: &SessionRow, now: Timestamp) -> Submission {
    let place = Place {
        account: session.account,
        installation_id: session.installation_id.clone(),
        seen_at: now,
    };
    let writes = vec![
        Write::SeeSession {
            session: session.id,
            at: now,
        },
        Write::SeePlace(place),
    ];
    Submission {
        changes: Changes {
            writes,
            ..Changes::default()
        },
        outbox: Vec::new(),
    }
}
