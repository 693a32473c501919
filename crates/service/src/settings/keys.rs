//! The keys of the configuration, and their variables in the environment.

use anyhow::{Context, anyhow, bail};
use std::ffi::{OsStr, OsString};
use toml::{Table, Value};

/// What the names of these variables begin with, and of no others that the service may meet.
const PREFIX: &str = "NUGET_ACCOUNTS_";

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
    format!("{PREFIX}{}", key.to_uppercase())
}

/// The key and the value that a variable of the environment sets; nothing where it is another program's.
///
/// # Errors
/// It is named like a setting and there is none of this name, or its text is no UTF-8 or not of its form.
pub fn of_variable(name: &OsStr, text: OsString) -> anyhow::Result<Option<(&'static str, Value)>> {
    let name = name.to_string_lossy();
    if !name.to_ascii_uppercase().starts_with(PREFIX) {
        return Ok(None);
    }
    let (key, form) = KEYS
        .into_iter()
        .find(|(key, _)| variable(key) == name)
        .with_context(|| format!("the variable {name}: there is no such setting"))?;
    let text = text.into_string().map_err(|_| anyhow!("not UTF-8"));
    let value = text.and_then(|text| form.read(text));
    Ok(Some((key, value.with_context(|| format!("the variable {name}"))?)))
}

/// Refuses texts that are empty: what makes configurations often writes such a one where nothing is meant, and an empty name
/// or address is another thing than none.
///
/// # Errors
/// The first key whose text is empty.
pub fn refuse_empty(table: &Table) -> anyhow::Result<()> {
    let empty = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
    match table.iter().find(|(_, value)| empty(value)) {
        Some((key, _)) => bail!("the setting `{key}` is empty: leave it out, or give it a value"),
        None => Ok(()),
    }
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
