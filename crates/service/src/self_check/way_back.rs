//! The way back from the operator's browser: over a loopback port where it runs on this computer, by pasting where it
//! does not, as on a server without a screen.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header, uri::PathAndQuery},
    response::{Html, IntoResponse, Response},
};
use contract::Secret;
use microsoft::{
    callback::{Callback, parse_loopback, parse_pasted},
    provider::Provider,
};
use std::{io, sync::Arc};
use tokio::{net::TcpListener, sync::mpsc, task::JoinHandle};

/// What a request on the port is judged by.
#[derive(Clone)]
struct Waiting {
    state: Secret,
    provider: Arc<Provider>,
    host: String,
    arrived: mpsc::Sender<Callback>,
}

/// The way back. It ends when it is dropped.
pub struct WayBack {
    port: u16,
    waiting: Waiting,
    arrivals: mpsc::Receiver<Callback>,
    task: JoinHandle<()>,
}

impl Drop for WayBack {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Waiting {
    fn is_ours(&self, callback: &Callback) -> bool {
        callback.matches_state(&self.state) && callback.came_from(&self.provider)
    }
}

impl WayBack {
    /// Listens on a free port of `127.0.0.1`.
    ///
    /// # Errors
    /// There is none.
    pub async fn listen(state: Secret, provider: Arc<Provider>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let (arrived, arrivals) = mpsc::channel(1);
        let waiting = Waiting {
            state,
            provider,
            host: format!("127.0.0.1:{port}"),
            arrived,
        };
        let app = Router::new().fallback(take).with_state(waiting.clone());
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, app).await {
                tracing::warn!(%error, "the way back over loopback ended");
            }
        });
        Ok(Self {
            port,
            waiting,
            arrivals,
            task,
        })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The first callback of this sign-in, by either way.
    pub async fn next(&mut self, mut pasted: mpsc::Receiver<String>, mut complain: impl FnMut(&str)) -> Callback {
        loop {
            tokio::select! {
                Some(callback) = self.arrivals.recv() => return callback,
                Some(text) = pasted.recv() => match parse_pasted(&text) {
                    Ok(callback) if self.waiting.is_ours(&callback) => return callback,
                    Ok(_) => complain("That address is of another sign-in."),
                    Err(refusal) => complain(&format!("That is not it: {refusal}.")),
                },
                // Neither way can bring anything any more; the caller's patience ends it.
                else => std::future::pending().await,
            }
        }
    }
}

async fn take(State(waiting): State<Waiting>, uri: Uri, headers: HeaderMap) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let target = uri.path_and_query().map(PathAndQuery::as_str);
    let callback = target.and_then(|target| parse_loopback(target).ok());
    match callback.filter(|callback| host == Some(&waiting.host) && waiting.is_ours(callback)) {
        // A second one finds the channel full or closed, and changes nothing.
        Some(callback) => {
            waiting.arrived.try_send(callback).ok();
            page(
                StatusCode::OK,
                "You can close this page",
                "The check goes on in the terminal.",
            )
        }
        None => page(
            StatusCode::NOT_FOUND,
            "Nothing here",
            "No sign-in waits at this address.",
        ),
    }
}

fn page(status: StatusCode, title: &str, text: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1><p>{text}</p></html>"
    );
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ];
    (status, headers, Html(html)).into_response()
}
