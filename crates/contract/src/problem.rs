//! Refusals: one refusal, one code (RFC 9457 `application/problem+json`).

mod code;

use serde::{Deserialize, Serialize};
use std::fmt;

pub use code::Code;

/// A refusal as it crosses HTTP and IPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Problem {
    /// Why.
    pub code: Code,
    /// The HTTP status that goes with it; 0 where the app itself found it.
    #[serde(default)]
    pub status: u16,
    /// For people who read logs, in English, without secrets or personal data.
    #[serde(default)]
    pub detail: String,
    /// The field of the request that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// How often a code may still be typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
    /// After how many seconds it is worth trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// What a provider said, where it said something: its error code and description, shortened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Box<str>>,
    /// Where organizations keep an account from another login: which, and of which tenant it has to be (rules 9.10, 10.26).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demands: Option<Box<[TenantDemand]>>,
    /// The ids of the packages that stand in the way.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    #[ts(skip)]
    pub packages: Box<[String]>,
}

/// An organization that demands a login of one tenant of its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct TenantDemand {
    /// The organization's username.
    pub organization: String,
    /// The tenant's id.
    pub tenant: String,
}

impl Problem {
    /// A problem with nothing but its code and a sentence for the log.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            status: 0,
            detail: detail.into(),
            field: None,
            tries_left: None,
            retry_after: None,
            provider: None,
            demands: None,
            packages: Box::default(),
        }
    }

    /// The same, about a field of the request.
    #[must_use]
    pub fn about(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::new(code, "")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.code, self.detail)
    }
}

impl std::error::Error for Problem {}
