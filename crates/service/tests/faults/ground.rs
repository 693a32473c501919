//! A gallery on a disk of its own, started again and again from the same ground.

use crate::{
    provider::{ANNA, BEN, CARA, Person, Provider, sign},
    world::{Attempt, begin_body, client, code_in, configuration, nonce, opened, register_body, session_body},
};
use ambient::Clock;
use contract::{Purpose, proof::ProofChallenge};
use reqwest::{Client, Method, Response, StatusCode};
use rusqlite::Connection;
use serde_json::{Value, json};
use service::{Database, OpenError, Service};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tempfile::TempDir;
use testkit::{ManualClock, SeededRandom};
use tokio::{net::TcpListener, task::JoinHandle};
use vfs::{Disk, Image, PowerCut};

/// What every start finds: an account with two sessions, a code that was mailed, and proofs at every stage.
pub struct Ground {
    pub image: Image,
    pub provider: Provider,
    pub clock: Arc<ManualClock>,
    /// A session of Anna's, and another one to end.
    pub token: String,
    pub other: String,
    pub other_token: String,
    /// The code mailed to Anna's address.
    pub code: String,
    /// A proof that nobody has completed.
    pub begun: Attempt,
    /// Ben's proof, who has no account.
    pub of_ben: Attempt,
    /// Another proof of Anna's.
    pub of_anna: Attempt,
    client: Client,
    starts: AtomicU64,
}

/// A gallery on its disk.
pub struct Running {
    pub disk: Disk,
    pub origin: String,
    pub service: Service,
    folder: TempDir,
    server: JoinHandle<()>,
}

/// What is sent.
pub struct Asked {
    pub method: Method,
    pub path: String,
    pub token: Option<String>,
    pub body: Option<Value>,
}

pub fn post(path: &str, body: Value) -> Asked {
    Asked {
        method: Method::POST,
        path: format!("/api/v1{path}"),
        token: None,
        body: Some(body),
    }
}

pub fn delete(path: &str) -> Asked {
    Asked {
        method: Method::DELETE,
        path: format!("/api/v1{path}"),
        token: None,
        body: None,
    }
}

