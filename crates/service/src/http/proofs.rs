//! `/api/v1/proofs`.

use super::{
    Shared,
    body::Json,
    caller::{MaybeSigned, Remote, Segment},
    problem::Failure,
    repeat::{Repeat, created, created_before},
};
use crate::{
    gallery::{Gallery, Kept, NotIdentified, ToKeep},
    rate::Limited,
};
use accounts::{
    Need, digest,
    proof::{self, Proof},
};
use axum::{extract::State, response::Response};
use contract::{
    Code, Problem, ProofId, Purpose, Secret,
    gallery::Feature,
    proof::{BeginProof, CompleteProof, CompletedProof, ProofChallenge},
};

/// What Microsoft calls "a second factor was used" (design 8).
const SECOND_FACTOR: &str = "urn:microsoft:policies:mfa";

/// What Microsoft calls "as the person's own policy says".
const AS_USUAL: &str = "urn:microsoft:policies:default";

/// Begins a proof.
pub async fn begin(
    State(gallery): Shared,
    MaybeSigned(caller): MaybeSigned,
    remote: Remote,
    repeat: Repeat,
    Json { value, hash }: Json<BeginProof>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    let key = repeat.key("POST /proofs", caller.as_ref(), hash);
    let command = proof::BeginProof {
        purpose: value.purpose,
        attempt_hash: value.attempt_hash,
        session: caller,
        caller: remote.0,
        registration_open: gallery.configuration.registration_open(),
    };
    let keep = |proof: &Proof| ToKeep {
        json: challenge(&gallery, proof),
        salt: None,
    };
    match gallery.run_keeping(&command, key, keep).await? {
        Kept::Done(proof) => Ok(created(challenge(&gallery, &proof))),
        Kept::Before(kept) => Ok(created_before(kept)),
    }
}

fn challenge(gallery: &Gallery, proof: &Proof) -> String {
    let challenge = ProofChallenge {
        proof_id: proof.id,
        challenge: digest::to_text(&proof.challenge),
        authority: gallery.configuration.authority_description(),
        acr_values: acr_values(gallery, proof.purpose),
        expires_at: proof.expires_at(),
    };
    serde_json::to_string(&challenge).unwrap_or_default()
}

fn acr_values(gallery: &Gallery, purpose: Purpose) -> Vec<String> {
    if !gallery.configuration.features.contains(&Feature::TwoFactor) {
        return Vec::new();
    }
    let wanted: &[&str] = if purpose == Purpose::ConfirmTwoFactor {
        &[SECOND_FACTOR]
    } else {
        &[SECOND_FACTOR, AS_USUAL]
    };
    wanted.iter().map(|value| (*value).to_owned()).collect()
}

/// Completes a proof with an ID token.
pub async fn complete(
    State(gallery): Shared,
    remote: Remote,
    Segment(id): Segment,
    Json { value, .. }: Json<CompleteProof>,
) -> Result<axum::Json<CompletedProof>, Failure> {
    remote.limit(&gallery, Limited::Proofs)?;
    // An id that is none is answered like one that is unknown.
    let id: ProofId = id
        .parse()
        .map_err(|_| Problem::new(Code::ProofInvalid, "no such proof (rule 2.3)"))?;
    let found = gallery
        .store
        .load(vec![Need::Proof(id)])
        .await
        .map_err(|error| gallery.unreadable(&error))?;
    let proof =
        proof::check_before_verifying(found.proof(id), &value.attempt_secret, gallery.now()).map_err(Problem::from)?;
    match gallery.identify(proof, &value.id_token).await {
        Ok((key, identity)) => {
            let command = proof::CompleteProof {
                proof: id,
                attempt_secret: value.attempt_secret,
                key,
                identity,
            };
            Ok(axum::Json(gallery.run(&command).await?))
        }
        Err(NotIdentified::Unreachable(problem)) => Err(problem.into()),
        Err(NotIdentified::Refused(problem)) => Err(count_wrong(&gallery, id, value.attempt_secret, problem).await),
    }
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
