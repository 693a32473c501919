//! Addresses that people paste: pages of nuget.org, links of mails, where a browser ended.

use contract::desktop::trouble::Cause;
use std::borrow::Cow;
use url::{Url, form_urlencoded};

/// Short links that nuget.org's own pages use, and what they are about.
const SHORT: &[(&str, Cause)] = &[
    ("msa-linked-another-account", Cause::Conflict),
    ("email-linked-another-msa", Cause::LinkedElsewhere),
    ("delete-account", Cause::DeletePage),
    ("transform-org", Cause::ConvertPage),
    ("unmanaged-tenant", Cause::UnmanagedTenant),
    ("change-username", Cause::AccountPage),
    ("account-management", Cause::AccountPage),
];

/// Paths of nuget.org, in lower case, the more exact first.
const PAGES: &[(&str, Cause)] = &[
    ("/users/account/logon", Cause::SignInPage),
    ("/account/delete", Cause::DeletePage),
    ("/account/transform/confirm/", Cause::ConversionLink),
    ("/account/transform/reject/", Cause::ConversionLink),
    ("/account/transform", Cause::ConvertPage),
    ("/account/organizations", Cause::OrganizationPage),
    ("/organization/", Cause::OrganizationPage),
    ("/account/confirm/", Cause::AccountUnconfirmed),
    ("/account/apikeys", Cause::KeysPage),
];

/// The page with an account's settings itself: what stands below it are other pages.
const SETTINGS: &str = "/account";

/// The parameters with which an address tells of an error (RFC 6749 4.1.2.1).
const ERRORS: [&str; 2] = ["error", "error_description"];

/// The address with the scheme that documents and people leave away.
fn with_scheme(text: &str) -> String {
    let begins = |host: &str| {
        text.get(..host.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(host))
    };
    if ["nuget.org/", "www.nuget.org/", "aka.ms/"].into_iter().any(begins) {
        format!("https://{text}")
    } else {
        text.to_owned()
    }
}

/// The text, where it is the address of a page and nothing else.
pub(super) fn parsed(text: &str) -> Option<Url> {
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        return None;
    }
    let url = Url::parse(&with_scheme(text)).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// What the text means where it is one address and nothing else.
pub(super) fn cause(text: &str) -> Option<Cause> {
    let text = text.trim();
    if text.split_whitespace().count() != 1 {
        return None;
    }
    if Url::parse(&with_scheme(text)).is_ok_and(|url| has_error(&url)) {
        return None;
    }
    if crate::inbox::has_our_scheme(text) {
        return Some(Cause::SignInReturn);
    }
    let url = parsed(text)?;
    let host = url.host_str()?;
    let path = url.path().to_ascii_lowercase();
    if path.ends_with("/auth/callback") || path.contains("/auth/callback/") {
        return Some(Cause::SignInReturn);
    }
    if path.starts_with("/act/") {
        return Some(Cause::MailedLink);
    }
    if host == "aka.ms" {
        let found = SHORT.iter().find(|(name, _)| path.contains(name));
        return found.map(|(_, cause)| *cause);
    }
    let found = PAGES.iter().find(|(page, _)| path.starts_with(page));
    let settings = || (path.trim_end_matches('/') == SETTINGS).then_some(Cause::AccountPage);
    let found = found.map(|(_, cause)| *cause).or_else(settings);
    // A feed that descends from nuget.org's source mails links of the same form.
    found.filter(|cause| host == "nuget.org" || host == "www.nuget.org" || *cause == Cause::ConversionLink)
}

/// What the addresses of a text tell of an error, as it was before it was written into them; empty where none does.
pub(super) fn told(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| word.contains("error"));
    let parameters = words.flat_map(|word| word.split(['?', '#', '&']));
    let told = parameters.flat_map(|parameter| form_urlencoded::parse(parameter.as_bytes()));
    let told: Vec<_> = told.filter(is_of_error).map(|(_, value)| value).collect();
    told.join(" ")
}

/// Whether the address itself tells of an error, which says more than where it is.
fn has_error(url: &Url) -> bool {
    let after = form_urlencoded::parse(url.fragment().unwrap_or_default().as_bytes());
    url.query_pairs().chain(after).any(|parameter| is_of_error(&parameter))
}

/// A parameter that was copied out of the source of a page has a piece of that before it.
fn is_of_error((name, _): &(Cow<'_, str>, Cow<'_, str>)) -> bool {
    ERRORS.contains(&name.trim_start_matches("amp;"))
}
