//! `/healthz` and `/readyz`.

use super::Shared;
use crate::gallery::SignInTime;
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use std::time::Duration;

/// The process serves.
pub async fn healthz() -> &'static str {
    "ok"
}

/// What a gallery needs to do its work.
#[derive(Serialize)]
pub struct Readiness {
    database_writable: bool,
    provider_reachable: bool,
    /// Whether the provider sends `auth_time`, without which logins cannot be changed (rule 2.4).
    sign_in_time: SignInTime,
}

/// Whether it can do its work: 200 or 503.
pub async fn readyz(State(gallery): Shared) -> (StatusCode, Json<Readiness>) {
    let provider = tokio::time::timeout(Duration::from_secs(12), gallery.provider_is_reachable());
    let (writable, reachable) = tokio::join!(gallery.store.is_writable(), provider);
    let readiness = Readiness {
        database_writable: writable,
        provider_reachable: reachable.unwrap_or(false),
        sign_in_time: gallery.identity.sign_in_time(),
    };
    let ready = readiness.database_writable && readiness.provider_reachable;
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(readiness))
}
