//! Whether a provider can be reached, for whoever asks however often.

use super::{Discovery, DiscoveryError, METADATA_SECS, REST_SECS, is_within};
use contract::Timestamp;
use std::sync::{Arc, PoisonError};
use tokio::sync::Mutex;
use url::Url;

/// What came of looking. It is locked while one looks, so that many who ask at once make one request.
#[derive(Debug, Default)]
pub(super) struct Look {
    failed_at: Option<Timestamp>,
}

impl Discovery {
    /// Whether the provider's description can be had: from memory for an hour. That it cannot is remembered for some
    /// seconds. Sign-ins wait for none of this, and gain by what is found.
    ///
    /// # Errors
    /// Why it cannot; [`DiscoveryError::Resting`] where that was said some seconds ago.
    pub async fn reach(&self, authority: &Url) -> Result<(), DiscoveryError> {
        let look = self.look(authority);
        let mut look = look.lock().await;
        let rests = |at| is_within(self.clock.now(), at, REST_SECS);
        if look.failed_at.is_some_and(rests) {
            return Err(DiscoveryError::Resting);
        }
        let known = self.known(authority);
        if self
            .unless_older(known.lock().await.provider.as_ref(), METADATA_SECS)
            .is_some()
        {
            return Ok(());
        }
        let found = self.fetch_provider(authority).await;
        look.failed_at = found.is_err().then(|| self.clock.now());
        let provider = found?;
        let mut known = known.lock().await;
        self.take_up(provider, &mut known);
        Ok(())
    }

    fn look(&self, authority: &Url) -> Arc<Mutex<Look>> {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        looks.entry(authority.clone()).or_default().clone()
    }
}
