//! `Idempotency-Key`: the same request sent again gets the same answer (rule 7.6).

use super::problem::Failure;
use crate::gallery::{Gallery, Kept, ToKeep};
use accounts::{
    Command,
    answer::{AnswerKey, KeptAnswer},
    digest::{self, Hash},
    session::Caller,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::sync::Arc;
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

/// The name of the header.
pub const HEADER: &str = "Idempotency-Key";

/// The key that came with a request, if one did.
pub struct Repeat(Option<String>);

impl FromRequestParts<Arc<Gallery>> for Repeat {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        read(&parts.headers).map(Self).ok_or_else(|| {
            let mut failure = Failure::bad_request("not one key of 1 to 128 visible characters (rule 7.6)");
            failure.0.field = Some(HEADER.to_owned());
            failure
        })
    }
}

/// The key, nothing inside where there is none, nothing outside where it is not of the form.
fn read(headers: &HeaderMap) -> Option<Option<String>> {
    let mut values = headers.get_all(HEADER).iter();
    let Some(value) = values.next() else { return Some(None) };
    let text = value.to_str().ok()?;
    let ok =
        (1..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()) && values.next().is_none();
    ok.then(|| Some(text.to_owned()))
}

impl IntoParams for Repeat {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let key = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(128))
            .pattern(Some("^[!-~]+$"));
        let parameter = ParameterBuilder::new()
            .name(HEADER)
            .parameter_in(ParameterIn::Header)
            .description(Some(
                "The same body under the same key gets the same answer for a day (rule 7.6).",
            ))
            .schema(Some(key));
        vec![parameter.build()]
    }
}

impl Repeat {
    /// What the request is known by: route, caller and key together, so that nobody gets another's answer.
    pub fn key(&self, route: &str, caller: Option<&Caller>, body: Hash) -> Option<AnswerKey> {
        let key = self.0.as_ref()?;
        let session = caller.map_or(&[][..], |caller| caller.session.as_bytes());
        let parts: [&[u8]; 3] = [route.as_bytes(), session, key.as_bytes()];
        Some(AnswerKey {
            key: digest::labelled("nuget-accounts/answer/v1", &parts),
            body,
        })
    }
}

/// What stands for the body of a request that has none.
pub fn no_body() -> Hash {
    digest::labelled("nuget-accounts/body/v1", &[b""])
}

/// Runs a command that answers alike when asked again, where its answer holds no secret: the answer as JSON.
///
/// # Errors
/// The refusal, or that the store is busy.
pub async fn run_repeatable<C>(gallery: &Gallery, command: &C, key: Option<AnswerKey>) -> Result<String, Failure>
where
    C: Command,
    C::Answer: Serialize,
{
    let json = |answer: &C::Answer| serde_json::to_string(answer).unwrap_or_default();
    let keep = |answer: &C::Answer| ToKeep {
        json: json(answer),
        salt: None,
    };
    Ok(match gallery.run_keeping(command, key, keep).await? {
        Kept::Done(answer) => json(&answer),
        Kept::Before(kept) => kept.json,
    })
}

/// 201 with a JSON body.
pub fn created(json: String) -> Response {
    (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// 200 with a JSON body.
pub fn done(json: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// An answer without secrets, as it was given before.
pub fn created_before(kept: KeptAnswer) -> Response {
    created(kept.json)
}
