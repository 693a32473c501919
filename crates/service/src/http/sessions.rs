//! `/api/v1/sessions`.

use super::{
    Shared,
    answer::{self, created, value},
    api::Api,
    body::Json,
    caller::{Authenticated, AuthenticatedSession, MaybeAuthenticated, Remote, Segment},
    idempotency::IdempotencyKey,
    limits::account_bucket,
    problem::Failure,
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, Idempotent, Outcome, Replay, unreadable},
    rate::Limited,
};
use accounts::{
    Command,
    answer::KeptAnswer,
    session::{self, Opened, SessionRow, token},
};
use axum::{extract::State, http::StatusCode, response::Response};
use contract::{
    Code, Problem, Secret, SessionId,
    session::{OpenSession, OpenedSession, Session, SessionKind, SessionList},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(list, open))
        .api(routes!(current, end_current))
        .api(routes!(end))
}

refusals!(
    OpenRefusals: ProofInvalid, ProofExpired, IdentityNotLinked, AccountFrozen, SecondFactorRequired, TooManyRequests,
);

/// Opens a session for the account that the identity is linked to.
#[utoipa::path(
    post,
    path = "/sessions",
    tag = "sessions",
    security((), ("session" = [])),
    params(IdempotencyKey),
    request_body = OpenSession,
    responses((status = 201, body = OpenedSession), OpenRefusals)
)]
async fn open(
    State(gallery): Shared,
    MaybeAuthenticated(caller): MaybeAuthenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<OpenSession>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = idempotency.key("POST /sessions", caller.as_ref(), hash);
    let attempt_secret = value.attempt_secret.clone();
    let mut command = session::OpenSession {
        proof: value.proof_id,
        attempt_secret: value.attempt_secret,
        session: caller.map(|caller| caller.session),
        installation: value.installation,
        two_factor: gallery.two_factor(),
        notes_stopped: false,
    };
    let opened = run_opening(&gallery, &command, key, &attempt_secret).await;
    let stopped = |failure: &Failure| matches!(failure.0.code, Code::SecondFactorRequired | Code::AccountFrozen);
    if opened.as_ref().is_err_and(stopped) && notes_stopped(&gallery, &command).await? {
        // It decides the same, and writes it down.
        command.notes_stopped = true;
        return run_opening(&gallery, &command, key, &attempt_secret).await;
    }
    opened
}

/// Whether the account's activity says again that a sign-in was stopped (rule 9.27).
async fn notes_stopped(gallery: &Gallery, command: &session::OpenSession) -> Result<bool, Failure> {
    let now = gallery.now();
    let found = gallery.load(command.needs(now)).await?;
    Ok(command.stopped_at(&found, now).is_some_and(|account| {
        let bucket = account_bucket(gallery, account, Limited::StoppedSignIns);
        gallery.limits.take(bucket, now).is_ok()
    }))
}

/// Runs a command that opens a session, and answers with the session's token, also when asked again.
pub async fn run_opening<C: Command<Answer = Opened>>(
    gallery: &Gallery,
    command: &C,
    key: Option<Idempotent>,
    attempt_secret: &Secret,
) -> Result<Response, Failure> {
    let keep = |opened: &Opened| Replay {
        json: without_token(&opened.answer),
        salt: Some(opened.salt),
    };
    match gallery.run_idempotent(command, key, keep).await? {
        Outcome::Fresh(opened) => Ok(created(with_token(
            &without_token(&opened.answer),
            &opened.answer.token,
        )?)),
        Outcome::Replayed(kept) => replayed_session(&kept, attempt_secret),
    }
}

/// An answer as it may be kept.
pub fn without_token(opened: &impl Serialize) -> String {
    let mut json = value(opened);
    if let Some(members) = json.as_object_mut() {
        members.remove("token");
    }
    json.to_string()
}

