//! The identity provider, behind the crate `microsoft`.

use super::Gallery;
use crate::configuration::Configuration;
use accounts::{
    digest,
    login::IdentityKey,
    proof::{FRESH_SECONDS, Proof},
};
use ambient::Clock;
use contract::{Code, Problem, Purpose, Secret, Timestamp, identity::Identity};
use microsoft::{
    discovery::{Discovery, VerifyError, http_client},
    id_token::{Expected, IdTokenRefusal},
    nonce::proof_nonce,
};
use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};
use url::Url;

/// Who verifies ID tokens.
pub struct IdentityProvider {
    discovery: Discovery,
    sign_in_time: AtomicU8,
}

/// Whether the provider says when a person signed in (`auth_time`), which all purposes but two need (rule 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignInTime {
    /// Nobody has signed in since the service was started.
    NotSeenYet,
    /// The last ID token had it.
    Sent,
    /// The last ID token had none.
    Missing,
}

impl IdentityProvider {
    /// With a client of its own.
    ///
    /// # Errors
    /// The client cannot be set up.
    pub fn new(_configuration: &Configuration, clock: Arc<dyn Clock>) -> Result<Self, reqwest::Error> {
        Ok(Self {
            discovery: Discovery::new(http_client()?, clock),
            sign_in_time: AtomicU8::new(0),
        })
    }

    /// When the keys of this authority were fetched.
    pub fn keys_fetched_at(&self, authority: &Url) -> Option<Timestamp> {
        self.discovery.keys_fetched_at(authority)
    }

    /// What the last ID token said about when the person signed in.
    pub fn sign_in_time(&self) -> SignInTime {
        match self.sign_in_time.load(Ordering::Relaxed) {
            0 => SignInTime::NotSeenYet,
            1 => SignInTime::Sent,
            _ => SignInTime::Missing,
        }
    }
}

/// Who an ID token names.
pub struct Identified {
    /// The identity.
    pub key: IdentityKey,
    /// Who it is, for display.
    pub identity: Identity,
    /// Whether somebody who may vouches for the identity's address (rule 9.32).
    pub address_verified: bool,
}

/// Why nobody was identified.
pub enum NotIdentified {
    /// The provider could not be asked; the token was not judged.
    Unreachable(Problem),
    /// The token does not hold.
    Refused(Problem),
}

impl Gallery {
    /// Whether the provider's description can be had.
    pub async fn provider_is_reachable(&self) -> bool {
        self.identity
            .discovery
            .provider(&self.configuration.authority)
            .await
            .is_ok()
    }

    /// Who the ID token names, if it was made for this proof of this gallery (rules 2.1, 2.4, 2.9).
    pub async fn identify(&self, proof: &Proof, token: &Secret) -> Result<Identified, NotIdentified> {
        let nonce = nonce_of(&self.origin, proof);
        let expected = Expected {
            client_id: &self.configuration.client_id,
            nonce: &nonce,
            max_sign_in_age_secs: max_age(proof.purpose),
            now: self.now(),
        };
        let authority = &self.configuration.authority;
        let verified = self
            .identity
            .discovery
            .verify(authority, token, &expected)
            .await
            .map_err(refine)?;
        let seen = if verified.auth_time.is_some() { 1 } else { 2 };
        self.identity.sign_in_time.store(seen, Ordering::Relaxed);
        let issuer = self.configuration.login_issuer.clone().unwrap_or(verified.key.issuer);
        let key = IdentityKey {
            issuer,
            tenant: verified.key.tenant,
            subject: verified.key.subject,
        };
        Ok(Identified {
            key,
            identity: verified.identity,
            address_verified: verified.address_verified,
        })
    }
}

fn max_age(purpose: Purpose) -> Option<i64> {
    (!purpose.accepts_an_earlier_sign_in()).then_some(FRESH_SECONDS)
}

/// The nonce that this gallery expects: from its own origin, never from what the request says.
fn nonce_of(origin: &str, proof: &Proof) -> Secret {
    let (challenge, attempt) = (digest::to_text(&proof.challenge), digest::to_text(&proof.attempt_hash));
    proof_nonce(origin, proof.purpose, &challenge, &attempt)
}

fn refine(error: VerifyError) -> NotIdentified {
    match error {
        VerifyError::Discovery(error) => {
            tracing::warn!(%error, "the identity provider cannot be asked");
            let mut problem = Problem::new(Code::ProviderUnreachable, "the identity provider cannot be asked");
            problem.retry_after = Some(30);
            NotIdentified::Unreachable(problem)
        }
        VerifyError::Refused(refusal) => {
            tracing::info!(%refusal, "an ID token was refused");
            let code = match refusal {
                IdTokenRefusal::SignInTimeMissing => Code::SignInTimeMissing,
                IdTokenRefusal::SignInNotFresh => Code::SignInNotFresh,
                _ => Code::IdTokenInvalid,
            };
            NotIdentified::Refused(Problem::new(code, format!("{refusal} (rule 2.4)")))
        }
    }
}
