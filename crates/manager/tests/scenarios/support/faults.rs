//! What goes wrong between the app and the gallery.

use ambient::Clock;
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, header},
    middleware::{Next, from_fn},
    response::Response,
};
use contract::Timestamp;
use futures::stream;
use std::{
    io,
    sync::{Arc, Mutex},
};
use testkit::ManualClock;
use tokio::sync::oneshot;

/// What goes wrong between the app and the gallery, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The answer to the next `POST` of this path that is no preview is cut off: the gallery has done it, the app does not
    /// know.
    LoseAnswer(&'static str),
    /// The same for a path that ends like this.
    LoseEnding(&'static str),
    /// The same for another method than `POST`.
    Lose(Method, &'static str),
    /// The same for every `POST` of this path, until it is mended.
    LoseAll(&'static str),
    /// The next answer to this method and path waits until the test lets it go.
    Hold(Method, &'static str),
}

#[derive(Default)]
pub struct Faults {
    next: Mutex<Option<Fault>>,
    held: Mutex<Option<oneshot::Sender<oneshot::Sender<()>>>>,
}

/// The gallery behind faults, telling the time of the test's clock.
pub fn disturbed(router: Router, clock: Arc<ManualClock>, faults: Arc<Faults>) -> Router {
    router.layer(from_fn(move |request: Request, next: Next| {
        let (clock, faults) = (clock.clone(), faults.clone());
        async move {
            let fault = faults.take(&request);
            let mut response = next.run(request).await;
            response.headers_mut().insert(header::DATE, http_date(clock.now()));
            match fault {
                Some(Fault::LoseAnswer(_) | Fault::LoseEnding(_) | Fault::LoseAll(_) | Fault::Lose(..)) => {
                    cut_off(response)
                }
                Some(Fault::Hold(..)) => faults.hold(response).await,
                None => response,
            }
        }
    }))
}

impl Faults {
    pub fn set(&self, fault: Fault) {
        *self.next.lock().unwrap() = Some(fault);
    }

    pub fn mend(&self) {
        *self.next.lock().unwrap() = None;
    }

    pub fn has_happened(&self) -> bool {
        self.next.lock().unwrap().is_none()
    }

    /// Ends when the answer is held; what it gives lets it go.
    pub fn hold_next(&self, method: Method, path: &'static str) -> oneshot::Receiver<oneshot::Sender<()>> {
        let (held, is_held) = oneshot::channel();
        *self.held.lock().unwrap() = Some(held);
        self.set(Fault::Hold(method, path));
        is_held
    }

    fn take(&self, request: &Request) -> Option<Fault> {
        let mut next = self.next.lock().unwrap();
        let strikes = match &*next {
            Some(Fault::LoseAnswer(path)) => {
                let previews = request.uri().query() == Some("preview=true");
                request.method() == Method::POST && request.uri().path() == *path && !previews
            }
            Some(Fault::LoseAll(path)) => request.method() == Method::POST && request.uri().path() == *path,
            Some(Fault::LoseEnding(end)) => request.method() == Method::POST && request.uri().path().ends_with(end),
            Some(Fault::Hold(method, path) | Fault::Lose(method, path)) => {
                request.method() == method && request.uri().path() == *path
            }
            None => false,
        };
        match &*next {
            Some(Fault::LoseAll(_)) if strikes => next.clone(),
            _ if strikes => next.take(),
            _ => None,
        }
    }

    async fn hold(&self, response: Response) -> Response {
        let held = self.held.lock().unwrap().take();
        let (release, released) = oneshot::channel();
        let _ = held.unwrap().send(release);
        let _ = released.await;
        response
    }
}

/// An answer whose body breaks off.
fn cut_off(response: Response) -> Response {
    let (parts, _) = response.into_parts();
    let broken = stream::iter([Ok("{"), Err(io::Error::from(io::ErrorKind::ConnectionReset))]);
    Response::from_parts(parts, Body::from_stream(broken))
}

fn http_date(now: Timestamp) -> HeaderValue {
    let time = jiff::Timestamp::from_second(now.as_secs()).unwrap();
    let text = time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderValue::from_str(&text).unwrap()
}
