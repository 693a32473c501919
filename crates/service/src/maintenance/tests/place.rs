//! A folder with a database, and what is put into it.

use crate::{
    configuration::Database,
    maintenance::{MaintenanceError, Terms, export, import},
    store::{Store, Submission, tests::login},
};
use accounts::{
    Changes, Write,
    account::{AccountRow, ClaimedName},
    outbound::{AuditRow, EventRow},
    username::Username,
};
use contract::{
    AccountId, EventId, Timestamp,
    account::{AccountKind, AuditEntry, AuditKind},
    event::{Event, EventKind},
};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// The terms of who wants nothing special, so many seconds after 1970.
pub fn at(seconds: i64) -> Terms {
    Terms::at(Timestamp::from_secs(seconds))
}

/// A folder with a database in it.
pub struct Place {
    folder: TempDir,
    pub database: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("accounts.db");
        Self { folder, database }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn open(&self) -> Store {
        Store::open(&Database::File(self.database.clone())).unwrap()
    }

    /// With this many accounts, and closed.
    pub async fn filled(accounts: u8) -> Self {
        let place = Self::new();
        let store = place.open();
        for number in 1..=accounts {
            store.commit(somebody(number)).await.unwrap();
        }
        store.secret("caller", [7; 32]).await.unwrap();
        store.close().await;
        place
    }

    pub fn exported(&self) -> String {
        self.exported_at(5)
    }

    /// An export that was made so many seconds after 1970.
    pub fn exported_at(&self, seconds: i64) -> String {
        let mut lines = Vec::new();
        export(&self.database, &mut lines, Timestamp::from_secs(seconds)).unwrap();
        String::from_utf8(lines).unwrap()
    }

    pub fn import(&self, lines: &str) -> Result<(), MaintenanceError> {
        import(&self.database, &mut lines.as_bytes(), Path::new("export"), at(5)).map(drop)
    }

    /// What is in the folder, so that it is seen what was left behind.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub fn somebody(number: u8) -> Submission {
    let (id, at) = (AccountId::from_bytes([number; 16]), Timestamp::from_secs(1));
    let username = Username::from_stored(format!("name-{number}"));
    let row = AccountRow::new(id, AccountKind::Individual, username.clone(), at);
    let entry = AuditEntry {
        id: EventId::from_bytes([number; 16]),
        at,
        kind: AuditKind::Registered,
        installation: None,
        by: None,
        subject: Some("with \"quotes\", a\nbreak and an Ü".to_owned()),
    };
    let event = Event {
        id: EventId::from_bytes([number; 16]),
        at,
        what: EventKind::AccountChanged,
    };
    let claimed = ClaimedName {
        username,
        account: Some(id),
    };
    let changes = Changes {
        writes: vec![
            Write::InsertAccount(row),
            Write::ClaimName(claimed),
            Write::InsertLogin(login(number)),
        ],
        audit: vec![AuditRow { account: id, entry }],
        events: vec![EventRow { account: id, event }],
        ..Changes::default()
    };
    Submission {
        changes,
        ..Submission::default()
    }
}

pub fn accounts_in(database: &Path) -> i64 {
    let connection = Connection::open(database).unwrap();
    connection
        .query_row("SELECT count(*) FROM accounts", [], |row| row.get(0))
        .unwrap()
}
