mod check;
mod plans;
mod sessions;
mod watch;

use super::{
    CommitError, Duplicate, Signals, Store, Submission, schema,
    writer::{self, Job},
};
use crate::configuration::Database;
use accounts::{
    Changes, Guard, Write,
    account::{AccountRow, ClaimedName},
    login::{IdentityKey, Login},
    outbound::{AuditRow, EventRow},
    username::Username,
};
use contract::{
    AccountId, EventId, SessionId, Timestamp,
    account::{AccountKind, AuditEntry, AuditKind},
    event::{Event, EventKind},
    identity::{Identity, IdentityKind},
};
use rusqlite::Connection;
use std::sync::mpsc;
use tokio::sync::oneshot;
use uuid::Uuid;

impl Store {
    /// Lets a database in memory grow by so many pages, or as it wants; answers with how many it may have.
    pub(crate) async fn page_limit(&self, more: Option<i64>) -> i64 {
        let limit = move |c: &Connection| {
            let pages: i64 = c.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            let most = more.map_or(1_000_000_000, |more| pages + more);
            c.query_row(&format!("PRAGMA max_page_count = {most}"), [], |row| row.get(0))
        };
        self.read(limit).await.unwrap()
    }

    /// Runs statements on a database in memory.
    pub(crate) async fn execute(&self, sql: String) {
        self.read(move |c| c.execute_batch(&sql)).await.unwrap();
    }

    /// What a query finds: one number.
    pub(crate) async fn number(&self, sql: String) -> i64 {
        self.read(move |c| c.query_row(&sql, [], |row| row.get(0)))
            .await
            .unwrap()
    }
}

fn account(number: u8, username: &str) -> Submission {
    let id = AccountId::from_bytes([number; 16]);
    let username = Username::from_stored(username.to_owned());
    let row = AccountRow::new(id, AccountKind::Individual, username.clone(), Timestamp::from_secs(1));
    let writes = vec![
        Write::InsertAccount(row),
        Write::ClaimName(ClaimedName {
            username,
            account: Some(id),
        }),
        Write::InsertLogin(login(number)),
    ];
    let audit = vec![AuditRow {
        account: id,
        entry: entry(number),
    }];
    Submission {
        changes: Changes {
            writes,
            audit,
            ..Changes::default()
        },
        outbox: Vec::new(),
    }
}

/// The login of the account with this number.
pub(crate) fn login(number: u8) -> Login {
    let at = Timestamp::from_secs(1);
    Login {
        id: Uuid::from_bytes([number; 16]),
        account: AccountId::from_bytes([number; 16]),
        key: IdentityKey {
            issuer: "practice".to_owned(),
            tenant: String::new(),
            subject: format!("person-{number}"),
        },
        identity: Identity {
            name: None,
            address: None,
            kind: IdentityKind::Other,
            second_factor: false,
        },
        linked_at: at,
    }
}

fn entry(number: u8) -> AuditEntry {
    let (id, at) = (EventId::from_bytes([number; 16]), Timestamp::from_secs(1));
    AuditEntry {
        id,
        at,
        kind: AuditKind::Registered,
        installation: None,
        subject: None,
        by: None,
    }
}

fn event(number: u8, id: u8) -> EventRow {
    let event = Event {
        id: EventId::from_bytes([id; 16]),
        at: Timestamp::from_secs(1),
        what: EventKind::SessionEnded,
    };
    EventRow {
        account: AccountId::from_bytes([number; 16]),
        event,
    }
}

async fn accounts_in(store: &Store) -> i64 {
    store
        .read(|c| c.query_row("SELECT count(*) FROM accounts", [], |row| row.get(0)))
        .await
        .unwrap()
}

/// Rule 8.2.
#[tokio::test]
async fn all_that_wait_for_the_writer_share_one_commit() {
    let store = Store::open(&Database::Memory).unwrap();
    let (go, wait) = mpsc::channel::<()>();
    let (busy, writer_is_busy) = oneshot::channel();
    let occupy = move |_: &Connection| {
        busy.send(()).ok();
        wait.recv().ok();
    };
    store.jobs.try_send(Job::Read(Box::new(occupy))).unwrap();
    writer_is_busy.await.unwrap();
    let mut answers = Vec::new();
    for number in 0..100 {
        let (answer, answered) = oneshot::channel();
        let submission = Box::new(account(number, &format!("name{number}")));
        store.jobs.try_send(Job::Commit(submission, answer)).unwrap();
        answers.push(answered);
    }
    go.send(()).unwrap();
    for answered in answers {
        answered.await.unwrap().unwrap();
    }
    let counts = store.counts();
    assert_eq!((counts.commands, counts.commits), (100, 1));
}

