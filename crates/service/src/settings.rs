//! The configuration file and the environment.

use anyhow::{Context, bail};
use contract::gallery::Feature;
use serde::Deserialize;
use service::{Configuration, Database, MailDelivery};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};
use toml::{Table, Value};
use url::Url;

/// What an operator can set. Unknown keys in the file are refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The gallery's name.
    name: String,
    /// Its origin, as apps dial it.
    public_url: Url,
    /// Where to listen. TLS is the business of a proxy in front.
    #[serde(default = "listen")]
    pub listen: SocketAddr,
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
    /// What the gallery can do: `registration`, `passwords`, `two_factor`.
    #[serde(default = "features")]
    features: Vec<Feature>,
    /// Where mail goes, one `.eml` file each.
    mail_folder: PathBuf,
    /// How many seconds requests may go on after the service was told to stop.
    #[serde(default = "grace")]
    shut_down_grace_seconds: u64,
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

fn scopes() -> Vec<String> {
    ["openid", "profile", "email"].map(str::to_owned).to_vec()
}

fn features() -> Vec<Feature> {
    vec![Feature::Registration, Feature::Passwords]
}

fn grace() -> u64 {
    10
}

fn log() -> String {
    "info".to_owned()
}

/// Every key, and how its text in the environment is read.
const KEYS: [(&str, Form); 13] = [
    ("name", Form::Text),
    ("public_url", Form::Text),
    ("listen", Form::Text),
    ("database", Form::Text),
    ("authority", Form::Text),
    ("client_id", Form::Text),
    ("scopes", Form::List),
    ("login_issuer", Form::Text),
    ("features", Form::List),
    ("mail_folder", Form::Text),
    ("shut_down_grace_seconds", Form::Number),
    ("log", Form::Text),
    ("log_format", Form::Text),
];

#[derive(Clone, Copy)]
enum Form {
    Text,
    /// Separated by commas or spaces.
    List,
    Number,
}

impl Form {
    fn read(self, text: String) -> anyhow::Result<Value> {
        Ok(match self {
            Self::Text => Value::String(text),
            Self::Number => Value::Integer(text.trim().parse().context("not a whole number")?),
            Self::List => {
                let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
                Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
            }
        })
    }
}

impl Settings {
    /// Reads the file, if one is given, and then the environment, which wins.
    ///
    /// # Errors
    /// What is missing, unknown or not of its form.
    pub fn read(file: Option<&Path>, environment: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let mut table = Table::new();
        if let Some(file) = file {
            let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
            table = text
                .parse()
                .with_context(|| format!("{} is not TOML", file.display()))?;
        }
        for (key, form) in KEYS {
            let name = format!("NUGET_ACCOUNTS_{}", key.to_uppercase());
            if let Some(text) = environment(&name) {
                table.insert(
                    key.to_owned(),
                    form.read(text).with_context(|| format!("the variable {name}"))?,
                );
            }
        }
        Value::Table(table)
            .try_into()
            .context("the configuration cannot be used")
    }

    /// The same for the service.
    ///
    /// # Errors
    /// A feature that only the app's own practice gallery may have, or that does not exist.
    pub fn configuration(self) -> anyhow::Result<Configuration> {
        if self
            .features
            .iter()
            .any(|feature| matches!(feature, Feature::Practice | Feature::Unknown))
        {
            bail!("the setting `features` takes only `registration`, `passwords` and `two_factor`");
        }
        Ok(Configuration {
            name: self.name,
            public_url: self.public_url,
            database: Database::File(self.database),
            authority: self.authority,
            client_id: self.client_id,
            scopes: self.scopes,
            login_issuer: self.login_issuer,
            features: self.features,
            mail: MailDelivery::Folder(self.mail_folder),
            shut_down_grace: Duration::from_secs(self.shut_down_grace_seconds),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const FILE: &str = "
        name = 'Example'
        public_url = 'https://accounts.example.org'
        database = 'accounts.db'
        authority = 'https://login.example.org/common/v2.0'
        client_id = 'abc'
        mail_folder = 'mail'
    ";

    fn read(text: &str, environment: &[(&str, &str)]) -> anyhow::Result<Settings> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("service.toml");
        std::fs::write(&file, text).unwrap();
        let find = |name: &str| {
            environment
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, text)| (*text).to_owned())
        };
        Settings::read(Some(&file), find)
    }

    #[test]
    fn what_is_not_set_has_a_default() {
        let configuration = read(FILE, &[]).unwrap().configuration().unwrap();
        assert_eq!(configuration.scopes, ["openid", "profile", "email"]);
        assert_eq!(configuration.features, [Feature::Registration, Feature::Passwords]);
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let environment = [
            ("NUGET_ACCOUNTS_NAME", "Other"),
            ("NUGET_ACCOUNTS_FEATURES", "registration, two_factor"),
            ("NUGET_ACCOUNTS_SHUT_DOWN_GRACE_SECONDS", "3"),
        ];
        let configuration = read(FILE, &environment).unwrap().configuration().unwrap();
        assert_eq!(configuration.name, "Other");
        assert_eq!(configuration.features, [Feature::Registration, Feature::TwoFactor]);
        assert_eq!(configuration.shut_down_grace, Duration::from_secs(3));
    }

    #[test]
    fn what_is_missing_unknown_or_malformed_is_refused() {
        assert!(read("name = 'x'", &[]).is_err());
        assert!(read(&format!("{FILE}\ntypo = 1"), &[]).is_err());
        assert!(read("name = ", &[]).is_err());
        assert!(read(FILE, &[("NUGET_ACCOUNTS_SHUT_DOWN_GRACE_SECONDS", "soon")]).is_err());
    }

    #[test]
    fn a_server_cannot_call_itself_practice() {
        for feature in ["practice", "no_such_feature"] {
            let settings = read(FILE, &[("NUGET_ACCOUNTS_FEATURES", feature)]).unwrap();
            assert!(settings.configuration().is_err());
        }
    }
}
