//! Signing in with a password.

use super::{ROUNDS, full, is_stale};
use crate::{
    gallery::{Gallery, Idempotent, Outcome, Replay, busy},
    http::{
        Shared,
        answer::created,
        body::Json,
        caller::Remote,
        idempotency::SecretIdempotencyKey,
        problem::Failure,
        recovery::{limits, takes_passwords},
        refusals::refusals,
        sessions::{token_of, with_token, without_token},
    },
    password::Asks,
    rate::{Bucket, Counted, Limited},
};
use accounts::{Command, answer::KeptAnswer, password, recovery::OpenedRestricted};
use axum::{extract::State, response::Response};
use contract::{
    Code, Problem, Secret,
    recovery::{OpenedRecovery, SignInWithPassword},
};

refusals!(
    SignInRefusals: PasswordLoginUnsupported, CredentialsWrong, PasswordLockedOut, AccountFrozen, TooManyRequests,
);

/// Signs in with a password, which opens a recovery session.
///
/// It is for linking a Microsoft account or converting; it ends after 30 minutes.
#[utoipa::path(
    post,
    path = "/sessions/password",
    tag = "recovery",
    params(SecretIdempotencyKey),
    request_body = SignInWithPassword,
    responses((status = 201, body = OpenedRecovery), SignInRefusals)
)]
pub async fn sign_in(
    State(gallery): Shared,
    remote: Remote,
    idempotency: SecretIdempotencyKey,
    Json { value, hash }: Json<SignInWithPassword>,
) -> Result<Response, Failure> {
    let begun = gallery.pace.begin();
    let key = idempotency.key("POST /sessions/password", None, hash);
    // The body that was answered held the same password.
    if let Some(kept) = gallery.replay(key).await? {
        return replayed_session(&kept, &idempotency);
    }
    limits::take_password(&gallery, &remote, &value.name)?;
    let command = password::SignInWithPassword {
        name_key: gallery.limit_key(limits::folded(&value.name).as_bytes()),
        name: value.name,
        verdict: None,
        installation: value.installation,
        passwords: takes_passwords(&gallery),
        secret: idempotency.secret(),
    };
    match try_password(&gallery, command, &value.password, key).await {
        Ok(Outcome::Fresh(opened)) => Ok(created(with_token(
            &without_token(&opened.answer),
            &opened.answer.token,
        )?)),
        Ok(Outcome::Replayed(kept)) => replayed_session(&kept, &idempotency),
        Err(problem) => {
            begun.over().await;
            Err(problem.into())
        }
    }
}

/// The same session as before, whose token is derived from the key.
fn replayed_session(kept: &KeptAnswer, idempotency: &SecretIdempotencyKey) -> Result<Response, Failure> {
    let failed = || Problem::new(Code::GalleryFailed, "an answer without a key");
    let token = token_of(kept, &idempotency.secret().ok_or_else(failed)?)?;
    Ok(created(with_token(&kept.json, &token)?))
}

/// Whether the activity of whoever is named says again that no password is taken (rule 10.5). Asked alike for names that
/// nobody has.
fn notes_refusal(gallery: &Gallery, command: &password::SignInWithPassword) -> bool {
    let bucket = Bucket {
        what: Limited::RefusedPasswords,
        by: Counted::Name,
        key: gallery.limit_key(limits::folded(&command.name).as_bytes()),
    };
    gallery.limits.take(bucket, gallery.now()).is_ok()
}

async fn try_password(
    gallery: &Gallery,
    mut command: password::SignInWithPassword,
    password: &Secret,
    key: Option<Idempotent>,
) -> Result<Outcome<OpenedRestricted>, Problem> {
    let keep = |opened: &OpenedRestricted| Replay {
        json: without_token(&opened.answer),
        salt: Some(opened.salt),
    };
    for _ in 0..ROUNDS {
        let found = gallery.load(command.needs(gallery.now())).await?;
        let stored = match command.before_verifying(&found, gallery.now()) {
            Ok(stored) => stored,
            Err(refusal) => {
                if refusal.code == Code::PasswordLoginUnsupported && notes_refusal(gallery, &command) {
                    // It decides the same, and writes it down.
                    gallery.run(&command).await?;
                }
                return Err(refusal.into());
            }
        };
        let verdict = gallery
            .passwords
            .compare(Asks::Stranger, password, stored)
            .await
            .map_err(full)?;
        command.verdict = Some(verdict);
        let result = gallery.run_idempotent(&command, key, keep).await;
        if !is_stale(&result) {
            return result;
        }
    }
    Err(busy("the password was changed again and again"))
}
