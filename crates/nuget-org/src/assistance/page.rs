//! The sign-in page's anti-forgery pair: a field in the page and the cookie that came with it.

use crate::{
    html::{Tag, tags},
    surface::assistance::{FORM, TOKEN},
    transport::Answer,
};
use reqwest::header::{HeaderMap, SET_COOKIE};

/// The two that belong together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// The field's value.
    pub(super) field: String,
    /// The cookie, as it is sent back. No other cookie of the page is.
    pub(super) cookies: String,
}

impl Pair {
    /// The pair of a page, if it has one.
    pub(super) fn on(answer: &Answer) -> Option<Self> {
        Some(Self {
            field: field(&answer.text())?,
            cookies: cookies(&answer.headers)?,
        })
    }
}

/// The field in the form for scripts, or else the first of its name: each belongs to the cookie.
fn field(page: &str) -> Option<String> {
    let is_form = |tag: &Tag<'_>| tag.is("form") && tag.attribute("id") == Some(FORM);
    let value = |tag: Tag<'_>| {
        let is_field = tag.is("input") && tag.attribute("name") == Some(TOKEN);
        let value = is_field.then(|| tag.attribute("value"))??;
        is_token(value).then(|| value.to_owned())
    };
    tags(page)
        .skip_while(|tag| !is_form(tag))
        .find_map(value)
        .or_else(|| tags(page).find_map(value))
}

/// The cookies whose name begins like the field's; the site adds its path to the name where it is not at the root.
fn cookies(headers: &HeaderMap) -> Option<String> {
    let set = headers
        .get_all(SET_COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let pairs = set.filter_map(|text| text.split(';').next()?.trim().split_once('='));
    let ours = pairs.filter(|(name, value)| name.starts_with(TOKEN) && is_token(value));
    let cookies: Vec<String> = ours.map(|(name, value)| format!("{name}={value}")).collect();
    (!cookies.is_empty()).then(|| cookies.join("; "))
}

/// Whether a text has the form of a token: what is encoded for addresses and forms.
fn is_token(text: &str) -> bool {
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+/=.~".contains(&byte);
    (8..=4096).contains(&text.len()) && text.bytes().all(is_fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(value: &str) -> String {
        format!(r#"<input name="{TOKEN}" type="hidden" value="{value}" />"#)
    }

    #[test]
    fn the_field_of_the_form_for_scripts_is_taken_before_any_other() {
        let page = format!(
            r#"<form>{}</form><form aria-hidden="true" id="AntiForgeryForm">{}</form>"#,
            input("other-field"),
            input("the-field_1")
        );
        assert_eq!(field(&page).as_deref(), Some("the-field_1"));
        assert_eq!(field(&input("any-field")).as_deref(), Some("any-field"));
    }

    #[test]
    fn what_is_no_token_is_not_sent() {
        for page in [
            "",
            &input(""),
            &input("short"),
            &input("a&quot;b&quot;c&quot;"),
            "<input value='12345678'>",
        ] {
            assert_eq!(field(page), None, "{page}");
        }
    }

    #[test]
    fn only_the_tokens_cookie_goes_back() {
        let mut headers = HeaderMap::new();
        for text in [
            "ARRAffinity=0123456789; path=/",
            "__RequestVerificationToken_L2Zv0=abcdefgh-_1; path=/; secure; HttpOnly",
        ] {
            headers.append(SET_COOKIE, text.parse().unwrap());
        }
        assert_eq!(
            cookies(&headers).as_deref(),
            Some("__RequestVerificationToken_L2Zv0=abcdefgh-_1")
        );
        assert_eq!(cookies(&HeaderMap::new()), None);
    }
}
