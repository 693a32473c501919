//! People, organizations and what hangs on them, for scenarios that begin in the middle.

use crate::{
    at_once::at_once,
    provider::{ANNA, BEN, CARA, PERSONAL, Person},
    world::{Open, World},
};
use contract::{
    Problem, Timestamp,
    account::AccountKind,
    identity::{Identity, IdentityKind},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;
use service::{
    SeedAccount, SeedLogin, Service,
    parts::{Parts, SeedKey, SeedMember, SeedPackage},
};
use std::sync::Arc;

/// Administers nothing, at the start.
pub const FINN: Person = Person {
    tenant: Some(PERSONAL),
    subject: "finn-oid",
    name: "Finn",
    address: "finn@outlook.com",
};

fn login(person: &Person) -> SeedLogin {
    SeedLogin {
        tenant: person.tenant.unwrap_or_default().to_owned(),
        subject: person.subject.to_owned(),
        identity: Identity {
            name: Some(person.name.to_owned()),
            address: Some(person.address.to_owned()),
            kind: IdentityKind::Personal,
            second_factor: false,
        },
    }
}

fn account(username: &str, email: &str, person: Option<&Person>) -> SeedAccount {
    SeedAccount {
        username: username.to_owned(),
        kind: if person.is_some() {
            AccountKind::Individual
        } else {
            AccountKind::Organization
        },
        confirmed_email: Some(email.to_owned()),
        login: person.map(login),
        opened_at: Timestamp::from_secs(1),
    }
}

/// Anna, Ben, Cara and Finn. Anna administers `team`, in which Ben collaborates, and alone `alone`. `team` owns a package
/// by itself. Finn is in no organization and has keys: one for his packages, one with full access.
pub async fn seed(world: &World) {
    seed_into(&world.gallery.service).await;
}

/// The same for a service by itself.
pub async fn seed_into(service: &Service) {
    let accounts = [
        account("anna", ANNA.address, Some(&ANNA)),
        account("ben", BEN.address, Some(&BEN)),
        account("cara", CARA.address, Some(&CARA)),
        account("finn", FINN.address, Some(&FINN)),
        account("team", "team@example.org", None),
        account("alone", "alone@example.org", None),
    ];
    let member = |organization, account, administrator| SeedMember {
        organization,
        account,
        administrator,
    };
    let key = |owner, description| SeedKey {
        holder: "finn",
        owner,
        description,
        days: 30,
    };
    let parts = Parts {
        members: vec![
            member("team", "anna", true),
            member("team", "ben", false),
            member("alone", "anna", true),
        ],
        packages: vec![
            SeedPackage {
                id: "Team.Tools",
                listed: true,
                owners: &["team"],
            },
            SeedPackage {
                id: "Finn.Tools",
                listed: true,
                owners: &["finn"],
            },
        ],
        keys: vec![key(Some("finn"), "build"), key(None, "old")],
        ..Parts::default()
    };
    service.seed_with(&accounts, parts).await.unwrap();
}

/// A gallery with them.
pub async fn world() -> World {
    let world = World::new().await;
    seed(&world).await;
    world
}

/// One request of a race.
pub type Racer = (Method, String, Option<String>, Option<Value>);

/// Sends requests all at once; what was answered, in their order.
pub async fn race(world: &Arc<World>, racers: Vec<Racer>) -> Vec<Result<StatusCode, Problem>> {
    at_once(racers.into_iter().map(async |(method, path, token, body)| {
        outcome(world.call(method, &path, token.as_deref(), body).await).await
    }))
}

async fn outcome(response: Response) -> Result<StatusCode, Problem> {
    if response.status().is_success() {
        return Ok(response.status());
    }
    Err(crate::world::refused(response).await)
}

pub fn wins(outcomes: &[Result<StatusCode, Problem>]) -> usize {
    outcomes.iter().filter(|outcome| outcome.is_ok()).count()
}

pub async fn finish(world: Arc<World>) {
    Arc::into_inner(world).unwrap().end().await;
}

/// A gallery with them in a file, for several at once.
pub async fn shared(folder: &tempfile::TempDir) -> Arc<World> {
    let file = folder.path().join("accounts.db");
    let world = World::with(|set| set.database = service::Database::File(file)).await;
    seed(&world).await;
    Arc::new(world)
}

pub async fn json(response: Response) -> Value {
    assert!(response.status().is_success(), "{:?}", response.text().await);
    response.json().await.unwrap()
}

impl World {
    pub async fn delete(&self, path: &str, open: &Open) -> Response {
        self.call(Method::DELETE, path, Some(&open.token), None).await
    }
}
