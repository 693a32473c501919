//! How mail leaves.

use contract::Secret;
use std::path::PathBuf;

/// How mail leaves.
#[derive(Clone, Debug)]
pub enum MailDelivery {
    /// As one `.eml` file for each mail in this folder, from which another program sends them.
    Folder(MailFolder),
    /// To this mail server.
    Smtp(Box<SmtpServer>),
    /// Not at all: it stays in the gallery's own mailbox ([`crate::Service::mails`]).
    Memory,
}

impl MailDelivery {
    /// To this folder, from the gallery's own address.
    #[must_use]
    pub fn folder(path: PathBuf) -> Self {
        let (from, reply_to) = (None, None);
        Self::Folder(MailFolder { path, from, reply_to })
    }
}

/// A folder from which another program sends mails, and who the gallery is in them.
#[derive(Clone, Debug)]
pub struct MailFolder {
    /// Where it is.
    pub path: PathBuf,
    /// The address that mails come from, where it is not `noreply` at the gallery's own host.
    pub from: Option<String>,
    /// Where answers to them go: the operator's own address, where somebody reads it.
    pub reply_to: Option<String>,
}

/// A mail server, and who the gallery is there.
#[derive(Clone, Debug)]
pub struct SmtpServer {
    /// Its host name, which its certificate must be for.
    pub host: String,
    /// Its port: usually 465 with TLS, 587 with STARTTLS.
    pub port: u16,
    /// How the connection is secured.
    pub security: SmtpSecurity,
    /// Certificates, as PEM, of authorities that may vouch for it, beside those that this computer trusts.
    pub authorities: Option<String>,
    /// User name and password, where it asks for them.
    pub credentials: Option<(String, Secret)>,
    /// The address that mails come from.
    pub from: String,
    /// Where answers to them go: the operator's own address, where somebody reads it.
    pub reply_to: Option<String>,
}

/// How the connection to a mail server is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte (RFC 8314 3.3).
    Tls,
    /// TLS after STARTTLS, which the server must offer (RFC 3207).
    StartTls,
    /// Not at all: only for a server on this computer.
    None,
}
