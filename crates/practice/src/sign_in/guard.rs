//! What every request must bring and every answer carries.
//!
//! A loopback port can be reached by any page in the browser: by a form, or by a name that resolves to 127.0.0.1 (DNS
//! rebinding). So the name must be ours, a POST from a page must come from our own page, and no answer may be framed,
//! kept or referred from.

use super::{pages::message, provider::Provider};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use contract::Secret;
use std::sync::Arc;

/// What answers say that bring no policy of their own: nothing may load, nobody may frame it.
const NO_CONTENT_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Refuses what does not belong here, and adds the headers.
pub(super) async fn guard(State(provider): State<Arc<Provider>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&provider, &request) {
        Some((status, text)) => message::plain(status, text),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NO_CONTENT_POLICY));
    response
}

fn refusal(provider: &Provider, request: &Request) -> Option<(StatusCode, &'static str)> {
    let Some(host) = host(request) else {
        return Some((StatusCode::BAD_REQUEST, "This request names no host."));
    };
    if ![
        format!("127.0.0.1:{}", provider.port),
        format!("localhost:{}", provider.port),
    ]
    .contains(&host)
    {
        return Some((
            StatusCode::MISDIRECTED_REQUEST,
            "This is not the host that the request asks for.",
        ));
    }
    if request.method() == Method::POST && !is_own_origin(request.headers(), &host) {
        return Some((StatusCode::FORBIDDEN, "Another site may not send forms here."));
    }
    None
}

/// The one host that the request names: `Host`, and the same in an absolute request target.
fn host(request: &Request) -> Option<String> {
    let mut values = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (values.next(), values.next()) else {
        return None;
    };
    let host = host.to_str().ok()?;
    match request.uri().authority() {
        Some(authority) if authority.as_str() != host => None,
        _ => Some(host.to_owned()),
    }
}

/// A program sends no `Origin`. A browser sends ours from our pages, but `null` because of the referrer policy above
/// (Fetch, "append a request `Origin` header"); then `Sec-Fetch-Site`, which no page can set, tells where it comes from.
fn is_own_origin(headers: &HeaderMap, host: &str) -> bool {
    let site_is_own = headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    match headers.get(header::ORIGIN).map(HeaderValue::as_bytes) {
        None => true,
        Some(b"null") => site_is_own,
        Some(origin) => origin == format!("http://{host}").as_bytes(),
    }
}

/// The browser's cookie. Browsers share cookies between the ports of a host, so its name has the port in it.
pub(super) fn cookie(provider: &Provider, headers: &HeaderMap) -> Option<String> {
    let name = cookie_name(provider);
    let pairs = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    pairs.flat_map(|value| value.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then(|| value.to_owned())
    })
}

/// Gives the browser its cookie: out of reach of scripts, not sent along from other sites but by following a link.
pub(super) fn set_cookie(provider: &Provider, response: &mut Response, cookie: &Secret) {
    let text = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax",
        cookie_name(provider),
        cookie.expose()
    );
    if let Ok(mut value) = HeaderValue::from_str(&text) {
        value.set_sensitive(true);
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}

fn cookie_name(provider: &Provider) -> String {
    format!("practice_sign_in_{}", provider.port)
}

/// Status 303: whatever was sent, the browser fetches this address with GET.
pub(super) fn see_other(url: &str) -> Response {
    match HeaderValue::from_str(url) {
        Ok(mut location) => {
            location.set_sensitive(true);
            let mut response = StatusCode::SEE_OTHER.into_response();
            response.headers_mut().insert(header::LOCATION, location);
            response
        }
        Err(_) => message::failed(),
    }
}
