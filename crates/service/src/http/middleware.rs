//! What holds for every request: host, origin, time, headers, log, and no panic that gets out.

use super::problem::Failure;
use crate::{gallery::Gallery, metrics::known};
use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, Version, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use contract::{Code, Problem};
use std::{any::Any, sync::Arc, time::Duration, time::Instant};

/// Refuses what a page in a browser may have caused (rule 7.4): any `Origin` but the gallery's own, and, where the
/// gallery is only meant for this computer, any `Host` but its own, as after DNS rebinding.
pub async fn check_host(State(gallery): State<Arc<Gallery>>, request: Request, next: Next) -> Response {
    if !is_ours(&gallery.origin, &request) {
        let failure = Failure::bad_request("requests from other origins are refused (rule 7.4)");
        return failure.with_status(StatusCode::FORBIDDEN).into_response();
    }
    if request.version() == Version::HTTP_11 && request.headers().get_all(header::HOST).iter().count() != 1 {
        return Failure::bad_request("there is to be one Host header (RFC 9112 3.2)").into_response();
    }
    if gallery.configuration.is_loopback() && !names_us(&gallery.origin, &request) {
        let failure = Failure::bad_request("this gallery does not go by that host name (rule 7.4)");
        return failure.with_status(StatusCode::MISDIRECTED_REQUEST).into_response();
    }
    next.run(request).await
}

/// Whether the request comes from no page, from the gallery itself, or from the form of one of its small pages. These send
/// no referrer, and a browser then names no origin either (Fetch, "append a request Origin header"). Nothing rests on it:
/// what such a page does takes the reference in its address, and there are no cookies.
fn is_ours(gallery: &str, request: &Request) -> bool {
    let Some(origin) = request.headers().get(header::ORIGIN) else {
        return true;
    };
    let from_a_page = origin.as_bytes() == b"null" && request.uri().path().starts_with("/act/");
    origin.as_bytes() == gallery.as_bytes() || from_a_page
}

fn names_us(origin: &str, request: &Request) -> bool {
    let ours = origin.split_once("://").map_or(origin, |(_, host)| host);
    let mut hosts = request.headers().get_all(header::HOST).iter();
    hosts
        .next()
        .is_some_and(|host| host.as_bytes().eq_ignore_ascii_case(ours.as_bytes()))
        && hosts.next().is_none()
}

/// Gives up on a request that takes too long. What it asked for may be done by then, or be done later: only of a request
/// that changes nothing is that no question.
pub async fn limit_time(limit: Duration, request: Request, next: Next) -> Response {
    let writes = !request.method().is_safe();
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure(too_long(writes)).into_response(),
    }
}

/// What is said of a request that took too long.
pub fn too_long(writes: bool) -> Problem {
    crate::gallery::busy(if writes {
        "the request took too long; it is not known whether this was done (rule 8.1)"
    } else {
        "the request took too long"
    })
}

/// The headers of [`harden`] that an answer may set itself.
const OWN_TO_ANSWERS: [&str; 3] = [
    "cache-control",
    "content-security-policy",
    "cross-origin-resource-policy",
];

/// Headers that close what an answer could be used for beyond being read by the one who asked (rule 7.3).
pub async fn harden(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let fixed: [(HeaderName, &str); 7] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    ];
    for (name, value) in fixed {
        // What is public says itself that it may be kept and shown elsewhere, and a page what it is made of.
        let own = OWN_TO_ANSWERS.contains(&name.as_str()) && response.headers().contains_key(&name);
        if !own {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// One line for each request, and one more in its count. Of its address only the route's pattern: ids and cursors stay out
/// of the log; of its method one word, where the caller made it up.
pub async fn log(State(gallery): State<Arc<Gallery>>, request: Request, next: Next) -> Response {
    let method = known(request.method().as_str());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let (took, status) = (begun.elapsed(), response.status().as_u16());
    gallery.metrics.answered(method, &route, status, took);
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(method, route, status, micros, "request");
    response
}

/// The answer where a handler panicked. The message may hold anything, so it is not logged here.
pub fn panicked(_cause: Box<dyn Any + Send + 'static>) -> axum::http::Response<Body> {
    tracing::error!("a request handler panicked");
    Failure(Problem::new(Code::GalleryFailed, "the gallery failed")).into_response()
}
