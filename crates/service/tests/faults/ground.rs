//! A gallery on a disk of its own, started again and again from the same ground.

mod laying;
mod people;
mod running;

pub use laying::Laying;
pub use people::{PASSWORD, seed};
pub use running::{
    Asked, Request, Running, act, count, delete, found_on, open, patch, post, put, send_request, status_of,
};

use crate::{
    areas,
    provider::{Provider, sign},
    world::{Attempt, Open, client, nonce},
};
use ambient::Clock;
#[cfg(target_os = "linux")]
use ambient::SystemClock;
use people::person;
use reqwest::Client;
use serde_json::{Value, json};
#[cfg(target_os = "linux")]
use std::path::Path;
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tempfile::TempDir;
use testkit::ManualClock;
use vfs::{Disk, Image, PowerCut};

/// About how many seconds pass while it is laid ([`Laying::rest`]).
#[cfg(target_os = "linux")]
const LAYING: i64 = 300;

/// The statements that count the rows of every table. What is noted of limits is written every few seconds.
const ROWS: &str = "SELECT 'SELECT count(*) FROM ' || name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'limits' ORDER BY name";

/// What every start finds: the people, and for every command what it takes. Each has people of its own, so that all can be
/// sent one after the other.
pub struct Ground {
    /// As a gallery leaves it that is stopped: with everything in the file.
    pub image: Image,
    /// As a gallery leaves it that is killed: with much of it in the log.
    pub with_log: Image,
    pub provider: Provider,
    pub clock: Arc<ManualClock>,
    /// For each table a statement that counts its rows, but for what the service notes for itself.
    pub tables: Vec<String>,
    kept: Kept,
    client: Client,
    starts: AtomicU64,
}

/// What apps and mailboxes hold, by the names that the areas gave it.
#[derive(Default)]
pub struct Kept {
    sessions: BTreeMap<String, Open>,
    proofs: BTreeMap<String, Attempt>,
    words: BTreeMap<String, String>,
}

impl Kept {
    fn session(&self, name: &str) -> &Open {
        self.sessions
            .get(name)
            .unwrap_or_else(|| panic!("no session of {name}"))
    }

    fn proof(&self, name: &str) -> &Attempt {
        self.proofs.get(name).unwrap_or_else(|| panic!("no proof {name}"))
    }

    fn word(&self, name: &str) -> &str {
        self.words.get(name).unwrap_or_else(|| panic!("no word {name}"))
    }
}

impl Ground {
    /// Makes it, by the gallery's own commands.
    pub async fn lay() -> Self {
        Self::lay_from(ManualClock::default()).await
    }

    /// Makes it so that it is as of now when it is done, for a program that believes the computer's clock.
    #[cfg(target_os = "linux")]
    pub async fn lay_now() -> Self {
        let clock = ManualClock::default();
        let ahead = |clock: &ManualClock| SystemClock.now().as_micros() - clock.now().as_micros();
        clock.advance_micros(ahead(&clock));
        clock.advance_secs(-LAYING);
        let ground = Self::lay_from(clock).await;
        ground.clock.advance_micros(ahead(&ground.clock));
        ground
    }

    async fn lay_from(clock: ManualClock) -> Self {
        let (provider, clock) = (Provider::with_tenants().await, Arc::new(clock));
        let folder = tempfile::tempdir().unwrap();
        let (disk, client) = (Disk::mount(folder.path()), client());
        let running = open(&provider, &clock, folder, disk, 0).await;
        let running = running.map_err(|(error, _)| error).unwrap();
        seed(&running.service).await.unwrap();
        let mut laying = Laying::new(&running, &provider, &clock, &client);
        areas::lay(&mut laying).await;
        let kept = laying.kept;
        assert_eq!(running.service.check().await.unwrap(), Vec::<String>::new());
        let tables = running.texts(ROWS);
        let (disk, with_log) = (running.disk.clone(), running.disk.image());
        running.stop().await;
        Self {
            image: disk.image(),
            with_log,
            provider,
            clock,
            tables,
            kept,
            client,
            starts: AtomicU64::new(0),
        }
    }

    /// Puts the database into a file of this computer, as a copy.
    #[cfg(target_os = "linux")]
    pub fn put_into(&self, file: &Path) {
        running::copied(&self.image, file);
    }

    /// The username of the account that has the session with this token.
    pub fn whose(&self, token: &str) -> &str {
        let mut sessions = self.kept.sessions.values();
        let open = sessions.find(|open| open.token == token);
        &open.unwrap_or_else(|| panic!("nobody's session")).account.username
    }

    /// The session of this name.
    pub fn session(&self, name: &str) -> &Open {
        self.kept.session(name)
    }

    /// The proof of this name, as a request spends it.
    pub fn spent(&self, name: &str) -> Value {
        let attempt = self.kept.proof(name);
        json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret })
    }

    /// The proof of this name.
    pub fn proof(&self, name: &str) -> &Attempt {
        self.kept.proof(name)
    }

    /// The code, link or id of this name.
    pub fn word(&self, name: &str) -> &str {
        self.kept.word(name)
    }

    /// Completes a proof that nobody has completed, as this person.
    pub fn completing(&self, origin: &str, proof: &str, name: &'static str) -> Request {
        completing(&self.provider, &self.clock, origin, self.kept.proof(proof), name, true)
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

    /// Asks for something: the status of the answer, and its text.
    pub async fn send(&self, to: &Running, asked: &Asked) -> (u16, String) {
        running::send(&self.client, &self.provider, to, asked).await
    }
}

/// Everybody comes with a second factor, which no rule minds. The token says when they signed in, or does not.
fn completing(
    provider: &Provider,
    clock: &ManualClock,
    origin: &str,
    attempt: &Attempt,
    name: &'static str,
    dated: bool,
) -> Request {
    let mut claims = provider.claims(&person(name), &nonce(origin, attempt), clock.now());
    claims["acr"] = "urn:microsoft:policies:mfa".into();
    if !dated {
        claims.as_object_mut().unwrap().remove("auth_time");
    }
    let body = json!({ "id_token": sign(&claims), "attempt_secret": attempt.secret });
    post(&format!("/proofs/{}/complete", attempt.id), body)
}
