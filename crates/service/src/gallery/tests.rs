#![allow(clippy::unwrap_used)]

use super::{Gallery, expired::DAY};
use crate::{
    configuration::{Configuration, Database, MailDelivery, MissingSignInTime, Serving},
    store::{Store, Submission},
};
use accounts::{
    Changes, Need, Write,
    answer::{AnswerKey, KeptAnswer},
    key::KeyPolicy,
    package::{FeedChange, Package},
};
use ambient::Clock;
use contract::{AccountId, EventId, Timestamp};
use std::{sync::Arc, time::Duration};
use testkit::{ManualClock, SeededRandom};
use uuid::Uuid;

/// A gallery in memory without its tasks, and its clock.
pub(crate) fn gallery(mail: MailDelivery) -> (Arc<ManualClock>, Gallery) {
    let configuration = Configuration {
        name: "Test Gallery".to_owned(),
        public_url: "http://127.0.0.1:1".parse().unwrap(),
        database: Database::Memory,
        authority: "http://127.0.0.1:2".parse().unwrap(),
        client_id: "client".to_owned(),
        scopes: vec!["openid".to_owned()],
        login_issuer: None,
        features: Vec::new(),
        mail,
        feed_secrets: Vec::new(),
        keys: KeyPolicy::default(),
        shut_down_grace: Duration::ZERO,
        serving: Serving::default(),
        deletion_grace: Duration::from_secs(7 * 86_400),
        missing_sign_in_time: MissingSignInTime::default(),
        second_factor_seen: true,
    };
    let store = Store::open(&configuration.database).unwrap();
    let clock = Arc::new(ManualClock::default());
    let gallery = Gallery::new(configuration, clock.clone(), Arc::new(SeededRandom::new(1)), store).unwrap();
    (clock, gallery)
}

