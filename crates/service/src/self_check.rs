//! The operator's self-check (rules 16.9, 16.10): a sign-in at the configured provider, in the operator's own browser, that
//! tells what this provider really sends. It goes the way that the app goes: public client, code, PKCE.

mod report;
mod way_back;

pub use report::Report;

use crate::configuration::Configuration;
use ambient::{Clock, Random};
use contract::{Purpose, Secret, Timestamp};
use microsoft::{
    attempt::{AttemptError, AttemptSecrets, AuthorizeRequest, authorize_url},
    callback::{Callback, Outcome, loopback_redirect},
    discovery::{Discovery, DiscoveryError, VerifyError, http_client},
    exchange::{ExchangeError, exchange},
    id_token::{Expected, IdTokenRefusal, SECOND_FACTOR_ACR, sent},
    provider::Provider,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::mpsc, time::timeout};
use way_back::WayBack;

/// How long the operator may take in the browser.
const PATIENCE: Duration = Duration::from_secs(600);

/// Why the self-check saw nothing.
#[derive(Debug, thiserror::Error)]
pub enum SelfCheckError {
    /// The provider's description or keys cannot be had.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// No address for the browser can be made.
    #[error(transparent)]
    Attempt(#[from] AttemptError),
    /// The HTTP client cannot be set up.
    #[error("the HTTP client cannot be set up: {0}")]
    Client(#[from] reqwest::Error),
    /// No loopback port can be had.
    #[error("no loopback port can be had: {0}")]
    Port(#[from] std::io::Error),
    /// Nobody came back.
    #[error("nobody came back from the browser within ten minutes")]
    Expired,
    /// The provider refused.
    #[error("the provider refused: {error} {description}")]
    Refused {
        /// The OAuth error.
        error: String,
        /// What the provider says about it.
        description: String,
    },
    /// The code was not taken.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// The ID token does not hold, so nobody could sign in to the gallery either.
    #[error("the provider's ID token does not hold: {0}")]
    IdToken(#[from] IdTokenRefusal),
}

impl From<VerifyError> for SelfCheckError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Discovery(error) => error.into(),
            VerifyError::Refused(refusal) => refusal.into(),
        }
    }
}

/// A sign-in that waits for the operator.
pub struct SelfCheck {
    configuration: Configuration,
    clock: Arc<dyn Clock>,
    discovery: Discovery,
    http: reqwest::Client,
    provider: Arc<Provider>,
    secrets: AttemptSecrets,
    nonce: Secret,
    redirect: String,
    address: Secret,
    way_back: WayBack,
}

impl SelfCheck {
    /// Begins one. A second factor is asked for where `second_factor` says so.
    ///
    /// # Errors
    /// The provider cannot be asked, or there is no port for the way back.
    pub async fn begin(
        configuration: Configuration,
        clock: Arc<dyn Clock>,
        random: &dyn Random,
        second_factor: bool,
    ) -> Result<Self, SelfCheckError> {
        let http = http_client()?;
        let discovery = Discovery::new(http.clone(), Arc::clone(&clock));
        let provider = discovery.provider(&configuration.authority).await?;
        let secrets = AttemptSecrets::new(random);
        let nonce = ambient::random_secret(random, 32);
        let way_back = WayBack::listen(secrets.state.clone(), Arc::clone(&provider)).await?;
        let redirect = loopback_redirect(&provider, way_back.port());
        let demanded = second_factor.then(|| SECOND_FACTOR_ACR.to_owned());
        let request = AuthorizeRequest {
            client_id: &configuration.client_id,
            redirect_uri: &redirect,
            scopes: &configuration.scopes,
            state: &secrets.state,
            nonce: &nonce,
            verifier: &secrets.verifier,
            prompt: Purpose::ConfirmTwoFactor.prompt(),
            acr_values: demanded.as_slice(),
        };
        let address = authorize_url(&provider, &request)?;
        Ok(Self {
            configuration,
            clock,
            discovery,
            http,
            provider,
            secrets,
            nonce,
            redirect,
            address,
            way_back,
        })
    }

    /// The address for the operator's browser.
    #[must_use]
    pub fn address(&self) -> &str {
        self.address.expose()
    }

    /// Waits until the browser comes back to this computer, or its last address is among `pasted`; says what the provider
    /// sent. `complain` is told about texts that are not that address.
    ///
    /// # Errors
    /// The sign-in failed, or nobody came back.
    pub async fn finish(
        mut self,
        pasted: mpsc::Receiver<String>,
        complain: impl FnMut(&str),
    ) -> Result<Report, SelfCheckError> {
        let back = timeout(PATIENCE, self.way_back.next(pasted, complain)).await;
        let callback = back.map_err(|_| SelfCheckError::Expired)?;
        let code = code_of(callback)?;
        let token = exchange(
            &self.http,
            &self.provider,
            &self.configuration.client_id,
            &self.redirect,
            &code,
            &self.secrets.verifier,
        )
        .await?;
        self.look(&token).await
    }

    async fn look(&self, token: &Secret) -> Result<Report, SelfCheckError> {
        let now: Timestamp = self.clock.now();
        let expected = Expected {
            client_id: &self.configuration.client_id,
            nonce: &self.nonce,
            max_sign_in_age_secs: None,
            sign_in_time_required: false,
            now,
        };
        let authority = &self.configuration.authority;
        let verified = self.discovery.verify(authority, token, &expected).await?;
        Ok(Report {
            authority: self.configuration.authority_description().url,
            client_id: self.configuration.client_id.clone(),
            missing_sign_in_time: self.configuration.missing_sign_in_time,
            two_factor_wanted: self.configuration.two_factor().offered,
            verified,
            sent: sent(token)?,
            now,
        })
    }
}

fn code_of(callback: Callback) -> Result<Secret, SelfCheckError> {
    match callback.outcome {
        Outcome::Code(code) => Ok(code),
        Outcome::Refused { error, description } => Err(SelfCheckError::Refused { error, description }),
    }
}
