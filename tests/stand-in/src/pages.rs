//! The pages: their frame, their marks and what a client reads in them, in words of their own.

use crate::world::{Package, Person};
use maud::{DOCTYPE, Markup, html};

/// The frame around every page.
fn frame(title: &str, canonical: &str, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                link rel="canonical" href=(canonical);
                title { "\n        NuGet Gallery\n        | " (title) "\n    " }
                link href="/Content/gallery/css/site.min.css" rel="stylesheet";
            }
            body {
                nav {
                    a href="/" { img alt="home" src="/Content/gallery/img/logo-header.svg"; }
                    a href="/packages" { "Packages" }
                    a href="/users/account/LogOn" { "Sign in" }
                }
                p { "This is a stand-in for tests. Nothing here is real." }
                (content)
            }
        }
    };
    page.into_string()
}

/// What everybody sees of an account.
pub(crate) fn profile(base: &str, person: &Person, packages: &[&Package]) -> String {
    let name = &person.username;
    let content = html! {
        section role="main" class="container main-container page-profile" {
            img class="owner-image img-responsive" width="332" title=(name) src={ "/profiles/" (name) "/avatar?imageSize=664" };
            h1 { (name) }
            p { (packages.len()) " packages" }
            ul {
                @for package in packages.iter().take(20) {
                    li { a href={ "/packages/" (package.id) } { (package.id) } }
                }
            }
        }
    };
    frame(name, &format!("{base}profiles/{name}"), &content)
}

/// The page with which everything begins that needs a session, with its hidden form.
pub(crate) fn sign_in(base: &str, field: &str) -> String {
    let content = html! {
        section role="main" class="container main-container page-sign-in" {
            h1 { "Sign in" }
            a class="btn provider-button" href="/users/account/authenticate/AzureActiveDirectoryV2" { "Microsoft" }
            a href="#" id="signin-assistance" { "Help" }
        }
        div id="signinAssistanceModal" {
            form aria-hidden="true" id="AntiForgeryForm" {
                input name="__RequestVerificationToken" type="hidden" value=(field);
            }
            form action="/users/account/LogOn" method="post" {
                input type="text" id="usernameForAssistance" name="usernameForAssistance";
            }
        }
    };
    frame("Sign In", &format!("{base}users/account/LogOn"), &content)
}

/// A page without anything that a client reads.
pub(crate) fn plain(base: &str, title: &str) -> String {
    frame(title, base, &html! { main { h1 { (title) } } })
}

/// An error.
pub(crate) fn error(number: u16, name: &str) -> String {
    let content = html! {
        section role="main" class="container main-container" {
            div class="page-error" { p { "Error " (number) " - " (name) } }
        }
    };
    frame(name, "", &content)
}

/// A page of the site that nobody expected.
pub(crate) fn redesigned() -> String {
    frame("Welcome", "", &html! { main { p { "Everything is new here." } } })
}

/// A page that wants to know whether a person is asking.
pub(crate) fn captcha() -> String {
    let page = html! {
        (DOCTYPE)
        html {
            head { title { "One moment" } script src="https://www.google.com/recaptcha/api.js" {} }
            body { p { "Show that you are no robot." } div class="g-recaptcha" data-sitekey="none" {} }
        }
    };
    page.into_string()
}

/// The page of a network that wants a sign-in of its own, whatever was asked.
pub(crate) fn portal() -> String {
    let page = html! {
        (DOCTYPE)
        html {
            head { title { "Guest network" } }
            body { form method="post" { p { "Accept our terms, then go on to www.nuget.org." } button { "Accept" } } }
        }
    };
    page.into_string()
}
