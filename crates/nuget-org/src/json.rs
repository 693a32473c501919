//! JSON answers of the V3 API.

use crate::transport::{Answer, busy, changed, looks_like_markup};
use contract::Problem;
use reqwest::StatusCode;
use serde::{Deserialize, de::DeserializeOwned};

/// Reads a JSON document.
///
/// # Errors
/// [`contract::Code::SiteChanged`] where it has another form, [`contract::Code::SiteIntercepted`] for a page in its place,
/// [`contract::Code::SiteBusy`] for a quota that was used up, which the site says with 403.
pub(crate) fn document<T: DeserializeOwned>(answer: &Answer, what: &str) -> Result<T, Problem> {
    if answer.status == StatusCode::FORBIDDEN && !looks_like_markup(&answer.text()) {
        return Err(busy(answer.status, None));
    }
    if answer.status != StatusCode::OK || looks_like_markup(&answer.text()) {
        return Err(answer.unexpected(what));
    }
    let body = answer.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&answer.body);
    serde_json::from_slice(body).map_err(|error| changed(format!("{what}: {:?}", error.classify())))
}

/// A text, or several: the V3 API says both.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub(crate) enum Texts {
    /// Several.
    Many(Vec<String>),
    /// One.
    One(String),
    /// `null`, or not there.
    #[default]
    None,
}

impl Texts {
    /// All of them.
    pub(crate) fn into_vec(self) -> Vec<String> {
        match self {
            Self::Many(texts) => texts,
            Self::One(text) => vec![text],
            Self::None => Vec::new(),
        }
    }
}
