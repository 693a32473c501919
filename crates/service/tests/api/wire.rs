//! What no client library sends: requests written byte by byte.

use crate::{provider::ANNA, world::World};
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Sends the bytes and reads until the gallery closes: the head and the body of the answer.
async fn exchange(world: &World, bytes: &[u8]) -> (String, String) {
    let address = world.gallery.origin.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    let all = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await;
    all.expect("an answer, and then the end").ok();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    (head.to_owned(), body.to_owned())
}

/// A request with the headers that every one has, and more.
fn request(world: &World, line: &str, headers: &str, body: &str) -> Vec<u8> {
    let host = world.gallery.origin.trim_start_matches("http://");
    format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n{body}").into_bytes()
}

async fn refuses(world: &World, bytes: &[u8], status: u16) {
    let (head, body) = exchange(world, bytes).await;
    let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{shown}\n{head}");
    assert!(
        head.contains("content-type: application/problem+json"),
        "{shown}\n{head}"
    );
    assert!(body.contains(&format!("\"status\":{status}")), "{shown}\n{body}");
}

#[tokio::test]
async fn odd_methods_and_targets_are_refused_with_a_problem() {
    let world = World::new().await;
    let cases = [
        ("OPTIONS *", 404),
        ("TRACE /api/v1/gallery", 405),
        ("NONSENSE /api/v1/gallery", 405),
        ("GET //api/v1/gallery", 404),
        ("GET /api/v1/gallery/", 404),
        ("GET /api/v1/../v1/gallery", 404),
        ("GET /api/v1/%67allery", 404),
        ("GET /api/v1/usernames/a%00b", 422),
        ("GET /api/v1/usernames/a%2Fb", 422),
        ("GET /api/v1/usernames/", 404),
    ];
    for (line, status) in cases {
        refuses(&world, &request(&world, line, "", ""), status).await;
    }
    world.end().await;
}

/// Rule 7.4.
#[tokio::test]
async fn no_host_or_two_are_refused() {
    let world = World::with(|set| set.public_url = "https://accounts.example.org".parse().unwrap()).await;
    let none = b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n";
    refuses(&world, none, 400).await;
    refuses(
        &world,
        &request(&world, "GET /healthz", "Host: other.example\r\n", ""),
        400,
    )
    .await;
    world.end().await;
}

#[tokio::test]
async fn a_body_that_is_encoded_or_of_two_types_is_refused() {
    let world = World::new().await;
    let json = "Content-Type: application/json\r\nContent-Length: 2\r\n";
    for more in ["Content-Encoding: gzip\r\n", "Content-Type: text/plain\r\n"] {
        let bytes = request(&world, "POST /api/v1/proofs", &format!("{json}{more}"), "{}");
        refuses(&world, &bytes, 415).await;
    }
    world.end().await;
}

/// Rule 7.2.
#[tokio::test]
async fn a_body_that_is_announced_as_too_large_is_not_waited_for() {
    let world = World::new().await;
    for (length, status) in [("65537", 413), ("99999999999", 413), ("18446744073709551615", 431)] {
        let headers = format!("Content-Type: application/json\r\nContent-Length: {length}\r\n");
        let bytes = request(&world, "POST /api/v1/proofs", &headers, "{}");
        let (head, _) = exchange(&world, &bytes).await;
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{length}: {head}");
    }
    world.end().await;
}

#[tokio::test]
async fn a_body_whose_end_cannot_be_told_is_refused_and_the_connection_closed() {
    let world = World::new().await;
    let json = "Content-Type: application/json\r\n";
    let smuggled = "0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n";
    let cases = [
        ("Content-Length: 2\r\nContent-Length: 3\r\n", "{}x"),
        ("Transfer-Encoding: chunked\r\n", "ZZ\r\n{}\r\n0\r\n\r\n"),
        ("Transfer-Encoding: nonsense\r\n", "{}"),
        ("Content-Length: -1\r\n", "{}"),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", smuggled),
    ];
    for (headers, body) in cases {
        let bytes = request(&world, "POST /api/v1/proofs", &format!("{json}{headers}"), body);
        let (head, body) = exchange(&world, &bytes).await;
        assert!(head.starts_with("HTTP/1.1 400 "), "{headers}: {head}");
        assert!(!body.contains("HTTP/1.1"), "{headers}: a second answer");
    }
    world.end().await;
}

/// Rule 7.1.
#[tokio::test]
async fn what_is_no_http_or_too_long_gets_a_status_and_hurts_nobody() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let long = "a".repeat(17 * 1024);
    let cases = [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(), 400),
        (request(&world, &format!("GET /{long}"), "", ""), 431),
        (request(&world, "GET /healthz", &"X-Odd: 1\r\n".repeat(300), ""), 431),
        (request(&world, "GET /healthz", "X-Odd: \x01\x02\r\n", ""), 400),
        (request(&world, "GET /healthz", "No colon\r\n", ""), 400),
    ];
    for (bytes, status) in cases {
        let (head, _) = exchange(&world, &bytes).await;
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
    }
    world.account(&open.token).await;
    world.end().await;
}

#[tokio::test]
async fn who_begins_with_http_2_is_closed_without_an_answer() {
    let world = World::new().await;
    let (head, body) = exchange(&world, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    assert_eq!((head.as_str(), body.as_str()), ("", ""));
    world.end().await;
}
