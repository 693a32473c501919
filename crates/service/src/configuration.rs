//! What an operator decides.

mod check;
mod mail;
mod network;
mod serving;

pub use check::ConfigurationError;
pub use mail::{MailDelivery, MailFolder, SmtpSecurity, SmtpServer};
pub use network::{Network, NotANetwork};
pub use serving::{ProxyHeader, Serving, TlsFiles};

use accounts::{digest::Hash, key::KeyPolicy};
use contract::gallery::{Authority, Feature};
use std::{path::PathBuf, time::Duration};
use url::{Host, Url};

/// A gallery's configuration.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// The name that people know it by.
    pub name: String,
    /// Its own origin, as apps dial it; part of every nonce (rule 2.1).
    pub public_url: Url,
    /// Where it keeps its accounts.
    pub database: Database,
    /// The OpenID provider's base address.
    pub authority: Url,
    /// The client id under which the app is registered there.
    pub client_id: String,
    /// The scopes to ask for, in order.
    pub scopes: Vec<String>,
    /// Logins are stored under this name instead of the token's issuer, for a provider whose address changes.
    pub login_issuer: Option<String>,
    /// What it can do.
    pub features: Vec<Feature>,
    /// How mail leaves.
    pub mail: MailDelivery,
    /// The SHA-256 hashes of the secrets by which package feeds are known; with none there is no feed (rule 13.28).
    pub feed_secrets: Vec<Hash>,
    /// How long API keys live (rule 13.20).
    pub keys: KeyPolicy,
    /// How long requests may go on after it was told to stop.
    pub shut_down_grace: Duration,
    /// How it meets the network.
    pub serving: Serving,
    /// How long the deletion of an account waits, so that its owner can cancel it; zero for not at all.
    pub deletion_grace: Duration,
    /// What is done where the provider does not say when a person signed in (rule 2.11).
    pub missing_sign_in_time: MissingSignInTime,
    /// Whether the provider is known to answer for a second factor, so that nobody has to see it first (rule 16.10): only
    /// for one that comes with the program.
    pub second_factor_seen: bool,
}

/// What is done where the provider does not say when a person signed in, for an act that needs to know (rule 2.11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingSignInTime {
    /// A code is mailed to the contact e-mail, and asked for.
    #[default]
    MailedCode,
    /// It is refused.
    Strict,
}

/// Where accounts are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// In this SQLite file.
    File(PathBuf),
    /// In memory, until the service is closed.
    Memory,
}

impl Configuration {
    /// The address that mails come from: the configured one, or `noreply` at the gallery's own host.
    #[must_use]
    pub fn mail_sender(&self) -> String {
        self.mail_from().map_or_else(
            || {
                let host = self.public_url.host_str().unwrap_or("localhost");
                format!("noreply@{}", host.trim_matches(['[', ']']).replace(':', "."))
            },
            str::to_owned,
        )
    }

    fn mail_from(&self) -> Option<&str> {
        match &self.mail {
            MailDelivery::Smtp(server) => Some(&server.from),
            MailDelivery::Folder(folder) => folder.from.as_deref(),
            MailDelivery::Memory => None,
        }
    }

    /// Where answers to mails go, where the operator said so.
    #[must_use]
    pub fn mail_reply_to(&self) -> Option<&str> {
        match &self.mail {
            MailDelivery::Smtp(server) => server.reply_to.as_deref(),
            MailDelivery::Folder(folder) => folder.reply_to.as_deref(),
            MailDelivery::Memory => None,
        }
    }

    /// The operator's address: where answers to mails go.
    #[must_use]
    pub fn mail_answers(&self) -> String {
        let named = self.mail_reply_to().map(str::to_owned);
        named.unwrap_or_else(|| self.mail_sender())
    }

    /// The gallery's origin as text, without a trailing slash (RFC 6454 6.2).
    #[must_use]
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// Whether it is only meant to be reached from this computer.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match self.public_url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        }
    }

    /// The grace period of deletions in seconds.
    #[must_use]
    pub fn deletion_grace_seconds(&self) -> i64 {
        i64::try_from(self.deletion_grace.as_secs()).unwrap_or(i64::MAX)
    }

    /// Whether it takes new accounts.
    #[must_use]
    pub fn registration_open(&self) -> bool {
        self.features.contains(&Feature::Registration)
    }

    /// What it can do, as apps are told.
    #[must_use]
    pub fn announced_features(&self) -> Vec<Feature> {
        let feed = (!self.feed_secrets.is_empty()).then_some(Feature::Feed);
        self.features.iter().copied().chain(feed).collect()
    }

    /// What it asks of second factors (rules 9.26 and 9.30).
    #[must_use]
    pub fn two_factor(&self) -> accounts::two_factor::Policy {
        accounts::two_factor::Policy {
            offered: self.features.contains(&Feature::TwoFactor),
            enforced: self.features.contains(&Feature::TwoFactorEnforced),
        }
    }

    /// Where people sign in, as the app is told.
    #[must_use]
    pub fn authority_description(&self) -> Authority {
        let url = self.authority.as_str().trim_end_matches('/').to_owned();
        Authority {
            url,
            client_id: self.client_id.clone(),
            scopes: self.scopes.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
