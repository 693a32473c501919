//! The configuration file and the environment.

mod keys;
mod mail;

use accounts::{digest::Hash, feed, key::KeyPolicy};
use anyhow::{Context, bail};
use contract::gallery::Feature;
use serde::Deserialize;
use service::{
    Configuration, Database, MissingSignInTime, Network, ProxyHeader, Serving, TlsFiles, operator::operator_socket,
};
use std::{
    ffi::OsString,
    net::SocketAddr,
    num::{NonZeroU16, NonZeroU32},
    path::{Path, PathBuf},
    time::Duration,
};
use toml::{Table, Value};
use url::Url;

/// What an operator can set. Unknown keys in the file and unknown variables in the environment are refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The gallery's name.
    name: String,
    /// Its origin, as apps dial it.
    public_url: Url,
    /// Where to listen.
    #[serde(default = "listen")]
    pub listen: SocketAddr,
    /// How many connections are served at a time; more wait.
    #[serde(default = "max_connections")]
    max_connections: NonZeroU16,
    /// How many of them one network address may have; a quarter where it is not set.
    max_connections_per_address: Option<NonZeroU16>,
    /// The PEM file with the certificate and those that lead to its root. Without it the service speaks plain HTTP.
    tls_certificate: Option<PathBuf>,
    /// The PEM file with the certificate's key.
    tls_key: Option<PathBuf>,
    /// The proxies whose word about a caller's address is taken.
    #[serde(default)]
    trusted_proxies: Vec<Network>,
    /// The header in which they say it: `x-forwarded-for` or `forwarded`.
    #[serde(default)]
    proxy_header: ProxyHeader,
    /// Where metrics are served.
    metrics_listen: Option<SocketAddr>,
    /// The SQLite file.
    database: PathBuf,
    /// The OpenID provider's base address.
    authority: Url,
    /// The client id under which the app is registered there.
    client_id: String,
    /// The scopes to ask for.
    #[serde(default = "scopes")]
    scopes: Vec<String>,
    /// A fixed name for the issuer of stored logins.
    login_issuer: Option<String>,
    /// What the gallery can do: `registration`, `passwords`, `two_factor`, `two_factor_enforced`.
    #[serde(default = "features")]
    features: Vec<Feature>,
    /// Where mail goes, one `.eml` file each; or else to `smtp_host`.
    mail_folder: Option<PathBuf>,
    /// The address that mails come from.
    mail_from: Option<String>,
    /// The address that answers to mails go to, where somebody reads them.
    mail_reply_to: Option<String>,
    /// The mail server's name.
    smtp_host: Option<String>,
    /// The mail server's port.
    smtp_port: Option<u16>,
    /// `tls`, `starttls`, or `none` for a server on this computer.
    #[serde(default)]
    smtp_security: mail::Security,
    /// A PEM file with certificates of authorities that may vouch for it, beside those that this computer trusts.
    smtp_ca_file: Option<PathBuf>,
    /// The user name there, where it asks for one.
    smtp_username: Option<String>,
    /// The file that holds the password there.
    smtp_password_file: Option<PathBuf>,
    /// The SHA-256 hashes, in hexadecimal, of the secrets by which package feeds are known; with none there is no feed.
    #[serde(default)]
    feed_secret_hashes: Vec<String>,
    /// The longest life of an API key, in days.
    #[serde(default = "key_days_max")]
    key_days_max: NonZeroU32,
    /// The only lives that API keys can have, in days; with none, any up to the longest.
    #[serde(default)]
    key_days_allowed: Vec<u32>,
    /// How many seconds requests may go on after the service was told to stop.
    #[serde(default = "grace")]
    shut_down_grace_seconds: u64,
    /// How many days the deletion of an account waits, so that its owner can cancel it: 0 to 365, 0 for not at all.
    #[serde(default = "deletion_grace")]
    deletion_grace_days: u16,
    /// What is done where the provider does not say when a person signed in: `mailed_code` or `strict`.
    #[serde(default)]
    missing_sign_in_time: MissingSignInTime,
    /// What is logged, as a filter of the crate `tracing-subscriber`.
    #[serde(default = "log")]
    pub log: String,
    /// `text` or `json`.
    #[serde(default)]
    pub log_format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

fn listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8080))
}

fn max_connections() -> NonZeroU16 {
    NonZeroU16::new(4096).unwrap_or(NonZeroU16::MAX)
}

fn scopes() -> Vec<String> {
    ["openid", "profile", "email"].map(str::to_owned).to_vec()
}

fn features() -> Vec<Feature> {
    vec![Feature::Registration, Feature::Passwords]
}

fn key_days_max() -> NonZeroU32 {
    NonZeroU32::new(KeyPolicy::default().max_days).unwrap_or(NonZeroU32::MIN)
}

fn grace() -> u64 {
    10
}

fn deletion_grace() -> u16 {
    7
}

fn log() -> String {
    "info".to_owned()
}

