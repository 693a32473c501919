//! Query parameters, and the pages of lists that go on by a text and not by an event.

use super::problem::Failure;
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, RefOr, Schema, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

/// The longest cursor, in characters.
const CURSOR: usize = 200;

/// Where to go on, and with how many.
pub struct Paging {
    /// The `next` of the page before; empty at the beginning.
    pub cursor: String,
    /// How many at most.
    pub limit: usize,
}

/// A query parameter as it was given; that it is known and given once was seen before (rule 7.21).
pub fn given(query: Option<&str>, name: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    Some(pairs.find(|(key, _)| key == name)?.1.into_owned())
}

/// A query parameter of which an empty one is the same as none.
pub fn parameter(query: Option<&str>, name: &str) -> Option<String> {
    given(query, name).filter(|value| !value.is_empty())
}

/// A refusal about a parameter.
pub fn bad_parameter(name: &str, detail: &str) -> Failure {
    let mut failure = Failure::bad_request(detail);
    failure.0.field = Some(name.to_owned());
    failure
}

impl Paging {
    /// Reads `cursor` and `limit`; the second of these is at most `most`.
    pub fn read(query: Option<&str>, (most, usual): (usize, usize)) -> Result<Self, Failure> {
        let cursor = parameter(query, "cursor").unwrap_or_default();
        if cursor.chars().count() > CURSOR {
            return Err(bad_parameter("cursor", "no cursor of this list"));
        }
        let limit = parameter(query, "limit").map_or(Some(usual), |text| text.parse().ok());
        let limit = limit.filter(|limit| (1..=most).contains(limit));
        let limit = limit.ok_or_else(|| bad_parameter("limit", "not a number of entries that a page can have"))?;
        Ok(Self { cursor, limit })
    }
}

/// A query parameter that may be left out, in the description of the API.
pub fn optional(name: &str, description: impl Into<String>, schema: impl Into<RefOr<Schema>>) -> Vec<Parameter> {
    let parameter = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .description(Some(description))
        .schema(Some(schema));
    vec![parameter.build()]
}

/// `cursor` in the description of the API.
pub struct TextCursor;

impl IntoParams for TextCursor {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(CURSOR));
        optional("cursor", "Where to go on: the `next` of the page before.", text)
    }
}

/// `limit` in the description of the API.
pub struct Limit;

impl IntoParams for Limit {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let (most, usual) = accounts::feed::PAGE;
        let number = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1))
            .maximum(Some(most));
        optional(
            "limit",
            format!("How many entries at most; {usual} without it."),
            number,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_a_cursor_and_a_limit_or_the_usual_ones() {
        let page = Paging::read(None, (500, 100)).unwrap();
        assert_eq!((page.cursor.as_str(), page.limit), ("", 100));
        let page = Paging::read(Some("cursor=a.b&limit=500"), (500, 100)).unwrap();
        assert_eq!((page.cursor.as_str(), page.limit), ("a.b", 500));
        let long = format!("cursor={}", "a".repeat(201));
        for bad in ["limit=0", "limit=501", "limit=-1", "limit=x", &long] {
            assert!(Paging::read(Some(bad), (500, 100)).is_err(), "{bad}");
        }
    }
}
