//! Pages that only say something.

use super::document;
use crate::sign_in::{
    refusal::{Refusal, Stamp},
    registration::CLIENT_NAME,
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use maud::{Markup, html};

const TITLE: &str = "Something is not right";

/// A request that must not be answered by a redirect: what is wrong, for the person and for whoever wrote the client.
pub(in crate::sign_in) fn refused(refusal: &Refusal, stamp: &Stamp) -> Response {
    let content = html! {
        h1 { "We cannot sign you in" }
        p.lead { "The app that sent you here made a mistake in its request. Close this page and try again from the app." }
        dl.details {
            dt { "Message" } dd #refusal { (refusal.headline()) }
            dt { "Correlation ID" } dd { (stamp.correlation_id) }
            dt { "Time" } dd { (stamp.time) }
        }
    };
    page(StatusCode::BAD_REQUEST, "We cannot sign you in", &content)
}

/// The visit is unknown: too old, of another browser, from before a restart, or its cookie was not kept.
pub(in crate::sign_in) fn lost() -> Response {
    say(
        StatusCode::GONE,
        "This sign-in is no longer open",
        "The app was started again meanwhile, it was open for too long, it began in another browser, or your browser \
         kept no cookie for this page. Go back to the app and open its page again.",
    )
}

/// A form that this page did not make.
pub(in crate::sign_in) fn forged() -> Response {
    say(
        StatusCode::FORBIDDEN,
        TITLE,
        "This answer does not come from the page that we showed you. Go back to the app and begin again.",
    )
}

/// A failure here, for example a full disk.
pub(in crate::sign_in) fn failed() -> Response {
    say(
        StatusCode::INTERNAL_SERVER_ERROR,
        TITLE,
        "The practice sign-in could not save what you did. Nothing has changed. Go back, and try again.",
    )
}

/// What the bare address shows.
pub(in crate::sign_in) async fn welcome() -> Response {
    say(
        StatusCode::OK,
        "There is nothing to do here",
        "This is where NuGet Accounts lets you practise signing in. Open the app and press Sign in.",
    )
}

/// Every other address.
pub(in crate::sign_in) async fn not_found() -> Response {
    say(
        StatusCode::NOT_FOUND,
        "There is no such page",
        "Open the app and press Sign in.",
    )
}

/// A refusal for programs, in one line.
pub(in crate::sign_in) fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, text).into_response()
}

/// The visit has ended, yet its page is still open: a link to an app leaves the page before it where it is.
pub(super) fn done() -> (&'static str, Markup) {
    let content = html! {
        h1 #done { "Go back to " (CLIENT_NAME) }
        p.lead {
            "Your browser may ask whether it may open the app: allow it. You can close this page then. "
            "If nothing happens, open the app yourself; it says how to go on."
        }
    };
    ("Go back to the app", content)
}

fn say(status: StatusCode, title: &'static str, text: &'static str) -> Response {
    page(status, title, &html! { h1 { (title) } p.lead { (text) } })
}

fn page(status: StatusCode, title: &str, content: &Markup) -> Response {
    let mut response = document(title, content, "'none'");
    *response.status_mut() = status;
    response
}
