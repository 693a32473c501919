//! Finding a provider and its keys, and remembering them for a while.

mod client;
mod fetch;
mod newer_keys;
mod reachable;

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
use tokio::sync::{Mutex, MutexGuard};
use url::Url;

/// How long a provider's metadata is believed, in seconds.
const METADATA_SECS: i64 = 3600;

/// How long a provider's keys are believed, in seconds.
const KEYS_SECS: i64 = 24 * 3600;

/// How long a provider that did not answer is not asked again for a token, or whether it can be reached, in seconds:
/// each that waits would take the whole time limit.
const REST_SECS: i64 = 3;

/// Finds providers and their keys, and remembers both per authority.
pub struct Discovery {
    http: reqwest::Client,
    clock: Arc<dyn Clock>,
    known: std::sync::Mutex<HashMap<Url, Arc<Mutex<Known>>>>,
    looks: std::sync::Mutex<HashMap<Url, Arc<Mutex<reachable::Look>>>>,
}

/// What is known about one authority. It is locked while it is fetched, so that many sign-ins at once ask once.
#[derive(Debug, Default)]
struct Known {
    provider: Option<Dated<Provider>>,
    keys: Option<Dated<KeySet>>,
    refreshed_at: Option<Timestamp>,
    /// Whether the keys could not be had then, or are not there yet.
    refresh_failed: bool,
    /// When it did not answer, or was asked while there is an older description to go on with.
    rests_since: Option<Timestamp>,
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
    /// It did not answer a moment ago, and is not asked again yet.
    #[error("the identity provider could not be reached a moment ago")]
    Resting,
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
            looks: std::sync::Mutex::default(),
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

    /// Verifies an ID token with the keys of this authority, which stay in memory for a day. An unknown key id has them
    /// fetched again, at most once a minute, or a few seconds after a failure. Where the provider's description cannot
    /// be fetched again, the one before is good for as long as the keys are; where there is none, the failure is
    /// remembered for some seconds.
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
        let held = known.lock().await;
        let (provider, mut held) = match self.unless_older(held.provider.as_ref(), METADATA_SECS) {
            Some(provider) => (provider, held),
            None => self.renewed(authority, &known, held).await?,
        };
        if let Some(keys) = self.unless_older(held.keys.as_ref(), KEYS_SECS) {
            return Ok((provider, keys));
        }
        if self.rests(&held) {
            return Err(DiscoveryError::Resting);
        }
        let fetched = self.fetch_keys(&provider, &mut held).await;
        self.note(&fetched, &mut held);
        Ok((provider, fetched?))
    }

    /// The provider by a newer description than the one that is too old; or by that one for a day, where no newer can
    /// be had. It is let go of while it is fetched, so that others go on with the one before.
    async fn renewed<'a>(
        &self,
        authority: &Url,
        known: &'a Mutex<Known>,
        mut held: MutexGuard<'a, Known>,
    ) -> Result<(Arc<Provider>, MutexGuard<'a, Known>), DiscoveryError> {
        let before = self.unless_older(held.provider.as_ref(), KEYS_SECS);
        if self.rests(&held) {
            return before.map(|before| (before, held)).ok_or(DiscoveryError::Resting);
        }
        // Without keys there is nothing to go on with, so that others wait.
        let keys_stand = self.unless_older(held.keys.as_ref(), KEYS_SECS).is_some();
        let Some(before) = before.filter(|_| keys_stand) else {
            let fetched = self.provider_of(authority, &mut held).await;
            self.note(&fetched, &mut held);
            return fetched.map(|provider| (provider, held));
        };
        held.rests_since = Some(self.clock.now());
        drop(held);
        let fetched = self.fetch_provider(authority).await;
        let mut held = known.lock().await;
        self.note(&fetched, &mut held);
        let provider = fetched.map_or(before, |provider| self.take_up(provider, &mut held));
        Ok((provider, held))
    }

    fn rests(&self, known: &Known) -> bool {
        let now = self.clock.now();
        known.rests_since.is_some_and(|since| is_within(now, since, REST_SECS))
    }

    /// Remembers a failure, and forgets the one before where there is none.
    fn note<T>(&self, fetched: &Result<T, DiscoveryError>, known: &mut Known) {
        known.rests_since = fetched.is_err().then(|| self.clock.now());
    }

    async fn provider_of(&self, authority: &Url, known: &mut Known) -> Result<Arc<Provider>, DiscoveryError> {
        if let Some(provider) = self.unless_older(known.provider.as_ref(), METADATA_SECS) {
            return Ok(provider);
        }
        let provider = self.fetch_provider(authority).await?;
        Ok(self.take_up(provider, known))
    }

    async fn fetch_provider(&self, authority: &Url) -> Result<Provider, DiscoveryError> {
        check_authority(authority)?;
        let json = fetch(&self.http, metadata_address(authority)).await?;
        Ok(Provider::from_metadata(authority, &json)?)
    }

    fn take_up(&self, provider: Provider, known: &mut Known) -> Arc<Provider> {
        let provider = Arc::new(provider);
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
        provider
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
