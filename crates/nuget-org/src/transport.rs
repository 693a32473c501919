//! HTTP as the site is spoken to: limits of time and size, pauses that it asks for, answers that are not its own.

mod gzip;

use crate::{
    memory::Memory,
    retry_after::retry_after,
    surface::{mark, same_origin},
};
use ambient::Clock;
use contract::{Code, Problem};
use reqwest::{
    RequestBuilder, Response, StatusCode,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, ETAG, HeaderMap, IF_NONE_MATCH, LOCATION},
};
use std::{sync::Arc, time::Duration};
use url::Url;

/// The way to the site.
#[derive(Clone)]
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    pub(crate) clock: Arc<dyn Clock>,
    /// How long one exchange may take, from connecting to the last byte.
    pub(crate) patience: Duration,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// What was asked.
    pub(crate) asked: Url,
}

impl Transport {
    /// Sends a request and reads at most `limit` bytes of the answer, counted after decompression too.
    ///
    /// # Errors
    /// [`Code::SiteUnreachable`], [`Code::SiteBusy`] for 429 and 5xx, [`Code::SiteIntercepted`] where a network asks for
    /// its own sign-in (511, RFC 6585), [`Code::SiteChanged`] for what is too large.
    pub(crate) async fn send(&self, request: RequestBuilder, limit: usize) -> Result<Answer, Problem> {
        let request = request.timeout(self.patience).header(ACCEPT_ENCODING, "gzip");
        let response = request.send().await.map_err(|error| unreachable(&error))?;
        let status = response.status();
        let headers = response.headers().clone();
        let asked = response.url().clone();
        let body = body(response, limit).await?;
        let compressed = headers.get(CONTENT_ENCODING).is_some_and(|coding| coding == "gzip");
        let body = if compressed { gzip::opened(&body, limit)? } else { body };
        self.in_order(Answer {
            status,
            headers,
            body,
            asked,
        })
    }

    /// Reads what stands at an address, asking only whether it changed where it was read before.
    ///
    /// # Errors
    /// As [`Transport::send`] and `read`, which is given every other answer.
    pub(crate) async fn read<T>(
        &self,
        memory: &Memory<T>,
        address: Url,
        limit: usize,
        read: impl FnOnce(&Answer) -> Result<T, Problem>,
    ) -> Result<Arc<T>, Problem> {
        let mut request = self.http.get(address.clone());
        let known = memory.known(&address);
        if let Some((mark, _)) = &known {
            request = request.header(IF_NONE_MATCH, mark.clone());
        }
        let answer = self.send(request, limit).await?;
        if let (StatusCode::NOT_MODIFIED, Some((_, reading))) = (answer.status, known) {
            return Ok(reading);
        }
        let reading = Arc::new(read(&answer)?);
        if let Some(mark) = answer.headers.get(ETAG) {
            memory.keep(address, mark.clone(), reading.clone());
        }
        Ok(reading)
    }

    fn in_order(&self, answer: Answer) -> Result<Answer, Problem> {
        let status = answer.status;
        if status == StatusCode::NETWORK_AUTHENTICATION_REQUIRED {
            return Err(intercepted("the network wants a sign-in of its own"));
        }
        if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() {
            let pause = retry_after(&answer.headers, &answer.body, self.clock.now());
            return Err(busy(status, pause));
        }
        Ok(answer)
    }
}

impl Answer {
    /// The body as text; what is no UTF-8 in it is replaced.
    pub(crate) fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// Where it leads, if it leads elsewhere.
    pub(crate) fn redirection(&self) -> Option<Url> {
        if !self.status.is_redirection() {
            return None;
        }
        self.asked.join(self.headers.get(LOCATION)?.to_str().ok()?).ok()
    }

    /// What it means that this answer is not of the expected form: it is the site's own, which then has changed; or
    /// somebody else gave it.
    pub(crate) fn unexpected(&self, what: &str) -> Problem {
        if let Some(target) = self.redirection() {
            return if same_origin(&target, &self.asked) {
                changed(format!("{what}: leads to another page"))
            } else {
                intercepted(format!("{what}: leads to another host"))
            };
        }
        let text = self.text();
        if !looks_like_markup(&text) {
            return changed(format!("{what}: status {}, another form", self.status.as_u16()));
        }
        let text = text.to_ascii_lowercase();
        let shows = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
        if shows(&mark::CHALLENGE) {
            intercepted(format!("{what}: a check for robots"))
        } else if shows(&mark::SITE) {
            changed(format!("{what}: status {}, another page", self.status.as_u16()))
        } else {
            intercepted(format!("{what}: a page that is not the site's"))
        }
    }
}

/// Whether a text is a page rather than data.
pub(crate) fn looks_like_markup(text: &str) -> bool {
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .starts_with('<')
}

/// Whether a text in lower case has a mark of the site's pages.
pub(crate) fn is_of_site(text: &str) -> bool {
    mark::SITE.iter().any(|mark| text.contains(mark))
}

pub(crate) fn changed(detail: impl Into<String>) -> Problem {
    Problem::new(Code::SiteChanged, detail)
}

pub(crate) fn intercepted(detail: impl Into<String>) -> Problem {
    Problem::new(Code::SiteIntercepted, detail)
}

pub(crate) fn busy(status: StatusCode, retry_after: Option<u32>) -> Problem {
    Problem {
        status: status.as_u16(),
        retry_after,
        ..Problem::new(Code::SiteBusy, format!("status {}", status.as_u16()))
    }
}

/// What kept a request from being answered, without its address, which may name a person.
fn unreachable(error: &reqwest::Error) -> Problem {
    let why = if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    Problem::new(Code::SiteUnreachable, why)
}

/// Reads a body. The limit counts what arrives: a length that is announced may be wrong or missing.
async fn body(mut response: Response, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unreachable(&error))? {
        if bytes.len() + chunk.len() > limit {
            return Err(changed("an answer that is too large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
