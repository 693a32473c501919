//! What an operator decides.

mod mail;
mod network;
mod serving;

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

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationError {
    /// The public address is more or less than an origin.
    #[error("public_url must be an origin such as https://accounts.example.org, without path, query, user or fragment")]
    NotAnOrigin,
    /// The public address is neither secured by TLS nor on this computer.
    #[error("public_url must begin with https://, unless its host is a loopback address")]
    NotSecure,
    /// Mail would cross the network in the clear.
    #[error("mail may only be sent without TLS to a mail server on this computer")]
    MailNotSecure,
    /// The address that mails come from, or that answers go to, is none.
    #[error("the address that mails come from, or the one that answers go to, is not an e-mail address")]
    MailSender,
    /// A text that people or providers see is empty.
    #[error("{0} must not be empty")]
    Empty(&'static str),
}

impl Configuration {
    /// Whether it can be used.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), ConfigurationError> {
        let url = &self.public_url;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() || url.host().is_none() {
            return Err(ConfigurationError::NotAnOrigin);
        }
        match url.scheme() {
            "https" => {}
            "http" if self.is_loopback() => {}
            _ => return Err(ConfigurationError::NotSecure),
        }
        self.check_mail()?;
        let texts = [("name", &self.name), ("client_id", &self.client_id)];
        match texts.into_iter().find(|(_, text)| text.trim().is_empty()) {
            Some((field, _)) => Err(ConfigurationError::Empty(field)),
            None if self.scopes.is_empty() => Err(ConfigurationError::Empty("scopes")),
            None => Ok(()),
        }
    }

    fn check_mail(&self) -> Result<(), ConfigurationError> {
        if let MailDelivery::Smtp(server) = &self.mail {
            let here = matches!(server.host.as_str(), "localhost" | "127.0.0.1" | "::1");
            if server.security == SmtpSecurity::None && !here {
                return Err(ConfigurationError::MailNotSecure);
            }
        }
        let mut own = self.mail_from().into_iter().chain(self.mail_reply_to());
        if own.any(|address| address.parse::<lettre::Address>().is_err()) {
            return Err(ConfigurationError::MailSender);
        }
        Ok(())
    }

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
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(public_url: &str) -> Configuration {
        Configuration {
            name: "Gallery".to_owned(),
            public_url: public_url.parse().unwrap(),
            database: Database::Memory,
            authority: "https://login.example.org/common/v2.0".parse().unwrap(),
            client_id: "client".to_owned(),
            scopes: vec!["openid".to_owned()],
            login_issuer: None,
            features: Vec::new(),
            mail: MailDelivery::Memory,
            feed_secrets: Vec::new(),
            keys: KeyPolicy::default(),
            shut_down_grace: Duration::from_secs(1),
            serving: Serving::default(),
            deletion_grace: Duration::ZERO,
            missing_sign_in_time: MissingSignInTime::default(),
            second_factor_seen: false,
        }
    }

    #[test]
    fn a_public_address_is_https_or_on_this_computer() {
        for good in [
            "https://a.example",
            "https://a.example:8443/",
            "http://127.0.0.1:4000",
            "http://[::1]:4000",
        ] {
            assert!(at(good).check().is_ok(), "{good}");
        }
        for bad in [
            "http://a.example",
            "ftp://127.0.0.1",
            "https://a.example/x",
            "https://a.example/?q",
            "https://u@a.example",
        ] {
            assert!(at(bad).check().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_origin_has_no_trailing_slash_and_no_default_port() {
        assert_eq!(at("https://A.example:443/").origin(), "https://a.example");
        assert_eq!(at("http://127.0.0.1:4000/").origin(), "http://127.0.0.1:4000");
    }
}
