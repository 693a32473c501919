//! JSON bodies, with every refusal as a problem.

use super::{BODY_BYTES, BODY_TIME, problem::Failure};
use accounts::digest::{self, Hash};
use axum::{
    body::{Bytes, HttpBody},
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use contract::{Code, Problem};
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::time::timeout;

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
        if !is_plain_json(request.headers()) {
            let failure = Failure::bad_request("the body must be application/json, without a Content-Encoding");
            return Err(failure.with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        // Whoever announces too much is told at once, not after it was awaited.
        if request.body().size_hint().lower() > BODY_BYTES as u64 {
            return Err(too_large());
        }
        let bytes = received(request, state, BODY_TIME).await?;
        Ok(Self {
            value: read(&bytes)?,
            hash: digest::labelled("nuget-accounts/body/v1", &[&bytes]),
        })
    }
}

/// The whole body, if it comes in time.
async fn received<S: Send + Sync>(request: Request, state: &S, limit: Duration) -> Result<Bytes, Failure> {
    let bytes = timeout(limit, Bytes::from_request(request, state)).await;
    let bytes = bytes.map_err(|_| {
        let failure = Failure::bad_request("the body did not come in time (rule 7.2)");
        failure.with_status(StatusCode::REQUEST_TIMEOUT)
    })?;
    bytes.map_err(|rejection| {
        if rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
            too_large()
        } else {
            Failure::bad_request("the body could not be read")
        }
    })
}

/// Reads the one JSON object that the body is to be; serde would take a list of its members' values as well. serde's message
/// may quote the value, so only its place is told.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(Failure::bad_request("the body is not a JSON object (rule 7.20)"));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let field = error.path().to_string();
        refused(error.inner(), Some(field).filter(|field| is_a_name(field)))
    })?;
    json.end().map_err(|error| refused(&error, None))?;
    Ok(value)
}

fn too_large() -> Failure {
    Failure(Problem::new(Code::TooLarge, "the body is too large (rule 7.2)"))
}

fn refused(error: &serde_json::Error, field: Option<String>) -> Failure {
    let mut failure = Failure::bad_request(&format!(
        "the body is not the JSON that is wanted, at line {}, column {} (rule 7.20)",
        error.line(),
        error.column()
    ));
    failure.0.field = field;
    failure
}

/// Whether a path within a body looks like one of ours: an unknown member's name may be anything.
fn is_a_name(path: &str) -> bool {
    let ours = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.[]".contains(&byte);
    (1..=64).contains(&path.len()) && path != "." && path.bytes().all(ours)
}

/// Whether there is one content type, JSON, and nothing to be decoded first.
fn is_plain_json(headers: &HeaderMap) -> bool {
    let mut kinds = headers.get_all(header::CONTENT_TYPE).iter();
    let (first, more) = (kinds.next(), kinds.next());
    let kind = first.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
        && more.is_none()
        && !headers.contains_key(header::CONTENT_ENCODING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use futures::stream;
    use std::convert::Infallible;

    /// Rule 7.2.
    #[tokio::test]
    async fn a_body_that_does_not_come_is_told_so_by_a_problem() {
        let never = Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
        let request = Request::post("/").body(never).unwrap();
        let response = received(request, &(), Duration::ZERO)
            .await
            .unwrap_err()
            .into_response();
        assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    }
}
