//! Fills a new database with many accounts, for benchmarks: through the rules, the rows and the statements of the
//! service itself, but in large transactions that are not synced.

use crate::store::{self, Submission};
use accounts::{
    Changes, Command, Entropy, Snapshot, Write, digest,
    installation::Place,
    key::{ApiKey, Scopes, secret_text},
    login::IdentityKey,
    package::{Owner, Package},
    seed::{Parts, Seed, SeedAccount},
    session::{SessionRow, token},
};
use contract::{
    AccountId, Problem, Secret, SessionId, Timestamp,
    account::AccountKind,
    identity::{Identity, IdentityKind},
    session::SessionKind,
};
use std::path::Path;
use uuid::Uuid;

/// How many accounts one transaction holds.
const CHUNK: u32 = 2_000;

/// Under which name the issuer of every login is stored: the bench configures it as `login_issuer`.
const ISSUER: &str = "bench";

/// Why a database was not filled.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// It cannot be made.
    #[error(transparent)]
    Open(#[from] store::OpenStoreError),
    /// An account breaks a rule.
    #[error("refused: {0}")]
    Refused(Problem),
    /// A token or a key has not its form, so nobody could sign in or push.
    #[error("a token or a key that was made has not its form")]
    Form,
    /// The store said no.
    #[error(transparent)]
    Commit(#[from] store::CommitError),
    /// SQLite failed.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

/// The token of the session of the account with this number. Who measures makes it anew from the number, in
/// `bench/src/person.rs`, which needs no feature of this package for it: what is changed here is changed there.
fn session_token(number: u32) -> Secret {
    token::derive(&Secret::new("bench".to_owned()), &[0; 32], session_id(number))
}

/// The text of the API key of the account with this number; also made anew in `bench/src/person.rs`.
fn key_text(number: u32) -> Secret {
    secret_text::from_bytes(digest::labelled("nuget-accounts/bench/key", &[&number.to_be_bytes()]))
}

fn session_id(number: u32) -> SessionId {
    let mut bytes = digest::labelled("nuget-accounts/bench/session", &[&number.to_be_bytes()]);
    // Ids begin with their time, so those of one minute lie together, as in a gallery that grew.
    bytes[..4].copy_from_slice(&(number / 64).to_be_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&bytes[..16]);
    SessionId::from_bytes(id)
}

/// Makes a database of this many accounts, each with a confirmed address, a login, a session that was used just now, a
/// package and a key for it.
///
/// # Errors
/// The store failed, or accounts of these names are there already.
pub fn load(database: &Path, count: u32, now: Timestamp) -> Result<(), BulkError> {
    let connection = store::open_unsynced(database)?;
    let mut first = 0;
    while first < count {
        let last = (first + CHUNK).min(count);
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let submission = Submission {
            changes: accounts(first..last, now)?,
            ..Submission::default()
        };
        store::apply(&connection, &submission)?;
        connection.execute_batch("COMMIT")?;
        first = last;
    }
    connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

fn accounts(numbers: std::ops::Range<u32>, now: Timestamp) -> Result<Changes, BulkError> {
    let opened_at = now.plus_secs(-86_400);
    let seeds = numbers.clone().map(|number| account(number, opened_at));
    let seed = Seed {
        accounts: seeds.collect(),
        parts: Parts::default(),
    };
    let salt = digest::labelled("nuget-accounts/bench/accounts", &[&numbers.start.to_be_bytes()]);
    let decision = seed.decide(&Snapshot::default(), now, &mut Entropy::new(salt));
    let (mut changes, ()) = decision.map_err(|refusal| BulkError::Refused(refusal.into()))?;
    // Seeding is for empty galleries; this one is not empty after the first step.
    changes.guards.clear();
    let ids = changes.writes.iter().filter_map(|write| match write {
        Write::InsertAccount(row) => Some(row.id),
        _ => None,
    });
    let ids: Vec<AccountId> = ids.collect();
    for (id, number) in ids.into_iter().zip(numbers) {
        changes.writes.extend(session(id, number, now)?);
        changes.writes.extend(package(id, number, now)?);
    }
    Ok(changes)
}

fn account(number: u32, opened_at: Timestamp) -> SeedAccount {
    let key = IdentityKey {
        issuer: ISSUER.to_owned(),
        tenant: String::new(),
        subject: format!("person-{number}"),
    };
    let identity = Identity {
        name: Some(format!("Person {number}")),
        address: Some(format!("person{number}@example.org")),
        kind: IdentityKind::Other,
        second_factor: false,
    };
    SeedAccount {
        username: format!("person{number}"),
        kind: AccountKind::Individual,
        confirmed_email: Some(format!("person{number}@example.org")),
        login: Some((key, identity)),
        opened_at,
    }
}

fn session(account: AccountId, number: u32, now: Timestamp) -> Result<[Write; 2], BulkError> {
    let id = session_id(number);
    let installation_id = format!("installation-{number}");
    let row = SessionRow {
        id,
        token_hash: token::hash(session_token(number).expose()).ok_or(BulkError::Form)?,
        account,
        kind: SessionKind::Full,
        installation_id: installation_id.clone(),
        installation_name: "Bench".to_owned(),
        opened_at: now,
        // Noted a while ahead, so that no use of it has to be noted while something else is measured (rule 3.4).
        seen_at: now.plus_secs(4 * 3600),
        ended_at: None,
    };
    let place = Place {
        account,
        installation_id,
        seen_at: now,
    };
    Ok([Write::InsertSession(row), Write::SeePlace(place)])
}

fn package(account: AccountId, number: u32, now: Timestamp) -> Result<[Write; 3], BulkError> {
    let id = format!("Person{number}.Tools");
    let package = Package {
        folded: id.to_lowercase(),
        id,
        listed: true,
        has_versions: true,
        registered_at: now,
    };
    let owner = Owner {
        package: package.folded.clone(),
        account,
        since: now,
    };
    let text = key_text(number);
    let hash = secret_text::hash(text.expose()).ok_or(BulkError::Form)?;
    let key = ApiKey {
        id: Uuid::from_bytes(*session_id(number).as_bytes()),
        holder: account,
        owner: Some(account),
        description: "bench".to_owned(),
        hash,
        ending: secret_text::ending(&text),
        scopes: Scopes {
            push_version: true,
            ..Scopes::default()
        },
        packages: vec!["*".to_owned()],
        made_at: now,
        expires_at: now.plus_secs(30 * 86_400),
        // As with the session: its use need not be noted while it is measured.
        used_at: Some(now.plus_secs(4 * 3600)),
        revoked_at: None,
    };
    Ok([
        Write::InsertPackage(package),
        Write::InsertOwner(owner),
        Write::InsertKey(key),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{configuration::Database, store::Store};

    #[tokio::test]
    async fn a_database_that_was_filled_holds_together_and_its_tokens_open_sessions() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("accounts.db");
        load(&file, 2_100, Timestamp::from_secs(1_800_000_000)).unwrap();
        let store = Store::open(&Database::File(file)).unwrap();
        assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
        for number in [0, 1_999, 2_099] {
            let hash = token::hash(session_token(number).expose()).unwrap();
            assert!(store.session_by_token(hash).await.unwrap().is_some());
        }
        store.close().await;
    }
}
