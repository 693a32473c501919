//! From one question to the next, until the browser goes back to the app.

use super::{
    browser::{Browser, Challenge, Draft, SignedIn, Step, Visit},
    directory::Principal,
    grant::Grant,
    guard,
    pages::message,
    provider::Provider,
    refusal::Refusal,
    registration::CLIENT_ID,
    request::{AuthorizationRequest, FactorPolicy, POLICY_DEFAULT, POLICY_MFA, Prompt},
};
use ambient::random_secret;
use axum::response::Response;
use contract::Timestamp;

/// What the browser gets.
pub(super) enum Next {
    /// The page of the present step.
    Page,
    /// The way back to the app.
    Redirect(String),
}

/// The answer to the browser; always a redirect, so that reloading a page repeats nothing.
pub(super) fn respond(next: anyhow::Result<Next>, visit_id: &str) -> Response {
    match next {
        Ok(Next::Page) => guard::see_other(&format!("/sign-in/{visit_id}")),
        Ok(Next::Redirect(url)) => guard::see_other(&url),
        Err(error) => {
            tracing::error!(%error, "a step of the practice sign-in failed");
            message::failed()
        }
    }
}

/// Goes on with the person who was chosen: second factor, consent, and back to the app.
pub(super) fn advance(provider: &Provider, visit: &mut Visit, browser: &mut Browser) -> anyhow::Result<Next> {
    visit.draft = Draft::default();
    let found = visit.chosen.clone().and_then(|chosen| {
        let person = provider.store.read(|state| state.directory.find(&chosen.address))?;
        Some((chosen, person))
    });
    let Some((chosen, person)) = found else {
        visit.step = Step::Pick;
        return Ok(Next::Page);
    };
    if person.unmanaged {
        return Ok(refuse(provider, visit, &Refusal::unmanaged(person.domain())));
    }
    if needs_factor(visit.request.factor, &person) && !chosen.second_factor {
        visit.step = match person.factor {
            Some(factor) => Step::Verify(send_code(provider, factor, false)),
            None => Step::Enrol,
        };
        return Ok(Next::Page);
    }
    let consented = provider.store.read(|state| state.consents.contains(&person.object_id));
    if !visit.consented && (!consented || visit.request.prompt == Prompt::Consent) {
        visit.step = Step::Consent;
        return Ok(Next::Page);
    }
    finish(provider, visit, browser, chosen, &person)
}

/// Sends the error to the app and closes the visit.
pub(super) fn refuse(provider: &Provider, visit: &mut Visit, refusal: &Refusal) -> Next {
    visit.step = Step::Done;
    let request = &visit.request;
    Next::Redirect(
        refusal
            .redirect(&request.redirect_uri, request.state.as_deref(), &provider.stamp())
            .into(),
    )
}

/// A code for the person's telephone or mailbox.
pub(super) fn send_code(provider: &Provider, factor: super::directory::Factor, enrols: bool) -> Challenge {
    Challenge::send(factor, enrols, provider.clock.now(), &*provider.random)
}

fn finish(
    provider: &Provider,
    visit: &mut Visit,
    browser: &mut Browser,
    chosen: SignedIn,
    person: &Principal,
) -> anyhow::Result<Next> {
    let code = random_secret(&*provider.random, 32);
    let grant = grant(&visit.request, &chosen);
    provider.store.change(|state| {
        state.consents.insert(person.object_id.clone());
        state.grants.issue(&code, grant, provider.clock.now());
    })?;
    let mut url = visit.request.redirect_uri.clone();
    url.query_pairs_mut()
        .append_pair("code", code.expose())
        .extend_pairs(visit.request.state.as_deref().map(|state| ("state", state)))
        // Microsoft adds this, and clients must not stumble over it.
        .append_pair("session_state", &super::refusal::new_guid(&*provider.random));
    browser.sign_in(chosen);
    visit.step = Step::Done;
    Ok(Next::Redirect(url.into()))
}

fn grant(request: &AuthorizationRequest, chosen: &SignedIn) -> Grant {
    let policy = if chosen.second_factor {
        POLICY_MFA
    } else {
        POLICY_DEFAULT
    };
    Grant {
        authority: request.authority.segment().to_owned(),
        client_id: CLIENT_ID.to_owned(),
        redirect_uri: request.redirect_uri.to_string(),
        code_challenge: request.code_challenge.clone(),
        nonce: request.nonce.clone(),
        address: chosen.address.clone(),
        profile: request.profile,
        email: request.email,
        auth_time: chosen.auth_time,
        acr: (request.factor != FactorPolicy::Unspecified).then(|| policy.to_owned()),
    }
}

/// Whether this person must show a second factor for this request.
pub(super) fn needs_factor(policy: FactorPolicy, person: &Principal) -> bool {
    match policy {
        FactorPolicy::Required => true,
        FactorPolicy::Enrolled => person.factor.is_some(),
        FactorPolicy::Unspecified | FactorPolicy::Default => false,
    }
}

/// The person's earlier sign-in to this browser, where the request lets it count.
pub(super) fn reusable(
    request: &AuthorizationRequest,
    browser: &Browser,
    person: &Principal,
    now: Timestamp,
) -> Option<SignedIn> {
    let signed_in = browser.find(&person.address)?;
    let is_young = request
        .max_age
        .is_none_or(|max_age| now.secs_since(signed_in.auth_time) <= max_age);
    (request.prompt != Prompt::Login && is_young).then(|| signed_in.clone())
}

/// A sign-in that happens now.
pub(super) fn sign_in_now(person: &Principal, now: Timestamp) -> SignedIn {
    SignedIn {
        address: person.address.clone(),
        auth_time: now,
        second_factor: false,
    }
}
