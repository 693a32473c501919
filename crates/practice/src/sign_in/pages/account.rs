//! "Sign in" with an address, "Create account", and "Is it still you?".

use super::{Form, avatar, cancel, error};
use crate::sign_in::{browser::Draft, directory::Principal, registration::CLIENT_NAME};
use maud::{Markup, html};

pub(super) fn address(form: &Form<'_>, draft: &Draft) -> (&'static str, Markup) {
    let content = html! {
        h1 { "Sign in" }
        p.lead { "Which account do you want to use with " strong { (CLIENT_NAME) } "?" }
        (error(draft.error.as_deref()))
        label for="address" { "E-mail address" }
        (address_field(draft))
        div.actions {
            button.primary #continue name="action" value="continue" { "Next" }
            button name="action" value="back" formnovalidate { "Back" }
            (cancel())
        }
        div.under {
            span {
                "No account? "
                button.link #create-one name="action" value="create-one" formnovalidate { "Create one" }
            }
        }
    };
    ("Sign in", form.with(&content))
}

pub(super) fn create(form: &Form<'_>, draft: &Draft) -> (&'static str, Markup) {
    let content = html! {
        h1 { "Create an account" }
        p.lead { "A personal account that exists only in this practice. It needs a name and an address, nothing else." }
        (error(draft.error.as_deref()))
        label for="name" { "Name" }
        input #name name="name" value=(draft.name) maxlength="64" autocomplete="off" required autofocus;
        label for="address" { "E-mail address" }
        input #address name="address" type="email" value=(draft.address) maxlength="254" autocomplete="off"
            spellcheck="false" required placeholder="someone@example.com";
        fieldset {
            legend { "Second factor" }
            (factor_choice("none", "None for now", "Your choice of account is enough", draft))
            (factor_choice("text", "Text message", "Codes come to the practice phone", draft))
            (factor_choice("email", "E-mail", "Codes come to the address above", draft))
        }
        div.actions {
            button.primary #continue name="action" value="continue" { "Create" }
            button name="action" value="back" formnovalidate { "Back" }
            (cancel())
        }
    };
    ("Create an account", form.with(&content))
}

pub(super) fn confirm(form: &Form<'_>, person: &Principal) -> (&'static str, Markup) {
    let content = html! {
        h1 { "Is it still you?" }
        p.lead { strong { (CLIENT_NAME) } " asks you to sign in." }
        div.card-person {
            (avatar(person))
            span.text { span.name { (person.name) } span.address { (person.address) } }
        }
        div.actions {
            button.primary #continue name="action" value="continue" autofocus { "Continue" }
            button #use-another name="action" value="use-another" { "Use another account" }
            (cancel())
        }
        div.under { button.link name="action" value="back" { "Show all accounts" } }
    };
    ("Is it still you?", form.with(&content))
}

fn address_field(draft: &Draft) -> Markup {
    html! {
        input #address name="address" type="email" value=(draft.address) maxlength="254" autocomplete="off"
            spellcheck="false" required autofocus placeholder="someone@example.com"
            aria-describedby=[draft.error.as_ref().map(|_| "error")];
    }
}

fn factor_choice(value: &str, name: &str, note: &str, draft: &Draft) -> Markup {
    let checked = draft.factor == value || (value == "none" && draft.factor.is_empty());
    html! {
        label.choice {
            input type="radio" name="factor" value=(value) checked[checked];
            span.text { span.name { (name) } span.address { (note) } }
        }
    }
}
