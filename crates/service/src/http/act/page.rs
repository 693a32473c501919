//! The one form of all pages: a heading, a few sentences, perhaps a button.

use accounts::digest;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::sync::LazyLock;

/// The look of the pages, in both colour schemes.
const STYLE: &str = include_str!("style.css");

/// Nothing is loaded and nothing runs; the one style is named by its hash, and the one form goes to the gallery.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hash = STANDARD.encode(digest::of_text(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
});

/// What a page says.
pub struct Page {
    /// Its heading, also its title.
    pub heading: String,
    /// The sentences below.
    pub paragraphs: Vec<String>,
    /// What the button says, where there is one.
    pub button: Option<&'static str>,
    /// Whether what the button does is grave.
    pub is_grave: bool,
}

/// The page as HTML. Names come from people, so everything is escaped.
pub fn render(status: StatusCode, gallery: &str, page: &Page) -> Response {
    let (gallery, heading) = (escaped(gallery), escaped(&page.heading));
    let paragraphs: String = page
        .paragraphs
        .iter()
        .map(|paragraph| format!("<p>{}</p>\n", escaped(paragraph)))
        .collect();
    // Without an action a form goes to the page's own address, which therefore stands nowhere in the page.
    let button = page.button.map_or_else(String::new, |label| {
        let class = if page.is_grave { " class=\"grave\"" } else { "" };
        format!(
            "<form method=\"post\"><button{class}>{}</button></form>\n",
            escaped(label)
        )
    });
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{heading} – {gallery}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<header>{gallery}</header>\n<main>\n<h1>{heading}</h1>\n{paragraphs}{button}</main>\n\
         </body>\n</html>\n"
    );
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (header::CONTENT_SECURITY_POLICY, POLICY.clone()),
    ];
    (status, headers, html).into_response()
}

fn escaped(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut safe, character| {
            match character {
                '&' => safe.push_str("&amp;"),
                '<' => safe.push_str("&lt;"),
                '>' => safe.push_str("&gt;"),
                '"' => safe.push_str("&quot;"),
                '\'' => safe.push_str("&#39;"),
                other => safe.push(other),
            }
            safe
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_never_becomes_markup() {
        assert_eq!(
            escaped("<b title=\"x\" id='y'>A & B</b>"),
            "&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;A &amp; B&lt;/b&gt;"
        );
    }

    #[test]
    fn the_style_can_stand_inside_its_element() {
        assert!(!STYLE.contains('<'));
        assert!(STYLE.contains("prefers-color-scheme: dark"));
    }
}
