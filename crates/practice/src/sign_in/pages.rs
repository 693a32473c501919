//! The pages that a person sees in the browser: HTML alone, no script, one question each.

mod account;
mod consent;
mod factor;
pub(super) mod message;
mod picker;

use super::{
    browser::{Browser, Step, Visit},
    directory::{Directory, Principal},
    registration,
};
use axum::{
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("pages/style.css");

/// The source that lets the one style sheet in, and nothing else (Content Security Policy 3, hash source).
static STYLE_SOURCE: LazyLock<String> =
    LazyLock::new(|| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(STYLE.as_bytes()))));

/// What every form of a visit needs.
struct Form<'a> {
    action: String,
    csrf: &'a str,
}

impl Form<'_> {
    fn with(&self, content: &Markup) -> Markup {
        html! {
            form method="post" action=(self.action) {
                input type="hidden" name="csrf" value=(self.csrf);
                (content)
            }
        }
    }
}

/// The page of the present question.
pub(super) fn of_visit(id: &str, visit: &Visit, browser: &Browser, directory: &Directory) -> Response {
    let form = Form {
        action: format!("/sign-in/{id}"),
        csrf: visit.csrf.expose(),
    };
    let chosen = visit.chosen.as_ref().and_then(|chosen| directory.find(&chosen.address));
    let (title, content) = match (&visit.step, chosen) {
        (Step::Done, _) => message::done(),
        (Step::Address, _) => account::address(&form, &visit.draft),
        (Step::Create, _) => account::create(&form, &visit.draft),
        (Step::Confirm, Some(person)) => account::confirm(&form, &person),
        (Step::Enrol, Some(person)) => factor::enrol(&form, &person, &visit.draft),
        (Step::Verify(challenge), Some(person)) => factor::verify(&form, &person, challenge, &visit.draft),
        (Step::Consent, Some(person)) => consent::ask(&form, &person, &visit.request),
        _ => picker::pick(&form, visit, browser, directory),
    };
    // A form's answer is a redirect that ends at the app, which this policy must allow; nowhere else.
    let target = registration::form_action(visit.request.redirect_uri.as_str());
    document(title, &content, &format!("'self' {target}"))
}

/// The frame around every page.
fn document(title: &str, content: &Markup, form_action: &str) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Practice sign-in" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p.brand { (mark()) "Practice sign-in" span.stop { "." } }
                    p { "Nothing real is touched; no password is ever asked." }
                }
                main { (content) }
                footer { p { "This page comes from NuGet Accounts on this computer, not from Microsoft." } }
            }
        }
    };
    let policy = format!(
        "default-src 'none'; style-src {}; form-action {form_action}; frame-ancestors 'none'; base-uri 'none'",
        *STYLE_SOURCE
    );
    let mut response = Html(page.into_string()).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The mark of the practice: a door that is ajar.
fn mark() -> Markup {
    html! {
        svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" {
            rect.frame x="4" y="2.5" width="16" height="19" rx="2.5" {}
            path.leaf d="M8 5.2 15.5 7v12.4L8 21.5z" {}
            circle.knob cx="13.4" cy="13.2" r="1.1" {}
        }
    }
}

fn avatar(person: &Principal) -> Markup {
    let words = person.name.split_whitespace();
    let initials: String = words
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    // Spreads the cast over all six colours.
    let hash = person
        .address
        .bytes()
        .fold(1_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let colour = (hash >> 7) % 6;
    html! { span.avatar.{ "c" (colour) } aria-hidden="true" { (initials) } }
}

/// Who is meant, above the question.
fn who(person: &Principal) -> Markup {
    html! {
        p.who { (avatar(person)) span { (person.address) } }
    }
}

fn error(text: Option<&str>) -> Markup {
    html! {
        @if let Some(text) = text { p.error #error role="alert" { (text) } }
    }
}

fn cancel() -> Markup {
    html! { button #cancel name="action" value="cancel" formnovalidate { "Cancel" } }
}
