//! The least that a mail server can be (RFC 5321 D.1), with a hand on when it answers.

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// So many connections, of which none is answered yet.
pub async fn accept(listener: &TcpListener, count: usize) -> Vec<TcpStream> {
    let mut accepted = Vec::new();
    while accepted.len() < count {
        accepted.push(listener.accept().await.unwrap().0);
    }
    accepted
}

/// Takes one mail on each.
pub async fn take_all(connections: Vec<TcpStream>) {
    for connection in connections {
        take(connection).await;
    }
}

/// Says yes to everything until the other side goes.
async fn take(connection: TcpStream) {
    let mut connection = BufReader::new(connection);
    connection.write_all(b"220 here\r\n").await.unwrap();
    let (mut line, mut words) = (String::new(), false);
    while connection.read_line(&mut line).await.is_ok_and(|read| read > 0) {
        let answer = match (words, line.trim_end()) {
            (true, ".") => "250 taken",
            (true, _) => "",
            (false, "DATA") => "354 go on",
            (false, "QUIT") => "221 bye",
            (false, _) => "250 yes",
        };
        words = answer == "354 go on" || words && answer.is_empty();
        if !answer.is_empty() {
            let answered = connection.write_all(format!("{answer}\r\n").as_bytes()).await;
            if answered.is_err() || answer == "221 bye" {
                return;
            }
        }
        line.clear();
    }
}
