//! A gallery that runs on its disk, and what it is asked.

use crate::{provider::Provider, world::configuration};
use contract::gallery::Feature;
use reqwest::{Client, Method};
use rusqlite::Connection;
use serde_json::Value;
use service::{
    Configuration, Database, OpenError, Service, maintenance,
    operator::{OperatorCommand, OperatorError, operate as operate_on, operator_socket},
};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;
use testkit::{ManualClock, SeededRandom};
use tokio::{net::TcpListener, task::JoinHandle};
use vfs::{Disk, Image, PowerCut};

/// A gallery on its disk.
pub struct Running {
    pub disk: Disk,
    pub origin: String,
    pub service: Service,
    folder: TempDir,
    server: JoinHandle<()>,
}

/// What a gallery is asked for.
pub enum Asked {
    /// By an app, or a page.
    Request(Request),
    /// By the operator.
    Operator(OperatorCommand),
}

/// A request.
pub struct Request {
    pub method: Method,
    pub path: String,
    pub token: Option<String>,
    pub body: Option<Value>,
}

fn request(method: Method, path: &str, body: Option<Value>) -> Request {
    Request {
        method,
        path: format!("/api/v1{path}"),
        token: None,
        body,
    }
}

pub fn post(path: &str, body: Value) -> Request {
    request(Method::POST, path, Some(body))
}

pub fn put(path: &str, body: Value) -> Request {
    request(Method::PUT, path, Some(body))
}

pub fn patch(path: &str, body: Value) -> Request {
    request(Method::PATCH, path, Some(body))
}

pub fn delete(path: &str) -> Request {
    request(Method::DELETE, path, None)
}

/// Presses the button of the page behind a link.
pub fn act(reference: &str) -> Request {
    Request {
        path: format!("/act/{reference}"),
        ..request(Method::POST, "", None)
    }
}

impl Request {
    pub fn by(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    pub fn with(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// Without a body.
    pub fn bare(mut self) -> Self {
        self.body = None;
        self
    }

    /// The same for the same request, so that sent again it is known.
    fn key(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (&self.path, self.body.as_ref().map(Value::to_string)).hash(&mut hasher);
        format!("{:0>32x}", hasher.finish())
    }
}

pub fn count(connection: &Connection, sql: &str) -> i64 {
    let counted = connection.query_row(sql, [], |row| row.get::<_, Option<i64>>(0));
    counted.unwrap_or_else(|error| panic!("{sql}: {error}")).unwrap_or(-1)
}

/// Numbers about what is found after a power cut, in a database that is whole and holds together.
pub fn found_on(image: &Image, cut: PowerCut, traces: &[&str]) -> Vec<i64> {
    let folder = tempfile::tempdir().unwrap();
    let _disk = image.mount(folder.path(), cut);
    let database = database(&folder);
    // The database is on the disk of the test; whoever looks whether there is one finds a file of its name.
    fs::write(&database, []).unwrap();
    let connection = Connection::open(&database).unwrap();
    let found = traces.iter().map(|sql| count(&connection, sql)).collect();
    assert_eq!(maintenance::check(&database).unwrap(), Vec::<String>::new(), "{cut:?}");
    found
}

/// Copies the database of an image into a file that is on no disk of a test.
#[cfg(target_os = "linux")]
pub fn copied(image: &Image, to: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let _disk = image.mount(folder.path(), PowerCut::LosesAll);
    let database = database(&folder);
    fs::write(&database, []).unwrap();
    maintenance::backup(&database, to).unwrap();
}

fn database(folder: &TempDir) -> PathBuf {
    folder.path().canonicalize().unwrap().join("accounts.db")
}

fn configured(provider: &Provider, origin: &str, folder: &TempDir) -> Configuration {
    let database = database(folder);
    let mut configuration = configuration(provider, origin, Database::File(database.clone()));
    configuration.features = vec![Feature::Registration, Feature::Passwords, Feature::TwoFactor];
    configuration.serving.operator_socket = Some(operator_socket(&database));
    configuration
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
    let configuration = configured(provider, &origin, &folder);
    let random = Arc::new(SeededRandom::new(seed));
    let service = match Service::open(configuration, clock.clone(), random).await {
        Ok(service) => service,
        Err(error) => return Err((error, folder)),
    };
    let server = tokio::spawn(service.listen(listener));
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

    /// Texts that are in the database now.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        let connection = Connection::open(database(&self.folder)).unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let texts = statement.query_map([], |row| row.get(0)).unwrap();
        texts.map(Result::unwrap).collect()
    }

    /// Changes the database behind the back of the service.
    pub fn change(&self, sql: &str) {
        Connection::open(database(&self.folder))
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    }

    /// Numbers about what is in the database now.
    pub fn counts(&self, traces: &[&str]) -> Vec<i64> {
        let connection = Connection::open(database(&self.folder)).unwrap();
        traces.iter().map(|sql| count(&connection, sql)).collect()
    }
}

/// Asks for something: the status of the answer, and its text.
pub async fn send(client: &Client, provider: &Provider, to: &Running, asked: &Asked) -> (u16, String) {
    match asked {
        Asked::Request(request) => send_request(client, &to.origin, request).await.unwrap(),
        Asked::Operator(command) => operate(provider, to, command).await,
    }
}

pub async fn send_request(client: &Client, to: &str, asked: &Request) -> reqwest::Result<(u16, String)> {
    let mut request = client.request(asked.method.clone(), format!("{to}{}", asked.path));
    request = request.header("idempotency-key", asked.key());
    if let Some(token) = &asked.token {
        request = request.bearer_auth(token);
    }
    if let Some(body) = &asked.body {
        request = request.json(body);
    }
    let response = request.send().await?;
    let status = response.status().as_u16();
    let told = response.headers().contains_key("retry-after");
    assert!(status != 503 || told, "{} does not say when to ask again", asked.path);
    Ok((status, response.text().await?))
}

/// An operator's command goes to the socket of the service that runs. There are no statuses: 503 is for what the database
/// is to blame for, 409 for all other refusals.
pub async fn operate(provider: &Provider, to: &Running, command: &OperatorCommand) -> (u16, String) {
    let configuration = configured(provider, &to.origin, &to.folder);
    let clock = Arc::new(ManualClock::default());
    let done = operate_on(configuration, clock, Arc::new(SeededRandom::new(0)), command).await;
    status_of(done).unwrap()
}

/// What became of an operator's command, as if it had been a request.
pub fn status_of(done: Result<String, OperatorError>) -> Result<(u16, String), OperatorError> {
    match done {
        Ok(sentence) => Ok((200, sentence)),
        Err(OperatorError::Refused(detail)) if detail.starts_with("the database") => Ok((503, detail)),
        Err(OperatorError::Refused(detail)) => Ok((409, detail)),
        Err(other) => Err(other),
    }
}
