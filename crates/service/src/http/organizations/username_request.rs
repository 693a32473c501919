//! `/api/v1/organizations/{name}/username-request`: the wish for another username of an organization (rule 5.10).

use super::{administered, known};
use crate::{
    gallery::Gallery,
    http::{
        Shared,
        api::Api,
        body::Json,
        caller::{Authenticated, Remote, Segment},
        preview::Previewing,
        problem::Failure,
        refusals::refusals,
        revision::Seen,
        username_request::{requested, waiting},
    },
};
use accounts::{organization::not_authorized, username::WithdrawRename};
use axum::{extract::State, http::StatusCode, response::Response};
use contract::{
    consequence::Preview,
    contact::{RequestUsername, UsernameRequest},
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(
        request_username,
        show_username_request,
        withdraw_username_request
    ))
}

refusals!(
    RequestRefusals: FullSessionRequired, NotAuthorized, UsernameInvalid, UsernameIsEmail, UsernameTaken,
    ReasonInvalid, AccountLocked, AccountFrozen, DeletionPending, LoginChangeOpen, Stale, TooManyRequests,
);

/// Asks the operator for another username of an organization.
///
/// The operator decides. Nobody can ever take the present name again once it is changed.
#[utoipa::path(
    post,
    path = "/organizations/{name}/username-request",
    tag = "organizations",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64), Previewing),
    request_body = RequestUsername,
    responses(
        (status = 200, body = Preview, description = "With `preview=true`: what would change."),
        (status = 202, body = UsernameRequest, description = "It waits for the operator."),
        RequestRefusals
    )
)]
async fn request_username(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    Segment(name): Segment,
    previewing: Previewing,
    Json { value, .. }: Json<RequestUsername>,
) -> Result<Response, Failure> {
    let organization = known(&gallery, &name, not_authorized).await?;
    requested(&gallery, (caller, organization), &remote, previewing, value).await
}

refusals!(ShowRefusals: FullSessionRequired, NotAuthorized, NotFound);

/// The request for another username of an organization that waits, for its administrators.
#[utoipa::path(
    get,
    path = "/organizations/{name}/username-request",
    tag = "organizations",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64)),
    responses((status = 200, body = UsernameRequest), ShowRefusals)
)]
async fn show_username_request(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
) -> Result<axum::Json<UsernameRequest>, Failure> {
    let organization = administered(&gallery, &caller, &name).await?;
    waiting(&gallery, organization).await
}

refusals!(WithdrawRefusals: FullSessionRequired, NotAuthorized, AccountFrozen, DeletionPending, Stale);

/// Withdraws the request for another username of an organization.
#[utoipa::path(
    delete,
    path = "/organizations/{name}/username-request",
    tag = "organizations",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64), Seen),
    responses((status = 204, description = "Nothing waits any more."), WithdrawRefusals)
)]
async fn withdraw_username_request(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
    Seen(revision): Seen,
) -> Result<StatusCode, Failure> {
    let command = WithdrawRename {
        account: known(&gallery, &name, not_authorized).await?,
        caller,
        revision,
    };
    gallery.run(&command).await?;
    Ok(StatusCode::NO_CONTENT)
}
