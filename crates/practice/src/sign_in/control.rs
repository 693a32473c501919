//! `/practice/…`: fault switches and the practice telephone, for whoever holds the control token.

use super::{
    faults::{Fault, Switch},
    provider::Provider,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// Turns a fault on, or all off; answers with those that are on.
pub(super) async fn set_fault(
    State(provider): State<Arc<Provider>>,
    headers: HeaderMap,
    Json(switch): Json<Switch>,
) -> Response {
    if !holds_token(&provider, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match switch.fault {
        Fault::Clear => provider.faults.clear(),
        Fault::RotateKeys => {
            if let Err(error) = provider.keys.rotate().await {
                tracing::error!(%error, "the practice sign-in could not rotate its keys");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        }
        _ => provider.faults.set(switch),
    }
    Json(json!({ "active": provider.faults.active() })).into_response()
}

/// Whose second factor goes back to what it was at the beginning.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneReset {
    address: String,
}

/// Takes a person's second factor back to the beginning.
pub(super) async fn reset_phone(
    State(provider): State<Arc<Provider>>,
    headers: HeaderMap,
    Json(reset): Json<PhoneReset>,
) -> Response {
    if !holds_token(&provider, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let changed = provider.store.change(|state| {
        let person = state.directory.find(&reset.address)?;
        state.directory.reset_factor(&person.object_id);
        Some(())
    });
    match changed {
        Ok(Some(())) => StatusCode::NO_CONTENT.into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "the practice telephone could not be reset");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn holds_token(provider: &Provider, headers: &HeaderMap) -> bool {
    let token = provider.control_token.expose().as_bytes();
    headers
        .get("x-practice-control")
        .is_some_and(|sent| bool::from(sent.as_bytes().ct_eq(token)))
}
