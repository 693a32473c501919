//! Finding a provider and its keys, and remembering them for a while.

mod client;
mod fetch;

pub use client::http_client;

use crate::{
    id_token::{self, Expected, IdTokenRefusal, Verified},
    keys::KeySet,
    provider::{Provider, ProviderError, check_authority},
};
use ambient::Clock;
use contract::{Secret, Timestamp};
use fetch::fetch;
use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError},
};
use thiserror::Error;
use tokio::sync::Mutex;
use url::Url;

/// How long a provider's metadata is believed, in seconds.
const METADATA_SECS: i64 = 3600;

/// How long a provider's keys are believed, in seconds.
const KEYS_SECS: i64 = 24 * 3600;

/// How long to wait between two key fetches that unknown key ids ask for, in seconds: anybody can send such an id.
const REFRESH_SECS: i64 = 60;

/// Finds providers and their keys, and remembers both per authority.
pub struct Discovery {
    http: reqwest::Client,
    clock: Arc<dyn Clock>,
    known: std::sync::Mutex<HashMap<Url, Arc<Mutex<Known>>>>,
}

/// What is known about one authority. It is locked while it is fetched, so that many sign-ins at once ask once.
#[derive(Debug, Default)]
struct Known {
    provider: Option<Dated<Provider>>,
    keys: Option<Dated<KeySet>>,
    refreshed_at: Option<Timestamp>,
}

#[derive(Debug)]
struct Dated<T> {
    value: Arc<T>,
    fetched_at: Timestamp,
}

/// Why a provider or its keys cannot be had.
#[derive(Debug, Error)]
pub enum DiscoveryError {
    /// It does not answer, or says that it is out of order; trying again later may help. The source says whether the
    /// connection could not be trusted.
    #[error("the identity provider cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// It answers with a status that is not 200; a redirect is one.
    #[error("the identity provider answers with status {0}")]
    Status(u16),
    /// It answers with more than 256 KiB.
    #[error("the identity provider's answer is too large")]
    TooLarge,
    /// It answers with something that does not hold together.
    #[error(transparent)]
    Provider(#[from] ProviderError),
}

/// Why an ID token could not be verified.
#[derive(Debug, Error)]
pub enum VerifyError {
    /// The provider's description or keys cannot be had: this says nothing about the token.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// The token does not hold.
    #[error(transparent)]
    Refused(#[from] IdTokenRefusal),
}

impl Discovery {
    /// Knows nothing yet. `http` should come from [`http_client`], which bounds what a provider can do.
    #[must_use]
    pub fn new(http: reqwest::Client, clock: Arc<dyn Clock>) -> Self {
        Self {
            http,
            clock,
            known: std::sync::Mutex::default(),
        }
    }

    /// The provider at this authority, from memory for an hour.
    ///
    /// # Errors
    /// Where it cannot be reached or its metadata is refused; see [`Provider::from_metadata`].
    pub async fn provider(&self, authority: &Url) -> Result<Arc<Provider>, DiscoveryError> {
        let known = self.known(authority);
        let mut known = known.lock().await;
        self.provider_of(authority, &mut known).await
    }

    /// Verifies an ID token with the keys of this authority, which stay in memory for a day. A key id that they lack
    /// makes them be fetched again, at most once a minute.
    ///
    /// # Errors
    /// [`VerifyError::Refused`] where the token does not hold, [`VerifyError::Discovery`] where that cannot be known.
    pub async fn verify(
        &self,
        authority: &Url,
        token: &Secret,
        expected: &Expected<'_>,
    ) -> Result<Verified, VerifyError> {
        let (provider, keys) = self.provider_and_keys(authority).await?;
        match id_token::verify(token, &keys, &provider.issuer, expected) {
            Err(IdTokenRefusal::UnknownKey) => {}
            answer => return Ok(answer?),
        }
        let keys = self
            .newer_keys(authority, &keys)
            .await?
            .ok_or(IdTokenRefusal::UnknownKey)?;
        Ok(id_token::verify(token, &keys, &provider.issuer, expected)?)
    }

