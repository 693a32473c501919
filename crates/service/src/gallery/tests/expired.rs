//! What has run out, row by row (rule 8.7): what stays, and until when.

use super::{DAY, FOLLOW_LOGIN_CHANGES, an_organization, gallery, id, some_accounts};
use crate::configuration::MailDelivery;
use accounts::Need;
use ambient::Clock;
use contract::AccountId;
use testkit::ManualClock;

/// Asserts which rows of a table stay, by the numbers of their ids, when what has run out is removed.
async fn stay(table: &str, rows: &[String], expected: &[u32]) {
    let (_, gallery) = gallery(MailDelivery::Memory);
    let rows = rows.join("), (");
    let insert = format!("INSERT INTO {table} VALUES ({rows});");
    let all = some_accounts(4) + &an_organization() + &insert + FOLLOW_LOGIN_CHANGES;
    gallery.store.execute(all).await;
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
    let (one, two, three, five, now) = (id(1), id(2), id(3), id(5), days_ago(0));
    let invitation = |id: &str, end: i64| format!("{id}, {five}, {id}, 0, {one}, 1, {end}");
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
        let made = end - 72 * 3600 * 1_000_000;
        format!("{id}, {id}, {partner}, {made}, {end}, 'identity', NULL, {id}, '{state}'")
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
        change(2, &id(1), ninety - 1, "open"),
        change(3, &id(4), ninety - 1, "final"),
        change(4, &id(3), ninety - 1, "final"),
    ];
    stay("login_changes", &rows, &[1, 2]).await;
}

#[tokio::test]
async fn rule_5_38_addresses_that_can_be_put_back_and_their_links_stay_until_a_change_of_the_login_is_decided() {
    let (_, gallery) = gallery(MailDelivery::Memory);
    let (two, ninety) = (id(2), days_ago(90));
    let made = ninety - 72 * 3600 * 1_000_000;
    let rows: Vec<String> = (1..=2)
        .map(|number| {
            let id = id(number);
            format!(
                "INSERT INTO address_changes VALUES ({id}, {id}, 'a@example.org', {made}, {ninety}, 'a@example.org');
                INSERT INTO mailed_acts VALUES ({id}, 'undo_address', {id}, {id}, {made}, {ninety});"
            )
        })
        .collect();
    let frozen = format!(
        "INSERT INTO login_changes VALUES ({two}, {two}, NULL, {made}, {ninety}, 'identity', NULL, {two}, 'frozen');"
    );
    gallery
        .store
        .execute(some_accounts(2) + &rows.concat() + &frozen + FOLLOW_LOGIN_CHANGES)
        .await;
    // The link goes once its change has.
    gallery.remove_expired().await;
    gallery.remove_expired().await;
    for table in ["address_changes", "mailed_acts"] {
        let left = |only: &str| gallery.store.number(format!("SELECT count(*) FROM {table} {only}"));
        let of_two = left(&format!("WHERE account = {two}")).await;
        assert_eq!((left("").await, of_two), (1, 1), "{table}");
    }
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
        INSERT INTO sessions VALUES (0, {one}, zeroblob(32), {one}, 'full', 'used', 'Used', 1, {now}, NULL);"
    );
    gallery.store.execute(some_accounts(1) + &sql).await;
    gallery.remove_expired().await;
    let left = "SELECT count(*) FROM places WHERE installation_id IN ('used', 'kept')".to_owned();
    assert_eq!(gallery.store.number(left).await, 2);
    assert_eq!(gallery.store.number("SELECT count(*) FROM places".to_owned()).await, 2);
}
