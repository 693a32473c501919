//! `/api/v1/accounts` and `/api/v1/usernames`.

use super::{
    Shared,
    api::Api,
    body::Json,
    caller::{MaybeAuthenticated, Remote, Segment},
    idempotency::IdempotencyKey,
    problem::Failure,
    refusals::refusals,
    sessions::run_opening,
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::{Need, register, username::Username};
use axum::{extract::State, response::Response};
use contract::{
    Problem,
    account::{RegisterAccount, UsernameAvailability},
    session::OpenedSession,
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(register)).api(routes!(username))
}

refusals!(
    RegisterRefusals: RegistrationClosed, ProofInvalid, ProofExpired, IdentityAlreadyLinked, UsernameInvalid,
    UsernameIsEmail, UsernameTaken, EmailInvalid, EmailTaken, LoginChangeOpen, SecondFactorRequired, TooManyRequests,
);

/// Opens an account.
#[utoipa::path(
    post,
    path = "/accounts",
    tag = "accounts",
    security((), ("session" = [])),
    params(IdempotencyKey),
    request_body = RegisterAccount,
    responses((status = 201, body = OpenedSession), RegisterRefusals)
)]
async fn register(
    State(gallery): Shared,
    MaybeAuthenticated(caller): MaybeAuthenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<RegisterAccount>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = idempotency.key("POST /accounts", caller.as_ref(), hash);
    let attempt_secret = value.attempt_secret.clone();
    let command = register::RegisterAccount {
        proof: value.proof_id,
        attempt_secret: value.attempt_secret,
        session: caller.map(|caller| caller.session),
        username: value.username,
        email: value.email,
        installation: value.installation,
        registration_open: gallery.configuration.registration_open(),
        two_factor: gallery.two_factor(),
    };
    run_opening(&gallery, &command, key, &attempt_secret).await
}

refusals!(UsernameRefusals: UsernameInvalid, UsernameIsEmail, TooManyRequests);

/// Whether a username is free (rules 1.1 to 1.4).
#[utoipa::path(
    get,
    path = "/usernames/{name}",
    tag = "accounts",
    params((
        "name" = String,
        Path,
        description = "The name.",
        min_length = 3,
        max_length = 64,
        pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{1,62}[A-Za-z0-9]$"
    )),
    responses((status = 200, body = UsernameAvailability), UsernameRefusals)
)]
async fn username(
    State(gallery): Shared,
    remote: Remote,
    Segment(name): Segment,
) -> Result<axum::Json<UsernameAvailability>, Failure> {
    remote.limit(&gallery, Limited::Usernames)?;
    let name = Username::parse(&name).map_err(Problem::from)?;
    let found = gallery.load(vec![Need::Name(name.folded())]).await?;
    let available = found.name(&name.folded()).is_none();
    Ok(axum::Json(UsernameAvailability {
        username: name.as_str().to_owned(),
        available,
    }))
}
