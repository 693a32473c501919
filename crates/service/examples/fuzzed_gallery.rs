//! The program `nuget-accounts-service`, given as the first argument, beside a provider of its own, with somebody signed
//! in and a package feed: what a fuzzer needs. Prints the origin, another at which streams end, the session's token and the
//! feed's secret as one line of JSON, and ends with its input.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool for tests may fail, and prints where it serves"
)]

#[path = "../tests/api/provider.rs"]
#[expect(dead_code, reason = "the tests know more people")]
mod provider;
#[path = "fuzzed_gallery/streams.rs"]
mod streams;

use contract::{Purpose, Secret, Timestamp};
use microsoft::nonce::{attempt_hash, proof_nonce};
use provider::{ANNA, CLIENT_ID, Provider, sign};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Stdio},
    time::{SystemTime, UNIX_EPOCH},
};

/// What the gallery calls itself: not a loopback address, so that it goes by whatever `Host` the fuzzer sends.
const PUBLIC_URL: &str = "https://accounts.example.org";

/// The secret of its package feed.
const FEED_SECRET: &str = "0123456789abcdef0123456789abcdef";

/// The running program; it ends with this.
struct Gallery {
    child: Child,
    origin: String,
}

impl Drop for Gallery {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Gallery {
    fn start(program: &Path, folder: &Path, authority: &str) -> Self {
        let mut child = testkit::program(program)
            .arg("serve")
            .env("NUGET_ACCOUNTS_NAME", "Fuzzed gallery")
            .env("NUGET_ACCOUNTS_PUBLIC_URL", PUBLIC_URL)
            .env("NUGET_ACCOUNTS_AUTHORITY", authority)
            .env("NUGET_ACCOUNTS_CLIENT_ID", CLIENT_ID)
            .env("NUGET_ACCOUNTS_DATABASE", folder.join("accounts.db"))
            .env("NUGET_ACCOUNTS_MAIL_FOLDER", folder.join("mail"))
            .env("NUGET_ACCOUNTS_LISTEN", "127.0.0.1:0")
            .env("NUGET_ACCOUNTS_FEED_SECRET_HASHES", hash_of(FEED_SECRET))
            .env("NUGET_ACCOUNTS_LOG_FORMAT", "json")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("\"serving\"") {
            line.clear();
            assert_ne!(log.read_line(&mut line).unwrap(), 0, "it ended before it served");
        }
        let entry: Value = serde_json::from_str(&line).unwrap();
        let origin = format!("http://{}", entry["fields"]["address"].as_str().unwrap());
        // Read on, or else the program would wait for room in the pipe; and show what went wrong, as the fuzzer cannot.
        std::thread::spawn(move || {
            let lines = log.lines().map_while(Result::ok);
            lines
                .filter(|line| line.contains("\"ERROR\""))
                .for_each(|line| println!("{line}"));
        });
        Self { child, origin }
    }

    async fn post(&self, path: &str, body: Value, expected: StatusCode) -> Value {
        let client = Client::builder().no_proxy().build().unwrap();
        let response = client
            .post(format!("{}{path}", self.origin))
            .json(&body)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), expected, "{path}");
        response.json().await.unwrap()
    }

    /// Opens an account, and answers with its session's token.
    async fn register(&self, provider: &Provider) -> String {
        let secret = Secret::new("a".repeat(43));
        let hash = attempt_hash(&secret);
        let body = json!({ "purpose": Purpose::SignIn, "attempt_hash": hash });
        let begun = self.post("/api/v1/proofs", body, StatusCode::CREATED).await;
        let proof = begun["proof_id"].as_str().unwrap();
        let nonce = proof_nonce(PUBLIC_URL, Purpose::SignIn, begun["challenge"].as_str().unwrap(), &hash);
        let id_token = sign(&provider.claims(&ANNA, nonce.expose(), now()));
        let body = json!({ "id_token": id_token, "attempt_secret": secret.expose() });
        let path = format!("/api/v1/proofs/{proof}/complete");
        self.post(&path, body, StatusCode::OK).await;
        let body = json!({
            "proof_id": proof,
            "attempt_secret": secret.expose(),
            "username": "anna",
            "email": ANNA.address,
            "installation": { "id": "fuzzer", "name": "Fuzzer" },
        });
        let opened = self.post("/api/v1/accounts", body, StatusCode::CREATED).await;
        opened["token"].as_str().unwrap().to_owned()
    }
}

/// As the setting takes it.
fn hash_of(secret: &str) -> String {
    let hash = accounts::digest::of_text(secret);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn now() -> Timestamp {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    Timestamp::from_secs(seconds.try_into().unwrap())
}

#[tokio::main]
async fn main() {
    let program = std::env::args_os().nth(1).expect("the path of nuget-accounts-service");
    let folder = tempfile::tempdir().unwrap();
    let provider = Provider::with_tenants().await;
    let gallery = Gallery::start(program.as_ref(), folder.path(), &provider.authority);
    let token = gallery.register(&provider).await;
    let streams = streams::serve_before(&gallery.origin).await;
    println!(
        "{}",
        json!({ "origin": gallery.origin, "streams": streams, "token": token, "feed": FEED_SECRET })
    );
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    ended.await.unwrap().unwrap();
}
