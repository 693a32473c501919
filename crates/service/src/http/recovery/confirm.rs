//! The code that recovers an account.

use crate::{
    gallery::{Outcome, Replay},
    http::{
        Shared,
        answer::done,
        body::Json,
        caller::Remote,
        idempotency::IdempotencyKey,
        problem::Failure,
        refusals::refusals,
        sessions::{token_of, with_token, without_token},
    },
    rate::Limited,
};
use accounts::{
    answer::KeptAnswer,
    recovery::{self, Confirmed},
};
use axum::{extract::State, response::Response};
use contract::{
    Secret,
    recovery::{ConfirmRecovery, RecoveryStep},
};

refusals!(
    ConfirmRefusals: RecoveryInvalid, RecoveryWaits, CodeExpired, CodeWrong, RecoveryCodeWrong, RecoveryCodeMistyped,
    AccountFrozen, TooManyRequests,
);

/// Confirms a recovery with the code that was mailed.
///
/// Where two-factor is on, a recovery code must come too, or the wait be begun. After the wait, ask for another mail with
/// the same `request_hash` and send its code.
#[utoipa::path(
    post,
    path = "/recovery/login/confirm",
    tag = "recovery",
    params(IdempotencyKey),
    request_body = ConfirmRecovery,
    responses((status = 200, body = RecoveryStep), ConfirmRefusals)
)]
pub(super) async fn confirm_login(
    State(gallery): Shared,
    remote: Remote,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<ConfirmRecovery>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /recovery/login/confirm", None, hash);
    let request_secret = value.request_secret.clone();
    let command = recovery::ConfirmRecovery {
        request_secret: value.request_secret,
        code: value.code,
        recovery_code: value.recovery_code,
        wait: value.wait,
        installation: value.installation,
    };
    let keep = |confirmed: &Confirmed| Replay {
        json: without_token(&step(confirmed)),
        salt: salt(confirmed),
    };
    match gallery.run_idempotent(&command, key, keep).await? {
        Outcome::Fresh(confirmed) => {
            let json = without_token(&step(&confirmed));
            Ok(done(match &confirmed {
                Confirmed::Opened(opened) => with_token(&json, &opened.answer.token)?,
                _ => json,
            }))
        }
        Outcome::Replayed(kept) => replayed_step(&kept, &request_secret),
    }
}

fn step(confirmed: &Confirmed) -> RecoveryStep {
    match confirmed {
        Confirmed::Opened(opened) => RecoveryStep::Opened(Box::new(opened.answer.clone())),
        Confirmed::RecoveryCodeWanted { codes_left } => RecoveryStep::RecoveryCodeWanted {
            codes_left: *codes_left,
        },
        Confirmed::Waits { until } => RecoveryStep::Waits { until: *until },
    }
}

fn salt(confirmed: &Confirmed) -> Option<accounts::digest::Hash> {
    match confirmed {
        Confirmed::Opened(opened) => Some(opened.salt),
        _ => None,
    }
}

/// The same answer as before, its token derived anew where it had one.
fn replayed_step(kept: &KeptAnswer, request_secret: &Secret) -> Result<Response, Failure> {
    if kept.salt.is_none() {
        return Ok(done(kept.json.clone()));
    }
    Ok(done(with_token(&kept.json, &token_of(kept, request_secret)?)?))
}
