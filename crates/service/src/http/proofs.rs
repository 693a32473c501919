//! `/api/v1/proofs`.

use super::{
    Shared,
    answer::{created, done, json},
    api::Api,
    body::Json,
    caller::{MaybeAuthenticated, Remote, Segment},
    idempotency::{IdempotencyKey, replayed_created, run_idempotent_json, run_idempotent_unit},
    problem::Failure,
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, Idempotent, NotIdentified, Outcome, Replay},
    rate::Limited,
};
use accounts::{
    Need, Snapshot, digest,
    proof::{self, Proof},
    two_factor::Demand,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    Code, Problem, ProofId, Secret,
    proof::{BeginProof, CompleteProof, CompletedProof, MailProofCode, MailedCode, ProofChallenge, TypeProofCode},
};
use microsoft::id_token::{SECOND_FACTOR_ACR, USUAL_ACR};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(begin))
        .api(routes!(complete))
        .api(routes!(mail_code))
        .api(routes!(type_code))
}

refusals!(BeginRefusals: RegistrationClosed, SessionRequired, FullSessionRequired, TooManyRequests);

/// Begins a proof. With a session it is bound to that session and its account.
#[utoipa::path(
    post,
    path = "/proofs",
    tag = "proofs",
    security((), ("session" = [])),
    params(IdempotencyKey),
    request_body = BeginProof,
    responses((status = 201, body = ProofChallenge), BeginRefusals)
)]
async fn begin(
    State(gallery): Shared,
    MaybeAuthenticated(caller): MaybeAuthenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<BeginProof>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = idempotency.key("POST /proofs", caller.as_ref(), hash);
    let command = proof::BeginProof {
        purpose: value.purpose,
        attempt_hash: value.attempt_hash,
        session: caller,
        caller: remote.0,
        registration_open: gallery.configuration.registration_open(),
    };
    let demanded = value.demand_second_factor;
    let keep = |proof: &Proof| Replay::of(challenge(&gallery, proof, demanded));
    match gallery.run_idempotent(&command, key, keep).await? {
        Outcome::Fresh(proof) => Ok(created(challenge(&gallery, &proof, demanded))),
        Outcome::Replayed(kept) => Ok(replayed_created(kept)),
    }
}

fn challenge(gallery: &Gallery, proof: &Proof, demanded: bool) -> String {
    let challenge = ProofChallenge {
        proof_id: proof.id,
        challenge: digest::to_text(&proof.challenge),
        authority: gallery.configuration.authority_description(),
        acr_values: acr_values(gallery.two_factor().demands(proof.purpose, demanded)),
        expires_at: proof.expires_at(),
    };
    json(&challenge)
}

/// The decision in the words that the provider knows.
fn acr_values(demand: Demand) -> Vec<String> {
    let wanted: &[&str] = match demand {
        Demand::Nothing => &[],
        Demand::SecondFactor => &[SECOND_FACTOR_ACR],
        Demand::AsUsual => &[SECOND_FACTOR_ACR, USUAL_ACR],
    };
    wanted.iter().map(|value| (*value).to_owned()).collect()
}

refusals!(
    CompleteRefusals: ProofInvalid, ProofExpired, IdTokenInvalid, SignInNotFresh, SignInTimeMissing,
    EmailUnconfirmed, ProviderUnreachable, TooManyRequests,
);