    /// When the keys of this authority that are in memory were fetched. Nothing where there are none, or where they are
    /// being fetched right now.
    #[must_use]
    pub fn keys_fetched_at(&self, authority: &Url) -> Option<Timestamp> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get(authority)?.try_lock().ok()?;
        known.keys.as_ref().map(|keys| keys.fetched_at)
    }

    fn known(&self, authority: &Url) -> Arc<Mutex<Known>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(authority.clone()).or_default().clone()
    }

    async fn provider_and_keys(&self, authority: &Url) -> Result<(Arc<Provider>, Arc<KeySet>), DiscoveryError> {
        let known = self.known(authority);
        let mut known = known.lock().await;
        let provider = self.provider_of(authority, &mut known).await?;
        if let Some(keys) = self.unless_older(known.keys.as_ref(), KEYS_SECS) {
            return Ok((provider, keys));
        }
        let keys = self.fetch_keys(&provider, &mut known).await?;
        Ok((provider, keys))
    }

    /// Keys that were fetched after `seen`: by somebody else meanwhile, or now if a minute has passed since the last
    /// time that an unknown key id asked for it. A failed attempt counts.
    async fn newer_keys(&self, authority: &Url, seen: &Arc<KeySet>) -> Result<Option<Arc<KeySet>>, DiscoveryError> {
        let known = self.known(authority);
        let mut known = known.lock().await;
        if let Some(newer) = known.keys.as_ref().filter(|keys| !Arc::ptr_eq(&keys.value, seen)) {
            return Ok(Some(newer.value.clone()));
        }
        let now = self.clock.now();
        if known.refreshed_at.is_some_and(|at| is_within(now, at, REFRESH_SECS)) {
            return Ok(None);
        }
        known.refreshed_at = Some(now);
        let provider = self.provider_of(authority, &mut known).await?;
        self.fetch_keys(&provider, &mut known).await.map(Some)
    }

    async fn provider_of(&self, authority: &Url, known: &mut Known) -> Result<Arc<Provider>, DiscoveryError> {
        if let Some(provider) = self.unless_older(known.provider.as_ref(), METADATA_SECS) {
            return Ok(provider);
        }
        check_authority(authority)?;
        let json = fetch(&self.http, metadata_address(authority)).await?;
        let provider = Arc::new(Provider::from_metadata(authority, &json)?);
        if known
            .provider
            .as_ref()
            .is_some_and(|before| before.value.jwks_uri != provider.jwks_uri)
        {
            known.keys = None;
        }
        known.provider = Some(Dated {
            value: provider.clone(),
            fetched_at: self.clock.now(),
        });
        Ok(provider)
    }

    async fn fetch_keys(&self, provider: &Provider, known: &mut Known) -> Result<Arc<KeySet>, DiscoveryError> {
        let json = fetch(&self.http, provider.jwks_uri.clone()).await?;
        let keys = Arc::new(KeySet::parse(&json)?);
        known.keys = Some(Dated {
            value: keys.clone(),
            fetched_at: self.clock.now(),
        });
        Ok(keys)
    }

    fn unless_older<T>(&self, dated: Option<&Dated<T>>, seconds: i64) -> Option<Arc<T>> {
        dated
            .filter(|dated| is_within(self.clock.now(), dated.fetched_at, seconds))
            .map(|dated| dated.value.clone())
    }
}

impl fmt::Debug for Discovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Discovery").finish_non_exhaustive()
    }
}

/// Whether less than `seconds` have passed since `earlier`. A clock that was set back counts as "long ago", or else
/// something would be believed for as long as it was set back.
fn is_within(now: Timestamp, earlier: Timestamp, seconds: i64) -> bool {
    (0..seconds).contains(&now.secs_since(earlier))
}

/// OpenID Connect Discovery 4.1: a slash at the end of the issuer is removed before the well-known path is appended.
fn metadata_address(authority: &Url) -> Url {
    let mut address = authority.clone();
    let path = authority.path();
    address.set_path(&format!(
        "{}/.well-known/openid-configuration",
        path.strip_suffix('/').unwrap_or(path)
    ));
    address
}

#[cfg(test)]
mod tests;
