//! `/api/v1/email-changes`: putting the previous contact e-mail back.

use crate::{
    gallery::Gallery,
    http::{
        Shared,
        api::Api,
        body::Json,
        caller::Remote,
        idempotency::{IdempotencyKey, run_idempotent_unit},
        mailed_link::{self, MailedLink},
        preview::Previewing,
        problem::Failure,
        refusals::refusals,
    },
    rate::Limited,
};
use accounts::{Refusal, contact::UndoAddress};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{Code, Problem, Secret, consequence::Preview, contact::UndoEmailChange};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this part.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(undo_email))
}

refusals!(UndoEmailRefusals: NotFound, EmailTaken, TooManyRequests);

/// Puts the previous contact e-mail back with the link that was mailed to it.
#[utoipa::path(
    post,
    path = "/email-changes/undo",
    tag = "account",
    params(IdempotencyKey, Previewing),
    request_body = UndoEmailChange,
    responses(
        (status = 200, body = Preview, description = "What it would change. The link still works."),
        (status = 204, description = "The previous address is back."),
        UndoEmailRefusals
    )
)]
async fn undo_email(
    State(gallery): Shared,
    remote: Remote,
    idempotency: IdempotencyKey,
    Previewing(previewing): Previewing,
    Json { value, hash }: Json<UndoEmailChange>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    if previewing {
        let command = by_link(&gallery, &value.reference).await?;
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    let key = idempotency.key("POST /email-changes/undo", None, hash);
    // The link is gone with its use.
    if gallery.replay(key).await?.is_none() {
        run_idempotent_unit(&gallery, &by_link(&gallery, &value.reference).await?, key).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What puts the previous contact e-mail back that a link is about.
async fn by_link(gallery: &Gallery, reference: &Secret) -> Result<UndoAddress, Problem> {
    let none = Refusal::new(Code::NotFound, "5.17", "no such link, or one whose time has passed");
    let MailedLink { act, .. } = mailed_link::find(gallery, reference.expose(), none).await?;
    Ok(UndoAddress {
        act: act.hash,
        account: act.account,
        change: act.about,
    })
}
