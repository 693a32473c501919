//! `preview=true`: the answer is what would change, and nothing does.
#![cfg_attr(
    not(test),
    allow(dead_code, reason = "until the first act with consequences takes it")
)]

use super::problem::Failure;
use crate::gallery::Gallery;
use axum::{extract::FromRequestParts, http::request::Parts};
use std::sync::Arc;
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

/// The name of the parameter.
const NAME: &str = "preview";

/// Whether only the consequences are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preview(pub bool);

impl FromRequestParts<Arc<Gallery>> for Preview {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        read(parts.uri.query().unwrap_or_default()).ok_or_else(|| {
            let mut failure = Failure::bad_request("preview is `true` or `false`");
            failure.0.field = Some(NAME.to_owned());
            failure
        })
    }
}

fn read(query: &str) -> Option<Preview> {
    let mut values = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == NAME);
    let value = values.next().map_or("false".into(), |(_, value)| value);
    match value.as_ref() {
        "true" => Some(Preview(true)),
        "false" => Some(Preview(false)),
        _ => None,
    }
}

impl IntoParams for Preview {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = ParameterBuilder::new()
            .name(NAME)
            .parameter_in(ParameterIn::Query)
            .description(Some("`true`: answer with the consequences, and change nothing."))
            .schema(Some(ObjectBuilder::new().schema_type(Type::Boolean)));
        vec![parameter.build()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_true_and_false_are_understood_and_none_is_false() {
        assert_eq!(read(""), Some(Preview(false)));
        assert_eq!(read("cursor=x&preview=true"), Some(Preview(true)));
        assert_eq!(read("preview=false"), Some(Preview(false)));
        assert_eq!(read("preview=1"), None);
        assert_eq!(read("preview"), None);
    }
}
