//! The HTTP API (section 7 of the rules). A handler reads the request, runs one command or query, and writes the answer.

mod account;
mod accounts;
mod act;
mod answer;
mod api;
mod body;
mod caller;
mod contact;
mod conversion;
mod deletion;
mod description;
mod document;
mod email_confirmation;
mod events;
mod feed;
mod forwarded;
mod health;
mod idempotency;
mod keys;
mod limits;
mod login;
mod mailed_link;
mod middleware;
mod organizations;
mod packages;
mod paging;
mod passwords;
mod preview;
mod problem;
mod profile;
mod proofs;
mod query;
mod recovery;
mod recovery_codes;
mod refusals;
mod revision;
mod sessions;
#[cfg(test)]
mod tests;
mod two_factor;
mod username_request;

pub use document::text as openapi;

use crate::gallery::Gallery;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
};
use contract::{Code, Problem};
use problem::Failure;
use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// The largest request body: an ID token of 16 KiB has plenty of room in it.
const BODY_BYTES: usize = 64 * 1024;

/// How long a body may take to come. Less than the whole request may: what is late is said, and not what was busy.
const BODY_TIME: Duration = Duration::from_secs(20);

/// How long a request may take, its body included. Event streams are not limited, and pages say it in their own words.
const REQUEST: Duration = Duration::from_secs(30);

/// What every handler gets.
pub type Shared = axum::extract::State<Arc<Gallery>>;

/// All routes with their description. An area is one line here; its module says which routes it has.
fn described() -> (Router<Arc<Gallery>>, OpenApi) {
    let areas = OpenApiRouter::new()
        .merge(description::routes())
        .merge(document::routes())
        .merge(proofs::routes())
        .merge(sessions::routes())
        .merge(accounts::routes())
        .merge(account::routes())
        .merge(login::routes())
        .merge(recovery_codes::routes())
        .merge(two_factor::routes())
        .merge(contact::routes())
        .merge(email_confirmation::routes())
        .merge(deletion::routes())
        .merge(profile::routes())
        .merge(keys::routes())
        .merge(packages::routes())
        .merge(feed::routes())
        .merge(organizations::routes())
        .merge(conversion::routes())
        .merge(username_request::routes())
        .merge(recovery::routes())
        .merge(passwords::routes());
    let (router, mut document) = OpenApiRouter::with_openapi(document::head())
        .merge(areas)
        .merge(health::routes())
        .layer(from_fn(|request, next| middleware::limit_time(REQUEST, request, next)))
        .merge(act::routes())
        .merge(events::routes())
        .split_for_parts();
    document::complete(&mut document);
    (router, document)
}

/// All routes, each with its query parameters. They are the same for every gallery of a program, and describing them is
/// most of what opening one takes.
static ROUTES: LazyLock<Router<Arc<Gallery>>> = LazyLock::new(|| {
    let (routes, mut document) = described();
    let known = query::known(&mut document);
    routes.layer(from_fn_with_state(known, query::check))
});

/// The whole service over HTTP.
pub fn router(gallery: Arc<Gallery>) -> Router {
    ROUTES
        .clone()
        .fallback(|| async { Failure(Problem::new(Code::NotFound, "there is no such address")) })
        .method_not_allowed_fallback(|| async { Failure(Code::MethodNotAllowed.into()) })
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(CatchPanicLayer::custom(middleware::panicked))
        .layer(from_fn_with_state(Arc::clone(&gallery), middleware::check_host))
        .layer(from_fn(middleware::harden))
        .layer(from_fn_with_state(Arc::clone(&gallery), middleware::log))
        .with_state(gallery)
}
