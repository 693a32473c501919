//! "Protect your account" and "Verify your identity".

use super::{Form, cancel, error, who};
use crate::sign_in::{
    browser::{Challenge, Draft},
    challenge::{PRACTICE_PHONE, masked},
    directory::{Factor, Principal},
    registration::CLIENT_NAME,
};
use maud::{Markup, html};

pub(super) fn enrol(form: &Form<'_>, person: &Principal, draft: &Draft) -> (&'static str, Markup) {
    let content = html! {
        (who(person))
        h1 { "More is needed to sign in" }
        p.lead { (CLIENT_NAME) " asks for a second factor, and this account has none yet. How do you want to get codes?" }
        (error(draft.error.as_deref()))
        fieldset {
            legend.hidden { "How do you want to get codes?" }
            label.choice {
                input type="radio" name="factor" value="text" checked;
                span.text { span.name { "Text message" } span.address { "To the practice phone, " (PRACTICE_PHONE) } }
            }
            label.choice {
                input type="radio" name="factor" value="email";
                span.text { span.name { "E-mail" } span.address { "To " (person.address) } }
            }
        }
        div.actions { button.primary #continue name="action" value="continue" { "Next" } (cancel()) }
    };
    ("More is needed to sign in", form.with(&content))
}

pub(super) fn verify(
    form: &Form<'_>,
    person: &Principal,
    challenge: &Challenge,
    draft: &Draft,
) -> (&'static str, Markup) {
    let sent = match challenge.factor {
        Factor::Text(_) => "We sent a text message to ",
        Factor::Email(_) => "We sent an e-mail to ",
    };
    let can_type = challenge.tries_left > 0;
    let question = html! {
        (who(person))
        h1 { "Verify your identity" }
        p.lead { (sent) strong { (masked(&challenge.factor)) } ". Type the code from it. It is good for ten minutes." }
        (error(draft.error.as_deref()))
        label for="code" { "Code" }
        input.code #code name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required
            autofocus[can_type] disabled[!can_type] placeholder="6 digits"
            aria-describedby=[draft.error.as_ref().map(|_| "error")];
        div.actions {
            button.primary #verify name="action" value="verify" disabled[!can_type] { "Verify" }
            (cancel())
        }
        div.under {
            span {
                "No code? "
                button.link #new-code name="action" value="new-code" formnovalidate { "Send a new one" }
            }
            button.link name="action" value="back" formnovalidate { "Use another account" }
        }
    };
    let content = html! { div.verify { (form.with(&question)) (telephone(challenge)) } };
    ("Verify your identity", content)
}

/// The practice telephone, which is also the practice mailbox of the page: the code has to arrive somewhere.
fn telephone(challenge: &Challenge) -> Markup {
    let (kind, to) = match &challenge.factor {
        Factor::Text(number) => ("Text message", number),
        Factor::Email(address) => ("E-mail", address),
    };
    html! {
        aside.phone aria-label="Practice phone" {
            div.speaker aria-hidden="true" {}
            p.phone-title { "Practice phone" }
            p.phone-note { "Not a real one" }
            div.bubble {
                p.phone-kind { (kind) " to " span { (to) } }
                p { "Practice sign-in. Your code is" }
                p.phone-code #phone-code { (challenge.code.expose()) }
                @if challenge.tries_left == 0 { p { "(used up: ask for a new one)" } }
            }
        }
    }
}
