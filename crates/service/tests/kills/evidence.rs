//! What is found after a kill, in a copy of the files as it left them.

use crate::{followed::Followed, kill::copied, ledger::Ledger};
use accounts::{key::secret_text::hash as key_hash, session::token};
use rusqlite::Connection;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
    sync::Mutex,
    time::Duration,
};
use uuid::Uuid;

/// Looks at a copy of what the kill left.
pub fn look(folder: &Path, ledger: &Mutex<Ledger>, followed: &Followed, round: u64) {
    let (_copied, copy) = copied(folder);
    {
        let connection = Connection::open(&copy).unwrap();
        let ledger = ledger.lock().unwrap();
        accounts_are_there(&connection, &ledger);
        sessions_are_as_they_were_left(&connection, &ledger);
        addresses_are_confirmed(&connection, &ledger);
        keys_are_as_they_were_left(&connection, &ledger);
        what_was_done_is_done(&connection, &ledger);
        mails_are_delivered_or_wait(&connection, &ledger, &folder.join("mail"));
        followed.is_found(&connection);
    }
    let violations = service::maintenance::check(&copy).unwrap();
    assert_eq!(violations, Vec::<String>::new(), "after kill {round}");
}

fn accounts_are_there(connection: &Connection, ledger: &Ledger) {
    let mut statement = connection.prepare("SELECT username FROM accounts").unwrap();
    let names: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let found: BTreeSet<&String> = names.iter().collect();
    assert_eq!(names.len(), found.len());
    for name in &ledger.accounts {
        assert!(
            found.contains(name),
            "the account {name} was acknowledged and is not there"
        );
    }
}

fn sessions_are_as_they_were_left(connection: &Connection, ledger: &Ledger) {
    let mut statement = connection
        .prepare("SELECT token_hash, ended_at IS NOT NULL FROM sessions")
        .unwrap();
    let sessions = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let ended: HashMap<[u8; 32], bool> = sessions.map(Result::unwrap).collect();
    let of = |token: &String| ended.get(&token::hash(token).unwrap()).copied();
    assert!(
        ledger.open.iter().all(|token| of(token) == Some(false)),
        "an open session is lost"
    );
    assert!(
        ledger.ended.iter().all(|token| of(token) == Some(true)),
        "an ended session is open"
    );
}

fn addresses_are_confirmed(connection: &Connection, ledger: &Ledger) {
    let sql = "SELECT count(*) FROM accounts WHERE confirmed_email = ?1";
    let mut statement = connection.prepare(sql).unwrap();
    for address in &ledger.confirmed {
        let found: i64 = statement.query_row([address], |row| row.get(0)).unwrap();
        assert_eq!(found, 1, "the confirmation of {address} is lost");
    }
}

fn keys_are_as_they_were_left(connection: &Connection, ledger: &Ledger) {
    let mut statement = connection
        .prepare("SELECT hash, revoked_at IS NOT NULL FROM keys")
        .unwrap();
    let keys = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let revoked: HashMap<[u8; 32], bool> = keys.map(Result::unwrap).collect();
    let of = |text: &String| revoked.get(&key_hash(text).unwrap()).copied();
    assert!(ledger.keys.iter().all(|key| of(key) == Some(false)), "a key is lost");
    assert!(
        ledger.revoked.iter().all(|key| of(key) == Some(true)),
        "a revoked key works"
    );
}

fn what_was_done_is_done(connection: &Connection, ledger: &Ledger) {
    for ((sql, about), count) in &ledger.counts {
        let mut statement = connection.prepare_cached(sql).unwrap();
        let found: i64 = statement.query_row([about], |row| row.get(0)).unwrap();
        assert_eq!(found, *count, "{sql} about {about}");
    }
}

/// A mail has left, and is in the folder, or it waits. What was not answered may have been done or not.
fn mails_are_delivered_or_wait(connection: &Connection, ledger: &Ledger, folder: &Path) {
    let sql = "SELECT id, recipient, delivered_at IS NOT NULL FROM mails";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap();
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for (id, recipient, delivered) in rows.map(Result::<([u8; 16], String, bool), _>::unwrap) {
        *found.entry(recipient).or_default() += 1;
        let file = folder.join(format!("{}.eml", Uuid::from_bytes(id)));
        assert!(
            !delivered || file.exists(),
            "a mail was called delivered and has not left"
        );
    }
    for (recipient, (acknowledged, asked)) in &ledger.mails {
        let count = found.get(recipient).copied().unwrap_or_default();
        assert!(
            (*acknowledged..=*asked).contains(&count),
            "{count} of {acknowledged} to {asked} mails to {recipient}"
        );
    }
}

/// All mails leave, each once by its message id.
pub async fn all_mails_left_once(folder: &Path) {
    let database = Connection::open(folder.join("accounts.db")).unwrap();
    let waiting = "SELECT count(*) FROM mails WHERE delivered_at IS NULL";
    let nothing_waits = async {
        while database.query_row(waiting, [], |row| row.get::<_, i64>(0)).unwrap() > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), nothing_waits)
        .await
        .expect("mails wait for ever");
    let mut statement = database.prepare("SELECT id FROM mails").unwrap();
    let ids = statement.query_map([], |row| row.get(0)).unwrap();
    let expected: BTreeSet<String> = ids.map(|id| format!("{}.eml", Uuid::from_bytes(id.unwrap()))).collect();
    let files = std::fs::read_dir(folder.join("mail")).unwrap();
    let found: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, expected);
    for name in &found {
        let text = std::fs::read_to_string(folder.join("mail").join(name)).unwrap();
        let id = name.trim_end_matches(".eml");
        assert_eq!(text.matches(&format!("Message-ID: <{id}@")).count(), 1, "{name}");
    }
}
