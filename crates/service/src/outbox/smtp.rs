//! Sending by SMTP (RFC 5321), over TLS unless the server is on this computer.

use super::{OutgoingMail, Undelivered, letter};
use crate::configuration::{Configuration, MailDelivery, SmtpSecurity, SmtpServer};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use std::time::Duration;

/// How long one step of a conversation with the server may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The way to the mail server, if one is configured.
#[derive(Debug, Default)]
pub struct Smtp(Option<AsyncSmtpTransport<Tokio1Executor>>);

impl Smtp {
    /// Prepares to send as configured. Connects to nobody yet.
    ///
    /// # Errors
    /// The server's name cannot be used for TLS, or the certificates of its authorities cannot be read.
    pub fn new(delivery: &MailDelivery) -> Result<Self, lettre::transport::smtp::Error> {
        match delivery {
            MailDelivery::Smtp(server) => transport(server).map(Some).map(Self),
            MailDelivery::Folder(_) | MailDelivery::Memory => Ok(Self(None)),
        }
    }

    /// Sends one mail. It may arrive twice where the connection broke in between; its message id tells.
    ///
    /// # Errors
    /// For good where the server refuses it with a permanent code, for now otherwise.
    pub async fn send(&self, configuration: &Configuration, mail: &OutgoingMail) -> Result<(), Undelivered> {
        let message = letter::message(configuration, mail).map_err(Undelivered::for_good)?;
        let transport = self.0.as_ref();
        let transport = transport.ok_or_else(|| Undelivered::for_now("no mail server is configured"))?;
        match transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => Err(judged(&error)),
        }
    }
}

/// What a server says may quote the recipient, so only its code is told.
fn judged(error: &lettre::transport::smtp::Error) -> Undelivered {
    let cause = match (error.status(), error.is_timeout(), error.is_tls()) {
        (Some(code), _, _) => format!("the mail server answered {code}"),
        (None, true, _) => "the mail server did not answer in time".to_owned(),
        (None, _, true) => "no secure connection to the mail server could be made".to_owned(),
        _ => "the mail server could not be reached".to_owned(),
    };
    // Authentication that fails is the operator's to mend, whatever the code says.
    let refused = error.is_permanent()
        && !matches!(
            error.status().map(|code| code.to_string()).as_deref(),
            Some("530" | "534" | "535" | "538")
        );
    if refused {
        Undelivered::for_good(cause)
    } else {
        Undelivered::for_now(cause)
    }
}

/// Whom the server's certificate must be for and by.
fn parameters(server: &SmtpServer) -> Result<TlsParameters, lettre::transport::smtp::Error> {
    let mut builder = TlsParameters::builder(server.host.clone());
    if let Some(authorities) = &server.authorities {
        builder = builder.add_root_certificate(Certificate::from_pem(authorities.as_bytes())?);
    }
    builder.build()
}

fn transport(server: &SmtpServer) -> Result<AsyncSmtpTransport<Tokio1Executor>, lettre::transport::smtp::Error> {
    let tls = match server.security {
        SmtpSecurity::Tls => Tls::Wrapper(parameters(server)?),
        SmtpSecurity::StartTls => Tls::Required(parameters(server)?),
        SmtpSecurity::None => Tls::None,
    };
    let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
        .port(server.port)
        .timeout(Some(PATIENCE))
        .tls(tls);
    let builder = match &server.credentials {
        None => builder,
        Some((username, password)) => {
            builder.credentials(Credentials::new(username.clone(), password.expose().to_owned()))
        }
    };
    Ok(builder.build())
}
