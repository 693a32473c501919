//! `/api/v1/account/invitations`: the invitations of the account that asks.

use super::{folded, known, load};
use crate::{
    gallery::Gallery,
    http::{
        Shared,
        caller::{Segment, Signed},
        problem::Failure,
        refusals::refusals,
        repeat::{Repeat, done, no_body, run_once, run_repeatable},
    },
};
use accounts::{
    Need,
    organization::{self, not_found, view},
};
use axum::{extract::State, http::StatusCode, response::Response};
use contract::organization::{InvitationList, Membership};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .routes(routes!(invitations))
        .routes(routes!(accept, decline))
}

/// The invitations that can be answered. In a recovery session, too.
#[utoipa::path(
    get,
    path = "/account/invitations",
    tag = "organizations",
    security(("session" = [])),
    responses((status = 200, body = InvitationList))
)]
async fn invitations(State(gallery): Shared, Signed(caller): Signed) -> Result<axum::Json<InvitationList>, Failure> {
    let account = caller.account;
    let needs = vec![
        Need::Account(account),
        Need::InvitationsFor(account),
        Need::MembershipsOf(account),
    ];
    let found = load(&gallery, needs).await?;
    Ok(axum::Json(view::invitations(&found, account, gallery.now())))
}

refusals!(
    AcceptRefusals: FullSessionRequired, NotFound, InvitationNotFound, EmailUnconfirmed, MemberIsOrganization,
    TenantPolicyNotMet, AccountFrozen, DeletionPending,
);

/// Accepts an invitation.
#[utoipa::path(
    post,
    path = "/account/invitations/{organization}",
    tag = "organizations",
    security(("session" = [])),
    params(("organization" = String, Path, description = "The organization's username."), Repeat),
    responses((status = 200, body = Membership), AcceptRefusals)
)]
async fn accept(
    State(gallery): Shared,
    Signed(caller): Signed,
    Segment(name): Segment,
    repeat: Repeat,
) -> Result<Response, Failure> {
    let route = format!("POST /account/invitations/{}", folded(&name));
    let key = repeat.key(&route, Some(&caller), no_body());
    let command = organization::AcceptInvitation {
        caller,
        organization: known(&gallery, &name, not_found).await?,
    };
    Ok(done(run_repeatable(&gallery, &command, key).await?))
}

refusals!(DeclineRefusals: NotFound, InvitationNotFound);

/// Declines an invitation. In a recovery session, too.
#[utoipa::path(
    delete,
    path = "/account/invitations/{organization}",
    tag = "organizations",
    security(("session" = [])),
    params(("organization" = String, Path, description = "The organization's username."), Repeat),
    responses((status = 204, description = "It is declined."), DeclineRefusals)
)]
async fn decline(
    State(gallery): Shared,
    Signed(caller): Signed,
    Segment(name): Segment,
    repeat: Repeat,
) -> Result<StatusCode, Failure> {
    let route = format!("DELETE /account/invitations/{}", folded(&name));
    let key = repeat.key(&route, Some(&caller), no_body());
    let command = organization::DeclineInvitation {
        caller,
        organization: known(&gallery, &name, not_found).await?,
    };
    run_once(&gallery, &command, key).await?;
    Ok(StatusCode::NO_CONTENT)
}
