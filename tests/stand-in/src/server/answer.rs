//! What each route answers when nothing is wrong.

use super::Inner;
use crate::{assistance, forgery::Pairs, pages, world::World};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
};

/// The name of the anti-forgery cookie and of its field.
const TOKEN: &str = "__RequestVerificationToken";

/// What everybody sees of an account.
pub(super) fn profile(world: &World, base: &str, username: &str) -> Response {
    let Some(person) = world.person(username) else {
        return not_found();
    };
    let owned = world.packages.iter().filter(|package| package.is_owned_by(username));
    let listed: Vec<_> = owned.filter(|package| !package.listed(true, true).is_empty()).collect();
    Html(pages::profile(base, person, &listed)).into_response()
}

/// A picture of one pixel.
pub(super) fn avatar(world: &World, username: &str) -> Response {
    const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    match world.person(username) {
        Some(_) => ([(header::CONTENT_TYPE, "image/gif")], PIXEL).into_response(),
        None => not_found(),
    }
}

pub(super) fn sign_in(pairs: &mut Pairs, base: &str, headers: &HeaderMap) -> Response {
    let (cookie, field) = pairs.give(cookie(headers).as_deref());
    let set = format!("{TOKEN}={cookie}; path=/; HttpOnly");
    // Others are set besides, which belong to nothing here.
    let affinity = "ARRAffinity=0123456789; path=/; HttpOnly".to_owned();
    let mut answer = Html(pages::sign_in(base, &field)).into_response();
    for text in [affinity, set] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            answer.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    answer
}

pub(super) fn assist(inner: &mut Inner, headers: &HeaderMap, form: &[u8]) -> Response {
    let fields: HashMap<String, String> = url::form_urlencoded::parse(form).into_owned().collect();
    let field = |name: &str| fields.get(name).map(String::as_str);
    if !inner.pairs.hold(cookie(headers).as_deref(), field(TOKEN)) {
        return (StatusCode::BAD_REQUEST, Html(pages::error(400, "Invalid Request"))).into_response();
    }
    let answer = assistance::answer(&mut inner.world, field("username"), field("providedEmailAddress"));
    axum::Json(answer).into_response()
}

/// The anti-forgery cookie of a request.
fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == TOKEN)
        .map(|(_, value)| value.to_owned())
}

/// The first page; those that want a session, which lead to the sign-in page; and those that are not there.
pub(super) fn other(base: &str, path: &str) -> Response {
    let folded = path.trim_matches('/').to_ascii_lowercase();
    let begins = |with: &str| folded == with || folded.starts_with(&format!("{with}/"));
    if folded.is_empty() {
        return Html(pages::plain(base, "Home")).into_response();
    }
    if ["account", "organization", "policies/contact"].into_iter().any(begins) {
        let back: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
        let sign_in = format!("/users/account/LogOn?ReturnUrl={back}");
        return (StatusCode::FOUND, [(header::LOCATION, sign_in)]).into_response();
    }
    not_found()
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, Html(pages::error(404, "Page Not Found"))).into_response()
}

/// A registration, or the word of the storage behind the real one that there is none.
pub(super) fn stored(document: Option<Value>, headers: &HeaderMap) -> Response {
    match document {
        Some(document) => data(&document, headers, true),
        None => {
            let xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>BlobNotFound</Code></Error>";
            let kind = [(header::CONTENT_TYPE, "application/xml")];
            (StatusCode::NOT_FOUND, kind, format!("\u{feff}{xml}")).into_response()
        }
    }
}

/// A document with its mark; compressed where the real one is, whatever the request says.
pub(super) fn data(document: &Value, headers: &HeaderMap, compressed: bool) -> Response {
    let text = document.to_string();
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let mark = format!("\"0x{:016X}\"", hasher.finish());
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|value| value == mark.as_str());
    if known {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, mark)]).into_response();
    }
    let kind = (header::CONTENT_TYPE, "application/json".to_owned());
    if !compressed {
        return ([kind, (header::ETAG, mark)], text).into_response();
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let written = encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish());
    let body = written.unwrap_or_default();
    let coding = (header::CONTENT_ENCODING, "gzip".to_owned());
    ([kind, coding, (header::ETAG, mark)], body).into_response()
}
