//! The gallery's HTTP API, called.

mod account;
mod acts;
mod clients;
mod description;
mod patience;
mod way_in;

use super::{address, transport::Transport};
use contract::{Code, Problem, Secret, Timestamp};
use patience::patiently;
use reqwest::{Method, header};
use serde::Serialize;
use std::sync::Arc;
use wizards::Call;
use zeroize::Zeroizing;

pub use clients::Clients;
pub(super) use way_in::is_too_long;

/// A gallery at one origin. Cheap to clone.
#[derive(Clone)]
pub struct GalleryClient(Arc<Transport>);

impl GalleryClient {
    /// The origin as it is dialled.
    #[must_use]
    pub fn origin(&self) -> String {
        address::origin(self.0.origin())
    }

    /// A time of the gallery as this computer's clock will show it: a clock that is wrong by minutes must neither end
    /// a sign-in at once nor keep one open that the gallery has given up.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> Timestamp {
        self.0.local(at)
    }

    /// Makes a call of a guided wizard, also where the gallery is out of reach for a moment: it has a key, or changes
    /// nothing.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn send(
        &self,
        token: Option<&Secret>,
        call: &Call,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<Vec<u8>, Problem> {
        let body = match body {
            Some(body) => {
                Some(serde_json::to_vec(body).map_err(|error| Problem::new(Code::AppFailed, error.to_string()))?)
            }
            None => None,
        };
        let body = body.map(Zeroizing::new);
        // Names are segments, in which no question mark stands: what is behind one names the revision that was seen.
        let (path, seen) = match path.split_once("?revision=") {
            Some((path, seen)) => (path, Some(seen)),
            None => (path, None),
        };
        let request = || {
            let path = format!("/api/v1{path}");
            let mut request = self.0.request(method.clone(), &path, token);
            if let Some(seen) = seen {
                request = request.query(&[("revision", seen)]);
            }
            if call.preview {
                request = request.query(&[("preview", "true")]);
            }
            if let Some(key) = &call.key {
                request = request.header("idempotency-key", key);
            }
            if let Some(body) = &body {
                request = request
                    .header(header::CONTENT_TYPE, "application/json")
                    .body(body.to_vec());
            }
            self.0.bytes(request)
        };
        patiently(request).await
    }
}
