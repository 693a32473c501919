//! The stand-in as a program, for tests of the whole product and for people: it prints its addresses in one line of JSON
//! and serves until it is ended. `--port NUMBER` for another port than a free one. It is edited and told to fail by
//! `POST /__stand-in/edit` and `/__stand-in/fail`.

use stand_in::StandIn;
use std::{future, io};

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let site = StandIn::start_at(port()?).await?;
    say(&site);
    future::pending().await
}

fn port() -> io::Result<u16> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Ok(0),
        ["--port", number] => number.parse().map_err(io::Error::other),
        _ => Err(io::Error::other("usage: stand-in [--port NUMBER]")),
    }
}

#[expect(clippy::print_stdout, reason = "who started it reads its addresses there")]
fn say(site: &StandIn) {
    let addresses = serde_json::json!({ "gallery": site.gallery(), "index": site.index() });
    println!("{addresses}");
}
