//! The provider's errors in the shape that Microsoft gives them: an OAuth `error`, and an `AADSTS` number with text.

use super::registration::CLIENT_NAME;
use ambient::{Clock, Random};
use contract::Timestamp;
use serde_json::{Value, json};
use url::Url;

/// Why a request was refused. The numbers are Microsoft's ("Microsoft Entra authentication and authorization error
/// codes"), the sentences our own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The OAuth error: what a client may act on.
    pub(super) error: &'static str,
    /// The AADSTS number: for diagnosis.
    pub(super) number: u32,
    /// One sentence or two.
    pub(super) text: String,
}

impl Refusal {
    pub(super) fn new(error: &'static str, number: u32, text: impl Into<String>) -> Self {
        Self {
            error,
            number,
            text: text.into(),
        }
    }

    /// The person pressed Cancel.
    pub(super) fn cancelled() -> Self {
        Self::new(
            "access_denied",
            65004,
            format!("The user declined to give {CLIENT_NAME} access."),
        )
    }

    /// The person's tenant has no administrator. Microsoft answers `invalid_client` today (and answered
    /// `access_denied` before), always with this number at the front of it and the word "unmanaged".
    pub(super) fn unmanaged(domain: &str) -> Self {
        let text = format!(
            "{CLIENT_NAME} cannot be used with the organization {domain}, because its directory is in an unmanaged \
             state. An administrator must first claim {domain} by proving control of its DNS."
        );
        Self::new("invalid_client", 65005, text)
    }

    /// The passing kind of failure, made by a fault switch.
    pub(super) fn server_error() -> Self {
        Self::new(
            "server_error",
            90033,
            "A transient error has occurred. Please try again.",
        )
    }

    /// The first line of the description: number and text.
    pub(super) fn headline(&self) -> String {
        format!("AADSTS{}: {}", self.number, self.text)
    }

    fn description(&self, stamp: &Stamp) -> String {
        let Stamp {
            trace_id,
            correlation_id,
            time,
        } = stamp;
        format!(
            "{}\r\nTrace ID: {trace_id}\r\nCorrelation ID: {correlation_id}\r\nTimestamp: {time}",
            self.headline()
        )
    }

    /// The redirect that carries this error to the client (RFC 6749 4.1.2.1).
    pub(super) fn redirect(&self, redirect_uri: &Url, state: Option<&str>, stamp: &Stamp) -> Url {
        let mut url = redirect_uri.clone();
        let description = self.description(stamp);
        url.query_pairs_mut()
            .append_pair("error", self.error)
            .append_pair("error_description", &description)
            .extend_pairs(state.map(|state| ("state", state)));
        url
    }

    /// The body of a refusal at the token endpoint (RFC 6749 5.2, with Microsoft's additions).
    pub(super) fn body(&self, stamp: &Stamp) -> Value {
        json!({
            "error": self.error,
            "error_description": self.description(stamp),
            "error_codes": [self.number],
            "timestamp": stamp.time,
            "trace_id": stamp.trace_id,
            "correlation_id": stamp.correlation_id,
        })
    }
}

/// What marks one refusal in the provider's log at Microsoft; here it only has the form.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    /// A GUID.
    pub(super) trace_id: String,
    /// A GUID.
    pub(super) correlation_id: String,
    /// `2026-01-01 00:00:00Z`.
    pub(super) time: String,
}

impl Stamp {
    pub(super) fn new(clock: &dyn Clock, random: &dyn Random) -> Self {
        let time = Timestamp::from_secs(clock.now().as_secs())
            .to_string()
            .replace('T', " ");
        Self {
            trace_id: new_guid(random),
            correlation_id: new_guid(random),
            time,
        }
    }
}

/// A random GUID (UUID version 4).
pub(super) fn new_guid(random: &dyn Random) -> String {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}
