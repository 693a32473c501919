//! A gallery with its provider and a clock, and an app that talks to it.

#[path = "world/checked.rs"]
mod checked;

use crate::provider::{CLIENT_ID, Person, Provider, sign};
use accounts::{digest, key::KeyPolicy};
use ambient::Clock;
use checked::Checked;
use contract::{
    Code, Problem, Purpose, Secret,
    account::Account,
    gallery::Feature,
    proof::{CompletedProof, ProofChallenge},
};
use microsoft::nonce::{attempt_hash, proof_nonce};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use service::{Configuration, Database, MailDelivery, MissingSignInTime, Service, Serving};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use testkit::{ManualClock, SeededRandom};
use tokio::{net::TcpListener, task::JoinHandle};

/// The secret of the feed that a gallery under test has.
pub const FEED_SECRET: &str = "feed-secret-0123456789abcdef0123456789abcdef";

/// A gallery under test. However it ends, its database is checked: it must hold together.
pub struct World {
    pub clock: Arc<ManualClock>,
    pub provider: Provider,
    pub gallery: Gallery,
    attempts: AtomicU64,
    client: Client,
}

/// One running gallery.
pub struct Gallery {
    pub origin: String,
    pub service: Checked,
    task: JoinHandle<()>,
}

/// The app's side of a proof.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub purpose: Purpose,
    pub secret: String,
    pub id: String,
    pub challenge: String,
}

/// A session in the app's hands.
#[derive(Clone, Debug)]
pub struct Open {
    pub token: String,
    pub id: String,
    pub account: Account,
}

/// A client that goes nowhere but where it is sent.
pub fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

pub fn configuration(provider: &Provider, origin: &str, database: Database) -> Configuration {
    Configuration {
        name: "Test Gallery".to_owned(),
        public_url: origin.parse().unwrap(),
        database,
        authority: provider.authority.parse().unwrap(),
        client_id: CLIENT_ID.to_owned(),
        scopes: ["openid", "profile", "email"].map(str::to_owned).to_vec(),
        login_issuer: Some("practice".to_owned()),
        features: vec![Feature::Registration],
        mail: MailDelivery::Memory,
        feed_secrets: vec![digest::of_text(FEED_SECRET)],
        keys: KeyPolicy::default(),
        shut_down_grace: Duration::from_secs(5),
        serving: Serving::default(),
        deletion_grace: Duration::from_secs(7 * 86_400),
        missing_sign_in_time: MissingSignInTime::default(),
        second_factor_seen: true,
    }
}

impl Gallery {
    pub async fn open(provider: &Provider, clock: &Arc<ManualClock>, set: impl FnOnce(&mut Configuration)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let mut configuration = configuration(provider, &origin, Database::Memory);
        set(&mut configuration);
        // A gallery that is opened again later must not draw what it drew before.
        let since = clock.now().as_micros() - ManualClock::default().now().as_micros();
        let random = SeededRandom::new(1 + since.unsigned_abs());
        let service = Service::open(configuration, clock.clone(), Arc::new(random))
            .await
            .unwrap();
        let task = tokio::spawn(service.listen(listener));
        let service = Checked::new(service);
        Self { origin, service, task }
    }

    pub async fn end(self) {
        self.task.abort();
        self.service.close().await;
    }
}

impl World {
    pub async fn new() -> Self {
        Self::with(|_| ()).await
    }

    pub async fn with(set: impl FnOnce(&mut Configuration)) -> Self {
        Self::at(Provider::with_tenants().await, set).await
    }

    pub async fn at(provider: Provider, set: impl FnOnce(&mut Configuration)) -> Self {
        crate::logs::capture();
        let clock = Arc::new(ManualClock::default());
        let gallery = Gallery::open(&provider, &clock, set).await;
        Self {
            clock,
            provider,
            gallery,
            attempts: AtomicU64::new(0),
            client: client(),
        }
    }

    pub async fn end(self) {
        self.gallery.end().await;
    }

    pub async fn call(&self, method: Method, path: &str, token: Option<&str>, body: Option<Value>) -> Response {
        let mut request = self.client.request(method, format!("{}{path}", self.gallery.origin));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        request.send().await.unwrap()
    }

    pub async fn get(&self, path: &str, token: Option<&str>) -> Response {
        self.call(Method::GET, path, token, None).await
    }

    pub async fn post(&self, path: &str, token: Option<&str>, body: Value) -> Response {
        self.call(Method::POST, path, token, Some(body)).await
    }

    pub fn new_secret(&self) -> String {
        let count = self.attempts.fetch_add(1, Ordering::SeqCst);
        format!("attempt-{count:0>35}")
    }

    pub async fn begin(&self, purpose: Purpose, token: Option<&str>) -> Attempt {
        let secret = self.new_secret();
        let response = self.post("/api/v1/proofs", token, begin_body(purpose, &secret)).await;
        assert_eq!(response.status(), StatusCode::CREATED);
        let challenge: ProofChallenge = response.json().await.unwrap();
        Attempt {
            purpose,
            secret,
            id: challenge.proof_id.to_string(),
            challenge: challenge.challenge,
        }
    }

