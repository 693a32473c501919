//! `/api/v1/email-confirmations`: the link of a mail, opened in the app, confirms the address.

use super::{
    Shared,
    answer::done,
    api::Api,
    body::Json,
    caller::{Authenticated, Remote},
    idempotency::{IdempotencyKey, run_idempotent_json},
    mailed_link::{self, MailedLink},
    problem::Failure,
    refusals::refusals,
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::{Refusal, contact};
use axum::{extract::State, response::Response};
use contract::{Code, Problem, account::Account, contact::ConfirmByLink};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(confirm_by_link))
}

refusals!(ConfirmRefusals: FullSessionRequired, NotFound, EmailTaken, LoginChangeOpen, TooManyRequests);

/// Confirms the pending address of an account, or of an organization, with the link that was mailed to it.
///
/// The link is the account's own, or of an organization that it administers; any other is answered like one that is none.
#[utoipa::path(
    post,
    path = "/email-confirmations",
    tag = "account",
    security(("session" = [])),
    params(IdempotencyKey),
    request_body = ConfirmByLink,
    responses((status = 200, body = Account), ConfirmRefusals)
)]
async fn confirm_by_link(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<ConfirmByLink>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    caller.must_be_full().map_err(Problem::from)?;
    let key = idempotency.key("POST /email-confirmations", Some(&caller), hash);
    // The link is gone with its use.
    if let Some(before) = gallery.replay(key).await? {
        return Ok(done(before.json));
    }
    let none = Refusal::new(Code::NotFound, "5.35", "no such link, or one that no longer works");
    let MailedLink { act, .. } = mailed_link::find(&gallery, value.reference.expose(), none).await?;
    let command = contact::ConfirmByLink {
        caller,
        act: act.hash,
        account: act.account,
        confirmation: act.about,
    };
    Ok(done(run_idempotent_json(&gallery, &command, key).await?))
}
