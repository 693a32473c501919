//! Taking connections (rule 7.9): so many at a time, each with little time and room for a request's head.
//!
//! What is over the number waits in the operating system's backlog; what is over the number of one network address is
//! closed, and so is what does not read its answer. Told to stop, the listener takes no more, lets the requests under way
//! finish for a grace, and cuts off the rest: at once who has asked for nothing, and soon who has begun a head.

mod places;
#[cfg(test)]
mod tests;
mod under_way;
mod write_timeout;

use crate::{configuration::Network, tls::Tls};
use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use places::{Place, Places};
use prometheus_client::metrics::gauge::Gauge;
use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
    time::timeout,
};
use tower_service::Service;
use under_way::UnderWay;
use write_timeout::WriteTimeout;

/// How long the head of a request, and a TLS handshake, may take; also how long an idle connection is kept.
const HEAD: Duration = Duration::from_secs(10);

/// How long the rest of a head that was begun is waited for by a service that is told to stop: it is on its way, or will
/// never come.
const BEGUN: Duration = Duration::from_secs(1);

/// How long an answer may wait for a single byte of it to be taken.
const WRITE: Duration = Duration::from_secs(20);

/// The most bytes in a request's head.
const HEAD_BYTES: usize = 16 * 1024;

/// The most headers of a request.
const HEADERS: usize = 64;

/// How long to rest where the system has no room for another connection.
pub const NO_ROOM: Duration = Duration::from_secs(1);

/// What is served, and within which bounds.
pub struct Listener {
    /// What answers.
    pub app: Router,
    /// How many connections are open at a time.
    pub max_connections: usize,
    /// How many of them may come from one network address.
    pub max_connections_per_address: usize,
    /// The proxies to which that does not apply.
    pub trusted_proxies: Vec<Network>,
    /// TLS, where the service does it itself.
    pub tls: Option<Arc<Tls>>,
    /// Counts the connections that are open.
    pub open: Gauge,
    /// How long requests may go on after the service was told to stop.
    pub grace: Duration,
    /// How long a head may take; shorter in tests.
    pub head: Duration,
    /// How long a head that was begun is waited for while stopping; shorter in tests.
    pub begun: Duration,
    /// How long an answer may wait to be read; shorter in tests.
    pub write: Duration,
}

impl Listener {
    /// With the bounds that hold for everybody, and as many connections from one address as from all.
    pub fn new(app: Router, max_connections: usize, grace: Duration) -> Self {
        Self {
            app,
            max_connections,
            max_connections_per_address: max_connections,
            trusted_proxies: Vec::new(),
            tls: None,
            open: Gauge::default(),
            grace,
            head: HEAD,
            begun: BEGUN,
            write: WRITE,
        }
    }

    /// Serves until `stopping` says so, and then until all is finished or the grace is over.
    pub async fn run(self, listener: TcpListener, mut stopping: watch::Receiver<bool>) {
        let room = Arc::new(Semaphore::new(self.max_connections));
        let places = Places::new(self.max_connections_per_address, self.trusted_proxies.clone());
        let (mut connections, grace) = (JoinSet::new(), self.grace);
        let this = Arc::new(self);
        loop {
            let next = tokio::select! {
                next = next(&listener, &room) => next,
                () = stopped(&mut stopping) => break,
            };
            let Some((stream, peer, room)) = next else { break };
            let Some(place) = places.take(peer.ip()) else {
                tracing::debug!("an address has too many connections");
                continue;
            };
            connections.spawn(Arc::clone(&this).connection(stream, peer, (room, place), stopping.clone()));
            while connections.try_join_next().is_some() {}
        }
        drop(listener);
        // What is not finished by then is dropped with the set, and so cut off.
        timeout(grace, async { while connections.join_next().await.is_some() {} })
            .await
            .ok();
    }

    async fn connection(
        self: Arc<Self>,
        stream: TcpStream,
        peer: SocketAddr,
        _held: (OwnedSemaphorePermit, Place),
        mut stopping: watch::Receiver<bool>,
    ) {
        let _counted = Counted::one(&self.open);
        stream.set_nodelay(true).ok();
        let stream = WriteTimeout::new(stream, self.write);
        let unread = stream.unread();
        let Some(tls) = &self.tls else {
            return self.serve(stream, peer, &unread, stopping).await;
        };
        let accepted = tokio::select! {
            accepted = timeout(self.head, tls.acceptor().accept(stream)) => accepted,
            // Who is not done with it has asked for nothing that could be waited for.
            () = stopped(&mut stopping) => return,
        };
        match accepted {
            Ok(Ok(stream)) => self.serve(stream, peer, &unread, stopping).await,
            Ok(Err(error)) => tracing::debug!(%error, "a TLS handshake failed"),
            Err(_) => tracing::debug!("a TLS handshake took too long"),
        }
    }

    async fn serve(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        peer: SocketAddr,
        unread: &AtomicBool,
        mut stopping: watch::Receiver<bool>,
    ) {
        let under_way = UnderWay::default();
        let answer = service_fn(|request: hyper::Request<Incoming>| {
            let begun = under_way.begin();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            // A router is always ready.
            let answering = self.app.clone().call(request);
            async move { Ok::<_, Infallible>(answering.await?.map(|body| begun.answered_by(body))) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.head)
            .max_headers(HEADERS)
            .max_header_size(HEAD_BYTES)
            .max_buf_size(HEAD_BYTES)
            .serve_connection(TokioIo::new(stream), answer);
        tokio::pin!(connection);
        let result = tokio::select! {
            result = connection.as_mut() => result,
            () = stopped(&mut stopping) => {
                connection.as_mut().graceful_shutdown();
                let unfinished = async {
                    loop {
                        under_way.none_for(self.begun).await;
                        // An answer that is on its way to a slow reader is not finished either.
                        if !unread.load(Ordering::Relaxed) {
                            return;
                        }
                    }
                };
                tokio::select! {
                    result = connection => result,
                    () = unfinished => return tracing::debug!("a request was never finished"),
                }
            }
        };
        if let Err(error) = result {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}

/// The next connection, with its place among those that are open.
async fn next(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Some((stream, peer, place)),
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken");
                tokio::time::sleep(NO_ROOM).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Resolves once the service is told to stop.
pub async fn stopped(stopping: &mut watch::Receiver<bool>) {
    stopping.wait_for(|stopping| *stopping).await.ok();
}

/// One more for as long as it lives.
struct Counted(Gauge);

impl Counted {
    fn one(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}