/// Rule 8.2.
#[tokio::test]
async fn a_command_that_fails_takes_nothing_of_the_others_with_it() {
    let store = Store::open(&Database::Memory).unwrap();
    let results = futures::join!(
        store.commit(account(1, "first")),
        store.commit(account(2, "FIRST")),
        store.commit(account(3, "third")),
    );
    assert!(matches!(
        results,
        (Ok(_), Err(CommitError::Duplicate(Duplicate::Username)), Ok(_))
    ));
    assert_eq!(accounts_in(&store).await, 2);
}

#[tokio::test]
async fn a_guard_that_does_not_hold_is_a_conflict_and_nothing_is_written() {
    let store = Store::open(&Database::Memory).unwrap();
    store.commit(account(1, "first")).await.unwrap();
    let stale = Guard::AccountUnchanged {
        account: AccountId::from_bytes([1; 16]),
        version: 7,
    };
    let gone = Guard::SessionLive(SessionId::from_bytes([1; 16]));
    for guard in [stale, gone, Guard::NoAccounts] {
        let mut submission = account(2, "second");
        submission.changes.guards.push(guard);
        assert!(matches!(store.commit(submission).await, Err(CommitError::Conflict)));
    }
    assert_eq!(accounts_in(&store).await, 1);
}

/// Rule 8.2.
#[test]
fn a_commit_that_fails_fails_all_its_commands_and_keeps_nothing() {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, None).unwrap();
    // With this, a row that refers to nothing is found by COMMIT only.
    connection
        .execute_batch("PRAGMA foreign_keys = ON; PRAGMA defer_foreign_keys = ON")
        .unwrap();
    let mut broken = account(2, "second");
    broken.changes.events.push(event(9, 9));
    let (mut answers, mut group) = (Vec::new(), Vec::new());
    for submission in [account(1, "first"), broken, account(3, "third")] {
        let (answer, answered) = oneshot::channel();
        group.push((Box::new(submission), answer));
        answers.push(answered);
    }
    writer::commit(&connection, group, &Signals::default());
    for mut answered in answers {
        assert!(matches!(answered.try_recv().unwrap(), Err(CommitError::Unavailable)));
    }
    let found: i64 = connection
        .query_row("SELECT count(*) FROM accounts", [], |row| row.get(0))
        .unwrap();
    assert_eq!(found, 0);
    assert!(connection.is_autocommit());
}

/// Rule 6.4.
#[tokio::test]
async fn events_that_were_committed_against_the_order_of_their_ids_are_resumed_in_the_order_of_commits() {
    let store = Store::open(&Database::Memory).unwrap();
    store.commit(account(1, "first")).await.unwrap();
    let id = AccountId::from_bytes([1; 16]);
    for number in [5, 3, 4] {
        let changes = Changes {
            events: vec![event(1, number)],
            ..Changes::default()
        };
        store
            .commit(Submission {
                changes,
                outbox: Vec::new(),
            })
            .await
            .unwrap();
    }
    let place = store.event_place(id, EventId::from_bytes([5; 16])).await.unwrap();
    let rest = store.events_after(id, place, 10).await.unwrap();
    let ids: Vec<_> = rest.iter().map(|event| event.id).collect();
    assert_eq!(ids, [EventId::from_bytes([3; 16]), EventId::from_bytes([4; 16])]);
}

#[tokio::test]
async fn after_it_was_closed_the_store_takes_nothing_more() {
    let store = Store::open(&Database::Memory).unwrap();
    store.close().await;
    assert!(matches!(
        store.commit(account(1, "first")).await,
        Err(CommitError::Unavailable)
    ));
    assert!(store.load(Vec::new()).await.is_err());
    assert!(!store.is_writable().await);
}
