//! The service as a library.

use crate::{
    configuration::{Configuration, ConfigurationError},
    gallery::Gallery,
    http,
    outbox::{self, OutgoingMail},
    password::HashingCounts,
    store::{OpenStoreError, Store, StoreCounts},
};
use accounts::{
    account::PasswordHash,
    login::IdentityKey,
    operator_list::{ListText, OperatorList},
    seed,
};
use ambient::{Clock, Random};
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use contract::{Problem, Timestamp, account::AccountKind, identity::Identity};
use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::JoinHandle};

/// How often what has run out is removed.
const HOUSEKEEPING: Duration = Duration::from_secs(600);

/// A gallery's account service.
#[derive(Debug)]
pub struct Service {
    gallery: Arc<Gallery>,
    tasks: Vec<JoinHandle<()>>,
}

/// Why a service cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The configuration cannot be used.
    #[error("the configuration cannot be used: {0}")]
    Configuration(#[from] ConfigurationError),
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
    #[error("the service cannot be set up")]
    Io(#[from] std::io::Error),
}

/// An account to start a practice gallery with.
#[derive(Clone, Debug)]
pub struct SeedAccount {
    /// Its username.
    pub username: String,
    /// Individual or organization.
    pub kind: AccountKind,
    /// Its confirmed contact e-mail.
    pub confirmed_email: Option<String>,
    /// The identity that signs in to it. Needs [`Configuration::login_issuer`].
    pub login: Option<SeedLogin>,
    /// The hash of its password: the gallery's version 3, or argon2id as a PHC string.
    pub password_hash: Option<String>,
    /// Whether two-factor is on.
    pub two_factor: bool,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// The identity that signs in to a [`SeedAccount`].
#[derive(Clone, Debug)]
pub struct SeedLogin {
    /// The tenant (`tid`), empty where the issuer names none.
    pub tenant: String,
    /// The subject there: `oid`, or else `sub`.
    pub subject: String,
    /// Who it is, for display.
    pub identity: Identity,
}

/// Why a gallery was not seeded. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// It has accounts already.
    #[error("the gallery has accounts already")]
    NotEmpty,
    /// A login was given, but the configuration names no issuer for logins.
    #[error("a login can only be seeded where login_issuer is configured")]
    NoLoginIssuer,
    /// An account breaks a rule, or the store failed.
    #[error("refused: {0}")]
    Refused(Problem),
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
        configuration.check()?;
        outbox::prepare(&configuration.mail)?;
        let database = configuration.database.clone();
        let store = tokio::task::spawn_blocking(move || Store::open(&database))
            .await
            .map_err(std::io::Error::other)??;
        let gallery = Arc::new(Gallery::new(configuration, clock, random, store)?);
        let tasks = vec![
            tokio::spawn(outbox::run(Arc::clone(&gallery))),
            tokio::spawn(keep_house(Arc::clone(&gallery))),
        ];
        Ok(Self { gallery, tasks })
    }

    /// The HTTP API, without the page's host. Serve it with [`SocketAddr`] as connect info, or all callers count as one.
    pub fn router(&self) -> axum::Router {
        http::router(Arc::clone(&self.gallery))
    }

    /// Serves until `stop` resolves, then lets requests finish for the configured grace, and closes.
    ///
    /// # Errors
    /// The listener failed.
    pub async fn serve(self, listener: TcpListener, stop: impl Future<Output = ()>) -> std::io::Result<()> {
        let (gallery, grace) = (Arc::clone(&self.gallery), self.gallery.configuration.shut_down_grace);
        let app: IntoMakeServiceWithConnectInfo<_, SocketAddr> = self.router().into_make_service_with_connect_info();
        let stopped = {
            let mut stopping = self.gallery.stopping();
            async move {
                stopping.wait_for(|stopping| *stopping).await.ok();
            }
        };
        let server = axum::serve(listener, app).with_graceful_shutdown(stopped).into_future();
        tokio::pin!(server);
        let result = tokio::select! {
            result = &mut server => result,
            () = stop => {
                gallery.stop();
                tokio::time::timeout(grace, server).await.unwrap_or(Ok(()))
            }
        };
        self.close().await;
        result
    }

    /// Puts accounts into an empty gallery, through the same rules and store as all others.
    ///
    /// # Errors
    /// The gallery is not empty, or an account breaks a rule.
    pub async fn seed(&self, accounts: &[SeedAccount]) -> Result<(), SeedError> {
        let issuer = self.gallery.configuration.login_issuer.as_ref();
        let accounts = accounts
            .iter()
            .map(|account| seeded(account, issuer))
            .collect::<Result<_, _>>()?;
        if self
            .gallery
            .run_seed(&seed::Seed { accounts })
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

    /// What the outbox delivered, newest first: the practice mailbox. With [`crate::MailDelivery::Folder`] the texts are
    /// gone once delivered, so they are empty here.
    pub async fn mails(&self) -> Vec<OutgoingMail> {
        // Whoever looks after an answer must find the mail that it promised.
        outbox::deliver_due(&self.gallery).await;
        self.gallery.store.delivered_mails().await.unwrap_or_default()
    }

    /// Every violated invariant of the database, in words; empty where all is well.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn check(&self) -> Result<Vec<String>, Problem> {
        self.gallery
            .store
            .check()
            .await
            .map_err(|error| self.gallery.unreadable(&error))
    }

    /// How many commands were committed, in how many transactions.
    #[must_use]
    pub fn store_counts(&self) -> StoreCounts {
        self.gallery.store.counts()
    }

    /// How the one thread that compares passwords stands.
    #[must_use]
    pub fn hashing_counts(&self) -> HashingCounts {
        self.gallery.passwords.counts()
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

fn seeded(account: &SeedAccount, issuer: Option<&String>) -> Result<seed::SeedAccount, SeedError> {
    let login = match &account.login {
        None => None,
        Some(login) => {
            let issuer = issuer.ok_or(SeedError::NoLoginIssuer)?.clone();
            let key = IdentityKey {
                issuer,
                tenant: login.tenant.clone(),
                subject: login.subject.clone(),
            };
            Some((key, login.identity.clone()))
        }
    };
    Ok(seed::SeedAccount {
        username: account.username.clone(),
        kind: account.kind,
        confirmed_email: account.confirmed_email.clone(),
        login,
        password: account.password_hash.clone().map(PasswordHash::new),
        two_factor: account.two_factor,
        opened_at: account.opened_at,
    })
}

async fn keep_house(gallery: Arc<Gallery>) {
    let mut stopping = gallery.stopping();
    loop {
        gallery.remove_expired().await;
        tokio::select! {
            () = tokio::time::sleep(HOUSEKEEPING) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}