/// What is set cannot be used, as it stands; trying again helps nobody before somebody changes it.
#[derive(Debug, thiserror::Error)]
#[error("{0:#}")]
pub struct Unusable(anyhow::Error);

impl Unusable {
    /// With this reason.
    pub fn because(reason: impl Into<anyhow::Error>) -> Self {
        Self(reason.into())
    }
}

impl Settings {
    /// Reads the file, if one is given, and then the variables of the environment, which win.
    ///
    /// # Errors
    /// What is missing, unknown, empty or not of its form.
    pub fn read(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, Unusable> {
        Self::read_all(file, environment).map_err(Unusable)
    }

    fn read_all(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> anyhow::Result<Self> {
        let mut table = Table::new();
        if let Some(file) = file {
            let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
            table = text
                .parse()
                .with_context(|| format!("{} is not TOML", file.display()))?;
        }
        for (name, text) in environment {
            if let Some((key, value)) = keys::of_variable(&name, text)? {
                table.insert(key.to_owned(), value);
            }
        }
        keys::refuse_empty(&table)?;
        Value::Table(table)
            .try_into()
            .context("the configuration cannot be used")
    }

    /// The SQLite file of this configuration.
    pub fn database(&self) -> &Path {
        &self.database
    }

    /// The same for who sends no mail: the mail server's password and its authorities are neither needed nor read. As a
    /// systemd credential they are there only while the service runs.
    ///
    /// # Errors
    /// As [`Settings::configuration`].
    pub fn configuration_without_sending(mut self) -> Result<Configuration, Unusable> {
        (self.smtp_username, self.smtp_password_file, self.smtp_ca_file) = (None, None, None);
        self.configuration()
    }

    /// The same for the service.
    ///
    /// # Errors
    /// Half a pair of TLS files; a feature that only the app's own practice gallery may have, or that does not exist.
    pub fn configuration(self) -> Result<Configuration, Unusable> {
        self.configured().map_err(Unusable)
    }

    fn configured(self) -> anyhow::Result<Configuration> {
        if self
            .features
            .iter()
            .any(|feature| matches!(feature, Feature::Practice | Feature::Feed | Feature::Unknown))
        {
            bail!(
                "the setting `features` takes only `registration`, `passwords`, `two_factor` and `two_factor_enforced`"
            );
        }
        let has = |feature| self.features.contains(&feature);
        if has(Feature::TwoFactorEnforced) && !has(Feature::TwoFactor) {
            bail!("the feature `two_factor_enforced` needs `two_factor` beside it");
        }
        let mail = mail::delivery(&self)?;
        let tls = match (self.tls_certificate, self.tls_key) {
            (Some(certificate), Some(key)) => Some(TlsFiles { certificate, key }),
            (None, None) => None,
            _ => bail!("the settings `tls_certificate` and `tls_key` go together"),
        };
        if self.deletion_grace_days > 365 {
            bail!("the setting `deletion_grace_days` takes 0 to 365");
        }
        let max_connections = usize::from(self.max_connections.get());
        let per_address = self.max_connections_per_address.map(|most| most.get().into());
        Ok(Configuration {
            name: self.name,
            public_url: self.public_url,
            database: Database::File(self.database.clone()),
            authority: self.authority,
            client_id: self.client_id,
            scopes: self.scopes,
            login_issuer: self.login_issuer,
            features: self.features,
            mail,
            feed_secrets: feed_secrets(&self.feed_secret_hashes)?,
            keys: key_policy(self.key_days_max.get(), self.key_days_allowed)?,
            shut_down_grace: Duration::from_secs(self.shut_down_grace_seconds),
            serving: Serving {
                max_connections,
                max_connections_per_address: per_address.unwrap_or_else(|| Serving::share(max_connections)),
                tls,
                trusted_proxies: self.trusted_proxies,
                proxy_header: self.proxy_header,
                metrics: self.metrics_listen,
                operator_socket: Some(operator_socket(&self.database)),
            },
            deletion_grace: Duration::from_secs(u64::from(self.deletion_grace_days) * 86_400),
            missing_sign_in_time: self.missing_sign_in_time,
            second_factor_seen: false,
        })
    }
}

fn feed_secrets(hashes: &[String]) -> anyhow::Result<Vec<Hash>> {
    let read = |text: &String| {
        let hash = feed::secret_hash(text);
        hash.context("the setting `feed_secret_hashes` takes SHA-256 hashes of 64 hexadecimal digits")
    };
    hashes.iter().map(read).collect()
}

fn key_policy(max_days: u32, allowed_days: Vec<u32>) -> anyhow::Result<KeyPolicy> {
    if allowed_days.iter().any(|days| !(1..=max_days).contains(days)) {
        bail!("the setting `key_days_allowed` takes whole days from 1 to `key_days_max`");
    }
    Ok(KeyPolicy { max_days, allowed_days })
}

#[cfg(test)]
mod tests;
