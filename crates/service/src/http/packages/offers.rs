//! `/api/v1/ownership-offers`: offers that wait for their answer.

use super::PackageOrPreview;
use crate::{
    gallery::{Gallery, unreadable},
    http::{
        Shared,
        answer::{done, no_content},
        api::Api,
        caller::{Authenticated, Segment},
        idempotency::{IdempotencyKey, no_body, run_idempotent_json_or_preview},
        preview::Previewing,
        problem::Failure,
        refusals::refusals,
    },
};
use accounts::package::{AnswerOffer, OfferAnswer, WithdrawOffer};
use axum::{extract::State, response::Response};
use contract::{Code, OfferId, Problem, consequence::Preview, package::OfferList};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

/// The routes of this part.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(offers))
        .api(routes!(withdraw))
        .api(routes!(accept))
        .api(routes!(decline))
}

fn read_id(id: &str) -> Result<Uuid, Problem> {
    let offer: Result<OfferId, _> = id.parse();
    let unknown = |_| Problem::new(Code::OwnershipRequestNotFound, "no such offer (rule 13.8)");
    offer.map(|offer| Uuid::from_bytes(*offer.as_bytes())).map_err(unknown)
}

refusals!(OffersRefusals: FullSessionRequired);

/// The offers that the caller may answer or withdraw, for their account and the organizations that they administer.
#[utoipa::path(
    get,
    path = "/ownership-offers",
    tag = "packages",
    security(("session" = [])),
    responses((status = 200, body = OfferList), OffersRefusals)
)]
async fn offers(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
) -> Result<axum::Json<OfferList>, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    let found = gallery.store.offers_with(caller.account, gallery.now()).await;
    Ok(axum::Json(found.map_err(unreadable)?))
}

refusals!(
    AcceptRefusals: FullSessionRequired, OwnershipRequestNotFound, AccountLocked, AccountFrozen, DeletionPending,
    EmailUnconfirmed, OrganizationUnconfirmed, LoginChangeOpen, LimitReached, TooManyRequests,
);

/// Accepts an offer: the account owns the package from now on.
#[utoipa::path(
    post,
    path = "/ownership-offers/{id}/accept",
    tag = "packages",
    security(("session" = [])),
    params(("id" = OfferId, Path, description = "The offer."), IdempotencyKey, Previewing),
    responses((status = 200, body = inline(PackageOrPreview)), AcceptRefusals)
)]
async fn accept(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let offer = read_id(&id)?;
    let key = idempotency.key(
        &format!("POST /ownership-offers/{offer}/accept"),
        Some(&caller),
        no_body(),
    );
    let command = AnswerOffer {
        caller,
        offer,
        answer: OfferAnswer::Accept,
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(done))
}

refusals!(DeclineRefusals: FullSessionRequired, OwnershipRequestNotFound);

/// Declines an offer.
#[utoipa::path(
    post,
    path = "/ownership-offers/{id}/decline",
    tag = "packages",
    security(("session" = [])),
    params(("id" = OfferId, Path, description = "The offer."), IdempotencyKey, Previewing),
    responses((status = 200, body = Preview), (status = 204, description = "It is declined."), DeclineRefusals)
)]
async fn decline(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let offer = read_id(&id)?;
    let key = idempotency.key(
        &format!("POST /ownership-offers/{offer}/decline"),
        Some(&caller),
        no_body(),
    );
    let command = AnswerOffer {
        caller,
        offer,
        answer: OfferAnswer::Decline,
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
}

/// Withdraws an offer, in the name of any owner of the package.
#[utoipa::path(
    delete,
    path = "/ownership-offers/{id}",
    tag = "packages",
    security(("session" = [])),
    params(("id" = OfferId, Path, description = "The offer."), IdempotencyKey, Previewing),
    responses((status = 200, body = Preview), (status = 204, description = "It is withdrawn."), DeclineRefusals)
)]
async fn withdraw(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let offer = read_id(&id)?;
    let key = idempotency.key(&format!("DELETE /ownership-offers/{offer}"), Some(&caller), no_body());
    let command = WithdrawOffer { caller, offer };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
}
