use super::{HEADERS, Listener};
use crate::tls::{Tls, tests::certified};
use axum::{Router, extract::ConnectInfo, routing::get};
use prometheus_client::metrics::gauge::Gauge;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

struct Running {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    /// Whether requests for `/held` wait. Each that does listens to it.
    hold: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Running {
    async fn start(set: impl FnOnce(&mut Listener)) -> Self {
        let who = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() };
        let hold = watch::channel(true).0;
        let held = hold.clone();
        let wait = async move || {
            held.subscribe().wait_for(|hold| !hold).await.unwrap();
            "held"
        };
        let app = Router::new()
            .route("/", get(who))
            .route("/held", get(wait))
            .route("/never", get(std::future::pending::<()>))
            // More than the system holds for who does not read.
            .route("/long", get(|| async { vec![b'x'; 64 * 1024 * 1024] }));
        let mut served = Listener::new(app, 8, Duration::from_secs(5));
        set(&mut served);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), watch::channel(false).0);
        let task = tokio::spawn(served.run(listener, stop.subscribe()));
        Self {
            address,
            stop,
            hold,
            task,
        }
    }

    /// Waits until so many requests are held.
    async fn holds(&self, count: usize) {
        while self.hold.receiver_count() != count {
            tokio::task::yield_now().await;
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn end(self) {
        self.stop.send_replace(true);
        self.task.await.unwrap();
    }
}

async fn say(stream: &mut TcpStream, text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
}

/// All that is answered until the connection is closed.
async fn hear(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // A connection that was reset has said all that it will.
    stream.read_to_end(&mut answer).await.ok();
    String::from_utf8(answer).unwrap()
}

const ASK: &str = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn the_peer_is_told_to_the_handlers() {
    let running = Running::start(|_| ()).await;
    let mut stream = running.connect().await;
    say(&mut stream, ASK).await;
    assert!(hear(&mut stream).await.ends_with("127.0.0.1"));
    running.end().await;
}

/// Rule 7.9.
#[tokio::test]
async fn who_takes_too_long_over_a_head_is_cut_off() {
    let running = Running::start(|set| set.head = Duration::from_millis(50)).await;
    let mut slow = running.connect().await;
    say(&mut slow, "GET / HTTP/1.1\r\nhost:").await;
    assert!(!hear(&mut slow).await.contains(" 200 "));
    let mut silent = running.connect().await;
    assert_eq!(hear(&mut silent).await, "");
    running.end().await;
}

/// Rule 7.9.
#[tokio::test]
async fn a_head_has_at_most_64_headers_and_16_kib() {
    let running = Running::start(|_| ()).await;
    for (count, size, status) in [
        (HEADERS - 2, 100, " 200 "),
        (HEADERS + 1, 1, " 431 "),
        (1, 17 * 1024, " 431 "),
    ] {
        let mut stream = running.connect().await;
        let headers: String = (0..count).map(|n| format!("x-{n}: {}\r\n", "y".repeat(size))).collect();
        say(
            &mut stream,
            &ASK.replace("host: x\r\n", &format!("host: x\r\n{headers}")),
        )
        .await;
        let answer = hear(&mut stream).await;
        assert!(answer.contains(status), "{count} headers of {size}: {answer}");
    }
    running.end().await;
}

/// Rule 7.9.
#[tokio::test]
async fn what_is_over_the_number_waits_until_another_leaves() {
    let running = Running::start(|set| set.max_connections = 1).await;
    let mut first = running.connect().await;
    say(&mut first, &ASK.replace("close", "keep-alive")).await;
    let mut begun = [0; 16];
    first.read_exact(&mut begun).await.unwrap();
    let mut second = running.connect().await;
    say(&mut second, ASK).await;
    let early = tokio::time::timeout(Duration::from_millis(100), second.read_u8()).await;
    assert!(early.is_err(), "it was served although there was no room");
    drop(first);
    assert!(hear(&mut second).await.contains("127.0.0.1"));
    running.end().await;
}

/// Rule 7.9.
#[tokio::test]
async fn who_does_not_read_the_answer_is_cut_off_and_leaves_its_place_to_another() {
    let running = Running::start(|set| {
        set.max_connections = 1;
        set.write = Duration::from_millis(50);
    })
    .await;
    let mut deaf = running.connect().await;
    say(&mut deaf, &ASK.replace("GET /", "GET /long")).await;
    let mut other = running.connect().await;
    say(&mut other, ASK).await;
    assert!(hear(&mut other).await.contains("127.0.0.1"));
    drop(deaf);
    running.end().await;
}

/// Rule 7.9.
#[tokio::test]
async fn what_is_over_the_number_of_one_address_is_closed() {
    let running = Running::start(|set| set.max_connections_per_address = 1).await;
    let mut first = running.connect().await;
    say(&mut first, &ASK.replace("close", "keep-alive")).await;
    first.read_u8().await.unwrap();
    let mut second = running.connect().await;
    second.write_all(ASK.as_bytes()).await.ok();
    assert_eq!(hear(&mut second).await, "");
    running.end().await;
}

#[tokio::test]
async fn what_is_not_finished_after_the_grace_is_cut_off() {
    let running = Running::start(|set| set.grace = Duration::from_millis(50)).await;
    let mut stream = running.connect().await;
    say(&mut stream, &ASK.replace("GET /", "GET /never")).await;
    let mut other = running.connect().await;
    say(&mut other, ASK).await;
    hear(&mut other).await;
    running.end().await;
    assert_eq!(hear(&mut stream).await, "");
}

/// A service of which nothing is cut off by the clock, and which says how many connections it has.
async fn patient(begun: Duration) -> (Running, Gauge) {
    let (long, open) = (Duration::from_secs(600), Gauge::default());
    let running = Running::start(|set| {
        set.open = open.clone();
        (set.head, set.grace, set.begun) = (long, long, begun);
    });
    (running.await, open)
}

async fn has_open(open: &Gauge, count: i64) {
    while open.get() != count {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn who_has_asked_for_nothing_is_closed_at_once_when_the_service_stops() {
    let (running, open) = patient(Duration::from_secs(600)).await;
    let mut silent = running.connect().await;
    let mut asked = running.connect().await;
    say(&mut asked, &ASK.replace("close", "keep-alive")).await;
    asked.read_u8().await.unwrap();
    has_open(&open, 2).await;
    tokio::time::timeout(Duration::from_secs(60), running.end())
        .await
        .unwrap();
    assert_eq!(hear(&mut silent).await, "");
    assert!(hear(&mut asked).await.ends_with("127.0.0.1"));
}

#[tokio::test]
async fn a_head_that_is_never_finished_holds_nobody_up_who_stops_and_a_request_is_still_answered() {
    let (running, open) = patient(Duration::from_millis(20)).await;
    let mut begun = running.connect().await;
    say(&mut begun, "GET / HTTP/1.1\r\nhost:").await;
    let mut asked = running.connect().await;
    say(&mut asked, &ASK.replace("GET /", "GET /held")).await;
    let mut later = running.connect().await;
    say(&mut later, &ASK.replace("close", "keep-alive")).await;
    later.read_u8().await.unwrap();
    say(&mut later, "GET / HTTP/1.1\r\n").await;
    has_open(&open, 3).await;
    running.holds(1).await;
    running.stop.send_replace(true);
    assert_eq!(hear(&mut begun).await, "");
    assert!(hear(&mut later).await.ends_with("127.0.0.1"));
    has_open(&open, 1).await;
    running.hold.send_replace(false);
    assert!(hear(&mut asked).await.ends_with("held"));
    running.end().await;
}

#[tokio::test]
async fn an_answer_that_is_on_its_way_to_a_slow_reader_is_told_whole_when_the_service_stops() {
    let (running, open) = patient(Duration::from_millis(1)).await;
    let mut slow = running.connect().await;
    say(&mut slow, &ASK.replace("GET /", "GET /long")).await;
    has_open(&open, 1).await;
    slow.read_u8().await.unwrap();
    running.stop.send_replace(true);
    assert!(hear(&mut slow).await.len() > 64 * 1024 * 1024);
    running.end().await;
}

#[tokio::test]
async fn a_handshake_that_is_not_done_holds_nobody_up_who_stops() {
    let folder = tempfile::tempdir().unwrap();
    let tls = Arc::new(Tls::load(certified(folder.path()).0).unwrap());
    let (long, open) = (Duration::from_secs(600), Gauge::default());
    let running = Running::start(|set| {
        (set.tls, set.open) = (Some(tls), open.clone());
        (set.head, set.grace) = (long, long);
    })
    .await;
    let mut stream = running.connect().await;
    say(&mut stream, "\x16\x03\x01").await;
    while open.get() == 0 {
        tokio::task::yield_now().await;
    }
    tokio::time::timeout(Duration::from_secs(60), running.end())
        .await
        .unwrap();
    assert_eq!(open.get(), 0);
}

/// Rule 7.11.
#[tokio::test]
async fn tls_is_spoken_under_the_new_certificate_once_it_was_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let (files, first) = certified(folder.path());
    let tls = Arc::new(Tls::load(files).unwrap());
    let running = Running::start(|set| set.tls = Some(Arc::clone(&tls))).await;
    let ask = async |root: &[u8]| {
        let client = reqwest::Client::builder()
            .no_proxy()
            .tls_certs_only([reqwest::Certificate::from_der(root).unwrap()])
            .resolve("localhost", running.address)
            .build()
            .unwrap();
        let url = format!("https://localhost:{}/", running.address.port());
        client.get(url).send().await.map(|answer| answer.status().as_u16())
    };
    assert_eq!(ask(&first).await.unwrap(), 200);
    let (_, second) = certified(folder.path());
    assert!(ask(&second).await.is_err());
    tls.reload().unwrap();
    assert_eq!(ask(&second).await.unwrap(), 200);
    assert!(ask(&first).await.is_err());
    let mut plain = running.connect().await;
    say(&mut plain, ASK).await;
    assert!(!hear(&mut plain).await.contains("HTTP/1.1 200"));
    running.end().await;
}
