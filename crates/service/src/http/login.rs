//! `/api/v1/account/login`: changing logins. Taking that back has a module of its own.

mod undo;

use super::{
    Shared,
    answer::done,
    api::Api,
    body::Json,
    caller::{Authenticated, Remote},
    idempotency::{IdempotencyKey, run_idempotent_json, run_idempotent_json_or_preview},
    preview::{AccountOrPreview, Previewing},
    problem::Failure,
    refusals::refusals,
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::login_change::{self, Current};
use axum::{extract::State, response::Response};
use contract::{
    Code, Problem, Secret,
    login::{ChangeLogin, LoginConflict, MoveLogin, SwapLogins},
    proof::SpendProof,
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(change))
        .api(routes!(conflict))
        .api(routes!(swap))
        .api(routes!(move_login))
        .merge(undo::routes())
}

/// What shows that the account is the caller's: one of the two.
fn current(proof: Option<SpendProof>, code: Option<Secret>) -> Result<Current, Failure> {
    match (proof, code) {
        (Some(proof), None) => Ok(Current::Proof(proof.into())),
        (None, Some(code)) => Ok(Current::RecoveryCode(code)),
        _ => {
            let detail = "either current or recovery_code is needed, and not both";
            Err(Problem::new(Code::RecoveryCodeWrong, detail).about("current").into())
        }
    }
}

refusals!(
    ChangeRefusals: FullSessionRequired, AccountLocked, AccountFrozen, DeletionPending, ProofInvalid, ProofExpired,
    MailedCodeRequired, LoginMissing, CurrentIdentityWrong, RecoveryCodeWrong, RecoveryCodeMistyped, LoginChangeOpen,
    TenantPolicyForbidsChange, SecondFactorRequired, IdentityAlreadyLinked, TooManyRequests,
);

/// Links another identity to the account, in place of the present one.
///
/// It acts at once, ends the account's other sessions, and can be undone for 72 hours.
#[utoipa::path(
    post,
    path = "/account/login",
    tag = "logins",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = ChangeLogin,
    responses((status = 200, body = inline(AccountOrPreview)), ChangeRefusals)
)]
async fn change(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<ChangeLogin>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = idempotency.key("POST /account/login", Some(&caller), hash);
    let command = login_change::ChangeLogin {
        caller,
        current: current(value.current, value.recovery_code)?,
        new: value.new.into(),
        two_factor: gallery.two_factor(),
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(done))
}

refusals!(
    ConflictRefusals: FullSessionRequired, ProofInvalid, ProofExpired, MailedCodeRequired, IdentityNotLinked,
    SecondFactorRequired, Stale, TooManyRequests,
);

/// Tells which other account an identity signs in to, by spending the proof that met it.
#[utoipa::path(
    post,
    path = "/account/login/conflict",
    tag = "logins",
    security(("session" = [])),
    params(IdempotencyKey),
    request_body = SpendProof,
    responses((status = 200, body = LoginConflict), ConflictRefusals)
)]
async fn conflict(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<SpendProof>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = idempotency.key("POST /account/login/conflict", Some(&caller), hash);
    let command = login_change::ViewConflict {
        caller,
        other: gallery.account_by_proof(value.proof_id).await?,
        proof: value.into(),
        two_factor: gallery.two_factor(),
    };
    Ok(done(run_idempotent_json(&gallery, &command, key).await?))
}

refusals!(
    SwapRefusals: FullSessionRequired, AccountLocked, AccountFrozen, DeletionPending, ProofInvalid, ProofExpired,
    MailedCodeRequired, LoginMissing, CurrentIdentityWrong, IdentityNotLinked, LoginChangeOpen,
    TenantPolicyForbidsChange, SecondFactorRequired, Stale, TooManyRequests,
);

/// Exchanges the logins of two accounts, in one transaction.
///
/// It can be undone for 72 hours, as a whole, by proofs of both identities.
#[utoipa::path(
    post,
    path = "/account/login/swap",
    tag = "logins",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = SwapLogins,
    responses((status = 200, body = inline(AccountOrPreview)), SwapRefusals)
)]
async fn swap(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<SwapLogins>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = idempotency.key("POST /account/login/swap", Some(&caller), hash);
    let command = login_change::SwapLogins {
        caller,
        other: gallery.account_by_proof(value.theirs.proof_id).await?,
        mine: value.mine.into(),
        theirs: value.theirs.into(),
        two_factor: gallery.two_factor(),
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(done))
}

refusals!(
    MoveRefusals: FullSessionRequired, AccountLocked, AccountFrozen, DeletionPending, ProofInvalid, ProofExpired,
    MailedCodeRequired, LoginMissing, CurrentIdentityWrong, RecoveryCodeWrong, RecoveryCodeMistyped, IdentityNotLinked,
    LoginChangeOpen, TenantPolicyForbidsChange, SecondFactorRequired, ConfirmationWrong, Stale, TooManyRequests,
);

/// Links an identity that is another account's login, and has that account deleted, in one transaction.
#[utoipa::path(
    post,
    path = "/account/login/move",
    tag = "logins",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = MoveLogin,
    responses((status = 200, body = inline(AccountOrPreview)), MoveRefusals)
)]
async fn move_login(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<MoveLogin>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = idempotency.key("POST /account/login/move", Some(&caller), hash);
    let command = login_change::MoveLogin {
        caller,
        current: current(value.current, value.recovery_code)?,
        other: gallery.account_by_proof(value.new.proof_id).await?,
        new: value.new.into(),
        username: value.username,
        unlist_orphans: value.unlist_orphans,
        grace_seconds: gallery.configuration.deletion_grace_seconds(),
        two_factor: gallery.two_factor(),
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(done))
}
