//! The identity provider, behind the crate `microsoft`.

mod trouble;

use super::Gallery;
use crate::{
    configuration::{Configuration, MissingSignInTime},
    store::{ReadError, StrangeLogins},
};
use accounts::{
    digest,
    login::IdentityKey,
    proof::{FRESH_SECONDS, Proof},
    provider::{ProviderClient, ProviderSeen},
    two_factor::Policy,
};
use ambient::Clock;
use contract::{
    Code, Problem, Purpose, Secret, Timestamp,
    gallery::{Feature, SignInTime},
    identity::Identity,
};
use microsoft::{
    discovery::{Discovery, VerifyError, http_client},
    id_token::{Expected, IdTokenRefusal},
    nonce::proof_nonce,
    provider::may_name,
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU8, Ordering},
};
use trouble::Trouble;
use url::Url;

/// Who verifies ID tokens.
pub struct IdentityProvider {
    discovery: Discovery,
    trouble: Trouble,
    sign_in_time: AtomicU8,
    second_factor_seen: AtomicBool,
}

impl IdentityProvider {
    /// With a client of its own.
    ///
    /// # Errors
    /// The client cannot be set up.
    pub fn new(configuration: &Configuration, clock: Arc<dyn Clock>) -> Result<Self, reqwest::Error> {
        Ok(Self {
            discovery: Discovery::new(http_client()?, clock),
            trouble: Trouble::default(),
            sign_in_time: AtomicU8::new(0),
            second_factor_seen: AtomicBool::new(configuration.second_factor_seen),
        })
    }

    /// When the keys of this authority were fetched.
    pub fn keys_fetched_at(&self, authority: &Url) -> Option<Timestamp> {
        self.discovery.keys_fetched_at(authority)
    }

    /// Takes up what a self-check has seen (rule 16.10).
    pub fn take_up(&self, seen: &ProviderSeen) {
        if seen.second_factor_at.is_some() {
            self.second_factor_seen.store(true, Ordering::Relaxed);
        }
        self.note_sign_in_time(seen.sends_sign_in_time);
    }

    /// Whether the provider was seen to say that a second factor was used.
    pub fn second_factor_seen(&self) -> bool {
        self.second_factor_seen.load(Ordering::Relaxed)
    }

    fn note_sign_in_time(&self, sent: bool) {
        self.sign_in_time.store(if sent { 1 } else { 2 }, Ordering::Relaxed);
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
    /// Whether the token said when the person signed in.
    pub sign_in_time_told: bool,
}

/// Why nobody was identified.
pub enum NotIdentified {
    /// The provider could not be asked; the token was not judged.
    Unreachable(Problem),
    /// The token does not hold.
    Refused(Problem),
}

impl Gallery {
    /// Whether the provider's description can be had. The log says why not, once for each reason.
    pub async fn provider_is_reachable(&self) -> bool {
        let reached = self.identity.discovery.reach(&self.configuration.authority).await;
        self.identity.trouble.note(&reached);
        reached.is_ok()
    }

    /// Complains about logins that no sign-in leads to, because the issuer is called otherwise than when they were made.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn look_at_issuers(&self) -> Result<(), ReadError> {
        let (name, authority) = (&self.configuration.login_issuer, &self.configuration.authority);
        let (name, authority) = (name.clone(), authority.clone());
        let is_ours = move |issuer: &str| match &name {
            Some(name) => issuer == name,
            None => may_name(&authority, issuer),
        };
        if let Some(StrangeLogins { issuer, logins }) = self.store.strange_logins(is_ours).await? {
            tracing::error!(
                issuer,
                logins,
                "logins are stored under another issuer than now signs people in: these people open no account any more. \
                 Set `authority` and `login_issuer` as they were"
            );
        }
        Ok(())
    }

    /// The provider, and the client that this gallery's app is there.
    pub fn provider_client(&self) -> ProviderClient {
        ProviderClient {
            authority: self.configuration.authority_description().url,
            client_id: self.configuration.client_id.clone(),
        }
    }

    /// What the gallery asks of second factors: nothing, before one was seen (rule 16.10).
    pub fn two_factor(&self) -> Policy {
        if self.identity.second_factor_seen() {
            self.configuration.two_factor()
        } else {
            Policy::default()
        }
    }

    /// What the gallery can do, as the app is told.
    pub fn announced_features(&self) -> Vec<Feature> {
        let mut features = self.configuration.announced_features();
        if !self.identity.second_factor_seen() {
            features.retain(|feature| !matches!(feature, Feature::TwoFactor | Feature::TwoFactorEnforced));
        }
        features
    }

    /// Who the ID token names, if it was made for this proof of this gallery (rules 2.1, 2.4, 2.9).
    pub async fn identify(&self, proof: &Proof, token: &Secret) -> Result<Identified, NotIdentified> {
        let nonce = nonce_of(&self.origin, proof);
        let expected = Expected {
            client_id: &self.configuration.client_id,
            nonce: &nonce,
            max_sign_in_age_secs: max_age(proof.purpose),
            sign_in_time_required: self.configuration.missing_sign_in_time == MissingSignInTime::Strict,
            now: self.now(),
        };
        let authority = &self.configuration.authority;
        let verified = self
            .identity
            .discovery
            .verify(authority, token, &expected)
            .await
            .inspect_err(|error| {
                if matches!(error, VerifyError::Refused(IdTokenRefusal::SignInTimeMissing)) {
                    self.identity.note_sign_in_time(false);
                }
            })
            .map_err(refine)?;
        self.identity.note_sign_in_time(verified.auth_time.is_some());
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
            sign_in_time_told: verified.auth_time.is_some(),
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
            tracing::warn!(error = trouble::chain(&error), "the identity provider cannot be asked");
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
