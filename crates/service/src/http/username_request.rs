//! The wish for another username.

use super::{
    Shared,
    api::Api,
    body::Json,
    caller::{Authenticated, Remote},
    preview::{Previewing, run_or_preview},
    problem::Failure,
    refusals::refusals,
    revision::Seen,
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::{
    Need,
    session::Caller,
    username::{RenameRequest, RequestRename, WithdrawRename},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    AccountId, Code, Problem,
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
    RequestUsernameRefusals: FullSessionRequired, UsernameInvalid, UsernameIsEmail, UsernameTaken, ReasonInvalid,
    AccountLocked, AccountFrozen, DeletionPending, LoginChangeOpen, Stale, TooManyRequests,
);

fn view(request: &RenameRequest) -> UsernameRequest {
    UsernameRequest {
        wanted: request.wanted.as_str().to_owned(),
        reason: request.reason.clone(),
        made_at: request.made_at,
        revision: request.revision(),
    }
}

/// Asks the operator for another username.
///
/// The operator decides. Nobody can ever take the present name again once it is changed.
#[utoipa::path(
    post,
    path = "/account/username-request",
    tag = "account",
    security(("session" = [])),
    params(Previewing),
    request_body = RequestUsername,
    responses(
        (status = 200, body = Preview, description = "With `preview=true`: what would change."),
        (status = 202, body = UsernameRequest, description = "It waits for the operator."),
        RequestUsernameRefusals
    )
)]
async fn request_username(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    previewing: Previewing,
    Json { value, .. }: Json<RequestUsername>,
) -> Result<Response, Failure> {
    let account = caller.account;
    requested(&gallery, (caller, account), &remote, previewing, value).await
}

/// Asks for the name of an account that the caller looks after: its own, or an organization's.
pub(super) async fn requested(
    gallery: &Gallery,
    (caller, account): (Caller, AccountId),
    remote: &Remote,
    previewing: Previewing,
    asked: RequestUsername,
) -> Result<Response, Failure> {
    remote.limit(gallery, Limited::Usernames)?;
    let command = RequestRename {
        caller,
        account,
        wanted: asked.wanted,
        reason: asked.reason,
        revision: asked.revision,
    };
    let outcome = run_or_preview(gallery, &command, previewing).await?;
    Ok(outcome.answer(|request| (StatusCode::ACCEPTED, axum::Json(view(&request))).into_response()))
}

refusals!(ShowUsernameRequestRefusals: NotFound);

/// The request for another username that waits.
#[utoipa::path(
    get,
    path = "/account/username-request",
    tag = "account",
    security(("session" = [])),
    responses((status = 200, body = UsernameRequest), ShowUsernameRequestRefusals)
)]
async fn show_username_request(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
) -> Result<axum::Json<UsernameRequest>, Failure> {
    waiting(&gallery, caller.account).await
}

/// What an account has asked for.
pub(super) async fn waiting(gallery: &Gallery, account: AccountId) -> Result<axum::Json<UsernameRequest>, Failure> {
    let found = gallery.load(vec![Need::RenameRequest(account)]).await?;
    let request = found.rename_requests.first();
    let none = || Problem::new(Code::NotFound, "the account asked for no other name (rule 16.3)");
    Ok(axum::Json(view(request.ok_or_else(none)?)))
}

refusals!(WithdrawUsernameRequestRefusals: FullSessionRequired, AccountFrozen, DeletionPending, Stale);

/// Withdraws the request for another username.
#[utoipa::path(
    delete,
    path = "/account/username-request",
    tag = "account",
    security(("session" = [])),
    params(Seen),
    responses((status = 204, description = "Nothing waits any more."), WithdrawUsernameRequestRefusals)
)]
async fn withdraw_username_request(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Seen(revision): Seen,
) -> Result<StatusCode, Failure> {
    let command = WithdrawRename {
        account: caller.account,
        caller,
        revision,
    };
    gallery.run(&command).await?;
    Ok(StatusCode::NO_CONTENT)
}