fn answer(number: u32, at: Timestamp) -> KeptAnswer {
    let mut key = [0; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    KeptAnswer {
        key: AnswerKey { key, body: [0; 32] },
        at,
        json: "{}".to_owned(),
        salt: None,
    }
}

#[tokio::test]
async fn all_that_has_run_out_is_removed_however_much_it_is() {
    let (clock, gallery) = gallery(MailDelivery::Memory);
    let old = (0..1201).map(|number| answer(number, gallery.now()));
    let writes = old.map(Write::KeepAnswer).collect();
    let changes = Changes {
        writes,
        ..Changes::default()
    };
    let submission = Submission {
        changes,
        ..Submission::default()
    };
    gallery.store.commit(submission).await.unwrap();
    clock.advance_secs(DAY + 1);
    let commands = gallery.store.counts().commands;
    gallery.remove_expired().await;
    // 500 at a time, so the third finds no full load.
    assert_eq!(gallery.store.counts().commands - commands, 3);
    for number in 0..1201 {
        let key = answer(number, gallery.now()).key;
        let found = gallery.store.load(vec![Need::Answer(key)]).await.unwrap();
        assert_eq!(found.answer, None);
    }
}

fn told(number: u8, at: Timestamp) -> Write {
    Write::TellFeeds(FeedChange {
        id: Uuid::from_bytes([number; 16]),
        package: "one".to_owned(),
        at,
        listed: true,
        owners: vec!["anna".to_owned()],
    })
}

async fn commit(gallery: &Gallery, writes: Vec<Write>) {
    let changes = Changes {
        writes,
        ..Changes::default()
    };
    let submission = Submission {
        changes,
        ..Submission::default()
    };
    gallery.store.commit(submission).await.unwrap();
}

/// Rule 13.38.
#[tokio::test]
async fn changes_for_feeds_are_kept_for_ninety_days_and_the_latest_for_ever() {
    let (clock, gallery) = gallery(MailDelivery::Memory);
    let package = Package {
        id: "One".to_owned(),
        folded: "one".to_owned(),
        listed: true,
        has_versions: true,
        registered_at: gallery.now(),
    };
    let now = gallery.now();
    commit(
        &gallery,
        vec![Write::InsertPackage(package), told(1, now), told(2, now)],
    )
    .await;
    let after = async |number: u8| {
        let cursor = EventId::from_bytes([number; 16]);
        let found = gallery.store.feed_changes(cursor, 10).await.unwrap();
        found.map(|found| found.changes.len())
    };
    assert_eq!(
        (after(0).await, after(1).await, after(2).await),
        (Some(2), Some(1), Some(0))
    );
    clock.advance_secs(90 * DAY);
    gallery.remove_expired().await;
    assert_eq!(after(1).await, Some(1));
    clock.advance_secs(1);
    gallery.remove_expired().await;
    // Who has read everything goes on; who has not, or begins, reads all packages first.
    assert_eq!((after(0).await, after(1).await, after(2).await), (None, None, Some(0)));
    commit(&gallery, vec![told(3, gallery.now())]).await;
    assert_eq!(after(2).await, Some(1));
}

/// SQL that makes so many accounts; the ids of rows are made of numbers.
fn some_accounts(count: u32) -> String {
    format!(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
        INSERT INTO accounts (id, version, kind, username, opened_at, two_factor, locked)
            SELECT CAST(printf('%016d', n) AS BLOB), 1, 'individual', 'user' || n, 1, 0, 0 FROM numbers;"
    )
}

fn id(number: u32) -> String {
    format!("CAST('{number:016}' AS BLOB)")
}

#[tokio::test]
async fn changes_of_logins_that_cannot_be_made_final_keep_no_other_from_it() {
    let (_, gallery) = gallery(MailDelivery::Memory);
    // More than are read at a time, and all of them end at one moment but the last.
    let sql = "INSERT INTO login_changes (id, account, made_at, ends_at, means, login, state)
            SELECT id, id, 1, CASE username WHEN 'user202' THEN 3 ELSE 2 END, 'identity', id, 'open' FROM accounts;
        CREATE TRIGGER broken BEFORE UPDATE ON login_changes WHEN old.ends_at = 2
            BEGIN SELECT RAISE(ABORT, 'broken'); END;";
    gallery.store.execute(some_accounts(202) + sql).await;
    gallery.finalise_login_changes().await;
    let count = |state: &str| {
        let sql = format!("SELECT count(*) FROM login_changes WHERE state = '{state}'");
        gallery.store.number(sql)
    };
    assert_eq!((count("open").await, count("final").await), (201, 1));
}

#[tokio::test]
async fn conversions_and_keys_that_fail_keep_no_other_from_its_turn() {
    let (_, gallery) = gallery(MailDelivery::Memory);
    // More than are read at a time, and all of them due at one moment but the last.
    let sql = "INSERT INTO conversions
            SELECT id, id, CAST('0000000000000001' AS BLOB), 0, 1, 2, 1, CASE username WHEN 'user202' THEN 3 ELSE 2 END, '', 0
            FROM accounts;
        INSERT INTO keys SELECT id, id, id, 'key', CAST(id || id AS BLOB), 'abcd', 'n', '*', 1,
            CASE username WHEN 'user202' THEN 3 ELSE 2 END, NULL, NULL, 0 FROM accounts;
        CREATE TRIGGER broken BEFORE UPDATE ON keys WHEN old.expires_at = 2
            BEGIN SELECT RAISE(ABORT, 'broken'); END;
        CREATE TRIGGER stuck BEFORE DELETE ON conversions WHEN old.effective_at = 2
            BEGIN SELECT RAISE(ABORT, 'broken'); END;";
    gallery.store.execute(some_accounts(202) + sql).await;
    gallery.warn_of_keys().await;
    let warned = "SELECT count(*) FROM keys WHERE warned = 2".to_owned();
    assert_eq!(gallery.store.number(warned).await, 1);
    gallery.convert_due().await;
    let left = "SELECT count(*) FROM conversions".to_owned();
    assert_eq!(gallery.store.number(left).await, 201);
}

/// Asserts which rows of a table stay, by the numbers of their ids, when what has run out is removed.
async fn stay(table: &str, rows: &[String], expected: &[u32]) {
    let (_, gallery) = gallery(MailDelivery::Memory);
    let rows = rows.join("), (");
    let insert = format!("INSERT INTO {table} VALUES ({rows});");
    gallery.store.execute(some_accounts(4) + &insert).await;
    gallery.remove_expired().await;
    let numbers: Vec<String> = expected.iter().map(|number| id(*number)).collect();
    let those = numbers.join(", ");
    let sql = format!("SELECT count(*) FROM {table} WHERE id IN ({those})");
    assert_eq!(
        gallery.store.number(sql).await,
        i64::try_from(expected.len()).unwrap(),
        "{table}"
    );
    let all = format!("SELECT count(*) FROM {table}");
    assert_eq!(
        gallery.store.number(all).await,
        i64::try_from(expected.len()).unwrap(),
        "{table}"
    );
}

/// Now, and so many days ago, in the microseconds of the database.
fn days_ago(days: i64) -> i64 {
    ManualClock::default().now().plus_secs(-days * DAY).as_micros()
}

#[tokio::test]
async fn invitations_and_conversions_that_nobody_can_accept_any_more_are_removed() {
    let (one, two, three, now) = (id(1), id(2), id(3), days_ago(0));
    let invitation = |id: &str, end: i64| format!("{id}, {one}, {id}, 0, {one}, 1, {end}");
    let rows = [invitation(&two, now), invitation(&three, now + 1)];
    stay("invitations", &rows, &[3]).await;
    let conversion = |id: &str, end: i64, accepted: &str| format!("{id}, {id}, {one}, 0, 1, {end}, {accepted}, '', 0");
    let waits = format!("1, {}", now + 1);
    let rows = [
        conversion(&one, now, "NULL, NULL"),
        conversion(&two, now + 1, "NULL, NULL"),
        conversion(&three, now, &waits),
    ];
    stay("conversions", &rows, &[2, 3]).await;
}

#[tokio::test]
async fn codes_that_decide_are_removed_after_a_day_and_revoked_keys_after_ninety() {
    let (day, ninety) = (days_ago(1), days_ago(90));
    let code = |number: u32, made: i64| format!("{id}, {id}, x'', x'', {made}, 5, 0", id = id(number));
    stay("decision_codes", &[code(1, day - 1), code(2, day)], &[2]).await;
    let mailed = |number: u32, made: i64| format!("{id}, {id}, {id}, x'', {made}, 5", id = id(number));
    stay("proof_codes", &[mailed(1, day - 1), mailed(2, day)], &[2]).await;
    let key = |number: u32, revoked: &str| {
        let id = id(number);
        format!("{id}, {id}, {id}, 'key', {id}, 'abcd', 'n', '*', 1, 1, NULL, {revoked}, 2")
    };
    let rows = [
        key(1, &(ninety - 1).to_string()),
        key(2, &ninety.to_string()),
        key(3, "NULL"),
    ];
    stay("keys", &rows, &[2, 3]).await;
}

#[tokio::test]
async fn changes_of_logins_are_removed_ninety_days_after_they_were_finished_and_swaps_as_a_whole() {
    let ninety = days_ago(90);
    let change = |number: u32, partner: &str, end: i64, state: &str| {
        let id = id(number);
        format!("{id}, {id}, {partner}, 1, {end}, 'identity', NULL, {id}, '{state}'")
    };
    let rows = [
        change(1, "NULL", ninety - 1, "final"),
        change(2, "NULL", ninety - 1, "undone"),
        change(3, "NULL", ninety, "final"),
        change(4, "NULL", ninety - 1, "frozen"),
    ];
    stay("login_changes", &rows, &[3, 4]).await;
    let rows = [
        change(1, &id(2), ninety - 1, "final"),
        change(2, &id(1), ninety - 1, "contested"),
        change(3, &id(4), ninety - 1, "final"),
        change(4, &id(3), ninety - 1, "final"),
    ];
    stay("login_changes", &rows, &[1, 2]).await;
}

/// Rule 10.29.
#[tokio::test]
async fn requests_for_recovery_are_removed_after_a_day_and_those_that_were_confirmed_or_wait_after_thirty() {
    let (day, thirty) = (days_ago(1), days_ago(30));
    let request = |number: u32, made: i64, confirmed: &str, waits: &str| {
        let id = id(number);
        format!("{id}, {id}, 'login', {id}, x'', {made}, {made}, 5, {confirmed}, {waits}, NULL")
    };
    let rows = [
        request(1, day - 1, "NULL", "NULL"),
        request(2, day, "NULL", "NULL"),
        request(3, day - 1, "1", "NULL"),
        request(4, day - 1, "NULL", "2"),
    ];
    stay("recoveries", &rows, &[2, 3, 4]).await;
    let rows = [request(1, thirty - 1, "1", "NULL"), request(2, thirty, "1", "NULL")];
    stay("recoveries", &rows, &[2]).await;
}

#[tokio::test]
async fn requests_of_strangers_are_looked_at_as_many_as_can_be_open_and_those_that_were_confirmed_all() {
    let (_, gallery) = gallery(MailDelivery::Memory);
    let sql = format!(
        "INSERT INTO recoveries SELECT id, {one}, 'login', CAST(id || id AS BLOB), CAST(id || id AS BLOB), rank, rank, 5,
            CASE rank WHEN 1 THEN 1 END, NULL, NULL
        FROM (SELECT id, row_number() OVER (ORDER BY id) AS rank FROM accounts);",
        one = id(1)
    );
    gallery.store.execute(some_accounts(300) + &sql).await;
    let account = AccountId::from_bytes(*b"0000000000000001");
    let found = gallery.store.load(vec![Need::RecoveriesOf(account)]).await.unwrap();
    assert_eq!(found.recoveries.len(), 201);
    assert!(found.recoveries.iter().any(|recovery| recovery.confirmed_at.is_some()));
}

#[tokio::test]
async fn places_are_forgotten_after_ninety_days_unless_a_session_is_there() {
    let (_, gallery) = gallery(MailDelivery::Memory);
    let (one, now, ninety) = (id(1), days_ago(0), days_ago(90));
    let (old, kept) = (ninety - 1, ninety);
    let sql = format!(
        "INSERT INTO places VALUES ({one}, 'old', {old}), ({one}, 'used', {old}), ({one}, 'kept', {kept});
        INSERT INTO sessions VALUES ({one}, x'00', {one}, 'full', 'used', 'Used', 1, {now}, NULL);"
    );
    gallery.store.execute(some_accounts(1) + &sql).await;
    gallery.remove_expired().await;
    let left = "SELECT count(*) FROM places WHERE installation_id IN ('used', 'kept')".to_owned();
    assert_eq!(gallery.store.number(left).await, 2);
    assert_eq!(gallery.store.number("SELECT count(*) FROM places".to_owned()).await, 2);
}