/// Completes a proof with an ID token, and says who signed in.
///
/// The request sent again is answered before the proof is looked at, which is
/// completed by then. No session is asked for, so the key is the proof's: who has its body has the attempt secret.
#[utoipa::path(
    post,
    path = "/proofs/{id}/complete",
    tag = "proofs",
    params(("id" = ProofId, Path, description = "The proof."), IdempotencyKey),
    request_body = CompleteProof,
    responses((status = 200, body = CompletedProof), CompleteRefusals)
)]
async fn complete(
    State(gallery): Shared,
    remote: Remote,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<CompleteProof>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let id = proof_id(&id)?;
    let idempotent = idempotency.key(&format!("POST /proofs/{id}/complete"), None, hash);
    let found = load(&gallery, id, idempotent).await?;
    if let Some(kept) = gallery.replay_from(idempotent, &found)? {
        return Ok(done(kept.json));
    }
    let proof =
        proof::check_before_verifying(found.proof(id), &value.attempt_secret, gallery.now()).map_err(Problem::from)?;
    match gallery.identify(proof, &value.id_token).await {
        Ok(found) => {
            let command = proof::CompleteProof {
                proof: id,
                attempt_secret: value.attempt_secret,
                key: found.key,
                identity: found.identity,
                address_verified: found.address_verified,
                sign_in_time_told: found.sign_in_time_told,
            };
            let keep = |completed: &CompletedProof| Replay::of(json(completed));
            match gallery.run_idempotent(&command, idempotent, keep).await? {
                Outcome::Fresh(completed) => Ok(done(keep(&completed).json)),
                Outcome::Replayed(kept) => Ok(done(kept.json)),
            }
        }
        Err(NotIdentified::Unreachable(problem)) => Err(problem.into()),
        Err(NotIdentified::Refused(problem)) => Err(count_wrong(&gallery, id, value.attempt_secret, problem).await),
    }
}

/// An id that is none is answered like one that is unknown.
fn proof_id(text: &str) -> Result<ProofId, Problem> {
    text.parse()
        .map_err(|_| Problem::new(Code::ProofInvalid, "no such proof (rule 2.3)"))
}

refusals!(MailRefusals: ProofInvalid, ProofExpired, SignInTimeMissing, TooManyRequests);

/// Mails the code that a completed proof wants, because the provider did not say when the person signed in.
///
/// It goes to the contact e-mail of the account that the proof is about, and takes the place of an earlier one. No session
/// is asked for: who has the attempt secret may ask.
#[utoipa::path(
    post,
    path = "/proofs/{id}/code",
    tag = "proofs",
    params(("id" = ProofId, Path, description = "The proof."), IdempotencyKey),
    request_body = MailProofCode,
    responses((status = 202, description = "A mail is on its way.", body = MailedCode), MailRefusals)
)]
async fn mail_code(
    State(gallery): Shared,
    remote: Remote,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<MailProofCode>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key(&format!("POST /proofs/{id}/code"), None, hash);
    let command = proof::MailProofCode {
        proof: proof_id(&id)?,
        attempt_secret: value.attempt_secret,
    };
    let answer = run_idempotent_json(&gallery, &command, key).await?;
    Ok((StatusCode::ACCEPTED, done(answer)).into_response())
}

refusals!(
    TypeRefusals: ProofInvalid, ProofExpired, SignInTimeMissing, CodeWrong, CodeExpired, TooManyRequests,
);

/// Takes the code that was mailed for a proof, which can be spent after that.
#[utoipa::path(
    post,
    path = "/proofs/{id}/code/confirmation",
    tag = "proofs",
    params(("id" = ProofId, Path, description = "The proof."), IdempotencyKey),
    request_body = TypeProofCode,
    responses((status = 204, description = "The code was right."), TypeRefusals)
)]
async fn type_code(
    State(gallery): Shared,
    remote: Remote,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    Json { value, hash }: Json<TypeProofCode>,
) -> Result<StatusCode, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key(&format!("POST /proofs/{id}/code/confirmation"), None, hash);
    let command = proof::TypeProofCode {
        proof: proof_id(&id)?,
        attempt_secret: value.attempt_secret,
        code: value.code,
    };
    run_idempotent_unit(&gallery, &command, key).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn load(gallery: &Gallery, proof: ProofId, key: Option<Idempotent>) -> Result<Snapshot, Problem> {
    let answer = key.map(|idempotent| Need::Answer(idempotent.key));
    let needs = [Need::Proof(proof)].into_iter().chain(answer).collect();
    gallery.load(needs).await
}

/// Counts a token that did not hold, and tells how many more are looked at.
async fn count_wrong(gallery: &Gallery, proof: ProofId, attempt_secret: Secret, mut problem: Problem) -> Failure {
    match gallery.run(&proof::CountWrongToken { proof, attempt_secret }).await {
        Ok(left) => {
            problem.tries_left = Some(left);
            Failure(problem)
        }
        Err(other) => Failure(other),
    }
}
