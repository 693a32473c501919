//! A gallery on a disk of its own, started again and again from the same ground.

mod laying;
mod people;
mod running;

pub use laying::Laying;
pub use people::{PASSWORD, seed};
pub use running::{Asked, Request, Running, act, delete, found_on, open, patch, post, put};

use crate::{
    areas,
    provider::{Provider, sign},
    world::{Attempt, Open, client, nonce},
};
use ambient::Clock;
use people::person;
use reqwest::Client;
use serde_json::{Value, json};
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

/// What every start finds: the people, and for every command what it takes. Each has people of its own, so that all can be
/// sent one after the other.
pub struct Ground {
    pub image: Image,
    pub provider: Provider,
    pub clock: Arc<ManualClock>,
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
        let (provider, clock) = (Provider::with_tenants().await, Arc::new(ManualClock::default()));
        let folder = tempfile::tempdir().unwrap();
        let (disk, client) = (Disk::mount(folder.path()), client());
        let running = open(&provider, &clock, folder, disk, 0).await;
        let running = running.map_err(|(error, _)| error).unwrap();
        seed(&running.service).await.unwrap();
        let mut laying = Laying::new(&running, &provider, &clock, &client);
        areas::lay(&mut laying).await;
        let kept = laying.kept;
        assert_eq!(running.service.check().await.unwrap(), Vec::<String>::new());
        let image = running.disk.image();
        running.stop().await;
        Self {
            image,
            provider,
            clock,
            kept,
            client,
            starts: AtomicU64::new(0),
        }
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
    pub fn completing(&self, at: &Running, proof: &str, name: &'static str) -> Request {
        completing(&self.provider, &self.clock, at, self.kept.proof(proof), name, true)
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
    at: &Running,
    attempt: &Attempt,
    name: &'static str,
    dated: bool,
) -> Request {
    let mut claims = provider.claims(&person(name), &nonce(&at.origin, attempt), clock.now());
    claims["acr"] = "urn:microsoft:policies:mfa".into();
    if !dated {
        claims.as_object_mut().unwrap().remove("auth_time");
    }
    let body = json!({ "id_token": sign(&claims), "attempt_secret": attempt.secret });
    post(&format!("/proofs/{}/complete", attempt.id), body)
}
