//! One guarded GET.

use super::DiscoveryError;
use crate::body::{self, BodyError};
use reqwest::{StatusCode, header::ACCEPT};
use url::Url;
use zeroize::Zeroizing;

/// The largest document that is read, in bytes. Microsoft's are a tenth of it.
pub(super) const BODY_LIMIT: usize = 256 * 1024;

/// Fetches a JSON document.
pub(super) async fn fetch(http: &reqwest::Client, address: Url) -> Result<Zeroizing<Vec<u8>>, DiscoveryError> {
    let answer = http.get(address).header(ACCEPT, "application/json").send().await;
    let answer = answer.map_err(|error| DiscoveryError::Unreachable(error.without_url()))?;
    let status = answer.status();
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        answer
            .error_for_status_ref()
            .map_err(|error| DiscoveryError::Unreachable(error.without_url()))?;
    }
    if status != StatusCode::OK {
        return Err(DiscoveryError::Status(status.as_u16()));
    }
    body::read(answer, BODY_LIMIT).await.map_err(|error| match error {
        BodyError::Broken(error) => DiscoveryError::Unreachable(error),
        BodyError::TooLarge => DiscoveryError::TooLarge,
    })
}
