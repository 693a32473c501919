//! Somebody on one connection: sends what an app would send.

use crate::{
    connection::Connection,
    program::{FEED_SECRET, ORIGIN},
    provider::Provider,
    random::Random,
};
use anyhow::{Context, Result, bail};
use contract::{Purpose, Secret};
use microsoft::nonce::{attempt_hash, proof_nonce};
use serde_json::{Value, json};
use std::{
    cell::Cell,
    net::{Ipv4Addr, SocketAddr},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

/// After how many proofs an address gets near its limits (rules 2.6, 7.5) and somebody else takes over.
const PROOFS_OF_AN_ADDRESS: u32 = 40;

/// After how many passwords: an address may type ten (rule 7.5).
const PASSWORDS_OF_AN_ADDRESS: u32 = 8;

/// Who holds an account.
pub struct Holder {
    /// The token of their session.
    token: Secret,
    /// Whether they want to be mailed, as it was chosen last.
    mailed: Cell<bool>,
}

impl Holder {
    /// Of the account with this number.
    pub fn new(number: u32) -> Self {
        Self {
            token: token(number),
            mailed: Cell::new(true),
        }
    }
}

/// Somebody.
pub struct Person<'a> {
    provider: &'a Provider,
    to: SocketAddr,
    holders: &'a [Holder],
    random: Random,
    connection: Option<Connection>,
    proofs: u32,
    passwords: u32,
}

/// An address of this computer that nobody has had.
fn next_address() -> Ipv4Addr {
    static LAST: AtomicU32 = AtomicU32::new(0x1_0000);
    let [_, first, second, third] = LAST.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    Ipv4Addr::new(127, first, second, third)
}

/// A proof that was begun.
pub struct Begun {
    id: String,
    challenge: String,
    secret: String,
}

impl<'a> Person<'a> {
    /// Somebody, whose acts follow from this seed, on behalf of any of these.
    pub fn new(provider: &'a Provider, to: SocketAddr, holders: &'a [Holder], seed: u64) -> Self {
        Self {
            provider,
            to,
            holders,
            random: Random::new(seed),
            connection: None,
            proofs: 0,
            passwords: 0,
        }
    }

    /// The number of anybody's account.
    fn anybody(&mut self) -> u32 {
        self.random.below(u32::try_from(self.holders.len()).unwrap_or(u32::MAX))
    }

