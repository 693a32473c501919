use super::*;

async fn listening() -> (Loopback, mpsc::Receiver<Arrival>) {
    let (arrivals, received) = mpsc::channel(4);
    (Loopback::listen(arrivals, Tongue::English).await.unwrap(), received)
}

async fn send(port: u16, request: String) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

fn get(port: u16, target: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")
}

fn callback() -> String {
    format!("/auth/callback?state={}&code=abc", "s".repeat(43))
}

#[tokio::test]
async fn a_callback_is_handed_over_and_the_page_says_done_only_after_the_verdict() {
    let (loopback, mut received) = listening().await;
    let answer = tokio::spawn(send(loopback.port(), get(loopback.port(), &callback())));
    let arrival = received.recv().await.unwrap();
    assert!(!answer.is_finished());
    arrival.verdict.send(Verdict::Accepted).unwrap();
    assert!(answer.await.unwrap().contains("You can close this page"));
}

#[tokio::test]
async fn an_ignored_callback_never_sees_the_page_that_says_done() {
    let (loopback, mut received) = listening().await;
    let answer = tokio::spawn(send(loopback.port(), get(loopback.port(), &callback())));
    received.recv().await.unwrap().verdict.send(Verdict::Ignored).unwrap();
    let answer = answer.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"));
    assert!(!answer.contains("close this page"));
}

#[tokio::test]
async fn favicons_foreign_hosts_and_other_methods_do_not_end_the_wait() {
    let (loopback, mut received) = listening().await;
    let port = loopback.port();
    let foreign = get(port, &callback()).replace("127.0.0.1", "evil.example");
    for request in [
        get(port, "/favicon.ico"),
        get(port, "/"),
        foreign,
        get(port, &callback()).replace("GET", "POST"),
    ] {
        assert!(send(port, request).await.starts_with("HTTP/1.1 404"));
    }
    assert!(received.try_recv().is_err());
    let answer = tokio::spawn(send(port, get(port, &callback())));
    received.recv().await.unwrap().verdict.send(Verdict::Accepted).unwrap();
    assert!(answer.await.unwrap().starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn an_endless_request_is_cut_off() {
    let (loopback, _received) = listening().await;
    assert_eq!(send(loopback.port(), "G".repeat(HEAD_LIMIT + 1)).await, "");
}

#[tokio::test]
async fn the_port_closes_with_the_sign_in() {
    let (loopback, _received) = listening().await;
    let port = loopback.port();
    drop(loopback);
    while TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[test]
fn the_answer_is_whole_http_that_no_browser_stores_or_downloads() {
    let answer = page("200 OK", Tongue::English, &Tongue::English.came_back());
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    assert!(head.contains(&format!("content-length: {}", body.len())));
    for header in [
        "content-type: text/html",
        "cache-control: no-store",
        "connection: close",
        "referrer-policy: no-referrer",
    ] {
        assert!(head.contains(header), "{header}");
    }
}

#[test]
fn the_page_says_its_language_and_speaks_it() {
    let answer = page("200 OK", Tongue::German, &Tongue::German.came_back());
    assert!(answer.contains("<html lang=\"de\">"));
    assert!(answer.contains("<h1>Sie können diese Seite schließen</h1>"));
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    assert!(head.contains(&format!("content-length: {}", body.len())));
}