impl Asked {
    pub fn by(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// The same for the same request, so that sent again it is known.
    fn key(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (&self.path, self.body.as_ref().map(Value::to_string)).hash(&mut hasher);
        format!("{:x}", hasher.finish())
    }
}

fn count(folder: &TempDir, sql: &str) -> i64 {
    let connection = Connection::open(database(folder)).unwrap();
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// One number about what is found after a power cut, in a database that is whole.
pub fn found_on(image: &Image, cut: PowerCut, sql: &str) -> i64 {
    let folder = tempfile::tempdir().unwrap();
    let _disk = image.mount(folder.path(), cut);
    let broken = "SELECT (SELECT count(*) FROM pragma_foreign_key_check)
        + (SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok')";
    assert_eq!(count(&folder, broken), 0, "the database is not whole");
    count(&folder, sql)
}

fn database(folder: &TempDir) -> PathBuf {
    folder.path().canonicalize().unwrap().join("accounts.db")
}

/// Opens the gallery whose disk is at this folder.
pub async fn open(
    provider: &Provider,
    clock: &Arc<ManualClock>,
    folder: TempDir,
    disk: Disk,
    seed: u64,
) -> Result<Running, (OpenError, TempDir)> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let configuration = configuration(provider, &origin, Database::File(database(&folder)));
    let random = Arc::new(SeededRandom::new(seed));
    let service = match Service::open(configuration, clock.clone(), random).await {
        Ok(service) => service,
        Err(error) => return Err((error, folder)),
    };
    let app = service.router().into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    Ok(Running {
        disk,
        origin,
        service,
        folder,
        server,
    })
}

impl Running {
    /// Stops as an operator would stop it. What is left of it is on the disk.
    pub async fn stop(self) -> TempDir {
        self.server.abort();
        self.service.close().await;
        self.folder
    }

    /// One number about what is in the database now.
    pub fn count(&self, sql: &str) -> i64 {
        count(&self.folder, sql)
    }
}

impl Ground {
    pub async fn lay() -> Self {
        let (provider, clock) = (Provider::with_tenants().await, Arc::new(ManualClock::default()));
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::mount(folder.path());
        let running = open(&provider, &clock, folder, disk, 0)
            .await
            .map_err(|(error, _)| error)
            .unwrap();
        let empty = || Attempt {
            purpose: Purpose::SignIn,
            secret: String::new(),
            id: String::new(),
            challenge: String::new(),
        };
        let mut ground = Self {
            image: running.disk.image(),
            provider,
            clock,
            token: String::new(),
            other: String::new(),
            other_token: String::new(),
            code: String::new(),
            begun: empty(),
            of_ben: empty(),
            of_anna: empty(),
            client: client(),
            starts: AtomicU64::new(0),
        };
        ground.build(&running).await;
        assert_eq!(running.service.check().await.unwrap(), Vec::<String>::new());
        ground.image = running.disk.image();
        running.stop().await;
        ground
    }

    async fn build(&mut self, at: &Running) {
        let attempt = self.proved(at, &ANNA, "1").await;
        let asked = post("/accounts", register_body(&attempt, "anna", ANNA.address));
        self.token = opened(self.send(at, &asked).await).await.token;
        let attempt = self.proved(at, &ANNA, "2").await;
        let other = opened(
            self.send(at, &post("/sessions", session_body(&attempt, "second")))
                .await,
        )
        .await;
        (self.other, self.other_token) = (other.id, other.token);
        self.code = code_in(&at.service.mails().await[0].text);
        self.begun = self.begin(at, "3").await;
        self.of_ben = self.proved(at, &BEN, "4").await;
        self.of_anna = self.proved(at, &ANNA, "5").await;
    }

    async fn begin(&self, at: &Running, number: &str) -> Attempt {
        let secret = format!("attempt-{number:0>35}");
        let response = self
            .send(at, &post("/proofs", begin_body(Purpose::SignIn, &secret)))
            .await;
        let challenge: ProofChallenge = response.json().await.unwrap();
        Attempt {
            purpose: Purpose::SignIn,
            secret,
            id: challenge.proof_id.to_string(),
            challenge: challenge.challenge,
        }
    }

    async fn proved(&self, at: &Running, person: &Person, number: &str) -> Attempt {
        let attempt = self.begin(at, number).await;
        let response = self.send(at, &self.completing(at, &attempt, person)).await;
        assert_eq!(response.status(), StatusCode::OK);
        attempt
    }

    fn completing(&self, at: &Running, attempt: &Attempt, person: &Person) -> Asked {
        let claims = self
            .provider
            .claims(person, &nonce(&at.origin, attempt), self.clock.now());
        let body = json!({ "id_token": sign(&claims), "attempt_secret": attempt.secret });
        post(&format!("/proofs/{}/complete", attempt.id), body)
    }

    /// Completes the proof that nobody has completed.
    pub fn complete(&self, at: &Running) -> Asked {
        self.completing(at, &self.begun, &CARA)
    }

    /// Starts a gallery on a disk that was found after a power cut at the moment of an image.
    pub async fn start(&self, image: &Image, cut: PowerCut) -> Running {
        let folder = tempfile::tempdir().unwrap();
        let disk = image.mount(folder.path(), cut);
        self.again(folder, disk).await
    }

    /// Starts a gallery on a disk where one was before. Ids are made of randomness, so each start has its own.
    pub async fn again(&self, folder: TempDir, disk: Disk) -> Running {
        let seed = 1 + self.starts.fetch_add(1, Ordering::SeqCst);
        let opened = open(&self.provider, &self.clock, folder, disk, seed).await;
        opened.map_err(|(error, _)| error).unwrap()
    }

    /// Sends a request.
    pub async fn send(&self, to: &Running, asked: &Asked) -> Response {
        let mut request = self
            .client
            .request(asked.method.clone(), format!("{}{}", to.origin, asked.path));
        request = request.header("idempotency-key", asked.key());
        if let Some(token) = &asked.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = &asked.body {
            request = request.json(body);
        }
        request.send().await.unwrap()
    }
}
