//! Exports, and what is imported from them.

use super::place::{Place, at};
use crate::{
    maintenance::{MaintenanceError, check, import, line},
    store::{Chore, schema},
};
use accounts::{Need, login::IdentityKey};
use contract::{Timestamp, identity::PERSONAL_TENANT};
use rusqlite::Connection;
use std::path::Path;

/// Rule 8.11.
#[tokio::test]
async fn what_was_exported_is_imported_row_by_row_with_its_positions_and_secrets() {
    let (place, fresh) = (Place::filled(3).await, Place::new());
    let store = place.open();
    let chore = Chore::Keep(Vec::new(), Timestamp::from_secs(0));
    assert!(store.run_chore(chore).await);
    // Exporting works beside a service.
    let lines = place.exported();
    store.close().await;
    fresh.import(&lines).unwrap();
    assert_eq!(fresh.exported(), lines);
    assert_eq!(check(&fresh.database).unwrap(), Vec::<String>::new());
    let store = fresh.open();
    assert_eq!(store.secret("caller", [9; 32]).await.unwrap(), [7; 32]);
    store.close().await;
    assert!(matches!(fresh.import(&lines), Err(MaintenanceError::NotEmpty(_))));
}

/// Rule 8.11.
#[tokio::test]
async fn an_export_that_was_cut_or_changed_is_refused_and_leaves_nothing() {
    let (place, fresh) = (Place::filled(2).await, Place::new());
    let lines = place.exported();
    let all: Vec<&str> = lines.lines().collect();
    let joined = |lines: &[&str]| lines.join("\n");
    let name_row = all.iter().position(|line| line.contains("\"name-1\"")).unwrap();
    let mut without_row = all.clone();
    without_row.remove(name_row);
    let mut twice = all.clone();
    twice.insert(name_row, all[name_row]);
    let bad = [
        String::new(),
        joined(&all[..all.len() - 1]),
        joined(&all[1..]),
        joined(&without_row),
        joined(&twice),
        format!("{lines}\n[]"),
        lines.replace("\"name-1\"", "\"name-9\""),
        lines.replace("\"accounts\"", "\"sqlite_schema\""),
        lines.replacen("\"version\"", "\"conversion\"", 2),
        lines.replace("nuget-accounts-export", "something else"),
        joined(&all).replace(all[name_row], "[1]"),
        joined(&all).replace(all[name_row], "nothing"),
    ];
    for (number, text) in bad.iter().enumerate() {
        assert!(fresh.import(text).is_err(), "{number}");
        assert_eq!(fresh.files(), ["accounts.db.lock"], "{number}");
    }
    let without_row = fresh.import(&bad[3]).unwrap_err();
    assert!(matches!(without_row, MaintenanceError::Differs(_)), "{without_row}");
    fresh.import(&lines).unwrap();
}

#[tokio::test]
async fn an_export_of_an_earlier_schema_is_brought_up_to_date() {
    let (place, fresh) = (Place::new(), Place::new());
    let mut connection = Connection::open(&place.database).unwrap();
    schema::make(&mut connection, 1).unwrap();
    drop(connection);
    fresh.import(&place.exported()).unwrap();
    assert_eq!(check(&fresh.database).unwrap(), Vec::<String>::new());
    assert!(matches!(
        check(&place.database),
        Err(MaintenanceError::Older { found: 1, .. })
    ));
}

/// An export of two accounts, whose logins are personal ones under these subjects.
async fn with_personal_logins(subjects: [&str; 2]) -> String {
    let place = Place::filled(2).await;
    let connection = Connection::open(&place.database).unwrap();
    for (number, subject) in (1_u8..).zip(subjects) {
        let sql = "UPDATE logins SET tenant = ?1, subject = ?2 WHERE account = ?3";
        let values = (PERSONAL_TENANT, subject, [number; 16]);
        assert_eq!(connection.execute(sql, values).unwrap(), 1);
    }
    drop(connection);
    place.exported()
}

