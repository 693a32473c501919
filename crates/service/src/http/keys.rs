//! `/api/v1/keys`: API keys (rules 13.16 to 13.27).

use super::{
    Shared,
    body::Json,
    caller::{Segment, Signed, SignedBy},
    preview::{Outcome, Previewing},
    problem::Failure,
    refusals::refusals,
    repeat::{Repeat, answered_or_counted, created, done, json, no_body, run_repeatable_or_preview},
};
use crate::{
    gallery::{Gallery, Kept, Repeated, ToKeep},
    rate::Limited,
};
use accounts::{
    Command, Need,
    answer::KeptAnswer,
    key::{self, Terms},
    session::Caller,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    Code, KeyId, Problem, Secret,
    consequence::Preview,
    key::{ChangeKey, Key, KeyList, MadeKey, MakeKey, RegenerateKey},
};
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(change, revoke))
        .routes(routes!(regenerate))
}

refusals!(ListRefusals: FullSessionRequired);

/// The account's keys that are not revoked, the latest first. Their texts are never shown again.
#[utoipa::path(
    get,
    path = "/keys",
    tag = "keys",
    security(("session" = [])),
    responses((status = 200, body = KeyList), ListRefusals)
)]
async fn list(State(gallery): Shared, Signed(caller): Signed) -> Result<axum::Json<KeyList>, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    let needs = vec![Need::Account(caller.account), Need::KeysOf(caller.account)];
    let found = gallery.store.load(needs).await;
    let found = found.map_err(|error| gallery.unreadable(&error))?;
    let now = gallery.now();
    let mut keys: Vec<Key> = found.keys.iter().map(|key| key.view(&found, now)).collect();
    keys.sort_by_key(|key| std::cmp::Reverse((key.made_at, key.id)));
    let policy = &gallery.configuration.keys;
    Ok(axum::Json(KeyList {
        keys,
        max_days: policy.max_days,
        allowed_days: policy.allowed_days.clone(),
    }))
}

refusals!(
    MakeRefusals: FullSessionRequired, KeyDescriptionInvalid, KeyInvalid, AccountLocked, AccountFrozen, DeletionPending,
    EmailUnconfirmed, OrganizationUnconfirmed, AccountUnknown, KeyOwnerNotAllowed, LimitReached,
    TooManyRequests,
);

/// Makes a key. Its text is in this answer and nowhere else.
#[utoipa::path(
    post,
    path = "/keys",
    tag = "keys",
    security(("session" = [])),
    params(Repeat, Previewing),
    request_body = MakeKey,
    responses((status = 200, body = Preview), (status = 201, body = MadeKey), MakeRefusals)
)]
async fn make(
    State(gallery): Shared,
    SignedBy(caller, session_token): SignedBy,
    repeat: Repeat,
    previewing: Previewing,
    Json { value, hash }: Json<MakeKey>,
) -> Result<Response, Failure> {
    let key = repeat.key("POST /keys", Some(&caller), hash);
    if let Some(again) = before_limit(&gallery, &caller, key, &session_token, previewing).await? {
        return Ok(again);
    }
    let command = key::MakeKey {
        caller,
        session_token: session_token.clone(),
        owner: value.owner,
        terms: Terms {
            description: value.description,
            scopes: value.scopes,
            packages: value.packages,
        },
        expires_in_days: value.expires_in_days,
        policy: gallery.configuration.keys.clone(),
    };
    run_making(&gallery, &command, key, &session_token, previewing).await
}

/// What was answered before, which costs nothing; else takes one from the keys that the account may make.
async fn before_limit(
    gallery: &Gallery,
    caller: &Caller,
    repeated: Option<Repeated>,
    session_token: &Secret,
    Previewing(previewing): Previewing,
) -> Result<Option<Response>, Failure> {
    if previewing {
        return Ok(None);
    }
    let kept = answered_or_counted(gallery, caller, repeated, Limited::Keys).await?;
    kept.map(|kept| made_before(&kept, session_token)).transpose()
}

/// Runs a command that makes a key, and answers with the key's text, also when asked again.
async fn run_making<C: Command<Answer = key::MadeKey>>(
    gallery: &Gallery,
    command: &C,
    repeated: Option<Repeated>,
    session_token: &Secret,
    Previewing(previewing): Previewing,
) -> Result<Response, Failure> {
    if previewing {
        return Ok(axum::Json(gallery.preview(command).await?).into_response());
    }
    let keep = |made: &key::MadeKey| ToKeep {
        json: json(&made.key),
        salt: Some(made.salt),
    };
    match gallery.run_keeping(command, repeated, keep).await? {
        Kept::Done(made) => answer(&made.key, &made.text),
        Kept::Before(kept) => made_before(&kept, session_token),
    }
}

/// Serialised by hand, so that no other way to send a key's text comes about by accident.
fn answer(key: &impl serde::Serialize, text: &Secret) -> Result<Response, Failure> {
    let failed = |_| Failure(Problem::new(Code::GalleryFailed, "the key cannot be shown"));
    let key = serde_json::to_value(key).map_err(failed)?;
    Ok(created(
        serde_json::json!({ "key": key, "text": text.expose() }).to_string(),
    ))
}

/// The one member of a kept answer that the text is derived from.
#[derive(Deserialize)]
struct KeptKey {
    id: KeyId,
}

