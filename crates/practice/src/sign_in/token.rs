//! The token endpoint (RFC 6749 4.1.3, OpenID Connect Core 3.1.3), answering in Microsoft's shape.

use super::{
    authority::Authority,
    faults::Endpoint,
    grant::Redemption,
    id_token,
    provider::{Provider, unknown_tenant},
    refusal::Refusal,
    registration::CLIENT_ID,
    request::Parameters,
};
use ambient::random_secret;
use axum::{
    Form, Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use std::sync::Arc;

/// Redeems a code for an ID token.
pub(super) async fn token(
    State(provider): State<Arc<Provider>>,
    Path(tenant): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    if provider.faults.disturb(Endpoint::Token).await {
        return provider.refuse(StatusCode::INTERNAL_SERVER_ERROR, &Refusal::server_error());
    }
    match redeem(&provider, &tenant, pairs).await {
        Ok(Ok(body)) => Json(body).into_response(),
        Ok(Err(refusal)) => provider.refuse(status_of(&refusal), &refusal),
        Err(error) => {
            tracing::error!(%error, "the practice sign-in could not make a token");
            provider.refuse(StatusCode::INTERNAL_SERVER_ERROR, &Refusal::server_error())
        }
    }
}

/// RFC 6749 5.2: 401 for a client that fails to authenticate, 400 for all else.
fn status_of(refusal: &Refusal) -> StatusCode {
    if refusal.error == "invalid_client" {
        StatusCode::UNAUTHORIZED
    } else {
        StatusCode::BAD_REQUEST
    }
}

async fn redeem(
    provider: &Provider,
    tenant: &str,
    pairs: Vec<(String, String)>,
) -> anyhow::Result<Result<Value, Refusal>> {
    let (authority, parameters) = match read(tenant, pairs) {
        Ok(read) => read,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let redemption = match redemption(authority, &parameters) {
        Ok(redemption) => redemption,
        Err(refusal) => return Ok(Err(refusal)),
    };
    // The keys come first: a code must not be spent where they are missing.
    let keys = provider.keys.ring().await?;
    let now = provider.clock.now();
    let (grant, principal) = provider.store.change(|state| {
        let grant = state.grants.redeem(&redemption, now);
        let principal = grant
            .as_ref()
            .ok()
            .and_then(|grant| state.directory.find(&grant.address));
        (grant, principal)
    })?;
    let (grant, principal) = match (grant, principal) {
        (Ok(grant), Some(principal)) => (grant, principal),
        (Err(refusal), _) => return Ok(Err(refusal)),
        (Ok(_), None) => {
            return Ok(Err(Refusal::new(
                "invalid_grant",
                50034,
                "The account does not exist any more.",
            )));
        }
    };
    let id_token = id_token::issue(
        &provider.origin,
        &grant,
        &principal,
        &keys.current,
        &provider.faults,
        now,
    )?;
    Ok(Ok(json!({
        "token_type": "Bearer",
        "scope": scope(grant.profile, grant.email),
        "expires_in": id_token::LIFETIME_SECS,
        "ext_expires_in": id_token::LIFETIME_SECS,
        // RFC 6749 5.1 demands one. There is no resource here that would take it.
        "access_token": random_secret(&*provider.random, 32).expose(),
        "id_token": id_token.expose(),
    })))
}

fn read(tenant: &str, pairs: Vec<(String, String)>) -> Result<(Authority, Parameters), Refusal> {
    let authority = Authority::parse(tenant).ok_or_else(unknown_tenant)?;
    let parameters = Parameters::read(pairs).map_err(|name| {
        Refusal::new(
            "invalid_request",
            90023,
            format!("The parameter '{name}' cannot be used."),
        )
    })?;
    if parameters.require("client_id")? != CLIENT_ID {
        return Err(Refusal::new(
            "unauthorized_client",
            700_016,
            "No application with this id is registered here.",
        ));
    }
    if parameters.get("client_secret").is_some() || parameters.get("client_assertion").is_some() {
        let text = "The client is public, so it must not present a secret or an assertion.";
        return Err(Refusal::new("invalid_client", 700_025, text));
    }
    if parameters.require("grant_type")? != "authorization_code" {
        return Err(Refusal::new(
            "unsupported_grant_type",
            70003,
            "Only authorization codes are redeemed here.",
        ));
    }
    Ok((authority, parameters))
}

fn redemption(authority: Authority, parameters: &Parameters) -> Result<Redemption<'_>, Refusal> {
    Ok(Redemption {
        authority: authority.segment(),
        code: parameters.require("code")?,
        redirect_uri: parameters.require("redirect_uri")?,
        verifier: parameters.require("code_verifier")?,
    })
}

fn scope(profile: bool, email: bool) -> String {
    let optional = [("profile", profile), ("email", email)];
    let granted = optional
        .into_iter()
        .filter_map(|(name, granted)| granted.then_some(name));
    std::iter::once("openid").chain(granted).collect::<Vec<_>>().join(" ")
}
