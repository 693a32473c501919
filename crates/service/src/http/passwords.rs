//! Passwords over HTTP: signing in with one, resetting, changing and removing it.

mod sign_in;

use super::{
    Shared,
    answer::done,
    api::Api,
    body::Json,
    caller::{Authenticated, Remote},
    contact::own_login,
    idempotency::{SecretIdempotencyKey, run_idempotent_json, run_idempotent_json_or_preview},
    preview::{AccountOrPreview, Previewing, run_or_preview},
    problem::Failure,
    recovery::{begun, limits, takes_passwords},
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, busy},
    password::{Asks, Busy},
    rate::Limited,
};
use accounts::{
    Command,
    password::{self, PasswordHash, Shown},
    recovery::{self, RecoveryKind},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    Code, Problem, Secret,
    consequence::Preview,
    recovery::{BeginPasswordReset, ChangePassword, RecoveryBegun, RemovePassword, ResetPassword},
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// How often a password is compared anew because it was changed meanwhile.
const ROUNDS: usize = 4;

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(sign_in::sign_in))
        .api(routes!(begin_reset))
        .api(routes!(reset))
        .api(routes!(change, remove))
}

fn full(_: Busy) -> Problem {
    busy("too many passwords are being looked at (rule 10.28)")
}

fn is_stale<T>(result: &Result<T, Problem>) -> bool {
    result.as_ref().is_err_and(|problem| problem.code == Code::Stale)
}

/// What stands for the hash of a new password in a preview, which keeps nothing: hashing would only cost time.
fn unhashed() -> PasswordHash {
    PasswordHash::new(String::new())
}

refusals!(BeginResetRefusals: TooManyRequests);

/// Mails a code that resets the password.
///
/// Answered alike, and after the same time, whoever is named.
#[utoipa::path(
    post,
    path = "/recovery/password",
    tag = "recovery",
    request_body = BeginPasswordReset,
    responses((status = 202, body = RecoveryBegun), BeginResetRefusals)
)]
async fn begin_reset(
    State(gallery): Shared,
    remote: Remote,
    Json { value, .. }: Json<BeginPasswordReset>,
) -> Result<Response, Failure> {
    let asked = limits::Asked {
        name: &value.name,
        address: None,
        installation: value.installation_id.as_deref(),
    };
    let command = recovery::BeginRecovery {
        kind: RecoveryKind::Password,
        name: value.name.clone(),
        address: None,
        request_hash: value.request_hash,
        passwords: takes_passwords(&gallery),
    };
    let answer = gallery.pace.evenly(async {
        asked.take(&gallery, &remote).await?;
        Ok(begun(gallery.run(&command).await?))
    });
    answer.await
}

refusals!(
    ResetRefusals: PasswordInvalid, RecoveryInvalid, CodeExpired, CodeWrong, AccountFrozen, EmailUnconfirmed,
    PasswordLoginUnsupported, RecoveryCodeWrong, RecoveryCodeMistyped, Stale, TooManyRequests,
);

