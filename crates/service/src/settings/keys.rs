//! The keys of the configuration, and their variables in the environment.

use anyhow::Context;
use toml::Value;

/// Every key, and how its text in the environment is read.
pub const KEYS: [(&str, Form); 33] = [
    ("name", Form::Text),
    ("public_url", Form::Text),
    ("listen", Form::Text),
    ("max_connections", Form::Number),
    ("max_connections_per_address", Form::Number),
    ("tls_certificate", Form::Text),
    ("tls_key", Form::Text),
    ("trusted_proxies", Form::List),
    ("proxy_header", Form::Text),
    ("metrics_listen", Form::Text),
    ("database", Form::Text),
    ("authority", Form::Text),
    ("client_id", Form::Text),
    ("scopes", Form::List),
    ("login_issuer", Form::Text),
    ("features", Form::List),
    ("mail_folder", Form::Text),
    ("mail_from", Form::Text),
    ("mail_reply_to", Form::Text),
    ("smtp_host", Form::Text),
    ("smtp_port", Form::Number),
    ("smtp_security", Form::Text),
    ("smtp_ca_file", Form::Text),
    ("smtp_username", Form::Text),
    ("smtp_password_file", Form::Text),
    ("feed_secret_hashes", Form::List),
    ("key_days_max", Form::Number),
    ("key_days_allowed", Form::Numbers),
    ("shut_down_grace_seconds", Form::Number),
    ("deletion_grace_days", Form::Number),
    ("missing_sign_in_time", Form::Text),
    ("log", Form::Text),
    ("log_format", Form::Text),
];

/// The variable of the environment that holds a key.
pub fn variable(key: &str) -> String {
    format!("NUGET_ACCOUNTS_{}", key.to_uppercase())
}

/// How the text of a variable is read.
#[derive(Clone, Copy)]
pub enum Form {
    /// As it is.
    Text,
    /// Separated by commas or spaces.
    List,
    /// A whole number.
    Number,
    /// Separated by commas or spaces.
    Numbers,
}

fn number(text: &str) -> anyhow::Result<Value> {
    Ok(Value::Integer(text.trim().parse().context("not a whole number")?))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ']).filter(|part| !part.is_empty())
}

impl Form {
    /// The value that a text is.
    ///
    /// # Errors
    /// It is no number where there must be one.
    pub fn read(self, text: String) -> anyhow::Result<Value> {
        Ok(match self {
            Self::Text => Value::String(text),
            Self::Number => number(&text)?,
            Self::List => Value::Array(parts(&text).map(|part| Value::String(part.to_owned())).collect()),
            Self::Numbers => Value::Array(parts(&text).map(number).collect::<Result<_, _>>()?),
        })
    }
}
