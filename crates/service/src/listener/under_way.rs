//! Which requests of a connection are under way, so that who stops knows whom to wait for.

use axum::body::{Body, Bytes};
use hyper::body::{Frame, SizeHint};
use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{sync::watch, time::timeout};

/// The requests of one connection whose heads were read and whose answers are not written yet.
#[derive(Debug, Default)]
pub struct UnderWay(watch::Sender<usize>);

/// A request that is under way for as long as this lives.
#[derive(Debug)]
pub struct Request(watch::Sender<usize>);

/// The body of an answer; with its last byte the request is no longer under way.
struct Answer {
    body: Body,
    _request: Request,
}

impl UnderWay {
    /// The head of a request was read.
    pub fn begin(&self) -> Request {
        self.0.send_modify(|count| *count += 1);
        Request(self.0.clone())
    }

    /// Resolves once no request has been under way for this long.
    pub async fn none_for(&self, time: Duration) {
        let mut count = self.0.subscribe();
        loop {
            count.wait_for(|count| *count == 0).await.ok();
            if timeout(time, count.wait_for(|count| *count > 0)).await.is_err() {
                return;
            }
        }
    }
}

impl Request {
    /// Under way until this body was taken.
    pub fn answered_by(self, body: Body) -> Body {
        Body::new(Answer { body, _request: self })
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

impl hyper::body::Body for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
