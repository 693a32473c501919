//! `/api/v1/account/recovery-codes`.

use super::{
    Shared,
    answer::{created, json, unreadable},
    api::Api,
    body::Json,
    caller::{Authenticated, Remote},
    idempotency::IdempotencyKey,
    preview::Previewing,
    problem::Failure,
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, Outcome, Replay},
    rate::Limited,
};
use accounts::{
    digest::Hash,
    recovery_code::{COUNT, MadeCodes, MakeRecoveryCodes, derive},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use contract::{
    AccountId, Secret,
    consequence::Preview,
    login::{RecoveryCode, RecoveryCodes},
    proof::SpendProof,
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(make_recovery_codes))
}

refusals!(
    MakeRefusals: FullSessionRequired, AccountFrozen, DeletionPending, LoginChangeOpen, ProofInvalid, ProofExpired,
    MailedCodeRequired, LoginMissing, CurrentIdentityWrong, SecondFactorRequired, TooManyRequests,
);

/// Makes ten recovery codes in place of all earlier ones, and shows them this once.
#[utoipa::path(
    post,
    path = "/account/recovery-codes",
    tag = "account",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = SpendProof,
    responses((status = 200, body = Preview), (status = 201, body = RecoveryCodes), MakeRefusals)
)]
async fn make_recovery_codes(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    Previewing(previewing): Previewing,
    Json { value, hash }: Json<SpendProof>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = idempotency.key("POST /account/recovery-codes", Some(&caller), hash);
    let (account, attempt_secret) = (caller.account, value.attempt_secret.clone());
    let command = MakeRecoveryCodes {
        caller,
        proof: value.into(),
        two_factor: gallery.two_factor(),
    };
    if previewing {
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    // Of the codes only what they are derived from is kept; the request brings the rest.
    let keep = |made: &MadeCodes| Replay {
        json: "{}".to_owned(),
        salt: Some(made.salt),
    };
    match gallery.run_idempotent(&command, key, keep).await? {
        Outcome::Fresh(made) => Ok(shown(made.codes)),
        Outcome::Replayed(kept) => {
            let salt = kept.salt.ok_or_else(unreadable)?;
            Ok(shown(again(&attempt_secret, &salt, account)))
        }
    }
}

fn again(attempt_secret: &Secret, salt: &Hash, account: AccountId) -> Vec<Secret> {
    (1..=COUNT)
        .map(|number| derive(attempt_secret, salt, account, number))
        .collect()
}

fn shown(codes: Vec<Secret>) -> Response {
    let codes = RecoveryCodes {
        codes: codes.into_iter().map(RecoveryCode).collect(),
    };
    created(json(&codes))
}
