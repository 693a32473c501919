//! `/api/v1/organizations`: organizations as their members see them.

mod invitations;
mod keys;
mod members;
mod username_request;

use super::{
    Shared,
    account::{Cursor, page_of},
    answer::{created, done, no_content},
    api::Api,
    body::Json,
    caller::{Authenticated, Remote, Segment},
    idempotency::{
        IdempotencyKey, no_body, replayed_created, replayed_or_counted, run_idempotent_json,
        run_idempotent_json_or_preview, run_idempotent_unit,
    },
    preview::Previewing,
    problem::Failure,
    refusals::refusals,
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::{
    Need, Refusal,
    contact::{ConfirmAddress, ResendCode},
    organization::{self, not_authorized, not_found, view},
    session::Caller,
    username,
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    AccountId, Problem,
    account::{Account, Activity, ConfirmEmail},
    consequence::Preview,
    organization::{CreateOrganization, DeleteOrganization, Membership, Organization, OrganizationList},
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(list, create))
        .api(routes!(show, delete))
        .api(routes!(confirm))
        .api(routes!(resend))
        .api(routes!(activity))
        .merge(members::routes())
        .merge(invitations::routes())
        .merge(keys::routes())
        .merge(username_request::routes())
}

/// A username of a path as it is compared. What is no username is nobody's (rule 1.2).
fn folded(name: &str) -> String {
    username::fold(name)
}

/// The account with this username, or the refusal that also answers who may not act for it (rule 11.8).
async fn known(gallery: &Gallery, name: &str, otherwise: fn() -> Refusal) -> Result<AccountId, Failure> {
    let found = gallery.account_named(name).await?;
    found.ok_or_else(|| Problem::from(otherwise()).into())
}

refusals!(ListRefusals: FullSessionRequired);

/// The caller's organizations, and the invitations that wait.
#[utoipa::path(
    get,
    path = "/organizations",
    tag = "organizations",
    security(("session" = [])),
    responses((status = 200, body = OrganizationList), ListRefusals)
)]
async fn list(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
) -> Result<axum::Json<OrganizationList>, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    let account = caller.account;
    let needs = vec![
        Need::Account(account),
        Need::MembershipsOf(account),
        Need::InvitationsFor(account),
    ];
    let found = gallery.load(needs).await?;
    Ok(axum::Json(view::organizations(&found, account, gallery.now())))
}

refusals!(
    CreateRefusals: FullSessionRequired, UsernameInvalid, UsernameIsEmail, UsernameTaken, EmailInvalid, EmailTaken,
    EmailUnconfirmed, AccountLocked, AccountFrozen, DeletionPending, LoginChangeOpen, TooManyRequests,
);

/// Creates an organization, whose first administrator is the caller.
#[utoipa::path(
    post,
    path = "/organizations",
    tag = "organizations",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = CreateOrganization,
    responses((status = 200, body = Preview), (status = 201, body = Membership), CreateRefusals)
)]
async fn create(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<CreateOrganization>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /organizations", Some(&caller), hash);
    // Looking at what it would change mails nobody.
    if !previewing.0
        && let Some(kept) = replayed_or_counted(&gallery, &caller, key, Limited::Invitations).await?
    {
        return Ok(replayed_created(kept));
    }
    let command = organization::CreateOrganization {
        caller,
        username: value.username,
        email: value.email,
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(created))
}

refusals!(ShowRefusals: FullSessionRequired, NotFound);

/// An organization as one of its members sees it.
#[utoipa::path(
    get,
    path = "/organizations/{name}",
    tag = "organizations",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64)),
    responses((status = 200, body = Organization), ShowRefusals)
)]
async fn show(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
) -> Result<axum::Json<Organization>, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    let id = known(&gallery, &name, not_found).await?;
    let needs = vec![Need::Account(id), Need::MembersOf(id), Need::InvitationsOf(id)];
    let found = gallery.load(needs).await?;
    let shown = view::organization(&found, caller.account, id, gallery.now());
    Ok(axum::Json(shown.ok_or_else(|| Problem::from(not_found()))?))
}

