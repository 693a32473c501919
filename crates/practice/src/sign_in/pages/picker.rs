//! "Pick an account".

use super::{Form, avatar, cancel, error};
use crate::sign_in::{
    browser::{Browser, Visit},
    directory::{Directory, Principal},
    registration::CLIENT_NAME,
};
use maud::{Markup, html};

pub(super) fn pick(form: &Form<'_>, visit: &Visit, browser: &Browser, directory: &Directory) -> (&'static str, Markup) {
    let hint = visit.request.login_hint.as_deref().unwrap_or_default().trim();
    let is_hinted = |person: &Principal| !hint.is_empty() && person.address.eq_ignore_ascii_case(hint);
    let mut people: Vec<_> = directory
        .people()
        .filter(|person| visit.request.authority.serves(person))
        .collect();
    // A stable sort: whom the app expects comes first, then who is signed in here, then the order of the cast.
    people.sort_by_key(|person| (!is_hinted(person), browser.find(&person.address).is_none()));
    let content = html! {
        h1 { "Pick an account" }
        p.lead { "to continue to " strong { (CLIENT_NAME) } }
        (error(visit.draft.error.as_deref()))
        ul.people {
            @for person in &people {
                li {
                    button.person name="person" value=(person.address) autofocus[is_hinted(person)] {
                        (avatar(person))
                        span.text { span.name { (person.name) } span.address { (person.address) } }
                        span.tag { (tag(person, browser)) }
                    }
                }
            }
            li {
                button.person #use-another name="action" value="use-another" {
                    span.avatar.plain aria-hidden="true" { "+" }
                    span.text { span.name { "Use another account" } span.address { "Type its address" } }
                }
            }
        }
        div.under {
            span { "No account? " button.link #create-one name="action" value="create-one" { "Create one" } }
            (cancel())
        }
    };
    ("Pick an account", form.with(&content))
}

fn tag(person: &Principal, browser: &Browser) -> &'static str {
    match (browser.find(&person.address).is_some(), person.is_personal()) {
        (true, _) => "Signed in",
        (false, true) => "Personal",
        (false, false) => "Work or school",
    }
}
