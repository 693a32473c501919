//! JSON bodies, with every refusal as a problem.

use super::problem::Failure;
use accounts::digest::{self, Hash};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use contract::{Code, Problem};
use serde::de::DeserializeOwned;

/// A JSON body and the hash of its bytes.
pub struct Json<T> {
    /// What it says.
    pub value: T,
    /// By which a repeated request is recognised.
    pub hash: Hash,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            let failure = Failure::bad_request("the body must be application/json");
            return Err(failure.with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            if rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
                Failure(Problem::new(Code::TooLarge, "the body is too large"))
            } else {
                Failure::bad_request("the body could not be read")
            }
        })?;
        // serde's message may quote the value, so only the place of the error is told.
        let value = serde_json::from_slice(&bytes).map_err(|error| {
            Failure::bad_request(&format!(
                "the body is not the JSON that is wanted, at column {}",
                error.column()
            ))
        })?;
        Ok(Self {
            value,
            hash: digest::labelled("nuget-accounts/body/v1", &[&bytes]),
        })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}
