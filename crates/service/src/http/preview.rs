//! `preview=true`: the consequences, computed by the code that performs the act, and nothing changed (rule 7.30).

use super::{
    paging::{bad_parameter, given, optional},
    problem::Failure,
};
use crate::gallery::Gallery;
use accounts::Command;
use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse, Response},
};
use contract::{account::Account, consequence::Preview};
use serde::Serialize;
use std::{borrow::Cow, sync::Arc};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr, Schema, Type,
        path::{Parameter, ParameterIn},
        schema::{OneOfBuilder, RefBuilder},
    },
};

/// Whether only the consequences are asked for. Another value is refused.
#[derive(Clone, Copy, Debug)]
pub struct Previewing(pub bool);

impl FromRequestParts<Arc<Gallery>> for Previewing {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let previewing = read(parts.uri.query());
        previewing
            .map(Self)
            .ok_or_else(|| bad_parameter("preview", "neither true nor false"))
    }
}

impl IntoParams for Previewing {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let description = "`true`: answer with the consequences, and change nothing (rule 7.30).";
        optional("preview", description, ObjectBuilder::new().schema_type(Type::Boolean))
    }
}

/// Only the two words are understood: who left the value out may not have meant the act.
fn read(query: Option<&str>) -> Option<bool> {
    match given(query, "preview").as_deref() {
        Some("true") => Some(true),
        Some("false") | None => Some(false),
        Some(_) => None,
    }
}

/// What a command did, or would do.
#[derive(Serialize)]
#[serde(untagged)]
pub enum OrPreview<A> {
    /// It was done.
    Done(A),
    /// It would do this.
    Preview(Preview),
}

/// What changing an account answers.
pub type AccountOrPreview = OrPreview<Account>;

impl<A> OrPreview<A> {
    /// What is made of what was done, or else the consequences.
    pub fn answer(self, done: impl FnOnce(A) -> Response) -> Response {
        match self {
            Self::Done(answer) => done(answer),
            Self::Preview(preview) => axum::Json(preview).into_response(),
        }
    }
}

/// By hand, as what is derived for a type with a parameter repeats what that is instead of naming it.
impl<A: ToSchema> PartialSchema for OrPreview<A> {
    fn schema() -> RefOr<Schema> {
        let named = |name: Cow<'static, str>, description: &str| {
            let named = RefBuilder::new().ref_location_from_schema_name(name);
            named.description(Some(description))
        };
        OneOfBuilder::new()
            .item(named(A::name(), "What came of it."))
            .item(named(Preview::name(), "What would come of it."))
            .description(Some("What came of it, or with `preview=true` what would."))
            .into()
    }
}

impl<A: ToSchema> ToSchema for OrPreview<A> {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        for (name, schema) in [(A::name(), A::schema()), (Preview::name(), Preview::schema())] {
            schemas.push((name.into_owned(), schema));
        }
        A::schemas(schemas);
        Preview::schemas(schemas);
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
) -> Result<OrPreview<C::Answer>, Failure> {
    if previewing {
        return Ok(OrPreview::Preview(gallery.preview(command).await?));
    }
    Ok(OrPreview::Done(gallery.run(command).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_preview_true_or_false_is_understood() {
        assert_eq!(read(None), Some(false));
        assert_eq!(read(Some("preview=true")), Some(true));
        assert_eq!(read(Some("revision=a&preview=true")), Some(true));
        assert_eq!(read(Some("preview=false")), Some(false));
        for query in ["preview", "preview=", "preview=1", "preview=True"] {
            assert_eq!(read(Some(query)), None, "{query}");
        }
    }
}
