//! `Idempotency-Key`: the same request sent again gets the same answer (rule 7.6).

use super::{
    answer::{created, json},
    caller::Taken,
    limits::limit_account,
    preview::{OrPreview, Previewing},
    problem::Failure,
};
use crate::{
    gallery::{Gallery, Idempotent, Outcome, Replay},
    rate::{Bucket, Limited},
};
use accounts::{
    Command,
    answer::{AnswerKey, KeptAnswer},
    digest::{self, Hash},
    session::Caller,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
    response::Response,
};
use contract::Secret;
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

/// How many characters a key has at least that a session's token is derived from: those of a UUID without hyphens.
const SECRET_KEY: usize = 32;

/// The header of a request. A handler names its session first, or what that took is not known here.
pub struct IdempotencyKey {
    /// The key, if one came.
    key: Option<String>,
    /// What the request has taken of its account's writes.
    taken: Option<Bucket>,
}

/// The same where a session's token is derived from the key: it is to be random, which its length stands for.
pub struct SecretIdempotencyKey(IdempotencyKey);

impl FromRequestParts<Arc<Gallery>> for IdempotencyKey {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let taken = parts.extensions.get().map(|Taken(bucket)| *bucket);
        read(&parts.headers)
            .map(|key| Self { key, taken })
            .ok_or_else(|| not_a_key("not one key of 1 to 128 visible characters (rule 7.6)"))
    }
}

impl FromRequestParts<Arc<Gallery>> for SecretIdempotencyKey {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let idempotency = IdempotencyKey::from_request_parts(parts, gallery).await?;
        if idempotency.key.as_ref().is_some_and(|key| key.len() < SECRET_KEY) {
            return Err(not_a_key(
                "a key of a password has 32 to 128 visible characters (rule 7.6)",
            ));
        }
        Ok(Self(idempotency))
    }
}

fn not_a_key(detail: &str) -> Failure {
    let mut failure = Failure::bad_request(detail);
    failure.0.field = Some(HEADER.to_owned());
    failure
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

impl IntoParams for IdempotencyKey {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let description = "The same body under the same key gets the same answer for a day (rule 7.6).";
        vec![parameter(1, description)]
    }
}

impl IntoParams for SecretIdempotencyKey {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let description = "The same body under the same key gets the same answer for a day (rule 7.6). The key is to be \
                           random, as a UUID of version 4 is.";
        vec![parameter(SECRET_KEY, description)]
    }
}

fn parameter(at_least: usize, description: &str) -> Parameter {
    let key = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(at_least))
        .max_length(Some(128))
        .pattern(Some("^[!-~]+$"));
    let parameter = ParameterBuilder::new()
        .name(HEADER)
        .parameter_in(ParameterIn::Header)
        .description(Some(description))
        .schema(Some(key));
    parameter.build()
}

impl IdempotencyKey {
    /// What the request is known by: route, caller and key together, so that nobody gets another's answer.
    pub fn key(&self, route: &str, caller: Option<&Caller>, body: Hash) -> Option<Idempotent> {
        let key = self.key.as_ref()?;
        let session = caller.map_or(&[][..], |caller| caller.session.as_bytes());
        let parts: [&[u8]; 3] = [route.as_bytes(), session, key.as_bytes()];
        let key = AnswerKey {
            key: digest::labelled("nuget-accounts/answer/v1", &parts),
            // A body may hold a password. What is kept of it tells nothing without the key, of which only a hash is kept.
            body: digest::labelled("nuget-accounts/answer-body/v1", &[key.as_bytes(), &body]),
        };
        Some(Idempotent { key, taken: self.taken })
    }
}

impl SecretIdempotencyKey {
    /// As [`IdempotencyKey::key`].
    pub fn key(&self, route: &str, caller: Option<&Caller>, body: Hash) -> Option<Idempotent> {
        self.0.key(route, caller, body)
    }

    /// What a session's token is derived from, so that the same request gets the same token (rule 7.6).
    pub fn secret(&self) -> Option<Secret> {
        self.0.key.clone().map(Secret::new)
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
pub async fn run_idempotent_json<C>(gallery: &Gallery, command: &C, key: Option<Idempotent>) -> Result<String, Failure>
where
    C: Command,
    C::Answer: Serialize,
{
    let keep = |answer: &C::Answer| Replay::of(json(answer));
    Ok(match gallery.run_idempotent(command, key, keep).await? {
        Outcome::Fresh(answer) => json(&answer),
        Outcome::Replayed(kept) => kept.json,
    })
}

/// The same where nothing is to be said once it is done.
///
/// # Errors
/// The refusal, or that the store is busy.
pub async fn run_idempotent_unit<C: Command<Answer = ()>>(
    gallery: &Gallery,
    command: &C,
    key: Option<Idempotent>,
) -> Result<(), Failure> {
    run_idempotent_json(gallery, command, key).await.map(drop)
}

/// Runs a command that answers alike when asked again, or only computes what it would change.
///
/// # Errors
/// The refusal, in both cases the same.
pub async fn run_idempotent_json_or_preview<C>(
    gallery: &Gallery,
    command: &C,
    key: Option<Idempotent>,
    Previewing(previewing): Previewing,
) -> Result<OrPreview<String>, Failure>
where
    C: Command,
    C::Answer: Serialize,
{
    if previewing {
        return Ok(OrPreview::Preview(gallery.preview(command).await?));
    }
    Ok(OrPreview::Done(run_idempotent_json(gallery, command, key).await?))
}

/// What the same request was answered, which costs nothing (rule 7.6); else one is taken of what the account may ask for.
pub async fn replayed_or_counted(
    gallery: &Gallery,
    caller: &Caller,
    idempotent: Option<Idempotent>,
    what: Limited,
) -> Result<Option<KeptAnswer>, Failure> {
    if let Some(kept) = gallery.replay(idempotent).await? {
        return Ok(Some(kept));
    }
    limit_account(gallery, caller, what)?;
    Ok(None)
}

/// An answer without secrets, as it was given before.
pub fn replayed_created(kept: KeptAnswer) -> Response {
    created(kept.json)
}
