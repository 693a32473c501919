//! `/healthz` and `/readyz`.

use super::Shared;
use crate::gallery::Gallery;
use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use contract::gallery::SignInTime;
use serde::Serialize;
use std::{sync::Arc, time::Duration};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().routes(routes!(healthz)).routes(routes!(readyz))
}

/// The process serves.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, body = String, content_type = "text/plain")))]
async fn healthz() -> &'static str {
    "ok"
}

/// What a gallery needs to do its work.
#[derive(Serialize, ToSchema)]
struct Readiness {
    database_writable: bool,
    /// Whether it can be read, and no damage was met of which some is left.
    database_readable: bool,
    provider_reachable: bool,
    /// Whether the provider sends `auth_time`, without which acts that change an account take a mailed code or are refused
    /// (rules 2.4 and 2.11).
    sign_in_time: SignInTime,
}

/// How long whoever asks waits for the provider, and for a look at the database: longer than one request takes.
const LOOK: Duration = Duration::from_secs(12);

/// After how many seconds something else may be found: until then the provider is not asked again (rule 7.8).
const LOOK_AGAIN: &str = "3";

/// Whether it can do its work: 200 or 503.
#[utoipa::path(get, path = "/readyz", tag = "health", responses(
    (status = 200, body = Readiness),
    (status = 503, body = Readiness),
))]
async fn readyz(State(gallery): Shared) -> Response {
    let (of_provider, of_store) = (Arc::clone(&gallery), Arc::clone(&gallery));
    // They go on where the caller goes: what is found is for the next one, who need not ask again.
    let provider = tokio::spawn(async move { of_provider.provider_is_reachable().await });
    let provider = tokio::time::timeout(LOOK, provider);
    let readable = tokio::spawn(async move { of_store.store.is_readable().await });
    let readable = tokio::time::timeout(LOOK, readable);
    let (writable, readable, reachable) = tokio::join!(gallery.store.is_writable(), readable, provider);
    let readiness = Readiness {
        database_writable: writable,
        database_readable: matches!(readable, Ok(Ok(true))),
        provider_reachable: matches!(reachable, Ok(Ok(true))),
        sign_in_time: gallery.identity.sign_in_time(),
    };
    if readiness.database_writable && readiness.database_readable && readiness.provider_reachable {
        return Json(readiness).into_response();
    }
    let again = [(header::RETRY_AFTER, LOOK_AGAIN)];
    (StatusCode::SERVICE_UNAVAILABLE, again, Json(readiness)).into_response()
}
