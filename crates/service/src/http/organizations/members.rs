//! `/api/v1/organizations/{name}/members` and `…/invitations`: what administrators do with the members.

use super::{folded, known};
use crate::{
    gallery::{Gallery, Outcome, Replay},
    http::{
        Shared,
        answer::{created, json, no_content},
        api::Api,
        body::Json,
        caller::{Authenticated, Remote, Segment, Segments},
        idempotency::{IdempotencyKey, no_body, replayed_created, replayed_or_counted, run_idempotent_json_or_preview},
        limits::{limit_account, mailed_invitations},
        preview::{OrPreview, Previewing, run_or_preview},
        problem::Failure,
        refusals::refusals,
    },
    rate::{Bucket, Limited},
};
use accounts::{
    Need,
    organization::{self, Invited, mails_again, not_authorized},
    session::Caller,
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use contract::{
    AccountId,
    consequence::Preview,
    organization::{ChangeRole, Invite, Member, PendingMember},
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(invite))
        .api(routes!(change_role, remove))
        .api(routes!(cancel))
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
    params(
        ("name" = String, Path, description = "The organization's username.", max_length = 64),
        IdempotencyKey,
        Previewing
    ),
    request_body = Invite,
    responses((status = 200, body = Preview), (status = 201, body = PendingMember), InviteRefusals)
)]
async fn invite(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    Segment(name): Segment,
    idempotency: IdempotencyKey,
    Previewing(previewing): Previewing,
    Json { value, hash }: Json<Invite>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let route = format!("POST /organizations/{}/members", folded(&name));
    let key = idempotency.key(&route, Some(&caller), hash);
    // Looking at what it would change mails nobody.
    if !previewing && let Some(kept) = replayed_or_counted(&gallery, &caller, key, Limited::Invitations).await? {
        return Ok(replayed_created(kept));
    }
    let organization = known(&gallery, &name, not_authorized).await?;
    let mails = mails_left(&gallery, &caller, organization, &value.username).await?;
    let command = organization::Invite {
        caller,
        organization,
        username: value.username,
        administrator: value.role.is_administrator(),
    };
    if previewing {
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    let keep = |invited: &Invited| Replay::of(json(&invited.pending));
    Ok(created(match gallery.run_idempotent(&command, key, keep).await? {
        Outcome::Fresh(invited) => {
            // Only what is mailed counts; of several at once one is.
            if let Some(bucket) = mails.filter(|_| invited.mailed) {
                gallery.limits.take(bucket, gallery.now()).ok();
            }
            json(&invited.pending)
        }
        Outcome::Replayed(kept) => kept.json,
    }))
}

/// Where the mails are counted that an account gets of one organization's invitations (rule 11.28); an error where this
/// would be one too many. Whoever may not invite learns nothing here and takes none from those who may.
async fn mails_left(
    gallery: &Gallery,
    caller: &Caller,
    organization: AccountId,
    username: &str,
) -> Result<Option<Bucket>, Failure> {
    let name = folded(username);
    let needs = vec![
        Need::Account(organization),
        Need::MembersOf(organization),
        Need::InvitationsOf(organization),
        Need::AccountNamed(name.clone()),
    ];
    let found = gallery.load(needs).await?;
    if organization::administered(&found, caller.account, organization).is_err() {
        return Ok(None);
    }
    let Some(invited) = found.account_named(&name) else {
        return Ok(None);
    };
    let (bucket, now) = (mailed_invitations(gallery, organization, invited.id), gallery.now());
    if mails_again(&found, organization, invited.id, now) {
        gallery
            .limits
            .look(bucket, now)
            .inspect_err(|_| gallery.metrics.limited(bucket.what, bucket.by))?;
    }
    Ok(Some(bucket))
}

refusals!(
    ChangeRoleRefusals: FullSessionRequired, NotAuthorized, OrganizationUnconfirmed, MemberNotFound,
    LastAdministrator, AccountFrozen, DeletionPending, LoginChangeOpen, TooManyRequests, Stale,
);

/// What giving a member another role answers.
type MemberOrPreview = OrPreview<Member>;

/// Gives a member another role.
#[utoipa::path(
    patch,
    path = "/organizations/{name}/members/{username}",
    tag = "organizations",
    security(("session" = [])),
    params(
        ("name" = String, Path, description = "The organization's username.", max_length = 64),
        ("username" = String, Path, description = "The member's username.", max_length = 64),
        Previewing
    ),
    request_body = ChangeRole,
    responses((status = 200, body = inline(MemberOrPreview)), ChangeRoleRefusals)
)]
async fn change_role(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segments(name, username): Segments,
    previewing: Previewing,
    Json { value, .. }: Json<ChangeRole>,
) -> Result<axum::Json<MemberOrPreview>, Failure> {
    if !previewing.0 {
        limit_account(&gallery, &caller, Limited::Invitations)?;
    }
    let command = organization::ChangeRole {
        caller,
        organization: known(&gallery, &name, not_authorized).await?,
        member: folded(&username),
        administrator: value.role.is_administrator(),
        revision: value.revision,
    };
    Ok(axum::Json(run_or_preview(&gallery, &command, previewing).await?))
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
        ("name" = String, Path, description = "The organization's username.", max_length = 64),
        ("username" = String, Path, description = "The member's username; the caller's own to leave.", max_length = 64),
        IdempotencyKey,
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
    Authenticated(caller): Authenticated,
    Segments(name, username): Segments,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let route = format!("DELETE /organizations/{}/members/{}", folded(&name), folded(&username));
    let key = idempotency.key(&route, Some(&caller), no_body());
    let command = organization::RemoveMember {
        caller,
        organization: known(&gallery, &name, not_authorized).await?,
        member: folded(&username),
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
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
        ("name" = String, Path, description = "The organization's username.", max_length = 64),
        ("username" = String, Path, description = "The invited account's username.", max_length = 64),
        IdempotencyKey,
        Previewing
    ),
    responses((status = 200, body = Preview), (status = 204, description = "It is withdrawn."), CancelRefusals)
)]
async fn cancel(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segments(name, username): Segments,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let route = format!(
        "DELETE /organizations/{}/invitations/{}",
        folded(&name),
        folded(&username)
    );
    let key = idempotency.key(&route, Some(&caller), no_body());
    let command = organization::CancelInvitation {
        caller,
        organization: known(&gallery, &name, not_authorized).await?,
        invited: folded(&username),
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
}
