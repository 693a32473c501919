//! The calls that lead to a session: the proof, the session, the account that is opened.

use super::{GalleryClient, patience::patiently};
use contract::{
    Code, Problem, ProofId, Secret,
    account::{RegisterAccount, UsernameAvailability},
    proof::{BeginProof, CompleteProof, CompletedProof, ProofChallenge},
    session::{OpenSession, OpenedSession},
};

/// The longest session token that is taken, in bytes (design 3, step 6).
const TOKEN_LIMIT: usize = 64;

impl GalleryClient {
    /// Begins a proof.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn begin_proof(&self, token: Option<&Secret>, proof: &BeginProof) -> Result<ProofChallenge, Problem> {
        self.0.post("/api/v1/proofs", token, proof).await
    }

    /// Completes a proof with the provider's ID token, also where the gallery is out of reach for a moment.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn complete_proof(&self, proof: ProofId, completion: &CompleteProof) -> Result<CompletedProof, Problem> {
        let path = format!("/api/v1/proofs/{proof}/complete");
        patiently(|| self.0.post(&path, None, completion)).await
    }

    /// Spends a proof to open a session; a lost answer is asked for again.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn open_session(&self, request: &OpenSession) -> Result<OpenedSession, Problem> {
        let opened = patiently(|| self.0.post_once("/api/v1/sessions", request)).await;
        opened.and_then(with_short_token)
    }

    /// Spends a proof to open an account; a lost answer is asked for again.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn register(&self, request: &RegisterAccount) -> Result<OpenedSession, Problem> {
        let opened = patiently(|| self.0.post_once("/api/v1/accounts", request)).await;
        opened.and_then(with_short_token)
    }

    /// Asks whether a username is free.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn username(&self, name: &str) -> Result<UsernameAvailability, Problem> {
        self.0.answer(self.0.get(&["api", "v1", "usernames", name])).await
    }
}

/// A token longer than any gallery of this API gives does not go into the keyring.
fn with_short_token(opened: OpenedSession) -> Result<OpenedSession, Problem> {
    if is_too_long(&opened.token) {
        return Err(Problem::new(Code::GalleryFailed, "a session token over the limit"));
    }
    Ok(opened)
}

/// Whether a token is longer than any gallery of this API gives.
pub(in crate::gallery) fn is_too_long(token: &Secret) -> bool {
    token.expose().len() > TOKEN_LIMIT
}
