//! Requests as bytes.

use serde_json::Value;
use service::operator::OperatorCommand;
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, UnixStream},
};

pub struct Answer {
    pub status: u16,
    pub body: Value,
    /// How often it was asked for.
    pub tries: u32,
}

/// One request on a connection of its own, from this address.
pub async fn exchange(
    address: &str,
    from: Ipv4Addr,
    route: &str,
    token: Option<&str>,
    body: &Value,
    key: &str,
) -> Option<Answer> {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((from, 0))).unwrap();
    let mut stream = socket.connect(address.parse().ok()?).await.ok()?;
    let token = token
        .map(|token| format!("authorization: Bearer {token}\r\n"))
        .unwrap_or_default();
    let key = if key.is_empty() {
        String::new()
    } else {
        format!("idempotency-key: {key}\r\n")
    };
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let request = format!(
        "{route} HTTP/1.1\r\nhost: accounts.example.org\r\nconnection: close\r\ncontent-type: application/json\r\n\
         {token}{key}content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.ok()?;
    let response = String::from_utf8(response).ok()?;
    let (head, body) = response.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    // An answer that was cut off is none.
    if length.is_some_and(|length| length.parse() != Ok(body.len())) {
        return None;
    }
    Some(Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        body: serde_json::from_str(body).unwrap_or_default(),
        tries: 1,
    })
}

/// An operator's command over the socket of the program that runs; nothing where it was killed before its answer was here.
/// The command line would take the database itself where no program runs.
pub async fn operate(socket: &Path, command: &OperatorCommand) -> Option<Result<String, String>> {
    let mut stream = UnixStream::connect(socket).await.ok()?;
    let line = format!("{}\n", serde_json::to_string(command).unwrap());
    stream.write_all(line.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    // An answer that was cut off is none.
    serde_json::from_str(answer.strip_suffix('\n')?).ok()
}
