//! `/api/v1/accounts` and `/api/v1/usernames`.

use super::{
    Shared,
    body::Json,
    caller::{MaybeSigned, Remote, Segment},
    problem::Failure,
    repeat::Repeat,
    sessions::run_opening,
};
use crate::rate::Limited;
use accounts::{Need, register, username::Username};
use axum::{extract::State, response::Response};
use contract::{
    Problem,
    account::{RegisterAccount, UsernameAvailability},
};

/// Opens an account.
pub async fn register(
    State(gallery): Shared,
    MaybeSigned(caller): MaybeSigned,
    remote: Remote,
    repeat: Repeat,
    Json { value, hash }: Json<RegisterAccount>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = repeat.key("POST /accounts", caller.as_ref(), hash);
    let attempt_secret = value.proof.attempt_secret.clone();
    let command = register::RegisterAccount {
        proof: value.proof.proof_id,
        attempt_secret: value.proof.attempt_secret,
        session: caller.map(|caller| caller.session),
        username: value.username,
        email: value.email,
        installation: value.installation,
        registration_open: gallery.configuration.registration_open(),
    };
    run_opening(&gallery, &command, key, &attempt_secret).await
}

/// Whether a username is free (rules 1.1 to 1.4).
pub async fn username(
    State(gallery): Shared,
    remote: Remote,
    Segment(name): Segment,
) -> Result<axum::Json<UsernameAvailability>, Failure> {
    remote.limit(&gallery, Limited::Usernames)?;
    let name = Username::parse(&name).map_err(Problem::from)?;
    let found = gallery
        .store
        .load(vec![Need::Name(name.folded())])
        .await
        .map_err(|error| gallery.unreadable(&error))?;
    let available = found.name(&name.folded()).is_none();
    Ok(axum::Json(UsernameAvailability {
        username: name.as_str().to_owned(),
        available,
    }))
}
