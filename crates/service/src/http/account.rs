//! `/api/v1/account`: the account of the session that asks.

use super::{
    Shared,
    body::Json,
    caller::{Remote, Signed},
    problem::Failure,
};
use crate::rate::Limited;
use accounts::{
    Need,
    contact::{ConfirmAddress, ResendCode},
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
};
use contract::{
    Code, EventId, Problem,
    account::{Account, Activity, ConfirmEmail},
};

/// How many entries a page of the audit trail has (rule 6.2).
const PAGE: usize = 50;

/// The account as its owner sees it.
pub async fn show(State(gallery): Shared, Signed(caller): Signed) -> Result<axum::Json<Account>, Failure> {
    let needs = vec![Need::Account(caller.account)];
    let found = gallery
        .store
        .load(needs)
        .await
        .map_err(|error| gallery.unreadable(&error))?;
    let account = found
        .account(caller.account)
        .ok_or_else(|| Problem::from(Code::SessionRequired))?;
    Ok(axum::Json(account.view(found.login_of(account.id))))
}

/// Confirms the pending address with the code that was mailed to it.
pub async fn confirm(
    State(gallery): Shared,
    Signed(caller): Signed,
    remote: Remote,
    Json { value, .. }: Json<ConfirmEmail>,
) -> Result<axum::Json<Account>, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    Ok(axum::Json(
        gallery
            .run(&ConfirmAddress {
                account: caller.account,
                caller,
                code: value.code,
            })
            .await?,
    ))
}

/// Mails a new code.
pub async fn resend(State(gallery): Shared, Signed(caller): Signed, remote: Remote) -> Result<StatusCode, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let account = caller.account;
    gallery.run(&ResendCode { caller, account }).await?;
    Ok(StatusCode::ACCEPTED)
}

/// A page of the audit trail, the latest first.
pub async fn activity(
    State(gallery): Shared,
    Signed(caller): Signed,
    RawQuery(query): RawQuery,
) -> Result<axum::Json<Activity>, Failure> {
    let after = cursor(query.as_deref())?;
    let page = gallery
        .store
        .activity(caller.account, after, PAGE)
        .await
        .map_err(|error| gallery.unreadable(&error))?;
    let page = page.ok_or_else(unknown_cursor)?;
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

/// The one parameter that lists take. An empty one is the same as none.
pub fn cursor(query: Option<&str>) -> Result<Option<EventId>, Failure> {
    let mut found = None;
    for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        if name != "cursor" || found.is_some() {
            return Err(Failure::bad_request("the only parameter is one cursor"));
        }
        found = Some(value.into_owned());
    }
    let given = found.filter(|text| !text.is_empty());
    given.map(|text| text.parse().map_err(|_| unknown_cursor())).transpose()
}

fn unknown_cursor() -> Failure {
    let mut failure = Failure::bad_request("no cursor of this list");
    failure.0.field = Some("cursor".to_owned());
    failure
}
