//! `/api/v1/email-confirmations`: the link of a mail, opened in the app, confirms the address.

use super::{
    Shared,
    body::Json,
    caller::{Remote, Signed},
    problem::Failure,
    refusals::refusals,
    repeat::{Repeat, done, run_repeatable},
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::{Need, contact, mailed_act};
use axum::{extract::State, response::Response};
use contract::{Code, Problem, account::Account, contact::ConfirmByLink};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().routes(routes!(confirm_by_link))
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
    params(Repeat),
    request_body = ConfirmByLink,
    responses((status = 200, body = Account), ConfirmRefusals)
)]
async fn confirm_by_link(
    State(gallery): Shared,
    Signed(caller): Signed,
    remote: Remote,
    repeat: Repeat,
    Json { value, hash }: Json<ConfirmByLink>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    caller.must_be_full().map_err(Problem::from)?;
    let key = repeat.key("POST /email-confirmations", Some(&caller), hash);
    // The link is gone with its use.
    if let Some(before) = gallery.answered(key).await? {
        return Ok(done(before.json));
    }
    let act = mailed_act::hash_of(value.reference.expose());
    let found = gallery.load(vec![Need::MailedAct(act)]).await?;
    let link = found.mailed_acts.first().ok_or_else(|| {
        let detail = "no such link, or one that no longer works (rule 5.35)";
        Problem::new(Code::NotFound, detail)
    })?;
    let command = contact::ConfirmByLink {
        caller,
        act,
        account: link.account,
        confirmation: link.about,
    };
    Ok(done(run_repeatable(&gallery, &command, key).await?))
}