/// The same answer as before. The text was not kept; the request brought what it is derived from.
fn made_before(kept: &KeptAnswer, session_token: &Secret) -> Result<Response, Failure> {
    let failed = || Failure(Problem::new(Code::GalleryFailed, "the kept answer cannot be read"));
    let key: KeptKey = serde_json::from_str(&kept.json).map_err(|_| failed())?;
    let salt = kept.salt.ok_or_else(failed)?;
    let text = key::secret_text::derive(session_token, &salt, Uuid::from_bytes(*key.id.as_bytes()));
    let key: serde_json::Value = serde_json::from_str(&kept.json).map_err(|_| failed())?;
    answer(&key, &text)
}

/// The id in an address.
fn read_id(id: &str) -> Result<KeyId, Problem> {
    let unknown = |_| Problem::new(Code::NotFound, "no such key of this account (rule 13.23)");
    id.parse().map_err(unknown)
}

/// What a key became, or what would come of it.
#[derive(utoipa::ToSchema)]
#[serde(untagged)]
#[allow(dead_code)] // It is the description of two answers; neither is made through it.
enum Changed {
    /// It was changed.
    Key(Box<Key>),
    /// It would change this.
    Preview(Preview),
}

refusals!(
    ChangeRefusals: FullSessionRequired, NotFound, KeyDescriptionInvalid, KeyInvalid, AccountLocked, AccountFrozen,
    DeletionPending, EmailUnconfirmed, OrganizationUnconfirmed, KeyOwnerNotAllowed, LoginChangeOpen,
    Stale,
);

/// Changes what a key is for. What is absent stays.
#[utoipa::path(
    patch,
    path = "/keys/{id}",
    tag = "keys",
    security(("session" = [])),
    params(("id" = KeyId, Path, description = "The key."), Repeat, Previewing),
    request_body = ChangeKey,
    responses((status = 200, body = inline(Changed)), ChangeRefusals)
)]
async fn change(
    State(gallery): Shared,
    Signed(caller): Signed,
    Segment(id): Segment,
    repeat: Repeat,
    previewing: Previewing,
    Json { value, hash }: Json<ChangeKey>,
) -> Result<Response, Failure> {
    let key = read_id(&id)?;
    let repeated = repeat.key(&format!("PATCH /keys/{key}"), Some(&caller), hash);
    let command = key::ChangeKey {
        caller,
        key,
        revision: value.revision,
        description: value.description,
        scopes: value.scopes,
        packages: value.packages,
        expires_in_days: value.expires_in_days,
        policy: gallery.configuration.keys.clone(),
    };
    Ok(
        match run_repeatable_or_preview(&gallery, &command, repeated, previewing).await? {
            Outcome::Done(key) => done(key),
            Outcome::Would(preview) => axum::Json(preview).into_response(),
        },
    )
}

refusals!(RevokeRefusals: FullSessionRequired, NotFound);

/// Revokes a key, for ever.
#[utoipa::path(
    delete,
    path = "/keys/{id}",
    tag = "keys",
    security(("session" = [])),
    params(("id" = KeyId, Path, description = "The key."), Repeat, Previewing),
    responses(
        (status = 200, body = Preview),
        (status = 204, description = "It no longer works."),
        RevokeRefusals
    )
)]
async fn revoke(
    State(gallery): Shared,
    Signed(caller): Signed,
    Segment(id): Segment,
    repeat: Repeat,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let key = read_id(&id)?;
    let repeated = repeat.key(&format!("DELETE /keys/{key}"), Some(&caller), no_body());
    let command = key::RevokeKey { caller, key };
    Ok(
        match run_repeatable_or_preview(&gallery, &command, repeated, previewing).await? {
            Outcome::Done(_) => StatusCode::NO_CONTENT.into_response(),
            Outcome::Would(preview) => axum::Json(preview).into_response(),
        },
    )
}

refusals!(
    RegenerateRefusals: FullSessionRequired, NotFound, KeyInvalid, AccountLocked, AccountFrozen, DeletionPending,
    EmailUnconfirmed, OrganizationUnconfirmed, KeyOwnerNotAllowed, Stale, LimitReached, TooManyRequests,
);

/// Replaces a key by a new one for the same. The old one no longer works.
#[utoipa::path(
    post,
    path = "/keys/{id}/regenerate",
    tag = "keys",
    security(("session" = [])),
    params(("id" = KeyId, Path, description = "The key."), Repeat, Previewing),
    request_body = RegenerateKey,
    responses((status = 200, body = Preview), (status = 201, body = MadeKey), RegenerateRefusals)
)]
async fn regenerate(
    State(gallery): Shared,
    SignedBy(caller, session_token): SignedBy,
    Segment(id): Segment,
    repeat: Repeat,
    previewing: Previewing,
    Json { value, hash }: Json<RegenerateKey>,
) -> Result<Response, Failure> {
    let key = read_id(&id)?;
    let repeated = repeat.key(&format!("POST /keys/{key}/regenerate"), Some(&caller), hash);
    if let Some(again) = before_limit(&gallery, &caller, repeated, &session_token, previewing).await? {
        return Ok(again);
    }
    let command = key::RegenerateKey {
        caller,
        session_token: session_token.clone(),
        key,
        revision: value.revision,
        expires_in_days: value.expires_in_days,
        policy: gallery.configuration.keys.clone(),
    };
    run_making(&gallery, &command, repeated, &session_token, previewing).await
}