/// Rules 2.9 and 8.11.
#[tokio::test]
async fn a_personal_login_under_its_sixteen_digits_arrives_under_its_object_id() {
    let lines = with_personal_logins(["3F7A91c25d08e6b4", "a-text-like-them"]).await;
    let fresh = Place::new();
    fresh.import(&lines).unwrap();
    assert_eq!(check(&fresh.database).unwrap(), Vec::<String>::new());
    let store = fresh.open();
    for (subject, account) in [
        ("00000000-0000-0000-3f7a-91c25d08e6b4", Some([1; 16])),
        ("a-text-like-them", Some([2; 16])),
        ("3F7A91c25d08e6b4", None),
    ] {
        let key = IdentityKey {
            issuer: "practice".to_owned(),
            tenant: PERSONAL_TENANT.to_owned(),
            subject: subject.to_owned(),
        };
        let found = store.load(vec![Need::Login(key.clone())]).await.unwrap();
        let signs_in = found.login(&key).map(|login| *login.account.as_bytes());
        assert_eq!(signs_in, account, "{subject}");
    }
    store.close().await;
}

/// Rules 2.9 and 8.11.
#[tokio::test]
async fn one_personal_account_in_both_forms_is_refused_and_leaves_nothing() {
    let lines = with_personal_logins(["3f7a91c25d08e6b4", "00000000-0000-0000-3f7a-91c25d08e6b4"]).await;
    let fresh = Place::new();
    let refused = fresh.import(&lines).unwrap_err();
    assert!(matches!(refused, MaintenanceError::Malformed { .. }), "{refused}");
    assert!(refused.to_string().contains("two accounts"), "{refused}");
    assert_eq!(fresh.files(), ["accounts.db.lock"]);
}

/// Rule 8.11.
#[test]
fn rows_add_up_to_the_same_in_any_order_and_not_without_one() {
    let sum = |rows: &[&str]| {
        let mut adding = line::Adding::new("table");
        rows.iter().for_each(|row| adding.add(row));
        adding.sum()
    };
    assert_eq!(sum(&["a", "b", "c"]), sum(&["c", "a", "b"]));
    assert_ne!(sum(&["a", "b"]), sum(&["a", "a"]));
    assert_ne!(sum(&["a", "a"]).hash, sum(&[]).hash);
}

/// Rule 8.10: the operator looks at the provider before anybody comes, and somebody may have tried to sign in.
#[tokio::test]
async fn an_import_goes_where_nobody_has_an_account_whatever_the_service_has_kept_for_itself() {
    let (place, fresh) = (Place::filled(1).await, Place::new());
    let lines = place.exported();
    fresh.open().close().await;
    let sql = "INSERT INTO providers VALUES ('https://login.example.org', 'app', 1, 1, NULL);
        INSERT INTO proofs (id, purpose, attempt_hash, challenge, caller, begun_at, wrong_tokens)
            VALUES (x'01', 'sign_in', x'00', x'00', x'00', 1, 0);";
    Connection::open(&fresh.database).unwrap().execute_batch(sql).unwrap();
    fresh.import(&lines).unwrap();

    let listed = Place::new();
    listed.open().close().await;
    let sql = "INSERT INTO listed VALUES ('tenant_pair', 'example.org 1')";
    Connection::open(&listed.database).unwrap().execute_batch(sql).unwrap();
    let refused = listed.import(&lines).unwrap_err();
    assert!(
        matches!(refused, MaintenanceError::NotEmpty(_)),
        "the operator's own lists are not lost: {refused}"
    );
}

/// Rule 8.6.
#[tokio::test]
async fn an_export_with_which_the_service_could_not_work_is_refused() {
    let place = Place::filled(1).await;
    for (sql, word) in [
        (
            "UPDATE accounts SET kind = 'x'",
            "neither an individual nor an organization",
        ),
        ("UPDATE secrets SET value = x'010203'", "another length"),
        (
            "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'audit'",
            "positions",
        ),
    ] {
        let other = Place::new();
        std::fs::copy(&place.database, &other.database).unwrap();
        Connection::open(&other.database).unwrap().execute_batch(sql).unwrap();
        let fresh = Place::new();
        let refused = fresh.import(&other.exported()).unwrap_err();
        assert!(refused.to_string().contains(word), "{refused}");
        assert_eq!(fresh.files(), ["accounts.db.lock"]);
    }
}

/// What is no export may have no line ends at all.
#[test]
fn a_line_that_is_longer_than_any_row_is_not_read_to_its_end() {
    use std::io::{BufReader, Read, repeat};
    let fresh = Place::new();
    let mut endless = BufReader::new(repeat(b'[').take(u64::MAX));
    let refused = import(&fresh.database, &mut endless, Path::new("export"), at(5)).unwrap_err();
    assert!(refused.to_string().contains("too long"), "{refused}");
}
