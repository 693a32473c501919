//! Sending by SMTP (RFC 5321), over TLS unless the server is on this computer.

mod verdict;

use super::{OutgoingMail, Undelivered, letter};
use crate::configuration::{Configuration, MailDelivery, SmtpSecurity, SmtpServer};
use contract::Secret;
use lettre::{
    Message,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use std::time::Duration;
use verdict::{Step, judged};

/// How long connecting to one of its addresses may take.
const REACHING: Duration = Duration::from_secs(20);

/// How long a server may take to say goodbye: it has the mail by then.
const FAREWELL: Duration = Duration::from_secs(1);

/// The way to the mail server, if one is configured.
#[derive(Debug, Default)]
pub struct Smtp(Option<Route>);

struct Route {
    host: String,
    port: u16,
    way: Way,
    credentials: Option<(String, Secret)>,
}

/// How the connection is secured, and whom the server's certificate must be for and by.
enum Way {
    Tls(TlsParameters),
    StartTls(TlsParameters),
    Plain,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Route")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// What went wrong, and at which step.
type Failed = (Step, Error);

impl Smtp {
    /// Prepares to send as configured. Connects to nobody yet.
    ///
    /// # Errors
    /// The server's name cannot be used for TLS, or the certificates of its authorities cannot be read.
    pub fn new(delivery: &MailDelivery) -> Result<Self, Error> {
        match delivery {
            MailDelivery::Smtp(server) => Route::new(server).map(Some).map(Self),
            MailDelivery::Folder(_) | MailDelivery::Memory => Ok(Self(None)),
        }
    }

    /// Sends one mail, on a connection of its own, for at most so long: each single answer of a server is waited for
    /// without end otherwise. The mail may arrive twice where the connection broke in between; its message id tells.
    ///
    /// # Errors
    /// For good where the server refuses the recipient, or no message can be made; for now otherwise.
    pub async fn send(
        &self,
        configuration: &Configuration,
        mail: &OutgoingMail,
        patience: Duration,
    ) -> Result<(), Undelivered> {
        let message = letter::message(configuration, mail).map_err(Undelivered::for_good)?;
        let route = self.0.as_ref();
        let route = route.ok_or_else(|| Undelivered::for_now("no mail server is configured"))?;
        let sent = tokio::time::timeout(patience, route.send(&message)).await;
        let sent = sent.map_err(|_| Undelivered::for_now("the mail server did not answer in time"))?;
        let mut connection = sent.map_err(|(step, error)| judged(step, &error))?;
        tokio::time::timeout(FAREWELL, connection.abort()).await.ok();
        Ok(())
    }
}

impl Route {
    fn new(server: &SmtpServer) -> Result<Self, Error> {
        Ok(Self {
            host: server.host.clone(),
            port: server.port,
            way: match server.security {
                SmtpSecurity::Tls => Way::Tls(parameters(server)?),
                SmtpSecurity::StartTls => Way::StartTls(parameters(server)?),
                SmtpSecurity::None => Way::Plain,
            },
            credentials: server.credentials.clone(),
        })
    }

    /// The mail is with the server once this is done; the connection is left open.
    async fn send(&self, message: &Message) -> Result<AsyncSmtpConnection, Failed> {
        let at = |step: Step| move |error: Error| (step, error);
        let mut connection = self.connect().await.map_err(at(Step::Connecting))?;
        let envelope = message.envelope();
        let from = Mail::new(envelope.from().cloned(), Vec::new());
        connection.command(from).await.map_err(at(Step::Sender))?;
        for to in envelope.to() {
            let to = Rcpt::new(to.clone(), Vec::new());
            connection.command(to).await.map_err(at(Step::Recipient))?;
        }
        connection.command(Data).await.map_err(at(Step::Words))?;
        let words = message.formatted();
        connection.message(&words).await.map_err(at(Step::Words))?;
        Ok(connection)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let (server, hello) = ((self.host.as_str(), self.port), ClientId::default());
        let at_once = match &self.way {
            Way::Tls(tls) => Some(tls.clone()),
            Way::StartTls(_) | Way::Plain => None,
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, Some(REACHING), &hello, at_once, None).await?;
        if let Way::StartTls(tls) = &self.way {
            connection.starttls(tls.clone(), &hello).await?;
        }
        if let Some((username, password)) = &self.credentials {
            let credentials = Credentials::new(username.clone(), password.expose().to_owned());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        Ok(connection)
    }
}

fn parameters(server: &SmtpServer) -> Result<TlsParameters, Error> {
    let mut builder = TlsParameters::builder(server.host.clone());
    if let Some(authorities) = &server.authorities {
        builder = builder.add_root_certificate(Certificate::from_pem(authorities.as_bytes())?);
    }
    builder.build()
}
