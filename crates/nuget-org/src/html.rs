//! As much of HTML as is needed to find a mark in a page of the site: its tags one after the other, and their attributes.
//! It reads no tree and runs no script; what it does not understand it steps over.

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'a> {
    /// Its name, as it stands there.
    name: &'a str,
    /// What follows the name, up to the closing bracket.
    rest: &'a str,
    /// What follows the tag.
    after: &'a str,
}

impl<'a> Tag<'a> {
    /// Whether this is its name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, as it stands there; empty where it has none.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.rest;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/');
            // A name cannot be empty, or this would not come to an end.
            let (found, tail) = rest.split_at(end.unwrap_or(rest.len()).max(1));
            let (value, tail) = value(tail);
            if found.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = tail;
        }
    }

    /// The text up to the next tag, without white space around it.
    pub(crate) fn text(&self) -> &'a str {
        let end = self.after.find('<').unwrap_or(self.after.len());
        self.after[..end].trim()
    }
}

/// The value after an attribute's name, and what follows it.
fn value(tail: &str) -> (&str, &str) {
    let Some(value) = tail.trim_start().strip_prefix('=') else {
        return ("", tail);
    };
    let value = value.trim_start();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inner = &value[1..];
            inner.split_once(quote).unwrap_or((inner, ""))
        }
        _ => {
            let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
            value.split_at(end)
        }
    }
}

/// The start tags of a page, in their order.
pub(crate) fn tags(page: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = page;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once('<')?;
            rest = after;
            if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let tag = tag(after);
                rest = tag.after;
                return Some(tag);
            }
        }
    })
}

/// The tag whose name begins this text.
fn tag(text: &str) -> Tag<'_> {
    let end = end_of_tag(text);
    let inner = &text[..end];
    let after = text.get(end + 1..).unwrap_or("");
    let name = inner
        .find(|c: char| c.is_ascii_whitespace() || c == '/')
        .unwrap_or(inner.len());
    Tag {
        name: &inner[..name],
        rest: &inner[name..],
        after,
    }
}

/// Where the tag's closing bracket stands: not within quotes. A quote that nothing closes belongs to no value.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.find('>').unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn attributes_are_read_in_every_spelling() {
        let page = r#"<p>a < b</p><INPUT type=hidden data-x name='the name' VALUE="a>b" disabled/>"#;
        let input = tags(page).find(|tag| tag.is("input")).unwrap();
        assert_eq!(input.attribute("type"), Some("hidden"));
        assert_eq!(input.attribute("name"), Some("the name"));
        assert_eq!(input.attribute("value"), Some("a>b"));
        assert_eq!(input.attribute("disabled"), Some(""));
        assert_eq!(input.attribute("nothing"), None);
    }

    #[test]
    fn the_text_of_a_title_is_trimmed() {
        let title = tags("<head><title>\n  NuGet Gallery\n  | SomeBody\n </title>").find(|tag| tag.is("title"));
        assert_eq!(title.unwrap().text(), "NuGet Gallery\n  | SomeBody");
    }

    #[test]
    fn half_a_tag_ends_with_the_page() {
        assert_eq!(tags("<a href=\"x").next().unwrap().attribute("href"), Some("x"));
        assert!(tags("<").next().is_none());
        assert!(tags("no tags at all").next().is_none());
    }

    proptest! {
        #[test]
        fn any_text_comes_to_an_end(text in "[<>a-z =\"'/ä\n]{0,80}") {
            for tag in tags(&text) {
                tag.attribute("z");
                tag.text();
            }
        }
    }
}
