//! The HTTP API (rules 7.1 to 7.8). A handler reads the request, runs one command or query, and writes the answer.

mod account;
mod accounts;
mod body;
mod caller;
mod description;
mod door;
mod events;
mod health;
mod preview;
mod problem;
mod proofs;
mod repeat;
mod sessions;

use crate::gallery::Gallery;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{delete, get, post},
};
use contract::{Code, Problem};
use problem::Failure;
use std::{sync::Arc, time::Duration};
use tower_http::catch_panic::CatchPanicLayer;

/// The largest request body: an ID token of 16 KiB has plenty of room in it.
const BODY_BYTES: usize = 64 * 1024;

/// How long a request may take, its body included. Event streams are not limited.
const REQUEST: Duration = Duration::from_secs(30);

/// What every handler gets.
pub type Shared = axum::extract::State<Arc<Gallery>>;

/// All routes.
pub fn router(gallery: Arc<Gallery>) -> Router {
    let api = Router::new()
        .route("/gallery", get(description::show))
        .route("/proofs", post(proofs::begin))
        .route("/proofs/{id}/complete", post(proofs::complete))
        .route("/sessions", get(sessions::list).post(sessions::open))
        .route("/sessions/current", delete(sessions::end_current))
        .route("/sessions/{id}", delete(sessions::end))
        .route("/accounts", post(accounts::register))
        .route("/usernames/{name}", get(accounts::username))
        .route("/account", get(account::show))
        .route("/account/email/confirmation", post(account::confirm))
        .route("/account/email/confirmation/resend", post(account::resend))
        .route("/account/activity", get(account::activity));
    Router::new()
        .nest("/api/v1", api)
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .layer(middleware::from_fn(|request, next| {
            door::limit_time(REQUEST, request, next)
        }))
        .route("/api/v1/events", get(events::stream))
        .fallback(|| async { Failure(Problem::new(Code::NotFound, "there is no such address")) })
        .method_not_allowed_fallback(|| async { Failure(Code::MethodNotAllowed.into()) })
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(CatchPanicLayer::custom(door::panicked))
        .layer(middleware::from_fn_with_state(Arc::clone(&gallery), door::check_host))
        .layer(middleware::from_fn(door::harden))
        .layer(middleware::from_fn(door::log))
        .with_state(gallery)
}
