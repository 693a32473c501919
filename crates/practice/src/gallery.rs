//! The practice gallery: the account service and the practice sign-in, both on loopback, with the documentation's cast.
//!
//! It runs the same code as a company's server. What differs is configuration: addresses, the feature `practice`, and a
//! mailbox in place of a mail server. Its ports are remembered, so that pages in the browser outlive a restart of the app.

mod clock;
mod ports;
mod seed;

pub use clock::PracticeClock;
pub use seed::{OLD_ACCOUNT, OLD_PASSWORD, accounts, parts};

use crate::sign_in::{SignIn, SignInSettings};
use ambient::{Clock, OsRandom, Random, random_secret};
use anyhow::Context;
use contract::{desktop::view::Mail, gallery::Feature};
use ports::Ports;
use service::{Configuration, Database, KeyPolicy, MailDelivery, MissingSignInTime, SeedError, Service, Serving};
use std::{fs, path::Path, sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::JoinHandle};
use url::Url;

/// The name under which logins are stored, in place of an issuer whose port may change.
const LOGIN_ISSUER: &str = "practice";

/// How long requests may go on after it was told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// How many connections are served at a time. All come from this computer, and a process of it may have open no more than
/// 256 files on some systems.
const CONNECTIONS: usize = 128;

/// A running practice gallery.
pub struct PracticeGallery {
    origin: Url,
    service: Service,
    sign_in: SignIn,
    serving: JoinHandle<()>,
}

impl PracticeGallery {
    /// Starts it with its state in this folder, on the ports of the last time where they are free.
    ///
    /// # Errors
    /// Where the folder cannot be used or no port can be bound.
    pub async fn start(folder: &Path, clock: Arc<PracticeClock>) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).context("the practice folder cannot be made")?;
        let (clock, random): (Arc<dyn Clock>, Arc<dyn Random>) = (clock, Arc::new(OsRandom));
        let ports = Ports::bind(folder)?;
        let settings = SignInSettings {
            folder: Some(folder.join("sign-in")),
            control_token: random_secret(random.as_ref(), 32),
        };
        let sign_in = SignIn::bind(settings, ports.sign_in, clock.clone(), random.clone()).await?;
        let origin = Url::parse(&format!("http://{}", ports.gallery.local_addr()?))?;
        let service = Service::open(configuration(folder, &origin, &sign_in), clock, random).await?;
        match service.seed_with(&seed::accounts(), seed::parts()).await {
            Ok(()) | Err(SeedError::NotEmpty) => {}
            Err(error) => return Err(error.into()),
        }
        let serving = serve(&service, ports.gallery)?;
        Ok(Self {
            origin,
            service,
            sign_in,
            serving,
        })
    }

    /// The gallery's origin.
    #[must_use]
    pub fn origin(&self) -> Url {
        self.origin.clone()
    }

    /// The mails that it has sent, the latest first.
    pub async fn mails(&self) -> Vec<Mail> {
        // The service logs why its database cannot be read.
        let mails = self.service.mails().await.unwrap_or_default();
        mails
            .into_iter()
            .map(|mail| Mail {
                id: mail.id.to_string(),
                to: mail.to,
                subject: mail.subject,
                text: mail.text,
                at: mail.at,
            })
            .collect()
    }

    /// Does what has become due: the time was let pass.
    pub async fn catch_up(&self) {
        self.service.run_housekeeping().await;
    }

    /// Every invariant of its database that does not hold, in words.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub async fn check(&self) -> anyhow::Result<Vec<String>> {
        Ok(self.service.check().await?)
    }

    /// Stops both, and waits until the database is closed.
    pub async fn stop(self) {
        // Closing the service tells the listener too, which cuts off what is not finished within the grace.
        self.service.close().await;
        self.serving.await.ok();
        self.sign_in.stop().await;
    }

    /// Erases the state of a practice gallery that does not run.
    ///
    /// # Errors
    /// Where the folder cannot be removed.
    pub fn erase(folder: &Path) -> anyhow::Result<()> {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).context("the practice folder cannot be erased")
            }
            _ => Ok(()),
        }
    }
}

/// Serves the gallery beside the caller until the service closes, within the bounds of rule 7.9: any page in the browser
/// can open connections to it, and all of them are files of the app.
fn serve(service: &Service, listener: std::net::TcpListener) -> anyhow::Result<JoinHandle<()>> {
    listener.set_nonblocking(true)?;
    Ok(tokio::spawn(service.listen(TcpListener::from_std(listener)?)))
}

fn configuration(folder: &Path, origin: &Url, sign_in: &SignIn) -> Configuration {
    Configuration {
        name: "Practice gallery".to_owned(),
        public_url: origin.clone(),
        database: Database::File(folder.join("gallery.db")),
        authority: sign_in.authority(),
        client_id: sign_in.client_id().to_owned(),
        scopes: ["openid", "profile", "email"].map(str::to_owned).to_vec(),
        login_issuer: Some(LOGIN_ISSUER.to_owned()),
        features: vec![
            Feature::Practice,
            Feature::Registration,
            Feature::Passwords,
            Feature::TwoFactor,
        ],
        mail: MailDelivery::Memory,
        feed_secrets: Vec::new(),
        keys: KeyPolicy::default(),
        shut_down_grace: GRACE,
        serving: Serving {
            max_connections: CONNECTIONS,
            max_connections_per_address: CONNECTIONS,
            ..Serving::default()
        },
        deletion_grace: Duration::from_secs(7 * 86_400),
        missing_sign_in_time: MissingSignInTime::default(),
        second_factor_seen: true,
    }
}
