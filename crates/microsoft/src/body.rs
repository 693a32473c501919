//! Response bodies, read up to a limit.

use reqwest::Response;
use zeroize::Zeroizing;

/// Why a body was not read to its end.
#[derive(Debug)]
pub(crate) enum BodyError {
    /// The connection broke or took too long.
    Broken(reqwest::Error),
    /// It is larger than the limit.
    TooLarge,
}

/// Reads a body of at most `limit` bytes. The limit counts what arrives, since a length that is announced may be wrong
/// or missing. The bytes are wiped on drop: some bodies hold tokens, and the room for them is made once so that growing
/// leaves no copies behind.
pub(crate) async fn read(mut response: Response, limit: usize) -> Result<Zeroizing<Vec<u8>>, BodyError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(limit));
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| BodyError::Broken(error.without_url()))?
    {
        if bytes.len() + chunk.len() > limit {
            return Err(BodyError::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
