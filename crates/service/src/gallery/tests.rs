mod expired;

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
use contract::{EventId, Timestamp};
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
        owners: Vec::new(),
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

/// SQL that makes so many accounts that hold together; the ids of rows are made of numbers.
fn some_accounts(count: u32) -> String {
    format!(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
        INSERT INTO accounts (id, version, kind, username, opened_at, two_factor, locked)
            SELECT CAST(printf('%016d', n) AS BLOB), 1, 'individual', 'user' || n, 1, 0, 0 FROM numbers;
        INSERT INTO names SELECT username, username, id FROM accounts;
        INSERT INTO logins (id, account, issuer, tenant, subject, kind, second_factor, linked_at)
            SELECT id, id, 'practice', '', username, 'personal', 0, 1 FROM accounts;
        INSERT INTO audit (id, account, at, kind) SELECT id, id, 1, 'registered' FROM accounts;"
    )
}

/// SQL that makes an organization, the fifth account, which the first administers.
fn an_organization() -> String {
    let (one, five) = (id(1), id(5));
    format!(
        "INSERT INTO accounts (id, version, kind, username, opened_at, two_factor, locked)
            VALUES ({five}, 1, 'organization', 'team', 1, 0, 0);
        INSERT INTO names VALUES ('team', 'team', {five});
        INSERT INTO members VALUES ({five}, {one}, 1, 1);
        INSERT INTO audit (id, account, at, kind) VALUES ({five}, {five}, 1, 'organization_created');"
    )
}

/// SQL after which accounts say what their changes of logins do.
const FOLLOW_LOGIN_CHANGES: &str = "
    UPDATE accounts SET login_change_until = (SELECT max(c.ends_at) FROM login_changes c WHERE c.account = accounts.id
        AND c.state IN ('open', 'frozen', 'contested'));
    UPDATE accounts SET frozen_at = 1 WHERE id IN (SELECT account FROM login_changes WHERE state = 'frozen');
    INSERT INTO audit (id, account, at, kind)
        SELECT CAST(username AS BLOB), id, 1, 'account_frozen' FROM accounts WHERE frozen_at IS NOT NULL;";

fn id(number: u32) -> String {
    format!("CAST('{number:016}' AS BLOB)")
}

#[tokio::test]
async fn changes_of_logins_that_cannot_be_made_final_keep_no_other_from_it() {
    let (_, gallery) = gallery(MailDelivery::Memory);
    // More than are read at a time, and all of them end at one moment but the last.
    let sql = "INSERT INTO login_changes (id, account, made_at, ends_at, means, login, state)
            SELECT id, id, until - 259200000000, until, 'identity', id, 'open'
            FROM (SELECT id, CASE username WHEN 'user202' THEN 3 ELSE 2 END AS until FROM accounts);
        CREATE TRIGGER broken BEFORE UPDATE ON login_changes WHEN old.ends_at = 2
            BEGIN SELECT RAISE(ABORT, 'broken'); END;";
    let all = some_accounts(202) + sql + FOLLOW_LOGIN_CHANGES;
    gallery.store.execute(all).await;
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