    /// Anybody.
    fn holder(&mut self) -> Result<&'a Holder> {
        let number = self.anybody();
        self.holders.get(number as usize).context("nobody of this number")
    }

    /// The name of anybody's identity at the provider.
    pub fn subject(&mut self) -> String {
        format!("person-{}", self.anybody())
    }

    /// Sends a request; its answer's status must be one of these. How long it took, and the body.
    async fn ask(&mut self, request: &str, statuses: &[u16]) -> Result<(Duration, Vec<u8>)> {
        let begun = Instant::now();
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(Connection::open(self.to, next_address()).await?),
        };
        let answer = connection.exchange(request.as_bytes()).await?;
        if !statuses.contains(&answer.status) {
            bail!("{}: {}", answer.status, String::from_utf8_lossy(answer.body));
        }
        Ok((begun.elapsed(), answer.body.to_vec()))
    }

    /// `GET` without a token.
    pub async fn get(&mut self, path: &str) -> Result<Duration> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: bench\r\n\r\n");
        Ok(self.ask(&request, &[200]).await?.0)
    }

    /// `GET` with anybody's token.
    pub async fn get_as_anybody(&mut self, path: &str) -> Result<Duration> {
        let token = self.holder()?.token.expose();
        let request = format!("GET {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\n\r\n");
        Ok(self.ask(&request, &[200]).await?.0)
    }

    /// `POST` with a JSON body.
    async fn post(&mut self, path: &str, body: &Value, statuses: &[u16]) -> Result<(Duration, Vec<u8>)> {
        let secret = path.starts_with("/api/v1/feed/").then_some(FEED_SECRET);
        self.send("POST", path, secret, body, statuses).await
    }

    /// Sends a JSON body.
    async fn send(
        &mut self,
        method: &str,
        path: &str,
        bearer: Option<&str>,
        body: &Value,
        statuses: &[u16],
    ) -> Result<(Duration, Vec<u8>)> {
        let body = body.to_string();
        let bearer = bearer.map_or_else(String::new, |secret| format!("authorization: Bearer {secret}\r\n"));
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: bench\r\n{bearer}content-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.ask(&request, statuses).await
    }

    /// Changes what anybody is mailed about: to what it is not.
    pub async fn choose_mail(&mut self) -> Result<Duration> {
        let holder = self.holder()?;
        holder.mailed.set(!holder.mailed.get());
        let body = json!({ "from_others": holder.mailed.get(), "package_published": true });
        let token = Some(holder.token.expose());
        let asked = self.send("PUT", "/api/v1/account/mail", token, &body, &[200]);
        Ok(asked.await?.0)
    }

    /// Asks whether anybody's key may push a version of their package: it may.
    pub async fn authorize(&mut self) -> Result<Duration> {
        let number = self.anybody();
        let text = key_text(number);
        let body = json!({ "key": text.expose(), "action": "push", "package": format!("Person{number}.Tools") });
        let (took, answer) = self.post("/api/v1/feed/authorize", &body, &[200]).await?;
        if !answer.starts_with(br#"{"allowed":true"#) {
            bail!("not authorised: {}", String::from_utf8_lossy(&answer));
        }
        Ok(took)
    }

    /// Types a password for a name that nobody has, which is compared like any other and is wrong, from another address
    /// where this one has typed enough. Where too many wait the answer is that the gallery is busy, and when to come
    /// back: then it is waited for, as an app does, so that the queue is full and nobody asks in vain all the time.
    pub async fn type_password(&mut self) -> Result<Duration> {
        if self.passwords == PASSWORDS_OF_AN_ADDRESS {
            (self.connection, self.passwords) = (None, 0);
        }
        self.passwords += 1;
        let body = json!({
            "name": format!("nobody-{:x}", self.random.next()),
            "password": "Correct9Horse",
            "installation": { "id": "bench", "name": "bench" },
        });
        let (took, answer) = self.post("/api/v1/sessions/password", &body, &[401, 503]).await?;
        let answer: Value = serde_json::from_slice(&answer)?;
        if let Some(seconds) = answer["retry_after"].as_u64() {
            tokio::time::sleep(Duration::from_secs(seconds)).await;
        }
        Ok(took)
    }

    /// Begins a proof, from another address where this one has begun enough.
    pub async fn begin(&mut self) -> Result<(Duration, Begun)> {
        self.proofs += 1;
        if self.proofs.is_multiple_of(PROOFS_OF_AN_ADDRESS) {
            self.connection = None;
        }
        let secret = format!("{:032x}{:011x}", self.random.next(), self.proofs);
        let hash = attempt_hash(&Secret::new(secret.clone()));
        let body = json!({ "purpose": Purpose::SignIn, "attempt_hash": hash });
        let (took, answer) = self.post("/api/v1/proofs", &body, &[201]).await?;
        let answer: Value = serde_json::from_slice(&answer)?;
        let member = |name: &str| answer[name].as_str().map(str::to_owned).context("an incomplete answer");
        let begun = Begun {
            id: member("proof_id")?,
            challenge: member("challenge")?,
            secret,
        };
        Ok((took, begun))
    }

    /// Completes a proof. How long that one request took.
    pub async fn complete(&mut self, begun: &Begun) -> Result<Duration> {
        let hash = attempt_hash(&Secret::new(begun.secret.clone()));
        let nonce = proof_nonce(ORIGIN, Purpose::SignIn, &begun.challenge, &hash);
        let id_token = self.provider.sign(&self.subject(), nonce.expose())?;
        let body = json!({ "id_token": id_token, "attempt_secret": begun.secret });
        let path = format!("/api/v1/proofs/{}/complete", begun.id);
        Ok(self.post(&path, &body, &[200]).await?.0)
    }
}

/// The token of the session of the account with this number, as `bench-load` made it
/// (`crates/service/src/bulk.rs`, which changes with this).
pub fn token(number: u32) -> Secret {
    use accounts::{digest, session::token};
    let mut bytes = digest::labelled("nuget-accounts/bench/session", &[&number.to_be_bytes()]);
    bytes[..4].copy_from_slice(&(number / 64).to_be_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&bytes[..16]);
    token::derive(
        &Secret::new("bench".to_owned()),
        &[0; 32],
        contract::SessionId::from_bytes(id),
    )
}

/// The text of the API key of the account with this number, as `bench-load` made it.
fn key_text(number: u32) -> Secret {
    use accounts::{digest, key::secret_text};
    secret_text::from_bytes(digest::labelled("nuget-accounts/bench/key", &[&number.to_be_bytes()]))
}