refusals!(
    DeleteRefusals: FullSessionRequired, NotFound, OrganizationOwnsPackages, OrganizationHasMembers, ConfirmationWrong,
    AccountFrozen, DeletionPending, LoginChangeOpen,
);

/// Deletes an organization at once.
#[utoipa::path(
    delete,
    path = "/organizations/{name}",
    tag = "organizations",
    security(("session" = [])),
    params(
        ("name" = String, Path, description = "The organization's username.", max_length = 64),
        IdempotencyKey,
        Previewing
    ),
    request_body = DeleteOrganization,
    responses(
        (status = 200, body = Preview),
        (status = 204, description = "It is deleted."),
        DeleteRefusals
    )
)]
async fn delete(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<DeleteOrganization>,
) -> Result<Response, Failure> {
    let key = idempotency.key(&format!("DELETE /organizations/{}", folded(&name)), Some(&caller), hash);
    // Its name is nobody's any more.
    if gallery.replay(key).await?.is_some() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let command = organization::DeleteOrganization {
        caller,
        organization: known(&gallery, &name, not_found).await?,
        typed: value.username,
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
}

refusals!(
    ConfirmRefusals: FullSessionRequired, NotAuthorized, EmailNotPending, EmailTaken, CodeWrong, CodeExpired,
    LoginChangeOpen, TooManyRequests,
);

/// Confirms an organization's pending address with the code that was mailed to it.
#[utoipa::path(
    post,
    path = "/organizations/{name}/email/confirmation",
    tag = "organizations",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64), IdempotencyKey),
    request_body = ConfirmEmail,
    responses((status = 200, body = Account), ConfirmRefusals)
)]
async fn confirm(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    Segment(name): Segment,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<ConfirmEmail>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let route = format!("POST /organizations/{}/email/confirmation", folded(&name));
    let key = idempotency.key(&route, Some(&caller), hash);
    let command = ConfirmAddress {
        caller,
        account: known(&gallery, &name, not_authorized).await?,
        code: value.code,
    };
    Ok(done(run_idempotent_json(&gallery, &command, key).await?))
}

refusals!(ResendRefusals: FullSessionRequired, NotAuthorized, EmailNotPending, TooManyRequests);

/// Mails a new code to an organization's pending address.
#[utoipa::path(
    post,
    path = "/organizations/{name}/email/confirmation/resend",
    tag = "organizations",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64), IdempotencyKey),
    responses((status = 202, description = "The mail is on its way."), ResendRefusals)
)]
async fn resend(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    Segment(name): Segment,
    idempotency: IdempotencyKey,
) -> Result<StatusCode, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let route = format!("POST /organizations/{}/email/confirmation/resend", folded(&name));
    let key = idempotency.key(&route, Some(&caller), no_body());
    let account = known(&gallery, &name, not_authorized).await?;
    run_idempotent_unit(&gallery, &ResendCode { caller, account }, key).await?;
    Ok(StatusCode::ACCEPTED)
}

refusals!(ActivityRefusals: FullSessionRequired, NotAuthorized, NotFound);

/// A page of an organization's audit trail, the latest first, for its administrators.
#[utoipa::path(
    get,
    path = "/organizations/{name}/activity",
    tag = "organizations",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64), Cursor),
    responses((status = 200, body = Activity), ActivityRefusals)
)]
async fn activity(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
    RawQuery(query): RawQuery,
) -> Result<axum::Json<Activity>, Failure> {
    let id = administered(&gallery, &caller, &name).await?;
    page_of(&gallery, id, query.as_deref()).await
}

/// The organization, where the caller administers it in a full session.
async fn administered(gallery: &Gallery, caller: &Caller, name: &str) -> Result<AccountId, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    let id = known(gallery, name, not_authorized).await?;
    let found = gallery.load(vec![Need::Account(id), Need::MembersOf(id)]).await?;
    organization::administered(&found, caller.account, id).map_err(Problem::from)?;
    Ok(id)
}
