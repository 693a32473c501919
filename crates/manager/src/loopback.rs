//! The way back over this computer's own address (RFC 8252 7.3): an ephemeral port of `127.0.0.1`, open only while a
//! sign-in wants it, that hears `GET` and nothing else.

use crate::words::{Saying, Tongue};
use microsoft::callback::{Callback, parse_loopback};
use std::{io, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::JoinHandle,
    time::timeout,
};

/// The longest request head that is read, in bytes.
const HEAD_LIMIT: usize = 8 * 1024;

/// How long a stranger may take to send a request.
const READ_LIMIT: Duration = Duration::from_secs(5);

/// How many connections are served side by side; a browser opens a few ahead of need.
const CONNECTIONS: usize = 16;

/// What the app says of a callback that arrived over loopback; it decides which page the browser shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The state was this sign-in's.
    Accepted,
    /// Nothing here waits for it.
    Ignored,
}

/// A callback that arrived, and where to answer what it was.
#[derive(Debug)]
pub struct Arrival {
    /// The callback.
    pub callback: Callback,
    /// Where the verdict goes.
    pub verdict: tokio::sync::oneshot::Sender<Verdict>,
}

/// A listener for one sign-in. It ends when it is dropped.
#[derive(Debug)]
pub struct Loopback {
    port: u16,
    task: JoinHandle<()>,
}

impl Loopback {
    /// Binds an ephemeral port and listens. The port is bound once and stays bound, so no other program can slip in.
    ///
    /// # Errors
    /// Where no port can be bound.
    pub async fn listen(arrivals: mpsc::Sender<Arrival>, tongue: Tongue) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(accept(listener, port, arrivals, tongue));
        Ok(Self { port, task })
    }

    /// The port that is bound: the one in the redirect address.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, port: u16, arrivals: mpsc::Sender<Arrival>, tongue: Tongue) {
    let places = std::sync::Arc::new(tokio::sync::Semaphore::new(CONNECTIONS));
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            return;
        };
        let Ok(place) = places.clone().acquire_owned().await else {
            return;
        };
        let arrivals = arrivals.clone();
        tokio::spawn(async move {
            let _ = timeout(READ_LIMIT * 2, serve(stream, port, arrivals, tongue)).await;
            drop(place);
        });
    }
}

async fn serve(mut stream: TcpStream, port: u16, arrivals: mpsc::Sender<Arrival>, tongue: Tongue) {
    let Ok(Some(head)) = timeout(READ_LIMIT, read_head(&mut stream)).await else {
        return;
    };
    let answer = match verdict_on(&head, port, &arrivals).await {
        Verdict::Accepted => page("200 OK", tongue, &tongue.came_back()),
        Verdict::Ignored => page("404 Not Found", tongue, &tongue.nothing_waits()),
    };
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut buffer = [0; 1024];
    while !head.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
        let read = stream.read(&mut buffer).await.ok()?;
        if read == 0 || head.len() + read > HEAD_LIMIT {
            return None;
        }
        head.extend_from_slice(&buffer[..read]);
    }
    String::from_utf8(head).ok()
}

/// What the app says of a request; a request that is no callback is nobody's.
async fn verdict_on(head: &str, port: u16, arrivals: &mpsc::Sender<Arrival>) -> Verdict {
    let Some(Ok(callback)) = target(head, port).map(parse_loopback) else {
        return Verdict::Ignored;
    };
    let (verdict, decided) = tokio::sync::oneshot::channel();
    if arrivals.send(Arrival { callback, verdict }).await.is_err() {
        return Verdict::Ignored;
    }
    decided.await.unwrap_or(Verdict::Ignored)
}

/// The path and query of a `GET` that names this listener as its host; a page of another site cannot forge that host.
fn target(head: &str, port: u16) -> Option<&str> {
    let mut lines = head.split("\r\n");
    let mut request = lines.next()?.split(' ');
    let (method, target, version) = (request.next()?, request.next()?, request.next()?);
    let host = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("host").then_some(value.trim())
    })?;
    (method == "GET" && version.starts_with("HTTP/1.") && host == format!("127.0.0.1:{port}")).then_some(target)
}

/// A whole answer: the address is replaced in the page's history entry by a clean one, so that no code stays visible.
fn page(status: &str, tongue: Tongue, Saying { title, text }: &Saying) -> String {
    let lang = tongue.tag();
    let body = format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title} - NuGet Accounts</title><style>{STYLE}</style><main><h1>{title}</h1><p>{text}</p></main>\
         <script>{SCRIPT}</script></html>"
    );
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\
         cache-control: no-store\r\nreferrer-policy: no-referrer\r\nx-content-type-options: nosniff\r\nx-frame-options: DENY\r\n\
         content-security-policy: default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'none'\r\n\r\n{body}",
        body.len()
    )
}

const SCRIPT: &str = "history.replaceState(null,'','/')";
const STYLE: &str = "body{font:16px/24px system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;\
background:#f5f5f5;color:#1b1b1b}main{padding:32px}h1{font-size:24px;line-height:32px}\
@media(prefers-color-scheme:dark){body{background:#1f1f1f;color:#fff}}";

#[cfg(test)]
mod tests;