/// Sets a new password with the code that was mailed. Signs nobody in.
///
/// Where two-factor is on, a recovery code must come too; it is not used up by this.
#[utoipa::path(
    post,
    path = "/recovery/password/reset",
    tag = "recovery",
    params(SecretIdempotencyKey, Previewing),
    request_body = ResetPassword,
    responses(
        (status = 200, body = Preview, description = "What it would change. The code can still be used."),
        (status = 204, description = "The password is set."),
        ResetRefusals
    )
)]
async fn reset(
    State(gallery): Shared,
    remote: Remote,
    idempotency: SecretIdempotencyKey,
    Previewing(previewing): Previewing,
    Json { value, hash }: Json<ResetPassword>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /recovery/password/reset", None, hash);
    let mut command = recovery::ResetPassword {
        request_secret: value.request_secret,
        code: value.code,
        new_password: value.new_password,
        recovery_code: value.recovery_code,
        hash: None,
        passwords: takes_passwords(&gallery),
    };
    if previewing {
        command.hash = Some(unhashed());
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    let found = gallery.load(command.needs(gallery.now())).await?;
    if command.is_allowed(&found, gallery.now()) {
        let hash = gallery.passwords.hash(&command.new_password).await.map_err(full)?;
        command.hash = Some(hash);
    }
    run_idempotent_json(&gallery, &command, key).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

refusals!(
    ChangeRefusals: FullSessionRequired, PasswordInvalid, PasswordMissing, PasswordWrong, PasswordLockedOut,
    PasswordLoginUnsupported, AccountFrozen, DeletionPending, TooManyRequests,
);

/// Puts another password in place of the present one.
#[utoipa::path(
    put,
    path = "/account/password",
    tag = "recovery",
    security(("session" = [])),
    params(SecretIdempotencyKey, Previewing),
    request_body = ChangePassword,
    responses((status = 200, body = inline(AccountOrPreview)), ChangeRefusals)
)]
async fn change(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: SecretIdempotencyKey,
    Previewing(previewing): Previewing,
    Json { value, hash }: Json<ChangePassword>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("PUT /account/password", Some(&caller), hash);
    // The present password is another one by then.
    if !previewing && let Some(kept) = gallery.replay(key).await? {
        return Ok(done(kept.json));
    }
    let mut command = password::ChangePassword {
        caller,
        verdict: None,
        new_password: value.new_password,
        hash: None,
        passwords: takes_passwords(&gallery),
    };
    for _ in 0..ROUNDS {
        judge(&gallery, &mut command, &value.current_password, previewing).await?;
        let result = run_idempotent_json_or_preview(&gallery, &command, key, Previewing(previewing)).await;
        if !result.as_ref().is_err_and(|failure| failure.0.code == Code::Stale) {
            return Ok(result?.answer(done));
        }
    }
    Err(busy("the password was changed again and again").into())
}

/// Compares what was typed with the present password, and hashes the new one where that is right.
async fn judge(
    gallery: &Gallery,
    command: &mut password::ChangePassword,
    typed: &Secret,
    previewing: bool,
) -> Result<(), Problem> {
    let found = gallery.load(command.needs(gallery.now())).await?;
    let stored = command.before_verifying(&found, gallery.now())?;
    let verdict = gallery.passwords.compare(Asks::Owner, typed, Some(stored));
    let verdict = verdict.await.map_err(full)?;
    if previewing {
        command.hash = Some(unhashed());
    } else if verdict.right {
        let hash = gallery.passwords.hash(&command.new_password).await.map_err(full)?;
        command.hash = Some(hash);
    }
    command.verdict = Some(verdict);
    Ok(())
}

refusals!(
    RemoveRefusals: FullSessionRequired, PasswordMissing, LastLogin, DeletionPending, PasswordWrong, PasswordLockedOut,
    ProofInvalid, ProofExpired, MailedCodeRequired, LoginMissing, CurrentIdentityWrong, SecondFactorRequired, Stale,
    TooManyRequests,
);

/// Removes the password, by the password itself or a fresh proof of the account's login.
#[utoipa::path(
    delete,
    path = "/account/password",
    tag = "recovery",
    security(("session" = [])),
    params(Previewing),
    request_body = RemovePassword,
    responses((status = 200, body = inline(AccountOrPreview)), RemoveRefusals)
)]
async fn remove(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    previewing: Previewing,
    Json { value, .. }: Json<RemovePassword>,
) -> Result<axum::Json<AccountOrPreview>, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let mut command = password::RemovePassword {
        caller,
        shown: own_login(&gallery, value.proof).map(Shown::Login),
        previewing: previewing.0,
    };
    if command.shown.is_none()
        && let Some(typed) = value.current_password
    {
        let found = gallery.load(command.needs(gallery.now())).await?;
        let stored = command.before_verifying(&found, gallery.now()).map_err(Problem::from)?;
        let verdict = gallery
            .passwords
            .compare(Asks::Owner, &typed, stored)
            .await
            .map_err(full)?;
        command.shown = Some(Shown::Password(Some(verdict)));
    }
    Ok(axum::Json(run_or_preview(&gallery, &command, previewing).await?))
}
