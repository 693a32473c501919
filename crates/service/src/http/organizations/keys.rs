//! `/api/v1/organizations/{name}/keys`: the API keys that work for an organization, for its administrators.

use super::{administered, folded, known};
use crate::{
    gallery::Gallery,
    http::{
        Shared,
        answer::no_content,
        api::Api,
        caller::{Authenticated, Segment, Segments},
        idempotency::{IdempotencyKey, no_body, run_idempotent_json_or_preview},
        preview::Previewing,
        problem::Failure,
        refusals::refusals,
    },
};
use accounts::{
    Need,
    key::{self, RevokeOrganizationKey},
    organization::not_authorized,
};
use axum::{extract::State, response::Response};
use contract::{Code, KeyId, Problem, consequence::Preview, key::OrganizationKeyList};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this part.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(list_keys)).api(routes!(revoke_key))
}

refusals!(ListRefusals: FullSessionRequired, NotAuthorized);

/// The API keys that work for an organization: whose they are and what they may do. Their texts are never shown.
#[utoipa::path(
    get,
    path = "/organizations/{name}/keys",
    tag = "organizations",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64)),
    responses((status = 200, body = OrganizationKeyList), ListRefusals)
)]
async fn list_keys(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
) -> Result<axum::Json<OrganizationKeyList>, Failure> {
    let id = administered(&gallery, &caller, &name).await?;
    let needs = vec![Need::MembersOf(id), Need::KeysFor(id), Need::FullAccessKeysFor(id)];
    let found = gallery.load(needs).await?;
    Ok(axum::Json(key::of_organization(&found, id, gallery.now())))
}

refusals!(
    RevokeRefusals: FullSessionRequired, NotAuthorized, NotFound, KeyOwnerNotAllowed, AccountFrozen, DeletionPending,
    LoginChangeOpen,
);

/// Revokes somebody's API key that works for an organization, for ever. Its holder is mailed.
#[utoipa::path(
    delete,
    path = "/organizations/{name}/keys/{id}",
    tag = "organizations",
    security(("session" = [])),
    params(
        ("name" = String, Path, description = "The organization's username.", max_length = 64),
        ("id" = KeyId, Path, description = "The key."),
        IdempotencyKey,
        Previewing
    ),
    responses(
        (status = 200, body = Preview),
        (status = 204, description = "It no longer works."),
        RevokeRefusals
    )
)]
async fn revoke_key(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segments(name, id): Segments,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let organization = known(&gallery, &name, not_authorized).await?;
    let unknown = |_| Problem::new(Code::NotFound, "no such key of this organization (rule 13.42)");
    let key: KeyId = id.parse().map_err(unknown)?;
    let route = format!("DELETE /organizations/{}/keys/{key}", folded(&name));
    let idempotent = idempotency.key(&route, Some(&caller), no_body());
    let command = RevokeOrganizationKey {
        caller,
        organization,
        key,
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, idempotent, previewing).await?;
    Ok(outcome.answer(no_content))
}