    /// The nonce that the app puts into the request, for the gallery that it dialled.
    pub fn nonce(&self, attempt: &Attempt) -> String {
        nonce(&self.gallery.origin, attempt)
    }

    /// The ID token of a person who signed in just now.
    pub fn token(&self, attempt: &Attempt, person: &Person) -> String {
        sign(&self.provider.claims(person, &self.nonce(attempt), self.clock.now()))
    }

    pub async fn complete_with(&self, attempt: &Attempt, id_token: &str) -> Response {
        let body = json!({ "id_token": id_token, "attempt_secret": attempt.secret });
        self.post(&format!("/api/v1/proofs/{}/complete", attempt.id), None, body)
            .await
    }

    pub async fn complete(&self, attempt: &Attempt, person: &Person) -> CompletedProof {
        let response = self.complete_with(attempt, &self.token(attempt, person)).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    pub async fn proved(&self, purpose: Purpose, person: &Person) -> Attempt {
        let attempt = self.begin(purpose, None).await;
        self.complete(&attempt, person).await;
        attempt
    }

    pub async fn open_session(&self, attempt: &Attempt, installation: &str) -> Response {
        self.post("/api/v1/sessions", None, session_body(attempt, installation))
            .await
    }

    pub async fn sign_in(&self, person: &Person, installation: &str) -> Open {
        let attempt = self.proved(Purpose::SignIn, person).await;
        opened(self.open_session(&attempt, installation).await).await
    }

    pub async fn try_register(&self, attempt: &Attempt, username: &str, email: &str) -> Response {
        self.post("/api/v1/accounts", None, register_body(attempt, username, email))
            .await
    }

    pub async fn register(&self, person: &Person, username: &str) -> Open {
        let attempt = self.proved(Purpose::SignIn, person).await;
        opened(self.try_register(&attempt, username, person.address).await).await
    }

    /// The code in the latest mail.
    pub async fn code(&self) -> String {
        let mails = self.gallery.service.mails().await;
        code_in(&mails[0].text)
    }

    pub async fn account(&self, token: &str) -> Account {
        let response = self.get("/api/v1/account", Some(token)).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    pub async fn confirm(&self, token: &str, code: &str) -> Response {
        self.post(
            "/api/v1/account/email/confirmation",
            Some(token),
            json!({ "code": code }),
        )
        .await
    }
}

/// The eight digits in a mail.
pub fn code_in(text: &str) -> String {
    let line = text.lines().find(|line| line.starts_with("    ")).unwrap();
    line.trim().to_owned()
}

/// The plain words of an Internet message, read by a parser that is not ours.
pub fn plain_text(message: &[u8]) -> String {
    let parsed = mail_parser::MessageParser::default().parse(message).unwrap();
    parsed.body_text(0).unwrap().replace("\r\n", "\n")
}

pub fn nonce(origin: &str, attempt: &Attempt) -> String {
    let hash = attempt_hash(&Secret::new(attempt.secret.clone()));
    proof_nonce(origin, attempt.purpose, &attempt.challenge, &hash)
        .expose()
        .to_owned()
}

pub fn begin_body(purpose: Purpose, secret: &str) -> Value {
    json!({ "purpose": purpose, "attempt_hash": attempt_hash(&Secret::new(secret.to_owned())) })
}

pub fn session_body(attempt: &Attempt, installation: &str) -> Value {
    json!({
        "proof_id": attempt.id,
        "attempt_secret": attempt.secret,
        "installation": { "id": installation, "name": format!("computer {installation}") },
    })
}

pub fn register_body(attempt: &Attempt, username: &str, email: &str) -> Value {
    let mut body = session_body(attempt, "first");
    body["username"] = username.into();
    body["email"] = email.into();
    body
}

pub async fn opened(response: Response) -> Open {
    assert_eq!(response.status(), StatusCode::CREATED);
    let body: Value = response.json().await.unwrap();
    Open {
        token: body["token"].as_str().unwrap().to_owned(),
        id: body["session"]["id"].as_str().unwrap().to_owned(),
        account: serde_json::from_value(body["account"].clone()).unwrap(),
    }
}

/// Reads a refusal, and checks what every refusal has to be.
pub async fn refused(response: Response) -> Problem {
    let status = response.status();
    assert!(status.is_client_error() || status.is_server_error(), "{status}");
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let body: Value = response.json().await.unwrap();
    assert!(
        body["type"]
            .as_str()
            .unwrap()
            .starts_with("urn:nuget-accounts:problem:")
    );
    assert!(body["title"].is_string());
    let problem: Problem = serde_json::from_value(body).unwrap();
    assert_eq!(problem.status, status.as_u16());
    problem
}

pub async fn code_of(response: Response) -> Code {
    refused(response).await.code
}
