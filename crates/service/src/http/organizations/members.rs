//! `/api/v1/organizations/{name}/members` and `…/invitations`: what administrators do with the members.

use super::{done_or_preview, folded, known};
use crate::{
    gallery::Gallery,
    http::{
        Shared,
        body::Json,
        caller::{LimitedAccount, Remote, Segment, Segments, Signed},
        preview::{Previewing, run_or_preview},
        problem::Failure,
        refusals::refusals,
        repeat::{Repeat, created, run_repeatable},
    },
    rate::Limited,
};
use accounts::organization::{self, not_authorized};
use axum::{extract::State, http::StatusCode, response::Response};
use contract::{
    consequence::Preview,
    organization::{ChangeRole, Invite, Member, PendingMember},
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .routes(routes!(invite))
        .routes(routes!(change_role, remove))
        .routes(routes!(cancel))
}

refusals!(
    InviteRefusals: FullSessionRequired, NotAuthorized, OrganizationUnconfirmed, MemberAlready, UsernameIsEmail,
    UsernameInvalid, AccountUnknown, MemberUnconfirmed, MemberIsOrganization, TenantPolicyNotMet, AccountFrozen,
    DeletionPending, LoginChangeOpen, TooManyRequests,
);

/// Invites an account, or renews its invitation.
#[utoipa::path(
    post,
    path = "/organizations/{name}/members",
    tag = "organizations",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username."), Repeat),
    request_body = Invite,
    responses((status = 201, body = PendingMember), InviteRefusals)
)]
async fn invite(
    State(gallery): Shared,
    Signed(caller): Signed,
    remote: Remote,
    Segment(name): Segment,
    repeat: Repeat,
    Json { value, hash }: Json<Invite>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    caller.limit(&gallery, Limited::Invitations)?;
    let route = format!("POST /organizations/{}/members", folded(&name));
    let key = repeat.key(&route, Some(&caller), hash);
    let command = organization::Invite {
        caller,
        organization: known(&gallery, &name, not_authorized).await?,
        username: value.username,
        administrator: value.role.is_administrator(),
    };
    Ok(created(run_repeatable(&gallery, &command, key).await?))
}

refusals!(
    ChangeRoleRefusals: FullSessionRequired, NotAuthorized, OrganizationUnconfirmed, MemberNotFound,
    LastAdministrator, AccountFrozen, DeletionPending, LoginChangeOpen, TooManyRequests,
);

/// Gives a member another role.
#[utoipa::path(
    patch,
    path = "/organizations/{name}/members/{username}",
    tag = "organizations",
    security(("session" = [])),
    params(
        ("name" = String, Path, description = "The organization's username."),
        ("username" = String, Path, description = "The member's username.")
    ),
    request_body = ChangeRole,
    responses((status = 200, body = Member), ChangeRoleRefusals)
)]
async fn change_role(
    State(gallery): Shared,
    Signed(caller): Signed,
    Segments(name, username): Segments,
    Json { value, .. }: Json<ChangeRole>,
) -> Result<axum::Json<Member>, Failure> {
    caller.limit(&gallery, Limited::Invitations)?;
    let command = organization::ChangeRole {
        caller,
        organization: known(&gallery, &name, not_authorized).await?,
        member: folded(&username),
        administrator: value.role.is_administrator(),
    };
    Ok(axum::Json(gallery.run(&command).await?))
}

refusals!(
    RemoveRefusals: FullSessionRequired, NotAuthorized, OrganizationUnconfirmed, MemberNotFound, LastAdministrator,
    AccountFrozen, DeletionPending, LoginChangeOpen,
);

/// Removes a member, or leaves the organization.
#[utoipa::path(
    delete,
    path = "/organizations/{name}/members/{username}",
    tag = "organizations",
    security(("session" = [])),
    params(
        ("name" = String, Path, description = "The organization's username."),
        ("username" = String, Path, description = "The member's username; the caller's own to leave."),
        Previewing
    ),
    responses(
        (status = 200, body = Preview),
        (status = 204, description = "The account is no longer a member."),
        RemoveRefusals
    )
)]
async fn remove(
    State(gallery): Shared,
    Signed(caller): Signed,
    Segments(name, username): Segments,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let command = organization::RemoveMember {
        caller,
        organization: known(&gallery, &name, not_authorized).await?,
        member: folded(&username),
    };
    done_or_preview(run_or_preview(&gallery, &command, previewing).await?)
}

refusals!(
    CancelRefusals: FullSessionRequired, NotAuthorized, InvitationNotFound, AccountFrozen, DeletionPending,
);

/// Withdraws an invitation.
#[utoipa::path(
    delete,
    path = "/organizations/{name}/invitations/{username}",
    tag = "organizations",
    security(("session" = [])),
    params(
        ("name" = String, Path, description = "The organization's username."),
        ("username" = String, Path, description = "The invited account's username.")
    ),
    responses((status = 204, description = "It is withdrawn."), CancelRefusals)
)]
async fn cancel(
    State(gallery): Shared,
    Signed(caller): Signed,
    Segments(name, username): Segments,
) -> Result<StatusCode, Failure> {
    let command = organization::CancelInvitation {
        caller,
        organization: known(&gallery, &name, not_authorized).await?,
        invited: folded(&username),
    };
    gallery.run(&command).await?;
    Ok(StatusCode::NO_CONTENT)
}
