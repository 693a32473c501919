//! The pages of a visit: showing the present question, and taking the answer.

use super::{
    browser::{Browser, Draft, Step, Visit},
    challenge::{self, Check},
    directory::Principal,
    flow::{self, Next},
    guard, lock,
    pages::{self, message},
    provider::Provider,
    refusal::Refusal,
};
use axum::{
    Form,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// What any of the forms can send.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Answer {
    csrf: String,
    /// The button that was pressed, unless it is a person.
    action: String,
    /// The address on the button of a person.
    person: Option<String>,
    address: String,
    name: String,
    /// `none`, `text` or `email`.
    factor: String,
    code: String,
}

/// Shows the present question.
pub(super) async fn show(
    State(provider): State<Arc<Provider>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let cookie = guard::cookie(&provider, &headers);
    let mut browsers = lock(&provider.browsers);
    match browsers.enter(&id, cookie.as_deref(), provider.clock.now()) {
        Some((visit, browser)) => provider
            .store
            .read(|state| pages::of_visit(&id, visit, browser, &state.directory)),
        None => message::lost(),
    }
}

/// Takes an answer. One that does not fit the present question (a button pressed twice, a page from before) changes
/// nothing: the browser is shown the present question again.
pub(super) async fn submit(
    State(provider): State<Arc<Provider>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(answer): Form<Answer>,
) -> Response {
    let cookie = guard::cookie(&provider, &headers);
    let mut browsers = lock(&provider.browsers);
    let Some((visit, browser)) = browsers.enter(&id, cookie.as_deref(), provider.clock.now()) else {
        return message::lost();
    };
    if !bool::from(answer.csrf.as_bytes().ct_eq(visit.csrf.expose().as_bytes())) {
        return message::forged();
    }
    flow::respond(take(&provider, visit, browser, &answer), &id)
}

fn take(provider: &Provider, visit: &mut Visit, browser: &mut Browser, answer: &Answer) -> anyhow::Result<Next> {
    visit.draft.error = None;
    match (visit.step.clone(), answer.action.as_str()) {
        (Step::Done, _) => return Ok(Next::Page),
        (_, "cancel") => return Ok(flow::refuse(provider, visit, &Refusal::cancelled())),
        (_, "back") => show_step(visit, Step::Pick),
        (Step::Pick, _) if answer.person.is_some() => {
            return choose(provider, visit, browser, answer.person.as_deref().unwrap_or_default());
        }
        (Step::Pick | Step::Confirm, "use-another") => show_step(visit, Step::Address),
        (Step::Pick | Step::Address, "create-one") => show_step(visit, Step::Create),
        (Step::Address, "continue") => return choose(provider, visit, browser, &answer.address),
        (Step::Create, "continue") => return create(provider, visit, browser, answer),
        (Step::Confirm, "continue") => return confirm(provider, visit, browser),
        (Step::Enrol, "continue") => enrol(provider, visit, &answer.factor),
        (Step::Verify(_), "verify") => return verify(provider, visit, browser, &answer.code),
        (Step::Verify(_), "new-code") => return Ok(renew(provider, visit)),
        (Step::Consent, "accept") => {
            visit.consented = true;
            return flow::advance(provider, visit, browser);
        }
        _ => {}
    }
    Ok(Next::Page)
}

fn show_step(visit: &mut Visit, step: Step) {
    visit.step = step;
    visit.chosen = None;
    visit.draft = Draft::default();
}

fn say(visit: &mut Visit, error: impl Into<String>) -> Next {
    visit.draft.error = Some(error.into());
    Next::Page
}

