//! A gallery on a disk of its own, started again and again from the same ground.

use crate::{
    cast::{self, FINN},
    provider::{ANNA, DORA, PERSONAL, Person, Provider, sign},
    world::{Attempt, Open, begin_body, client, code_in, configuration, nonce, opened, register_body, session_body},
};
use ambient::Clock;
use contract::{Purpose, proof::ProofChallenge};
use reqwest::{Client, Method, Response, StatusCode};
use rusqlite::Connection;
use serde_json::{Value, json};
use service::{Database, OpenError, Service};
use std::{
    cell::Cell,
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

/// Somebody without an account, as are the next two.
const EVE: Person = stranger("eve");
const GUS: Person = stranger("gus");
const HAL: Person = stranger("hal");

const fn stranger(name: &'static str) -> Person {
    Person {
        tenant: Some(PERSONAL),
        subject: name,
        name,
        address: "stranger@outlook.com",
    }
}

/// What every start finds: the cast of the tests of the API, an account whose address waits to be confirmed, sessions, and
/// proofs at every stage.
pub struct Ground {
    pub image: Image,
    pub provider: Provider,
    pub clock: Arc<ManualClock>,
    pub people: People,
    pub proofs: Proofs,
    client: Client,
    starts: AtomicU64,
}

/// Sessions.
pub struct People {
    /// Anna's, who administers `team`, and another one of hers.
    pub anna: Open,
    pub other: Open,
    /// Dora's, whose address waits, and the code that was mailed to it.
    pub dora: Open,
    pub code: String,
    /// Finn's, who has a package and a key.
    pub finn: Open,
    /// His key, as the gallery shows it.
    pub key: Value,
}

/// Proofs.
pub struct Proofs {
    /// That nobody has completed.
    pub begun: Attempt,
    /// Of somebody who has no account.
    pub of_gus: Attempt,
    /// Of Anna: to sign in, to make recovery codes, to change her login.
    pub of_anna: Attempt,
    pub for_codes: Attempt,
    pub for_change: Attempt,
    /// Of the identity that she changes to.
    pub of_hal: Attempt,
    /// Of Finn, to delete his account.
    pub for_deletion: Attempt,
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
        body: None,
        ..post(path, Value::Null).with(Method::DELETE)
    }
}

impl Asked {
    /// The same with another method.
    pub fn with(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

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

/// How the ground is laid: what it is made of comes one after the other.
struct Laying<'a> {
    at: &'a Running,
    provider: &'a Provider,
    clock: &'a ManualClock,
    client: &'a Client,
    proofs: Cell<u32>,
}

impl Laying<'_> {
    async fn send(&self, asked: &Asked) -> Response {
        send(self.client, self.at, asked).await
    }

    async fn begin(&self, purpose: Purpose, by: Option<&Open>) -> Attempt {
        let number = self.proofs.replace(self.proofs.get() + 1);
        let secret = format!("attempt-{number:0>35}");
        let mut asked = post("/proofs", begin_body(purpose, &secret));
        asked.token = by.map(|open| open.token.clone());
        let challenge: ProofChallenge = self.send(&asked).await.json().await.unwrap();
        Attempt {
            purpose,
            secret,
            id: challenge.proof_id.to_string(),
            challenge: challenge.challenge,
        }
    }

    async fn proved(&self, purpose: Purpose, person: &Person, by: Option<&Open>) -> Attempt {
        let attempt = self.begin(purpose, by).await;
        let asked = completing(self.provider, self.clock, self.at, &attempt, person);
        assert_eq!(self.send(&asked).await.status(), StatusCode::OK);
        attempt
    }

    async fn sign_in(&self, person: &Person, installation: &str) -> Open {
        let attempt = self.proved(Purpose::SignIn, person, None).await;
        let asked = post("/sessions", session_body(&attempt, installation));
        opened(self.send(&asked).await).await
    }

    async fn people(&self) -> People {
        let attempt = self.proved(Purpose::SignIn, &DORA, None).await;
        let asked = post("/accounts", register_body(&attempt, "dora", DORA.address));
        let dora = opened(self.send(&asked).await).await;
        let code = code_in(&self.at.service.mails().await[0].text);
        let finn = self.sign_in(&FINN, "first").await;
        let wish = json!({ "owner": "finn", "description": "one", "scopes": ["push_version"], "packages": ["*"] });
        let made: Value = self
            .send(&post("/keys", wish).by(&finn.token))
            .await
            .json()
            .await
            .unwrap();
        People {
            anna: self.sign_in(&ANNA, "first").await,
            other: self.sign_in(&ANNA, "second").await,
            dora,
            code,
            finn,
            key: made["key"].clone(),
        }
    }

    async fn proofs(&self, people: &People) -> Proofs {
        let (anna, finn) = (Some(&people.anna), Some(&people.finn));
        Proofs {
            begun: self.begin(Purpose::SignIn, None).await,
            of_gus: self.proved(Purpose::SignIn, &GUS, None).await,
            of_anna: self.proved(Purpose::SignIn, &ANNA, None).await,
            for_codes: self.proved(Purpose::MakeRecoveryCodes, &ANNA, anna).await,
            for_change: self.proved(Purpose::ChangeLogin, &ANNA, anna).await,
            of_hal: self.proved(Purpose::ChangeLogin, &HAL, anna).await,
            for_deletion: self.proved(Purpose::DeleteAccount, &FINN, finn).await,
        }
    }
}

fn completing(provider: &Provider, clock: &ManualClock, at: &Running, attempt: &Attempt, person: &Person) -> Asked {
    let claims = provider.claims(person, &nonce(&at.origin, attempt), clock.now());
    let body = json!({ "id_token": sign(&claims), "attempt_secret": attempt.secret });
    post(&format!("/proofs/{}/complete", attempt.id), body)
}

async fn send(client: &Client, to: &Running, asked: &Asked) -> Response {
    let mut request = client.request(asked.method.clone(), format!("{}{}", to.origin, asked.path));
    request = request.header("idempotency-key", asked.key());
    if let Some(token) = &asked.token {
        request = request.bearer_auth(token);
    }
    if let Some(body) = &asked.body {
        request = request.json(body);
    }
    request.send().await.unwrap()
}

impl Ground {
    pub async fn lay() -> Self {
        let (provider, clock) = (Provider::with_tenants().await, Arc::new(ManualClock::default()));
        let folder = tempfile::tempdir().unwrap();
        let (disk, client) = (Disk::mount(folder.path()), client());
        let running = open(&provider, &clock, folder, disk, 0).await;
        let running = running.map_err(|(error, _)| error).unwrap();
        cast::seed_into(&running.service).await;
        let laying = Laying {
            at: &running,
            provider: &provider,
            clock: &clock,
            client: &client,
            proofs: Cell::default(),
        };
        let people = laying.people().await;
        let proofs = laying.proofs(&people).await;
        assert_eq!(running.service.check().await.unwrap(), Vec::<String>::new());
        let image = running.disk.image();
        running.stop().await;
        Self {
            image,
            provider,
            clock,
            people,
            proofs,
            client,
            starts: AtomicU64::new(0),
        }
    }

    /// Completes the proof that nobody has completed.
    pub fn complete(&self, at: &Running) -> Asked {
        completing(&self.provider, &self.clock, at, &self.proofs.begun, &EVE)
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
        send(&self.client, to, asked).await
    }
}
