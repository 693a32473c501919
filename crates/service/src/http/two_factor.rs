//! `/api/v1/account/two-factor`.

use super::{
    Shared,
    answer::done,
    api::Api,
    body::Json,
    caller::{Authenticated, Remote},
    idempotency::{IdempotencyKey, run_idempotent_json_or_preview},
    preview::{AccountOrPreview, Previewing},
    problem::Failure,
    refusals::refusals,
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::two_factor;
use axum::{extract::State, response::Response};
use contract::login::SwitchTwoFactor;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(switch_two_factor))
}

refusals!(
    SwitchRefusals: FullSessionRequired, NotFound, AccountLocked, AccountFrozen, DeletionPending, LoginChangeOpen,
    ProofInvalid, ProofExpired, MailedCodeRequired, LoginMissing, CurrentIdentityWrong, SecondFactorRequired,
    TwoFactorEnforced, RecoveryCodesRequired, RecoveryCodeWrong, RecoveryCodeMistyped, ReasonInvalid, TooManyRequests,
);

/// Switches two-factor on or off, by a fresh proof with a second factor.
///
/// Switching it on takes one of the recovery codes, typed back; a preview does not. Who switches it off may say why.
#[utoipa::path(
    post,
    path = "/account/two-factor",
    tag = "account",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = SwitchTwoFactor,
    responses((status = 200, body = inline(AccountOrPreview)), SwitchRefusals)
)]
async fn switch_two_factor(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<SwitchTwoFactor>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /account/two-factor", Some(&caller), hash);
    let command = two_factor::SwitchTwoFactor {
        caller,
        on: value.on,
        proof: value.proof.into(),
        recovery_code: value.recovery_code,
        policy: gallery.two_factor(),
        previewing: previewing.0,
        feedback: value.reason.map(|reason| two_factor::Feedback {
            reason,
            operator: gallery.configuration.mail_answers(),
        }),
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(done))
}
