//! "Let this app access your info?"

use super::{Form, who};
use crate::sign_in::{directory::Principal, registration::CLIENT_NAME, request::AuthorizationRequest};
use maud::{Markup, html};

pub(super) fn ask(form: &Form<'_>, person: &Principal, request: &AuthorizationRequest) -> (&'static str, Markup) {
    let content = html! {
        (who(person))
        h1 { "Let " (CLIENT_NAME) " know who you are?" }
        p.lead { "It would like to:" }
        ul.scopes {
            li { strong { "Sign you in" } span { "It learns that it is you, and recognises you next time." } }
            @if request.profile {
                li { strong { "See your basic profile" } span { "Your name, " (person.name) ", and your user name." } }
            }
            @if request.email {
                li { strong { "See your e-mail address" } span { (person.address) } }
            }
        }
        p.small { "It cannot read your mail or files, and cannot act for you. You are asked only once." }
        div.actions {
            button.primary #consent-accept name="action" value="accept" autofocus { "Accept" }
            button #consent-cancel name="action" value="cancel" { "Cancel" }
        }
    };
    ("Let this app know who you are?", form.with(&content))
}
