//! What can go wrong, told to a route.

use crate::{pages, route::Route};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use futures::stream;
use serde::{Deserialize, Serialize};
use std::{future, io, time::Duration};

/// A way to fail. As JSON: `{"is": "status", "status": 503}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Fault {
    /// It never answers.
    Silent,
    /// It answers after a while.
    Slow {
        /// How long, in milliseconds.
        millis: u64,
    },
    /// Too many requests, in the form of the real one.
    TooManyRequests {
        /// What `Retry-After` says, where it is there; otherwise the text of the answer says it.
        retry_after: Option<String>,
    },
    /// A status, with a page of the site.
    Status {
        /// Which.
        status: u16,
    },
    /// Another page, or other data, of the site itself.
    ChangedMarkup,
    /// A page that wants to know whether a person is asking.
    Captcha,
    /// A redirection to the sign-in of a network.
    Portal,
    /// That sign-in in place of the answer, with status 200.
    PortalInPlace,
    /// The answer, of which the second half is missing.
    HalfBody,
}

impl Fault {
    /// What is answered in place of `answer`, or of nothing where it is not needed.
    pub(crate) async fn answer(self, route: Route, answer: Response) -> Response {
        match self {
            Self::Silent => future::pending().await,
            Self::Slow { millis } => {
                tokio::time::sleep(Duration::from_millis(millis)).await;
                answer
            }
            Self::TooManyRequests { retry_after } => too_many(retry_after),
            Self::Status { status } => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                let name = status.canonical_reason().unwrap_or("Error");
                (status, Html(pages::error(status.as_u16(), name))).into_response()
            }
            Self::ChangedMarkup if route.is_data() => {
                axum::Json(serde_json::json!({ "everything": "new" })).into_response()
            }
            Self::ChangedMarkup => Html(pages::redesigned()).into_response(),
            Self::Captcha => Html(pages::captcha()).into_response(),
            Self::Portal => (StatusCode::FOUND, [(header::LOCATION, "http://portal.invalid/sign-in")]).into_response(),
            Self::PortalInPlace => Html(pages::portal()).into_response(),
            Self::HalfBody => half(answer).await,
        }
    }
}

fn too_many(retry_after: Option<String>) -> Response {
    let words = serde_json::json!({ "statusCode": 429, "message": "Rate limit is exceeded. Try again in 56 seconds." });
    let mut answer = (StatusCode::TOO_MANY_REQUESTS, axum::Json(words)).into_response();
    if let Some(value) = retry_after.and_then(|text| HeaderValue::from_str(&text).ok()) {
        answer.headers_mut().insert(header::RETRY_AFTER, value);
    }
    answer
}

/// Announces the whole, sends half of it and breaks the connection.
async fn half(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let sent = whole.slice(..whole.len() / 2);
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let pieces = [Ok(sent), Err(io::Error::other("told to break"))];
    Response::from_parts(parts, Body::from_stream(stream::iter(pieces)))
}
