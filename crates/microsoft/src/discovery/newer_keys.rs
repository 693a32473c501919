//! Keys that a token names and that are not known: fetched again, though not as often as anybody can send such a token.

use super::{Discovery, DiscoveryError, KEYS_SECS, REST_SECS, is_within};
use crate::keys::KeySet;
use std::sync::Arc;
use url::Url;

/// How long to wait between two key fetches that unknown key ids ask for, in seconds: anybody can send such an id.
const REFRESH_SECS: i64 = 60;

impl Discovery {
    /// Keys that were fetched after `seen`: by somebody else meanwhile, or now if a minute has passed since the last
    /// time that an unknown key id asked for it. Nothing where the ones that were seen are the newest.
    ///
    /// # Errors
    /// The keys cannot be had, or could not a moment ago: whether there are newer ones is not known then.
    pub(super) async fn newer_keys(
        &self,
        authority: &Url,
        seen: &Arc<KeySet>,
    ) -> Result<Option<Arc<KeySet>>, DiscoveryError> {
        let known = self.known(authority);
        let mut known = known.lock().await;
        if let Some(newer) = known.keys.as_ref().filter(|keys| !Arc::ptr_eq(&keys.value, seen)) {
            return Ok(Some(newer.value.clone()));
        }
        let now = self.clock.now();
        let (rest, newest) = if known.refresh_failed {
            (REST_SECS, Err(DiscoveryError::Resting))
        } else {
            (REFRESH_SECS, Ok(None))
        };
        if known.refreshed_at.is_some_and(|at| is_within(now, at, rest)) {
            return newest;
        }
        known.refreshed_at = Some(now);
        // Until they are there, also where nobody waits for them any more.
        known.refresh_failed = true;
        let provider = match self.unless_older(known.provider.as_ref(), KEYS_SECS) {
            Some(provider) => provider,
            None => self.provider_of(authority, &mut known).await?,
        };
        let fetched = self.fetch_keys(&provider, &mut known).await?;
        known.refresh_failed = false;
        Ok(Some(fetched))
    }
}
