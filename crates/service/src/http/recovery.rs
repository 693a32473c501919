//! `/api/v1/recovery` and what a recovery session is for: assistance, recovery by mail, linking an identity.

mod confirm;
pub(super) mod limits;

use super::{
    Shared,
    answer::no_content,
    api::Api,
    body::Json,
    caller::{Authenticated, Remote},
    idempotency::{IdempotencyKey, no_body, run_idempotent_json_or_preview},
    limits::limit_named,
    preview::Previewing,
    problem::Failure,
    refusals::refusals,
    sessions::{replayed_session, run_opening},
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::{
    Need,
    recovery::{self, Recovery, RecoveryKind},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    consequence::Preview,
    gallery::Feature,
    recovery::{
        AskAssistance, Assistance, BeginLoginRecovery, LinkLogin, RecoveryBegun, RecoveryState, RecoveryUnderWay,
    },
    session::OpenedSession,
};
use limits::Asked;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(assistance))
        .api(routes!(begin_login))
        .api(routes!(confirm::confirm_login))
        .api(routes!(state))
        .api(routes!(stop))
        .api(routes!(link))
}

refusals!(AssistanceRefusals: AccountUnknown, AddressMismatch, EmailInvalid, TooManyRequests);

/// Which Microsoft account signs in.
///
/// With the username alone, a hint at the stored address; with the whole address too, a mail there that names the linked
/// identities.
#[utoipa::path(
    post,
    path = "/recovery/assistance",
    tag = "recovery",
    request_body = AskAssistance,
    responses((status = 200, body = Assistance), AssistanceRefusals)
)]
async fn assistance(
    State(gallery): Shared,
    remote: Remote,
    Json { value, .. }: Json<AskAssistance>,
) -> Result<axum::Json<Assistance>, Failure> {
    let asked = Asked {
        name: &value.username,
        address: None,
        installation: value.installation_id.as_deref(),
    };
    let command = recovery::AskAssistance {
        username: value.username.clone(),
        address: value.address,
    };
    let answer = gallery.pace.evenly(async {
        asked.take(&gallery, &remote).await?;
        Ok(axum::Json(gallery.run(&command).await?))
    });
    answer.await
}

refusals!(BeginRefusals: TooManyRequests);

/// Mails a code that recovers an account whose Microsoft account is lost.
///
/// Answered alike, and after the same time, whoever is named.
#[utoipa::path(
    post,
    path = "/recovery/login",
    tag = "recovery",
    request_body = BeginLoginRecovery,
    responses((status = 202, body = RecoveryBegun), BeginRefusals)
)]
async fn begin_login(
    State(gallery): Shared,
    remote: Remote,
    Json { value, .. }: Json<BeginLoginRecovery>,
) -> Result<Response, Failure> {
    let asked = Asked {
        name: &value.username,
        address: Some(&value.address),
        installation: value.installation_id.as_deref(),
    };
    let command = recovery::BeginRecovery {
        kind: RecoveryKind::Login,
        name: value.username.clone(),
        address: Some(value.address.clone()),
        request_hash: value.request_hash,
        passwords: takes_passwords(&gallery),
    };
    let answer = gallery.pace.evenly(async {
        asked.take(&gallery, &remote).await?;
        // After a wait any name does (rule 10.23), so by names alone one request could ask for codes without end.
        limit_named(&gallery, Limited::Recovery, &remote, &command.request_hash)?;
        Ok(begun(gallery.run(&command).await?))
    });
    answer.await
}

/// The request is kept, and where somebody is to be mailed, they are.
pub(super) fn begun(answer: RecoveryBegun) -> Response {
    (StatusCode::ACCEPTED, axum::Json(answer)).into_response()
}

/// Whether the gallery takes passwords from everybody.
pub(super) fn takes_passwords(gallery: &Gallery) -> bool {
    gallery.configuration.features.contains(&Feature::Passwords)
}

refusals!(StateRefusals: FullSessionRequired);

/// Whether somebody is recovering the account.
#[utoipa::path(
    get,
    path = "/account/recovery",
    tag = "recovery",
    security(("session" = [])),
    responses((status = 200, body = RecoveryState), StateRefusals)
)]
async fn state(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
) -> Result<axum::Json<RecoveryState>, Failure> {
    caller.must_be_full().map_err(contract::Problem::from)?;
    let found = gallery.load(vec![Need::RecoveriesOf(caller.account)]).await?;
    let now = gallery.now();
    let view = |row: &Recovery| {
        let is_live = row.kind == RecoveryKind::Login && (row.is_open(now) || row.has_session(&found.sessions, now));
        Some(RecoveryUnderWay {
            confirmed_at: row.confirmed_at.filter(|_| is_live)?,
            waits_until: row.waits_until,
        })
    };
    let mut under_way: Vec<_> = found.recoveries.iter().filter_map(view).collect();
    under_way.sort_by_key(|one| std::cmp::Reverse(one.confirmed_at));
    Ok(axum::Json(RecoveryState { under_way }))
}

refusals!(StopRefusals: FullSessionRequired, RecoveryInvalid);

/// Stops the recovery of the account.
#[utoipa::path(
    post,
    path = "/account/recovery/stop",
    tag = "recovery",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    responses((status = 200, body = Preview), (status = 204, description = "It was stopped."), StopRefusals)
)]
async fn stop(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let key = idempotency.key("POST /account/recovery/stop", Some(&caller), no_body());
    let command = recovery::StopRecovery { caller };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
}

refusals!(
    LinkRefusals: LoginPresent, AccountFrozen, AccountLocked, DeletionPending, LoginChangeOpen, ProofInvalid,
    ProofExpired, MailedCodeRequired, IdentityAlreadyLinked, SecondFactorRequired, TenantPolicyForbidsChange,
    RecoveryCodeWrong, RecoveryCodeMistyped, TooManyRequests,
);

/// Links a Microsoft account from a recovery session, and answers with a full session.
///
/// The proof's purpose is `recover`, and it was begun in this session. The password is removed, all recovery sessions end.
/// The request sent again is answered before its session is looked at, which has ended by then: who has its body has the
/// attempt secret.
#[utoipa::path(
    post,
    path = "/account/login/link",
    tag = "recovery",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = LinkLogin,
    responses(
        (status = 200, description = "What it would change.", body = Preview),
        (status = 201, description = "It is linked; the session is a full one.", body = OpenedSession),
        LinkRefusals
    )
)]
async fn link(
    State(gallery): Shared,
    authenticated: Result<Authenticated, Failure>,
    Previewing(previewing): Previewing,
    remote: Remote,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<LinkLogin>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /account/login/link", None, hash);
    if !previewing && let Some(kept) = gallery.replay(key).await? {
        return replayed_session(&kept, &value.attempt_secret);
    }
    let Authenticated(caller) = authenticated?;
    let attempt_secret = value.attempt_secret.clone();
    let command = recovery::LinkLogin {
        caller,
        proof: value.proof_id,
        attempt_secret: value.attempt_secret,
        recovery_code: value.recovery_code,
        two_factor: gallery.two_factor(),
    };
    if previewing {
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    run_opening(&gallery, &command, key, &attempt_secret).await
}
