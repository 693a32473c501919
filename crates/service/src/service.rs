//! The service as a library.

mod chores;
pub(crate) mod clock_watch;
mod seeding;
mod serving;

pub use seeding::{SeedAccount, SeedError, SeedLogin};

use crate::operator::OperatorCommand;
use crate::{
    configuration::{Configuration, ConfigurationError, Database},
    gallery::{Gallery, unreadable},
    http,
    outbox::{self, OutgoingMail},
    owner::{self, NotTheOwner},
    store::{OpenStoreError, OutboxCounts, ReadError, Store, StoreCounts},
    tls::{Tls, TlsError},
};
use accounts::{
    operator_list::{ListText, OperatorList},
    seed::{self, Parts},
    username::RenameRequest,
};
use ambient::{Clock, Random};
use contract::{Problem, account::Account};
use std::sync::Arc;
use tokio::task::JoinHandle;

/// A gallery's account service.
#[derive(Debug)]
pub struct Service {
    gallery: Arc<Gallery>,
    tasks: Vec<JoinHandle<()>>,
    tls: Option<Arc<Tls>>,
}

/// Why a service cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The configuration cannot be used.
    #[error("the configuration cannot be used: {0}")]
    Configuration(ConfigurationError),
    /// Files of the database belong to another user, whom those that are made now would lock out.
    #[error(transparent)]
    Owner(#[from] NotTheOwner),
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] OpenStoreError),
    /// The client for the identity provider cannot be set up.
    #[error("no HTTP client can be set up")]
    HttpClient(#[from] reqwest::Error),
    /// The mail server's name cannot be used for TLS.
    #[error("the mail server cannot be used")]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// A folder cannot be made, or a thread not be started.
    #[error("the service cannot be set up: {0}")]
    Io(#[from] std::io::Error),
    /// The certificate cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The database cannot be read.
    #[error("the database cannot be read: {0}")]
    Read(#[from] ReadError),
}

impl Service {
    /// Opens the database and starts the service's own tasks. Serves nobody yet.
    ///
    /// # Errors
    /// The configuration or the database cannot be used; another service may have it open.
    pub async fn open(
        configuration: Configuration,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Self, OpenError> {
        configuration.check().map_err(OpenError::Configuration)?;
        if let Database::File(path) = &configuration.database {
            owner::must_own(path)?;
        }
        outbox::prepare(&configuration.mail)?;
        let database = configuration.database.clone();
        let store = tokio::task::spawn_blocking(move || Store::open(&database))
            .await
            .map_err(std::io::Error::other)??;
        let tls = configuration
            .serving
            .tls
            .clone()
            .map(Tls::load)
            .transpose()?
            .map(Arc::new);
        let mut gallery = Gallery::new(configuration, clock, random, store)?;
        gallery.remember().await?;
        gallery.watch_clock().await;
        gallery.remember_provider().await?;
        gallery.look_at_issuers().await?;
        for doubt in gallery.configuration.doubts() {
            tracing::warn!("{doubt}");
        }
        let gallery = Arc::new(gallery);
        let tasks = vec![
            tokio::spawn(outbox::run(Arc::clone(&gallery))),
            tokio::spawn(chores::run_housekeeping(Arc::clone(&gallery))),
            tokio::spawn(chores::keep_limits(Arc::clone(&gallery))),
        ];
        let mut service = Self { gallery, tasks, tls };
        service.serve_operator()?;
        Ok(service)
    }

    /// The HTTP API. Serve it with [`std::net::SocketAddr`] as connect info, or all callers count as one.
    pub fn router(&self) -> axum::Router {
        http::router(Arc::clone(&self.gallery))
    }

    /// Puts accounts into an empty gallery, through the same rules and store as all others.
    ///
    /// # Errors
    /// The gallery is not empty, or an account breaks a rule.
    pub async fn seed(&self, accounts: &[SeedAccount]) -> Result<(), SeedError> {
        self.seed_with(accounts, Parts::default()).await
    }

    /// Puts accounts into an empty gallery, with what hangs on them.
    ///
    /// # Errors
    /// As [`Service::seed`]; also where a part names an account that is not among them.
    pub async fn seed_with(&self, accounts: &[SeedAccount], parts: Parts) -> Result<(), SeedError> {
        let issuer = self.gallery.configuration.login_issuer.as_ref();
        let accounts = accounts
            .iter()
            .map(|account| seeding::seeded(account, issuer))
            .collect::<Result<_, _>>()?;
        if self
            .gallery
            .run_seed(&seed::Seed { accounts, parts })
            .await
            .map_err(SeedError::Refused)?
        {
            return Ok(());
        }
        Err(SeedError::NotEmpty)
    }

    /// Puts a text on one of the operator's lists, or takes it off (rule 10.27).
    ///
    /// # Errors
    /// The refusal, or that the store is busy.
    pub async fn put_on_list(&self, list: OperatorList, text: &str, on: bool) -> Result<(), Problem> {
        let text = text.to_owned();
        self.gallery.run(&ListText { list, text, on }).await
    }

    /// What the outbox delivered, newest first: the practice mailbox. With [`crate::MailDelivery::Folder`] the texts
    /// are gone once delivered, so they are empty here.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn mails(&self) -> Result<Vec<OutgoingMail>, Problem> {
        // Whoever looks after an answer must find the mail that it promised.
        outbox::deliver_due(&self.gallery).await;
        let mails = self.gallery.store.delivered_mails().await;
        mails.map_err(unreadable)
    }

    /// What became of the mails that are still known: the outbox keeps delivered ones for 30 days.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn outbox_counts(&self) -> Result<OutboxCounts, Problem> {
        let counts = self.gallery.store.outbox_counts().await;
        counts.map_err(unreadable)
    }

    /// Does at once what the service otherwise does by itself every ten minutes: what has become due, and what has run
    /// out.
    pub async fn run_housekeeping(&self) {
        self.gallery.run_housekeeping().await;
    }

    /// Gives an account another username, as the operator.
    ///
    /// # Errors
    /// `AccountUnknown`, the refusals for usernames, `DeletionPending`.
    pub async fn rename(&self, from: &str, to: &str) -> Result<Account, Problem> {
        self.gallery.rename(from, to).await
    }

    /// Refuses the request of an account for another username, with words that its owner reads.
    ///
    /// # Errors
    /// `AccountUnknown`; `NotFound` where it asked for none.
    pub async fn refuse_rename(&self, username: &str, reason: &str) -> Result<(), Problem> {
        self.gallery.refuse_rename(username, reason).await
    }

    /// Does what the operator asks for, and answers with a sentence about what was done.
    ///
    /// # Errors
    /// The refusal, or that the store is busy.
    pub async fn operate(&self, command: &OperatorCommand) -> Result<String, Problem> {
        self.gallery.operate(command).await
    }

    /// The requests for another username, the oldest first: the present name, and what was asked for.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn rename_requests(&self) -> Result<Vec<(String, RenameRequest)>, Problem> {
        let requests = self.gallery.store.rename_requests().await;
        requests.map_err(unreadable)
    }

    /// Every violated invariant of the database, in words; empty where all is well.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn check(&self) -> Result<Vec<String>, Problem> {
        self.gallery.store.check().await.map_err(unreadable)
    }

    /// How many commands were committed, in how many transactions.
    #[must_use]
    pub fn store_counts(&self) -> StoreCounts {
        self.gallery.store.counts()
    }

    /// Ends event streams, delivers what is due, and releases the database.
    pub async fn close(mut self) {
        self.gallery.stop();
        for task in std::mem::take(&mut self.tasks) {
            task.await.ok();
        }
        self.gallery.store.close().await;
    }
}

impl Drop for Service {
    /// Lets the tasks end, and with them the store, once no router is left.
    fn drop(&mut self) {
        self.gallery.stop();
    }
}
