//! An open sign-in attempt: what the keyring keeps between the browser's going and coming.

use contract::{ProofId, Purpose, Secret, Timestamp, proof::ProofChallenge, secret::wire};
use microsoft::{
    attempt::{AttemptSecrets, AuthorizeRequest, authorize_url},
    nonce::{attempt_hash, proof_nonce},
    provider::Provider,
};
use serde::{Deserialize, Serialize};
use url::Url;
use zeroize::Zeroizing;

/// An attempt, with all its secrets. Serialised for the keyring and for nothing else; at most about 900 bytes, since
/// Windows limits an entry to 2560.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenAttempt {
    /// The proof at the gallery.
    pub proof: ProofId,
    /// What the proof is for.
    pub purpose: Purpose,
    /// The gallery's challenge.
    pub challenge: String,
    /// The gallery's origin, as it was dialled.
    pub origin: String,
    /// The identity provider.
    pub authority: Url,
    /// The client id there.
    pub client_id: String,
    /// The scopes to ask for.
    pub scopes: Vec<String>,
    /// The `acr_values` to ask for.
    pub acr_values: Vec<String>,
    /// The secret whose hash began the proof.
    #[serde(with = "wire")]
    pub secret: Secret,
    /// The way back; gone once it was used.
    pub way_back: Option<WayBack>,
    /// Until when the proof can be completed, and after that be spent.
    pub expires_at: Timestamp,
}

/// One authorization request: its state and verifier belong together and are used once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WayBack {
    /// The state (RFC 6749 10.12).
    #[serde(with = "wire")]
    pub state: Secret,
    /// The PKCE verifier (RFC 7636).
    #[serde(with = "wire")]
    pub verifier: Secret,
    /// Where the browser is sent back to.
    pub redirect_uri: String,
}

impl WayBack {
    /// Whether the browser comes back by the app's own scheme.
    #[must_use]
    pub fn is_deep_link(&self) -> bool {
        crate::inbox::has_our_scheme(&self.redirect_uri)
    }
}

impl OpenAttempt {
    /// An attempt from the gallery's challenge.
    #[must_use]
    pub fn new(
        origin: String,
        authority: Url,
        purpose: Purpose,
        challenge: ProofChallenge,
        secrets: AttemptSecrets,
        redirect_uri: String,
    ) -> Self {
        Self {
            proof: challenge.proof_id,
            purpose,
            challenge: challenge.challenge,
            origin,
            authority,
            client_id: challenge.authority.client_id,
            scopes: challenge.authority.scopes,
            acr_values: challenge.acr_values,
            secret: secrets.attempt_secret,
            way_back: Some(WayBack {
                state: secrets.state,
                verifier: secrets.verifier,
                redirect_uri,
            }),
            expires_at: challenge.expires_at,
        }
    }

    /// The address to open in the browser for this way back.
    ///
    /// # Errors
    /// Where the provider's authorization endpoint cannot carry a query.
    pub fn address(&self, provider: &Provider, way_back: &WayBack) -> Result<Secret, microsoft::attempt::AttemptError> {
        let nonce = proof_nonce(&self.origin, self.purpose, &self.challenge, &attempt_hash(&self.secret));
        authorize_url(
            provider,
            &AuthorizeRequest {
                client_id: &self.client_id,
                redirect_uri: &way_back.redirect_uri,
                scopes: &self.scopes,
                state: &way_back.state,
                nonce: &nonce,
                verifier: &way_back.verifier,
                prompt: self.purpose.prompt(),
                acr_values: &self.acr_values,
            },
        )
    }

    /// The bytes for the keyring.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads the bytes from the keyring; nothing where they are not an attempt.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}
