//! `/api/v1/keys`: API keys (rules 13.16 to 13.27, 13.44).

mod made;

use super::{
    Shared,
    answer::{done, no_content},
    api::Api,
    body::Json,
    caller::{Authenticated, AuthenticatedWithToken, Segment},
    idempotency::{IdempotencyKey, no_body, run_idempotent_json_or_preview},
    preview::{OrPreview, Previewing},
    problem::Failure,
    refusals::refusals,
};
use crate::gallery::Gallery;
use accounts::{
    Need,
    key::{self, Terms},
};
use axum::{extract::State, response::Response};
use contract::{
    Code, KeyId, Problem,
    consequence::Preview,
    key::{ChangeKey, Key, KeyList, MadeKey, MakeKey, RegenerateKey},
};
use made::{replayed_key_or_counted, run_making};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(list, make))
        .api(routes!(change, revoke))
        .api(routes!(regenerate))
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
async fn list(State(gallery): Shared, Authenticated(caller): Authenticated) -> Result<axum::Json<KeyList>, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    let needs = vec![Need::Account(caller.account), Need::KeysOf(caller.account)];
    let found = gallery.load(needs).await?;
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
    params(IdempotencyKey, Previewing),
    request_body = MakeKey,
    responses((status = 200, body = Preview), (status = 201, body = MadeKey), MakeRefusals)
)]
async fn make(
    State(gallery): Shared,
    AuthenticatedWithToken(caller, session_token): AuthenticatedWithToken,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<MakeKey>,
) -> Result<Response, Failure> {
    let key = idempotency.key("POST /keys", Some(&caller), hash);
    if let Some(again) = replayed_key_or_counted(&gallery, &caller, key, &session_token, previewing).await? {
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

/// The id in an address.
fn read_id(id: &str) -> Result<KeyId, Problem> {
    let unknown = |_| Problem::new(Code::NotFound, "no such key of this account (rule 13.23)");
    id.parse().map_err(unknown)
}

/// What changing a key answers.
type KeyOrPreview = OrPreview<Key>;

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
    params(("id" = KeyId, Path, description = "The key."), IdempotencyKey, Previewing),
    request_body = ChangeKey,
    responses((status = 200, body = inline(KeyOrPreview)), ChangeRefusals)
)]
async fn change(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<ChangeKey>,
) -> Result<Response, Failure> {
    let key = read_id(&id)?;
    let idempotent = idempotency.key(&format!("PATCH /keys/{key}"), Some(&caller), hash);
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
    let outcome = run_idempotent_json_or_preview(&gallery, &command, idempotent, previewing).await?;
    Ok(outcome.answer(done))
}

refusals!(RevokeRefusals: FullSessionRequired, NotFound);

/// Revokes a key, for ever.
#[utoipa::path(
    delete,
    path = "/keys/{id}",
    tag = "keys",
    security(("session" = [])),
    params(("id" = KeyId, Path, description = "The key."), IdempotencyKey, Previewing),
    responses(
        (status = 200, body = Preview),
        (status = 204, description = "It no longer works."),
        RevokeRefusals
    )
)]
async fn revoke(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let key = read_id(&id)?;
    let idempotent = idempotency.key(&format!("DELETE /keys/{key}"), Some(&caller), no_body());
    let command = key::RevokeKey { caller, key };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, idempotent, previewing).await?;
    Ok(outcome.answer(no_content))
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
    params(("id" = KeyId, Path, description = "The key."), IdempotencyKey, Previewing),
    request_body = RegenerateKey,
    responses((status = 200, body = Preview), (status = 201, body = MadeKey), RegenerateRefusals)
)]
async fn regenerate(
    State(gallery): Shared,
    AuthenticatedWithToken(caller, session_token): AuthenticatedWithToken,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<RegenerateKey>,
) -> Result<Response, Failure> {
    let key = read_id(&id)?;
    let idempotent = idempotency.key(&format!("POST /keys/{key}/regenerate"), Some(&caller), hash);
    if let Some(again) = replayed_key_or_counted(&gallery, &caller, idempotent, &session_token, previewing).await? {
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
    run_making(&gallery, &command, idempotent, &session_token, previewing).await
}