/// The same with its token.
///
/// # Errors
/// `GalleryFailed` where the text is no such answer: a token alone would be none.
pub fn with_token(json: &str, token: &Secret) -> Result<String, Failure> {
    let members = serde_json::from_str::<Map<String, Value>>(json);
    let mut members = members.map_err(|_| answer::unreadable())?;
    members.insert("token".to_owned(), token.expose().into());
    Ok(Value::Object(members).to_string())
}

/// The one member of a kept answer that the token is derived from.
#[derive(Deserialize)]
struct KeptSession {
    session: KeptSessionId,
}

#[derive(Deserialize)]
struct KeptSessionId {
    id: SessionId,
}

/// The token of a kept answer. It was not kept; the request brought the secret that it is derived from.
pub fn token_of(kept: &KeptAnswer, secret: &Secret) -> Result<Secret, Failure> {
    let session: KeptSession = serde_json::from_str(&kept.json).map_err(|_| answer::unreadable())?;
    Ok(token::derive(
        secret,
        &kept.salt.ok_or_else(answer::unreadable)?,
        session.session.id,
    ))
}

/// The same answer as before.
pub fn replayed_session(kept: &KeptAnswer, attempt_secret: &Secret) -> Result<Response, Failure> {
    Ok(created(with_token(&kept.json, &token_of(kept, attempt_secret)?)?))
}

/// Lists the account's live sessions.
#[utoipa::path(
    get,
    path = "/sessions",
    tag = "sessions",
    security(("session" = [])),
    responses((status = 200, body = SessionList))
)]
async fn list(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
) -> Result<axum::Json<SessionList>, Failure> {
    let now = gallery.now();
    let rows = gallery.store.sessions_of(caller.account).await.map_err(unreadable)?;
    // A recovery session sees and ends itself alone (rule 10.11).
    let seen = |row: &&SessionRow| caller.kind == SessionKind::Full || row.id == caller.session;
    let live = rows.iter().filter(|row| row.is_live(now)).filter(seen);
    Ok(axum::Json(SessionList {
        sessions: live.map(|row| row.view(caller.session)).collect(),
    }))
}

/// The session that asks.
#[utoipa::path(
    get,
    path = "/sessions/current",
    tag = "sessions",
    security(("session" = [])),
    responses((status = 200, body = Session))
)]
async fn current(AuthenticatedSession(session): AuthenticatedSession) -> axum::Json<Session> {
    axum::Json(session.view(session.id))
}

refusals!(EndRefusals: NotFound, FullSessionRequired);

/// Ends one of the account's sessions.
#[utoipa::path(
    delete,
    path = "/sessions/{id}",
    tag = "sessions",
    security(("session" = [])),
    params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 204, description = "It has ended."), EndRefusals)
)]
async fn end(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
) -> Result<StatusCode, Failure> {
    let session = id
        .parse()
        .map_err(|_| Problem::new(Code::NotFound, "no such session of this account (rule 3.5)"))?;
    gallery.run(&session::EndSession { caller, session }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the session that asks.
#[utoipa::path(
    delete,
    path = "/sessions/current",
    tag = "sessions",
    security(("session" = [])),
    responses((status = 204, description = "It has ended."))
)]
async fn end_current(State(gallery): Shared, Authenticated(caller): Authenticated) -> Result<StatusCode, Failure> {
    let session = caller.session;
    gallery.run(&session::EndSession { caller, session }).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_put_into_an_answer_and_into_nothing_else() {
        let token = Secret::new("ngas_x".to_owned());
        let whole = with_token(r#"{"session":1}"#, &token);
        assert!(whole.is_ok_and(|json| json == r#"{"session":1,"token":"ngas_x"}"#));
        for unreadable in ["", "null", "[]", "{"] {
            let refused = with_token(unreadable, &token);
            assert!(
                refused.is_err_and(|failure| failure.0.code == Code::GalleryFailed),
                "{unreadable}"
            );
        }
    }
}
