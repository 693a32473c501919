//! HTTP as a gallery is spoken to: limits, refusals, clocks that differ, requests that may arrive twice.

use super::{
    address,
    refusal::{is_out_of_order, name_skew, refusal, unreachable_problem, with_status},
};
use ambient::Clock;
use contract::{Code, Problem, Secret, Timestamp};
use reqwest::{Method, RequestBuilder, Response, header, redirect};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use url::Url;
use zeroize::Zeroizing;

/// The largest answer that is read, in bytes.
const ANSWER_LIMIT: usize = 1024 * 1024;

/// How long a call may take, from connecting to the last byte.
const CALL_LIMIT: Duration = Duration::from_secs(20);

/// How long the event stream may be silent; the gallery sends a heartbeat every 25 seconds.
const SILENCE_LIMIT: Duration = Duration::from_secs(70);

/// From how many seconds on a difference of the clocks counts; the `Date` header is a whole second and travels a while.
const SKEW_NOTICED: u64 = 5;

/// The way to one gallery.
pub(super) struct Transport {
    http: reqwest::Client,
    origin: Url,
    clock: Arc<dyn Clock>,
    /// How many seconds the gallery's clock was ahead of this computer's at its last answer.
    skew: AtomicI64,
}

impl Transport {
    pub(super) fn new(origin: Url, clock: Arc<dyn Clock>) -> Result<Self, Problem> {
        let mut builder = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .read_timeout(SILENCE_LIMIT)
            .user_agent(concat!("NuGetAccounts/", env!("CARGO_PKG_VERSION")));
        if address::is_this_computer(&origin) {
            builder = builder.no_proxy();
        }
        let http = builder
            .build()
            .map_err(|error| Problem::new(Code::AppFailed, error.without_url().to_string()))?;
        Ok(Self {
            http,
            origin,
            clock,
            skew: AtomicI64::new(0),
        })
    }

    pub(super) fn origin(&self) -> &Url {
        &self.origin
    }

    pub(super) fn local(&self, at: Timestamp) -> Timestamp {
        let skew = self.skew.load(Ordering::Relaxed);
        if skew.unsigned_abs() < SKEW_NOTICED {
            at
        } else {
            at.plus_secs(-skew)
        }
    }

    /// A request whose answer ends.
    pub(super) fn request(&self, method: Method, path: &str, token: Option<&Secret>) -> RequestBuilder {
        let request = self.http.request(method, self.path(path)).timeout(CALL_LIMIT);
        match token {
            Some(token) => request.bearer_auth(token.expose()),
            None => request,
        }
    }

    /// A request whose answer is a stream.
    pub(super) fn endless(&self, method: Method, path: &str, token: &Secret) -> RequestBuilder {
        self.http.request(method, self.path(path)).bearer_auth(token.expose())
    }

    /// A `GET` of a path whose segments may hold anything.
    pub(super) fn get(&self, segments: &[&str]) -> RequestBuilder {
        let mut url = self.origin.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.extend(segments);
        }
        self.http.get(url).timeout(CALL_LIMIT)
    }

    pub(super) async fn post<A: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&Secret>,
        body: &impl Serialize,
    ) -> Result<A, Problem> {
        self.answer(self.request(Method::POST, path, token).json(body)).await
    }

    /// Posts what must be done once even where it arrives twice. The key comes from the body, so the same request has
    /// the same key, also when the person presses the button again after a restart.
    pub(super) async fn post_once<A: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<A, Problem> {
        let body = serde_json::to_vec(body).map_err(|error| Problem::new(Code::AppFailed, error.to_string()))?;
        let body = Zeroizing::new(body);
        let request = self
            .request(Method::POST, path, None)
            .header("idempotency-key", repeat_key(path, &body))
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.to_vec());
        self.answer(request).await
    }

    pub(super) async fn answer<A: DeserializeOwned>(&self, request: RequestBuilder) -> Result<A, Problem> {
        let body = read_limited(self.successful(request).await?).await?;
        serde_json::from_slice(&body).map_err(|_| Problem::new(Code::GalleryFailed, "an answer of another form"))
    }

    /// The body of a successful answer, whatever it is.
    pub(super) async fn bytes(&self, request: RequestBuilder) -> Result<Vec<u8>, Problem> {
        read_limited(self.successful(request).await?).await
    }

    pub(super) async fn done(&self, request: RequestBuilder) -> Result<(), Problem> {
        self.successful(request).await.map(drop)
    }

    pub(super) async fn successful(&self, request: RequestBuilder) -> Result<Response, Problem> {
        let response = self.send(request).await?;
        if response.status().is_success() {
            return Ok(response);
        }
        let problem = refusal(response).await;
        Err(name_skew(problem, self.skew.load(Ordering::Relaxed)))
    }

    /// What the gallery says about itself. What answers otherwise is no gallery, unless it says that it is out of order.
    pub(super) async fn description(&self) -> Result<Vec<u8>, Problem> {
        let response = self.send(self.request(Method::GET, "/api/v1/gallery", None)).await?;
        let status = response.status();
        if is_out_of_order(status) {
            return Err(with_status(Code::GalleryUnreachable, status));
        }
        if !status.is_success() {
            return Err(with_status(Code::NotAGallery, status));
        }
        read_limited(response).await.map_err(|problem| match problem.code {
            Code::GalleryFailed => Problem::new(Code::NotAGallery, problem.detail),
            _ => problem,
        })
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, Problem> {
        let response = request.send().await.map_err(|error| unreachable_problem(&error))?;
        if let Some(date) = date(&response) {
            self.skew.store(date.secs_since(self.clock.now()), Ordering::Relaxed);
        }
        Ok(response)
    }

    fn path(&self, path: &str) -> Url {
        let mut url = self.origin.clone();
        url.set_path(path);
        url
    }
}

/// By which the gallery knows a request again: nothing that could be guessed, since the body holds the attempt secret.
fn repeat_key(path: &str, body: &[u8]) -> String {
    let digest = Sha256::new()
        .chain_update("nuget-accounts/repeat/v1\n")
        .chain_update(path)
        .chain_update("\n")
        .chain_update(body)
        .finalize();
    hex::encode(&digest[..16])
}

/// The gallery's time (RFC 9110 6.6.1).
fn date(response: &Response) -> Option<Timestamp> {
    let text = response.headers().get(header::DATE)?.to_str().ok()?;
    let date = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(Timestamp::from_secs(date.timestamp().as_second()))
}

pub(super) async fn read_limited(mut response: Response) -> Result<Vec<u8>, Problem> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unreachable_problem(&error))? {
        if body.len() + chunk.len() > ANSWER_LIMIT {
            return Err(Problem::new(Code::GalleryFailed, "an answer over the limit"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_request_has_the_same_key_and_another_one_has_another() {
        assert_eq!(repeat_key("/a", b"{}"), repeat_key("/a", b"{}"));
        assert_ne!(repeat_key("/a", b"{}"), repeat_key("/b", b"{}"));
        assert_ne!(repeat_key("/a", b"{}"), repeat_key("/a", b"{ }"));
    }
}
