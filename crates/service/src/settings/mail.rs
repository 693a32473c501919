//! The settings about mail: a folder, or a mail server.

use super::Settings;
use anyhow::{Context, bail};
use contract::Secret;
use serde::Deserialize;
use service::{MailDelivery, MailFolder, SmtpSecurity, SmtpServer};
use std::path::Path;

/// How the connection to the mail server is secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// TLS after STARTTLS.
    StartTls,
    /// None.
    None,
}

impl Security {
    fn of_server(self) -> SmtpSecurity {
        match self {
            Self::Tls => SmtpSecurity::Tls,
            Self::StartTls => SmtpSecurity::StartTls,
            Self::None => SmtpSecurity::None,
        }
    }

    /// RFC 8314 3.3, RFC 6409 3.1, RFC 5321 4.5.4.2.
    fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}

/// Where mail goes.
///
/// # Errors
/// Both a folder and a server, or neither; half of a server; a password or certificates that cannot be read.
pub fn delivery(settings: &Settings) -> anyhow::Result<MailDelivery> {
    match (&settings.mail_folder, &settings.smtp_host) {
        (Some(folder), None) => Ok(MailDelivery::Folder(MailFolder {
            path: folder.clone(),
            from: settings.mail_from.clone(),
            reply_to: settings.mail_reply_to.clone(),
        })),
        (None, Some(host)) => server(settings, host),
        _ => bail!("one of the settings `mail_folder` and `smtp_host` says where mail goes"),
    }
}

fn server(settings: &Settings, host: &str) -> anyhow::Result<MailDelivery> {
    let security = settings.smtp_security;
    let credentials = match (&settings.smtp_username, &settings.smtp_password_file) {
        (Some(username), Some(file)) => Some((username.clone(), password(file)?)),
        (None, None) => None,
        _ => bail!("the settings `smtp_username` and `smtp_password_file` go together"),
    };
    let from = settings.mail_from.clone();
    Ok(MailDelivery::Smtp(Box::new(SmtpServer {
        host: host.to_owned(),
        port: settings.smtp_port.unwrap_or_else(|| security.usual_port()),
        security: security.of_server(),
        authorities: authorities(settings)?,
        credentials,
        from: from.context("the setting `mail_from` must be set where mail goes to a mail server")?,
        reply_to: settings.mail_reply_to.clone(),
    })))
}

/// The certificates, which are of no use without TLS.
fn authorities(settings: &Settings) -> anyhow::Result<Option<String>> {
    let Some(file) = &settings.smtp_ca_file else {
        return Ok(None);
    };
    if settings.smtp_security == Security::None {
        bail!("the setting `smtp_ca_file` says nothing where `smtp_security` is `none`");
    }
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    if !text.contains("-----BEGIN CERTIFICATE-----") {
        bail!("{} holds no certificate as PEM", file.display());
    }
    Ok(Some(text))
}

/// The file's first line: editors end files with a line break.
fn password(file: &Path) -> anyhow::Result<Secret> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        bail!("{} holds no password", file.display());
    }
    Ok(Secret::new(line.to_owned()))
}
