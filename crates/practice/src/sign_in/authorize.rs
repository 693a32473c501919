//! The authorization endpoint: a request from the app, through the browser (OpenID Connect Core 3.1.2).

use super::{
    authority::Authority,
    browser::{Browser, SignedIn, Step},
    directory::{Directory, Principal},
    faults::Endpoint,
    flow::{self, Next},
    guard, lock,
    pages::message,
    provider::{Provider, unknown_tenant},
    refusal::Refusal,
    registration::{self, CLIENT_ID},
    request::{AuthorizationRequest, FactorPolicy, Parameters, Prompt},
};
use axum::{
    extract::{Path, Query, State},
    http::HeaderMap,
    response::Response,
};
use contract::Timestamp;
use std::sync::Arc;
use url::Url;

/// Begins a sign-in: shows a page, or goes straight back to the client where there is nothing to ask.
pub(super) async fn authorize(
    State(provider): State<Arc<Provider>>,
    Path(tenant): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let fails = provider.faults.disturb(Endpoint::Authorize).await;
    let (authority, redirect_uri, parameters) = match client_of(&provider, &tenant, pairs) {
        Ok(read) => read,
        // Whoever asks is not the registered client, so nothing may be sent there (RFC 9700 4.11).
        Err(refusal) => return message::refused(&refusal, &provider.stamp()),
    };
    let request = if fails {
        Err(Refusal::server_error())
    } else {
        AuthorizationRequest::read(authority, redirect_uri.clone(), &parameters)
    };
    match request {
        Ok(request) => begin(&provider, request, guard::cookie(&provider, &headers).as_deref()),
        Err(refusal) => {
            let url = refusal.redirect(&redirect_uri, parameters.get("state"), &provider.stamp());
            guard::see_other(url.as_str())
        }
    }
}

/// Who asks, and where the answer goes: the part of a request that must hold before anything is sent anywhere.
fn client_of(
    provider: &Provider,
    tenant: &str,
    pairs: Vec<(String, String)>,
) -> Result<(Authority, Url, Parameters), Refusal> {
    let authority = Authority::parse(tenant).ok_or_else(unknown_tenant)?;
    let parameters = Parameters::read(pairs).map_err(|name| {
        Refusal::new(
            "invalid_request",
            90023,
            format!("The parameter '{name}' is there twice, or is too long."),
        )
    })?;
    if parameters.require("client_id")? != CLIENT_ID {
        return Err(Refusal::new(
            "unauthorized_client",
            700_016,
            "No application with this id is registered here.",
        ));
    }
    let redirect_uri = parameters.require("redirect_uri")?;
    let mismatch = || {
        let text = "The redirect address of the request is not one that the application registered.";
        Refusal::new("invalid_request", 50011, text)
    };
    if !registration::allows_redirect(redirect_uri, &authority.issuer(&provider.origin)) {
        return Err(mismatch());
    }
    let redirect_uri = Url::parse(redirect_uri).map_err(|_| mismatch())?;
    Ok((authority, redirect_uri, parameters))
}

/// How a sign-in starts.
enum Start {
    /// With a question, perhaps about one person.
    Ask(Step, Option<SignedIn>),
    /// With a person who is signed in to this browser already.
    GoOn(SignedIn),
    /// Not at all.
    Refuse(Refusal),
}

fn begin(provider: &Provider, request: AuthorizationRequest, cookie: Option<&str>) -> Response {
    let now = provider.clock.now();
    let mut browsers = lock(&provider.browsers);
    let (browser_id, new_cookie) = browsers.recognise(cookie, now, &*provider.random);
    let start = provider.store.read(|state| match browsers.browser(&browser_id) {
        Some(browser) => start(&request, browser, &state.directory, &state.consents, now),
        None => Start::Ask(Step::Pick, None),
    });
    let id = browsers.open(browser_id, request, now, &*provider.random);
    let cookie_sent = new_cookie.as_ref().map(contract::Secret::expose).or(cookie);
    let Some((visit, browser)) = browsers.enter(&id, cookie_sent, now) else {
        return message::lost();
    };
    let next = match start {
        Start::Ask(step, chosen) => {
            visit.step = step;
            visit.chosen = chosen;
            Ok(Next::Page)
        }
        Start::GoOn(signed_in) => {
            visit.chosen = Some(signed_in);
            flow::advance(provider, visit, browser)
        }
        Start::Refuse(refusal) => Ok(flow::refuse(provider, visit, &refusal)),
    };
    let mut response = flow::respond(next, &id);
    if let Some(cookie) = &new_cookie {
        guard::set_cookie(provider, &mut response, cookie);
    }
    response
}

fn start(
    request: &AuthorizationRequest,
    browser: &Browser,
    directory: &Directory,
    consents: &std::collections::BTreeSet<String>,
    now: Timestamp,
) -> Start {
    let hinted = request
        .login_hint
        .as_deref()
        .and_then(|hint| directory.find(hint))
        .filter(|person| request.authority.serves(person));
    let present: Vec<_> = directory
        .people()
        .filter(|person| request.authority.serves(person))
        .filter(|person| request.login_hint.is_none() || hinted.as_ref() == Some(person))
        .filter_map(|person| Some((flow::reusable(request, browser, &person, now)?, person)))
        .collect();
    match (request.prompt, present.as_slice()) {
        (Prompt::None, _) => silent(request, &present, consents),
        (Prompt::SelectAccount, _) => Start::Ask(Step::Pick, None),
        (Prompt::Unspecified | Prompt::Consent, [(signed_in, _)]) => Start::GoOn(signed_in.clone()),
        _ => match hinted {
            Some(person) => Start::Ask(Step::Confirm, Some(flow::sign_in_now(&person, now))),
            None => Start::Ask(Step::Pick, None),
        },
    }
}

/// `prompt=none`: on without a page, or an error that says why one is needed (OpenID Connect Core 3.1.2.6).
fn silent(
    request: &AuthorizationRequest,
    present: &[(SignedIn, Principal)],
    consents: &std::collections::BTreeSet<String>,
) -> Start {
    let interaction = |number, text: &str| Start::Refuse(Refusal::new("interaction_required", number, text));
    let [(signed_in, person)] = present else {
        return if present.is_empty() {
            let text = "Nobody is signed in to this browser, and the request allows no question.";
            Start::Refuse(Refusal::new("login_required", 50058, text))
        } else {
            interaction(
                16000,
                "Several people are signed in to this browser. One of them must be picked.",
            )
        };
    };
    if flow::needs_factor(request.factor, person) && !signed_in.second_factor {
        let number = if request.factor == FactorPolicy::Required {
            50076
        } else {
            50074
        };
        return interaction(number, "A second factor is needed.");
    }
    if !consents.contains(&person.object_id) {
        return interaction(65001, "The user has not given this application access yet.");
    }
    Start::GoOn(signed_in.clone())
}
