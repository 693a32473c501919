//! `/api/v1/login-changes`: taking changes of logins back, and deciding about them.

use crate::{
    gallery::{Gallery, Idempotent},
    http::{
        Shared,
        answer::no_content,
        api::Api,
        body::Json,
        caller::{MaybeAuthenticated, Remote},
        idempotency::{IdempotencyKey, run_idempotent_json_or_preview},
        preview::Previewing,
        problem::Failure,
        recovery::limits,
        refusals::refusals,
        sessions::{replayed_session, run_opening},
    },
    rate::Limited,
};
use accounts::{
    login_change::{self, DecideBy},
    proof::Presented,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    Code, Problem,
    consequence::Preview,
    login::{DecideChange, RequestDecision, UndoChange},
    session::OpenedSession,
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this part.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(undo))
        .api(routes!(request_decision))
        .api(routes!(decide))
}

refusals!(
    UndoRefusals: ProofInvalid, ProofExpired, MailedCodeRequired, LoginChangeNotOpen, SecondFactorRequired,
    UndoContested, CurrentIdentityWrong, RecoveryCodeWrong, RecoveryCodeMistyped, Stale, TooManyRequests,
);

/// Takes a change back with the identity that it replaced, and opens a session with that.
///
/// Where the change was made with a recovery code, that identity alone freezes the account, and a recovery code or a code
/// mailed to the contact e-mail decides. The request sent again is answered before its session is looked at, which may have
/// ended by then: who has its body has the attempt secret.
#[utoipa::path(
    post,
    path = "/login-changes/undo",
    tag = "logins",
    security((), ("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = UndoChange,
    responses(
        (status = 200, body = Preview, description = "What it would change."),
        (status = 201, body = OpenedSession),
        UndoRefusals
    )
)]
async fn undo(
    State(gallery): Shared,
    authenticated: Result<MaybeAuthenticated, Failure>,
    remote: Remote,
    idempotency: IdempotencyKey,
    Previewing(previewing): Previewing,
    Json { value, hash }: Json<UndoChange>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /login-changes/undo", None, hash);
    if !previewing && let Some(kept) = gallery.replay(key).await? {
        return replayed_session(&kept, &value.proof.attempt_secret);
    }
    let MaybeAuthenticated(caller) = authenticated?;
    let attempt_secret = value.proof.attempt_secret.clone();
    let command = login_change::UndoChange {
        accounts: gallery.accounts_of_change_by_proof(value.proof.proof_id).await?,
        proof: value.proof.into(),
        partner: value.partner.map(Presented::from),
        recovery_code: value.recovery_code,
        session: caller.map(|caller| caller.session),
        installation: value.installation,
        two_factor: gallery.two_factor(),
    };
    if previewing {
        let command = login_change::ForeseeUndo(command);
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    run_opening(&gallery, &command, key, &attempt_secret).await
}

refusals!(RequestRefusals: TooManyRequests, Stale);

/// Asks for the code that decides about a frozen account.
///
/// It is mailed to the account's contact e-mail, if there is such an account and that address was typed; the answer is
/// always the same, and takes as long.
#[utoipa::path(
    post,
    path = "/login-changes/decision/code",
    tag = "logins",
    request_body = RequestDecision,
    responses((status = 202, description = "If there is such an account, a mail is on its way."), RequestRefusals)
)]
async fn request_decision(
    State(gallery): Shared,
    remote: Remote,
    Json { value, .. }: Json<RequestDecision>,
) -> Result<StatusCode, Failure> {
    let asked = limits::Asked {
        name: &value.username,
        address: Some(&value.address),
        installation: value.installation_id.as_deref(),
    };
    let answer = gallery.pace.evenly(async {
        asked.take(&gallery, &remote).await?;
        mail_decision(&gallery, value.clone()).await
    });
    answer.await.map(|()| StatusCode::ACCEPTED)
}

async fn mail_decision(gallery: &Gallery, value: RequestDecision) -> Result<(), Failure> {
    let command = login_change::RequestDecision {
        account: gallery.account_named(&value.username).await?,
        username: value.username,
        address: value.address,
        request_hash: value.request_hash,
        installation: value.installation_id,
    };
    Ok(gallery.run(&command).await?)
}

refusals!(
    DecideRefusals: RecoveryCodeWrong, RecoveryCodeMistyped, CodeWrong, LoginChangeNotOpen, UndoContested, Stale,
    TooManyRequests,
);

/// Decides about a change: takes it back, or keeps it and frees the account.
#[utoipa::path(
    post,
    path = "/login-changes/decision",
    tag = "logins",
    params(IdempotencyKey, Previewing),
    request_body = DecideChange,
    responses(
        (status = 200, body = Preview, description = "What it would change. The code can still be used."),
        (status = 204, description = "It is decided."),
        DecideRefusals
    )
)]
async fn decide(
    State(gallery): Shared,
    remote: Remote,
    idempotency: IdempotencyKey,
    previewing: Previewing,
    Json { value, hash }: Json<DecideChange>,
) -> Result<Response, Failure> {
    let begun = gallery.pace.begin();
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /login-changes/decision", None, hash);
    let decided = decide_once(&gallery, value, key, previewing).await;
    // A wrong code is written down at a frozen account alone, which takes time (rule 9.23).
    if decided.is_err() {
        begun.over().await;
    }
    decided
}

async fn decide_once(
    gallery: &Gallery,
    value: DecideChange,
    key: Option<Idempotent>,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let by = match (value.recovery_code, value.request_secret, value.code) {
        (Some(code), None, None) => DecideBy::RecoveryCode(code),
        (None, Some(request_secret), Some(code)) => DecideBy::MailedCode { request_secret, code },
        _ => {
            let detail = "either recovery_code, or request_secret and code, is needed";
            return Err(Problem::new(Code::RecoveryCodeWrong, detail).into());
        }
    };
    let command = login_change::DecideChange {
        accounts: gallery.accounts_of_change_of(&value.username).await?,
        username: value.username,
        decide: value.decide,
        by,
    };
    let outcome = run_idempotent_json_or_preview(gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
}
