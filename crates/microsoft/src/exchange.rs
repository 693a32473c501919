//! Code for ID token (RFC 6749 4.1.3, OpenID Connect Core 3.1.3).

use crate::{
    body::{self, BodyError},
    provider::Provider,
};
use contract::{Secret, secret::wire};
use reqwest::{StatusCode, header::ACCEPT};
use serde::Deserialize;
use thiserror::Error;

/// The largest answer that is read, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// The longest `error` and `error_description` that are kept, in characters.
const ERROR_LIMIT: usize = 100;
const DESCRIPTION_LIMIT: usize = 2000;

/// Why there is no ID token.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// The provider does not answer, or is out of order.
    #[error("the identity provider cannot be reached")]
    Unreachable,
    /// The provider refused the code (RFC 6749 5.2).
    #[error("the identity provider refused the code: {error}")]
    Refused {
        /// The OAuth error code.
        error: String,
        /// What the provider says about it, for people; may be empty.
        description: String,
    },
    /// The provider answered without an ID token.
    #[error("the identity provider sent no ID token")]
    NoIdToken,
    /// The answer is not of the form of a token response, or too large.
    #[error("the identity provider's answer is not of the form of a token response")]
    Malformed,
}

/// The one member of a token response that is wanted. Access and refresh tokens are skipped while parsing.
#[derive(Deserialize)]
struct Granted {
    id_token: Option<Wired>,
}

#[derive(Deserialize)]
struct Wired(#[serde(with = "wire")] Secret);

#[derive(Deserialize)]
struct Refusal {
    error: String,
    #[serde(default)]
    error_description: Option<String>,
}

/// Exchanges the code for an ID token, which is not verified here. `http` should come from
/// [`crate::discovery::http_client`]: this function itself sets no time limit and would follow redirects.
///
/// # Errors
/// [`ExchangeError`]; only [`ExchangeError::Unreachable`] is worth another try, with a new code.
pub async fn exchange(
    http: &reqwest::Client,
    provider: &Provider,
    client_id: &str,
    redirect_uri: &str,
    code: &Secret,
    verifier: &Secret,
) -> Result<Secret, ExchangeError> {
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client_id),
        ("redirect_uri", redirect_uri),
        ("code", code.expose()),
        ("code_verifier", verifier.expose()),
    ];
    let request = http
        .post(provider.token_endpoint.clone())
        .header(ACCEPT, "application/json")
        .form(&form);
    let answer = request.send().await.map_err(|_| ExchangeError::Unreachable)?;
    let status = answer.status();
    let body = body::read(answer, BODY_LIMIT).await.map_err(|error| match error {
        BodyError::Broken(_) => ExchangeError::Unreachable,
        BodyError::TooLarge => ExchangeError::Malformed,
    })?;
    if status == StatusCode::OK {
        granted(&body)
    } else {
        Err(refused(status, &body))
    }
}

fn granted(body: &[u8]) -> Result<Secret, ExchangeError> {
    let granted: Granted = serde_json::from_slice(body).map_err(|_| ExchangeError::Malformed)?;
    let token = granted.id_token.ok_or(ExchangeError::NoIdToken)?.0;
    if token.expose().is_empty() {
        Err(ExchangeError::NoIdToken)
    } else {
        Ok(token)
    }
}

/// An error in the form of RFC 6749 5.2 is the provider's word. Anything else is what stands before it: out of order
/// where the status says so, or else something that is no token endpoint.
fn refused(status: StatusCode, body: &[u8]) -> ExchangeError {
    if let Ok(refusal) = serde_json::from_slice::<Refusal>(body) {
        let description = refusal.error_description.unwrap_or_default();
        return ExchangeError::Refused {
            error: refusal
                .error
                .chars()
                .filter(|character| !character.is_control())
                .take(ERROR_LIMIT)
                .collect(),
            description: description.chars().take(DESCRIPTION_LIMIT).collect(),
        };
    }
    let out_of_order = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
    if out_of_order {
        ExchangeError::Unreachable
    } else {
        ExchangeError::Malformed
    }
}

#[cfg(test)]
mod tests;
