//! `preview=true`: the consequences, computed by the code that performs the act, and nothing changed (rule 7.30).

use super::problem::Failure;
use crate::gallery::Gallery;
use accounts::Command;
use axum::{
    extract::{FromRequestParts, RawQuery},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use contract::consequence::Preview;
use std::sync::Arc;
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

/// Whether only the consequences are asked for. Another parameter, or another value, is refused.
#[derive(Clone, Copy, Debug)]
pub struct Previewing(pub bool);

impl FromRequestParts<Arc<Gallery>> for Previewing {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let RawQuery(query) = RawQuery::from_request_parts(parts, gallery)
            .await
            .map_err(|_| Failure::bad_request("the query cannot be read"))?;
        read(query.as_deref().unwrap_or_default())
            .map(Self)
            .ok_or_else(|| Failure::bad_request("the only parameter is preview, true or false"))
    }
}

impl IntoParams for Previewing {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = ParameterBuilder::new()
            .name("preview")
            .parameter_in(ParameterIn::Query)
            .description(Some(
                "`true`: answer with the consequences, and change nothing (rule 7.30).",
            ))
            .schema(Some(ObjectBuilder::new().schema_type(Type::Boolean)));
        vec![parameter.build()]
    }
}

fn read(query: &str) -> Option<bool> {
    let mut found = None;
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if name != "preview" || found.is_some() {
            return None;
        }
        found = Some(match value.as_ref() {
            "true" => true,
            "false" => false,
            _ => return None,
        });
    }
    Some(found.unwrap_or(false))
}

/// What a command did, or would do.
pub enum Outcome<A> {
    /// It was done.
    Done(A),
    /// It would do this.
    Would(Preview),
}

/// Nothing to say once it is done; the consequences where only they were asked for.
pub fn done_or_preview(outcome: Outcome<String>) -> Response {
    match outcome {
        Outcome::Done(_) => StatusCode::NO_CONTENT.into_response(),
        Outcome::Would(preview) => axum::Json(preview).into_response(),
    }
}

/// Runs a command, or only computes what it would change.
///
/// # Errors
/// The refusal, in both cases the same.
pub async fn run_or_preview<C: Command>(
    gallery: &Gallery,
    command: &C,
    Previewing(previewing): Previewing,
) -> Result<Outcome<C::Answer>, Failure> {
    if previewing {
        return Ok(Outcome::Would(gallery.preview(command).await?));
    }
    Ok(Outcome::Done(gallery.run(command).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_preview_true_or_false_once_is_understood() {
        assert_eq!(read(""), Some(false));
        assert_eq!(read("preview=true"), Some(true));
        assert_eq!(read("preview=false"), Some(false));
        for query in ["preview", "preview=1", "preview=true&preview=true", "other=1"] {
            assert_eq!(read(query), None, "{query}");
        }
    }
}
