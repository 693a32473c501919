//! `/api/v1/account`: the account of the session that asks.

use super::{
    Shared,
    answer::done,
    api::Api,
    body::Json,
    caller::{Authenticated, AuthenticatedAccount, Remote},
    idempotency::{IdempotencyKey, no_body, run_idempotent_json, run_idempotent_unit},
    paging::{bad_parameter, optional, parameter},
    problem::Failure,
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, unreadable},
    rate::Limited,
};
use accounts::{
    contact::{ConfirmAddress, ResendCode},
    outbound::AUDIT_PAGE,
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use contract::{
    AccountId, Code, EventId, Problem,
    account::{Account, Activity, ConfirmEmail},
};
use std::sync::Arc;
use utoipa::{
    IntoParams, PartialSchema,
    openapi::{
        ObjectBuilder, Type,
        path::{Parameter, ParameterIn},
        schema::OneOfBuilder,
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(show))
        .api(routes!(confirm))
        .api(routes!(resend))
        .api(routes!(activity))
}

/// The account as its owner sees it.
#[utoipa::path(
    get,
    path = "/account",
    tag = "account",
    security(("session" = [])),
    responses((status = 200, body = Account))
)]
async fn show(AuthenticatedAccount(found): AuthenticatedAccount) -> axum::Json<Account> {
    axum::Json(found.account.view(found.login.as_ref()))
}

refusals!(
    ConfirmRefusals: FullSessionRequired, EmailNotPending, EmailTaken, CodeWrong, CodeExpired, LoginChangeOpen,
    TooManyRequests,
);

/// Confirms the pending address with the code that was mailed to it.
#[utoipa::path(
    post,
    path = "/account/email/confirmation",
    tag = "account",
    security(("session" = [])),
    params(IdempotencyKey),
    request_body = ConfirmEmail,
    responses((status = 200, body = Account), ConfirmRefusals)
)]
async fn confirm(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<ConfirmEmail>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /account/email/confirmation", Some(&caller), hash);
    let command = ConfirmAddress {
        account: caller.account,
        caller,
        code: value.code,
    };
    Ok(done(run_idempotent_json(&gallery, &command, key).await?))
}

refusals!(ResendRefusals: FullSessionRequired, EmailNotPending, LoginChangeOpen, TooManyRequests);

/// Mails a new code.
#[utoipa::path(
    post,
    path = "/account/email/confirmation/resend",
    tag = "account",
    security(("session" = [])),
    params(IdempotencyKey),
    responses((status = 202, description = "The mail is on its way."), ResendRefusals)
)]
async fn resend(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
) -> Result<StatusCode, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /account/email/confirmation/resend", Some(&caller), no_body());
    let account = caller.account;
    run_idempotent_unit(&gallery, &ResendCode { caller, account }, key).await?;
    Ok(StatusCode::ACCEPTED)
}

refusals!(ActivityRefusals: FullSessionRequired, NotFound);

/// A page of the audit trail, the latest first.
#[utoipa::path(
    get,
    path = "/account/activity",
    tag = "account",
    security(("session" = [])),
    params(Cursor),
    responses((status = 200, body = Activity), ActivityRefusals)
)]
async fn activity(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    RawQuery(query): RawQuery,
) -> Result<axum::Json<Activity>, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    page_of(&gallery, caller.account, query.as_deref()).await
}

/// A page of the audit trail of an account that the caller manages.
pub async fn page_of(
    gallery: &Gallery,
    account: AccountId,
    query: Option<&str>,
) -> Result<axum::Json<Activity>, Failure> {
    let after = cursor(query)?;
    let page = gallery
        .store
        .activity(account, after, AUDIT_PAGE)
        .await
        .map_err(unreadable)?;
    let unknown = || Problem::new(Code::NotFound, "no entry of this list (rule 6.2)").about("cursor");
    let page = page.ok_or_else(unknown)?;
    let next = page
        .entries
        .last()
        .filter(|_| page.more)
        .map(|entry| entry.id.to_string());
    Ok(axum::Json(Activity {
        entries: page.entries,
        next,
    }))
}

/// The parameter `cursor` of lists and streams, in the description of the API.
pub struct Cursor;

impl IntoParams for Cursor {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let description = "Where to go on: the `next` of the page before, or the id of an event.";
        optional("cursor", description, id_or_nothing())
    }
}

/// The id of an entry or an event; an empty text is the same as none.
pub fn id_or_nothing() -> OneOfBuilder {
    let nothing = ObjectBuilder::new().schema_type(Type::String).max_length(Some(0));
    OneOfBuilder::new().item(EventId::schema()).item(nothing)
}

/// The parameter `cursor` of lists and streams. An empty one is the same as none.
pub fn cursor(query: Option<&str>) -> Result<Option<EventId>, Failure> {
    let id = |text: String| text.parse().map_err(|_| bad_parameter("cursor", "not a cursor"));
    parameter(query, "cursor").map(id).transpose()
}