fn choose(provider: &Provider, visit: &mut Visit, browser: &mut Browser, address: &str) -> anyhow::Result<Next> {
    let found = provider.store.read(|state| state.directory.find(address));
    let Some(person) = found else {
        address.trim().clone_into(&mut visit.draft.address);
        let text = if address.trim().is_empty() {
            "Enter the address of an account.".to_owned()
        } else {
            format!(
                "There is no practice account with the address {}. Check it, or create one.",
                address.trim()
            )
        };
        return Ok(say(visit, text));
    };
    if !visit.request.authority.serves(&person) {
        address.trim().clone_into(&mut visit.draft.address);
        let kind = if person.is_personal() {
            "a personal account"
        } else {
            "this work or school account"
        };
        return Ok(say(
            visit,
            format!("You cannot sign in here with {kind}. Use another account."),
        ));
    }
    let now = provider.clock.now();
    let signed_in = flow::reusable(&visit.request, browser, &person, now);
    visit.chosen = Some(signed_in.unwrap_or_else(|| flow::sign_in_now(&person, now)));
    flow::advance(provider, visit, browser)
}

/// The person said that it is still them: that is the moment of the sign-in, not when the page was made.
fn confirm(provider: &Provider, visit: &mut Visit, browser: &mut Browser) -> anyhow::Result<Next> {
    if let Some(chosen) = &mut visit.chosen {
        chosen.auth_time = provider.clock.now();
    }
    flow::advance(provider, visit, browser)
}

fn create(provider: &Provider, visit: &mut Visit, browser: &mut Browser, answer: &Answer) -> anyhow::Result<Next> {
    visit.draft = Draft {
        error: None,
        address: answer.address.trim().to_owned(),
        name: answer.name.trim().to_owned(),
        factor: answer.factor.clone(),
    };
    let created = provider
        .store
        .change(|state| state.directory.create(&answer.name, &answer.address, &*provider.random))?;
    let person = match created {
        Ok(person) => person,
        Err(sentence) => return Ok(say(visit, sentence)),
    };
    visit.chosen = Some(flow::sign_in_now(&person, provider.clock.now()));
    match challenge::factor_of(&answer.factor, &person) {
        Some(factor) => {
            visit.draft = Draft::default();
            visit.step = Step::Verify(flow::send_code(provider, factor, true));
            Ok(Next::Page)
        }
        None => flow::advance(provider, visit, browser),
    }
}

fn enrol(provider: &Provider, visit: &mut Visit, choice: &str) {
    let factor = person_of(provider, visit).and_then(|person| challenge::factor_of(choice, &person));
    match factor {
        Some(factor) => visit.step = Step::Verify(flow::send_code(provider, factor, true)),
        None => drop(say(visit, "Choose how you want to get codes.")),
    }
}

fn verify(provider: &Provider, visit: &mut Visit, browser: &mut Browser, typed: &str) -> anyhow::Result<Next> {
    let Step::Verify(challenge) = &mut visit.step else {
        return Ok(Next::Page);
    };
    let check = challenge.check(typed, provider.clock.now());
    let (factor, enrols, tries) = (challenge.factor.clone(), challenge.enrols, challenge.tries_left);
    match check {
        Check::Wrong => {
            let tries = if tries == 1 {
                "One try is left.".to_owned()
            } else {
                format!("{tries} tries are left.")
            };
            return Ok(say(visit, format!("That is not the code. {tries}")));
        }
        Check::UsedUp => return Ok(say(visit, "That was wrong too often. Ask for a new code.")),
        Check::Expired => return Ok(say(visit, "The code is too old. Ask for a new one.")),
        Check::Right => {}
    }
    if let Some(person) = person_of(provider, visit).filter(|_| enrols) {
        provider
            .store
            .change(|state| state.directory.enrol(&person.object_id, factor))?;
    }
    if let Some(chosen) = &mut visit.chosen {
        chosen.second_factor = true;
    }
    flow::advance(provider, visit, browser)
}

fn renew(provider: &Provider, visit: &mut Visit) -> Next {
    let Step::Verify(challenge) = &visit.step else {
        return Next::Page;
    };
    match challenge.renew(provider.clock.now(), &*provider.random) {
        Some(next) => {
            visit.step = Step::Verify(next);
            Next::Page
        }
        None => {
            let text = "The second factor failed too often in this sign-in.";
            flow::refuse(provider, visit, &Refusal::new("access_denied", 500_121, text))
        }
    }
}

fn person_of(provider: &Provider, visit: &Visit) -> Option<Principal> {
    let address = &visit.chosen.as_ref()?.address;
    provider.store.read(|state| state.directory.find(address))
}
