//! The revision that a caller saw, for what has no body to name it in (rules 5.37, 16.3).

use super::{
    paging::{bad_parameter, given, optional},
    problem::Failure,
};
use crate::gallery::Gallery;
use axum::{extract::FromRequestParts, http::request::Parts};
use std::sync::Arc;
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, Type,
        path::{Parameter, ParameterIn},
    },
};

/// How many characters a revision has: a SHA-256 in base64url.
const LENGTH: usize = 43;

/// The revision that was seen, where one was.
pub struct Seen(pub Option<String>);

impl FromRequestParts<Arc<Gallery>> for Seen {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        read(parts.uri.query()).map(Self)
    }
}

/// An empty one is one that was seen, not none: who left the value out may have meant that nothing else is to be lost.
fn read(query: Option<&str>) -> Result<Option<String>, Failure> {
    let seen = given(query, "revision");
    if seen.as_ref().is_some_and(|seen| seen.chars().count() > LENGTH) {
        return Err(bad_parameter("revision", "longer than any revision"));
    }
    Ok(seen)
}

impl IntoParams for Seen {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(LENGTH));
        let description = "The revision that was seen: refused where it is another now.";
        optional("revision", description, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_is_as_long_as_one_at_most_and_an_empty_one_is_not_none() {
        assert_eq!(read(None).unwrap(), None);
        assert_eq!(read(Some("revision=")).unwrap().as_deref(), Some(""));
        assert_eq!(read(Some("revision=a-b")).unwrap().as_deref(), Some("a-b"));
        assert!(read(Some(&format!("revision={}", "a".repeat(43)))).is_ok());
        assert!(read(Some(&format!("revision={}", "a".repeat(44)))).is_err());
    }
}
