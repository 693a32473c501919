//! People with confirmed addresses, galleries with organizations and packages, and what mails carry.

use crate::{
    provider::{PERSONAL, Person},
    world::{Attempt, Open, World},
};
use contract::{
    Purpose, Timestamp,
    account::{AccountKind, Activity, AuditEntry, AuditKind},
    identity::{Identity, IdentityKind},
};
use reqwest::{Method, Response, StatusCode};
use rusqlite::Connection;
use serde_json::{Value, json};
use service::{Database, SeedAccount, SeedLogin};
use std::path::Path;
use tempfile::TempDir;

/// The reference in the link of a mail.
pub fn reference_in(text: &str) -> String {
    let at = text.find("/act/").unwrap() + "/act/".len();
    text[at..].chars().take_while(|c| !c.is_whitespace()).collect()
}

/// An account to begin with, with a confirmed address.
pub fn seeded(username: &str, person: Option<&Person>) -> SeedAccount {
    let login = person.map(|person| SeedLogin {
        tenant: person.tenant.unwrap_or_default().to_owned(),
        subject: person.subject.to_owned(),
        identity: Identity {
            name: Some(person.name.to_owned()),
            address: Some(person.address.to_owned()),
            kind: if person.tenant == Some(PERSONAL) {
                IdentityKind::Personal
            } else {
                IdentityKind::WorkOrSchool
            },
            second_factor: false,
        },
    });
    SeedAccount {
        username: username.to_owned(),
        kind: AccountKind::Individual,
        confirmed_email: Some(format!("{username}@example.org")),
        login,
        opened_at: Timestamp::from_secs(1_500_000_000),
    }
}

/// An organization to begin with.
pub fn seeded_organization(username: &str) -> SeedAccount {
    SeedAccount {
        kind: AccountKind::Organization,
        ..seeded(username, None)
    }
}

/// A world on a file, and the folder that it lies in.
pub async fn on_disk(set: impl FnOnce(&mut service::Configuration)) -> (World, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let world = World::with(|configuration| {
        configuration.database = Database::File(file);
        set(configuration);
    })
    .await;
    (world, folder)
}

/// One value from the database of [`on_disk`], as text.
pub fn look(folder: &Path, sql: &str) -> String {
    let connection = Connection::open(folder.join("accounts.db")).unwrap();
    connection
        .query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0))
        .map(|value| match value {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        })
        .unwrap()
}

impl World {
    /// An account whose address is confirmed.
    pub async fn confirmed(&self, person: &Person, username: &str) -> Open {
        let open = self.register(person, username).await;
        let code = self.code().await;
        assert_eq!(self.confirm(&open.token, &code).await.status(), StatusCode::OK);
        open
    }

    /// The first page of the account's activity: the latest first.
    pub async fn trail(&self, token: &str) -> Vec<AuditEntry> {
        let response = self.get("/api/v1/account/activity", Some(token)).await;
        let activity: Activity = response.json().await.unwrap();
        activity.entries
    }

    /// What happened, by the same page.
    pub async fn kinds(&self, token: &str) -> Vec<AuditKind> {
        let entries = self.trail(token).await.into_iter();
        entries.map(|entry| entry.kind).collect()
    }

    /// A completed proof that was begun in a session.
    pub async fn proved_in(&self, purpose: Purpose, person: &Person, token: &str) -> Attempt {
        let attempt = self.begin(purpose, Some(token)).await;
        self.complete(&attempt, person).await;
        attempt
    }

    pub async fn put(&self, path: &str, token: &str, body: Value) -> Response {
        self.call(Method::PUT, path, Some(token), Some(body)).await
    }

    /// Asks for the deletion of an account, with everything that it takes.
    pub async fn delete_account(&self, open: &Open, person: &Person) -> Response {
        let attempt = self.proved_in(Purpose::DeleteAccount, person, &open.token).await;
        let body = deletion_body(&attempt, &open.account.username);
        self.call(Method::DELETE, "/api/v1/account", Some(&open.token), Some(body))
            .await
    }
}

pub fn deletion_body(attempt: &Attempt, username: &str) -> Value {
    json!({
        "username": username,
        "proof": { "proof_id": attempt.id, "attempt_secret": attempt.secret },
        "unlist_orphans": true,
    })
}
