//! The end of an account, and keeping one.

use super::{
    Shared,
    answer::{done, json},
    api::Api,
    body::Json,
    caller::{Authenticated, Remote},
    idempotency::{IdempotencyKey, no_body, run_idempotent_json_or_preview, run_idempotent_unit},
    mailed_link::{self, MailedLink},
    preview::{AccountOrPreview, Previewing},
    problem::Failure,
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, Outcome, Replay},
    rate::Limited,
};
use accounts::{
    Need, Refusal,
    deletion::{CancelDeletion, Confirmed, ForeseeKeep, KeepByLink, RequestDeletion, Requested},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    Code, Problem,
    consequence::Preview,
    deletion::{DeleteAccount, KeepAccount, PendingDeletion},
    proof::SpendProof,
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(delete_account))
        .api(routes!(show_deletion))
        .api(routes!(cancel_deletion))
        .api(routes!(keep_account))
}

refusals!(
    DeleteAccountRefusals: FullSessionRequired, ProofInvalid, ProofExpired, MailedCodeRequired, CurrentIdentityWrong,
    SecondFactorRequired, AccountFrozen, DeletionPending, LoginChangeOpen, ConfirmationWrong, TooManyRequests,
);

/// Deletes the account of the session that asks.
///
/// It waits for the grace period, in which signing in can cancel it, where the gallery gives one and the account's address
/// was confirmed; else the account is gone at once. With `preview=true` neither name nor proof is needed. The request sent
/// again is answered before its session is looked at, which has ended by then: who has its body has the attempt secret.
#[utoipa::path(
    delete,
    path = "/account",
    tag = "account",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = DeleteAccount,
    responses(
        (status = 200, body = Preview, description = "With `preview=true`: what would change."),
        (status = 202, body = PendingDeletion, description = "It waits; all sessions have ended."),
        (status = 204, description = "The account is gone."),
        DeleteAccountRefusals
    )
)]
async fn delete_account(
    State(gallery): Shared,
    authenticated: Result<Authenticated, Failure>,
    remote: Remote,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<DeleteAccount>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = value
        .proof
        .is_some()
        .then(|| idempotency.key("DELETE /account", None, hash))
        .flatten();
    if !previewing.0
        && let Some(kept) = gallery.replay(key).await?
    {
        return Ok(answered(&kept.json));
    }
    let Authenticated(caller) = authenticated?;
    let command = RequestDeletion {
        caller,
        confirmed: confirmed(value.username, value.proof, previewing)?,
        unlist_orphans: value.unlist_orphans,
        grace_seconds: gallery.configuration.deletion_grace_seconds(),
        two_factor: gallery.two_factor(),
    };
    if previewing.0 {
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    Ok(match gallery.run_idempotent(&command, key, keep).await? {
        Outcome::Fresh(requested) => answered(&keep(&requested).json),
        Outcome::Replayed(kept) => answered(&kept.json),
    })
}

/// What shows that the account is to go; a preview does without.
fn confirmed(
    username: Option<String>,
    proof: Option<SpendProof>,
    Previewing(previewing): Previewing,
) -> Result<Option<Confirmed>, Problem> {
    let confirmed = username.zip(proof).map(|(username, proof)| Confirmed {
        username,
        proof: proof.proof_id,
        attempt_secret: proof.attempt_secret,
    });
    if confirmed.is_none() && !previewing {
        let detail = "the typed username and a proof are needed (rule 14.2)";
        return Err(Problem::new(Code::ProofInvalid, detail));
    }
    Ok(confirmed)
}

/// What is kept of the answer: nothing of an account that is gone.
fn keep(requested: &Requested) -> Replay {
    let json = match requested {
        Requested::Deleted => String::new(),
        Requested::Waits(deletion) => json(deletion),
    };
    Replay::of(json)
}

/// The answer, by what is kept of it.
fn answered(json: &str) -> Response {
    if json.is_empty() {
        return StatusCode::NO_CONTENT.into_response();
    }
    (StatusCode::ACCEPTED, done(json.to_owned())).into_response()
}

refusals!(ShowDeletionRefusals: DeletionNotPending);

/// The deletion that waits.
#[utoipa::path(
    get,
    path = "/account/deletion",
    tag = "account",
    security(("session" = [])),
    responses((status = 200, body = PendingDeletion), ShowDeletionRefusals)
)]
async fn show_deletion(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
) -> Result<axum::Json<PendingDeletion>, Failure> {
    let found = gallery.load(vec![Need::Deletion(caller.account)]).await?;
    let none = || {
        Problem::new(
            Code::DeletionNotPending,
            "the account is not being deleted (rule 14.15)",
        )
    };
    let deletion = found.deletions.first().ok_or_else(none)?;
    Ok(axum::Json(deletion.view()))
}

refusals!(CancelDeletionRefusals: DeletionNotPending, LoginMissing, AccountFrozen);

/// Keeps the account, in a session that was opened meanwhile.
///
/// That session stays as restricted as it is; signing in again opens a full one. Where the account's login was moved to
/// another account it takes a session that a mailed code opened, in which another identity is linked next (rule 14.17).
#[utoipa::path(
    post,
    path = "/account/deletion/cancel",
    tag = "account",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    responses((status = 200, body = inline(AccountOrPreview)), CancelDeletionRefusals)
)]
async fn cancel_deletion(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let key = idempotency.key("POST /account/deletion/cancel", Some(&caller), no_body());
    let command = CancelDeletion { caller };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(done))
}

refusals!(
    KeepAccountRefusals: NotFound, DeletionNotPending, LoginMissing, ProofInvalid, ProofExpired, MailedCodeRequired,
    IdentityAlreadyLinked, SecondFactorRequired, AccountFrozen, TooManyRequests,
);

/// Keeps an account with the link that was mailed to it.
///
/// With `preview=true` no proof is needed; where keeping the account takes one, `login_missing` says so.
#[utoipa::path(
    post,
    path = "/deletions/cancel",
    tag = "account",
    params(IdempotencyKey, Previewing),
    request_body = KeepAccount,
    responses(
        (status = 200, body = Preview, description = "With `preview=true`: what would change."),
        (status = 204, description = "The account stays."),
        KeepAccountRefusals
    )
)]
async fn keep_account(
    State(gallery): Shared,
    remote: Remote,
    idempotency: IdempotencyKey,
    Previewing(previewing): Previewing,
    Json { value, hash }: Json<KeepAccount>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    if previewing {
        let command = ForeseeKeep(by_link(&gallery, value).await?);
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    let key = idempotency.key("POST /deletions/cancel", None, hash);
    // The link is gone with its use.
    if gallery.replay(key).await?.is_none() {
        run_idempotent_unit(&gallery, &by_link(&gallery, value).await?, key).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What keeps the account that a link is about.
async fn by_link(gallery: &Gallery, asked: KeepAccount) -> Result<KeepByLink, Problem> {
    let none = Refusal::new(Code::NotFound, "14.16", "no such link, or one whose time has passed");
    let MailedLink { act, .. } = mailed_link::find(gallery, asked.reference.expose(), none).await?;
    Ok(KeepByLink {
        act: act.hash,
        account: act.account,
        deletion: act.about,
        proof: asked.proof.map(|proof| (proof.proof_id, proof.attempt_secret)),
        two_factor: gallery.two_factor(),
    })
}
