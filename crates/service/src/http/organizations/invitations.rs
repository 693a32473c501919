//! `/api/v1/account/invitations`: the invitations of the account that asks.

use super::{folded, known};
use crate::{
    gallery::Gallery,
    http::{
        Shared,
        answer::{done, no_content},
        api::Api,
        caller::{Authenticated, Segment},
        idempotency::{IdempotencyKey, no_body, run_idempotent_json_or_preview},
        preview::{OrPreview, Previewing},
        problem::Failure,
        refusals::refusals,
    },
};
use accounts::{
    Need,
    organization::{self, not_found, view},
};
use axum::{extract::State, response::Response};
use contract::{
    consequence::Preview,
    organization::{InvitationList, Membership},
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(invitations))
        .api(routes!(accept, decline))
}

/// The invitations that can be answered. In a recovery session, too.
#[utoipa::path(
    get,
    path = "/account/invitations",
    tag = "organizations",
    security(("session" = [])),
    responses((status = 200, body = InvitationList))
)]
async fn invitations(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
) -> Result<axum::Json<InvitationList>, Failure> {
    let account = caller.account;
    let needs = vec![
        Need::Account(account),
        Need::InvitationsFor(account),
        Need::MembershipsOf(account),
    ];
    let found = gallery.load(needs).await?;
    Ok(axum::Json(view::invitations(&found, account, gallery.now())))
}

refusals!(
    AcceptRefusals: FullSessionRequired, NotFound, InvitationNotFound, EmailUnconfirmed, MemberIsOrganization,
    TenantPolicyNotMet, AccountFrozen, DeletionPending, LoginChangeOpen,
);

/// What accepting an invitation answers.
type MembershipOrPreview = OrPreview<Membership>;

/// Accepts an invitation.
#[utoipa::path(
    post,
    path = "/account/invitations/{organization}",
    tag = "organizations",
    security(("session" = [])),
    params(
        ("organization" = String, Path, description = "The organization's username.", max_length = 64),
        IdempotencyKey,
        Previewing
    ),
    responses((status = 200, body = inline(MembershipOrPreview)), AcceptRefusals)
)]
async fn accept(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let route = format!("POST /account/invitations/{}", folded(&name));
    let key = idempotency.key(&route, Some(&caller), no_body());
    let command = organization::AcceptInvitation {
        caller,
        organization: known(&gallery, &name, not_found).await?,
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(done))
}

refusals!(DeclineRefusals: NotFound, InvitationNotFound);

/// Declines an invitation. In a recovery session, too.
#[utoipa::path(
    delete,
    path = "/account/invitations/{organization}",
    tag = "organizations",
    security(("session" = [])),
    params(
        ("organization" = String, Path, description = "The organization's username.", max_length = 64),
        IdempotencyKey,
        Previewing
    ),
    responses((status = 200, body = Preview), (status = 204, description = "It is declined."), DeclineRefusals)
)]
async fn decline(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let route = format!("DELETE /account/invitations/{}", folded(&name));
    let key = idempotency.key(&route, Some(&caller), no_body());
    let command = organization::DeclineInvitation {
        caller,
        organization: known(&gallery, &name, not_found).await?,
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
}
