//! What a gallery that was put back is given, and what not (rule 8.15).

use super::place::{Place, at};
use crate::{
    maintenance::{Given, MaintenanceError, Put, Terms, backup, import, restore},
    store::schema,
};
use accounts::{login_change::UNDO_SECONDS, recovery::WAIT_SECONDS};
use rusqlite::Connection;
use std::path::Path;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// The newest time in the gallery, in seconds: its disk was lost right after.
const LAST: i64 = 1_000 * DAY;

/// One of everything whose time can end: made an hour before the end of the gallery.
fn gallery() -> Place {
    let place = Place::new();
    let mut connection = Connection::open(&place.database).unwrap();
    schema::migrate(&mut connection, None).unwrap();
    let times = [
        (":made", LAST - HOUR),
        (":undo", LAST - HOUR + UNDO_SECONDS),
        (":wait", LAST - HOUR + WAIT_SECONDS),
        (":day", LAST - HOUR + DAY),
        (":last", LAST),
        (":past", LAST - HOUR / 2),
    ];
    let mut sql = include_str!("windows.sql").to_owned();
    for (name, seconds) in times {
        sql = sql.replace(name, &(seconds * 1_000_000).to_string());
    }
    connection.execute_batch(&sql).unwrap();
    place
}

/// A backup of it that is put back so many seconds after its end.
fn restored(place: &Place, after: i64, terms: Terms) -> (Place, Put) {
    let (from, other) = (place.file("backup.db"), Place::new());
    if !from.exists() {
        assert_eq!(backup(&place.database, &from).unwrap(), Some(Vec::new()));
    }
    let now = at(LAST + after).now;
    let put = restore(&from, &other.database, Terms { now, ..terms }).unwrap();
    (other, put)
}

/// Whole seconds that a time is after the end of the gallery.
fn seconds(place: &Place, column: &str, of: &str) -> i64 {
    let sql = format!("SELECT {column} FROM {of}");
    let connection = Connection::open(&place.database).unwrap();
    let micros: i64 = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
    micros / 1_000_000 - LAST
}

const ALL: Given = Given {
    login_changes: 1,
    address_changes: 2,
    deletions: 1,
    conversions: 1,
    recoveries: 1,
};

fn looked() -> Terms {
    Terms {
        clock_is_right: true,
        ..at(0)
    }
}

/// What ends when, for each kind of what can be taken back.
fn ends(place: &Place) -> [i64; 12] {
    [
        ("ends_at", "login_changes WHERE state = 'open'"),
        ("login_change_until", "accounts WHERE username = 'anna'"),
        ("ends_at", "address_changes WHERE id = x'e1'"),
        // Its time stands still as long as Anna's login can be changed back (rule 5.38).
        ("ends_at", "address_changes WHERE id = x'e3'"),
        ("due_at", "deletions"),
        ("deletion_at", "accounts WHERE username = 'ben'"),
        ("effective_at", "conversions WHERE accepted_at IS NOT NULL"),
        ("waits_until", "recoveries WHERE waits_until IS NOT NULL"),
        ("expires_at", "mailed_acts WHERE kind = 'freeze_account'"),
        ("expires_at", "mailed_acts WHERE kind = 'undo_address'"),
        ("expires_at", "mailed_acts WHERE kind = 'keep_account'"),
        ("expires_at", "mailed_acts WHERE kind = 'stop_recovery'"),
    ]
    .map(|(column, of)| seconds(place, column, of))
}

/// Rule 8.15.
#[test]
fn whatever_could_be_taken_back_can_be_for_as_long_after_the_restore() {
    let place = gallery();
    let before = ends(&place);
    for after in [0, 60, 8 * DAY, 400 * DAY] {
        let (other, put) = restored(&place, after, looked());
        assert_eq!(put.given, ALL);
        assert_eq!(put.away.unwrap().seconds(), after);
        assert_eq!(ends(&other), before.map(|end| end + after), "{after}");
    }
}

/// Rule 8.15.
#[test]
fn what_nobody_could_take_back_any_more_and_what_is_got_anew_ends_when_it_was_to_end() {
    let place = gallery();
    let (other, _) = restored(&place, 8 * DAY, looked());
    for (column, of) in [
        ("ends_at", "login_changes WHERE id = x'a4'"),
        ("ends_at", "address_changes WHERE id = x'e2'"),
        ("made_at", "address_changes WHERE id = x'e1'"),
        ("opened_at", "sessions"),
        ("seen_at", "sessions"),
        ("expires_at", "keys WHERE id = x'a9'"),
        ("expires_at", "invitations"),
        ("expires_at", "ownership_offers"),
        ("expires_at", "conversions WHERE accepted_at IS NULL"),
        ("made_at", "decision_codes"),
        ("code_made_at", "recoveries WHERE waits_until IS NOT NULL"),
        ("made_at", "recoveries WHERE waits_until IS NULL"),
        ("expires_at", "mailed_acts WHERE kind = 'confirm_address'"),
        ("expires_at", "mailed_acts WHERE kind = 'invitation'"),
        ("requested_at", "deletions"),
        ("at", "audit WHERE id = x'01'"),
    ] {
        assert_eq!(
            seconds(&other, column, of),
            seconds(&place, column, of),
            "{column} {of}"
        );
    }
}

/// Rules 8.15, 9.39 and 14.20.
#[test]
fn a_deletion_that_a_change_of_a_login_began_is_still_known_by_it() {
    let place = gallery();
    let sql = "UPDATE deletions SET login_moved_to = x'0a'";
    Connection::open(&place.database).unwrap().execute_batch(sql).unwrap();
    let (other, _) = restored(&place, DAY, at(0));
    let change = seconds(&other, "made_at", "login_changes WHERE state = 'open'");
    assert_eq!(seconds(&other, "requested_at", "deletions"), change);
}

/// Rules 7.5, 9.18 and 13.26: else who made the change would keep what they made with it.
#[test]
fn what_was_made_and_seen_since_a_change_of_a_login_stays_later_than_it() {
    let (other, _) = restored(&gallery(), 8 * DAY, looked());
    let change = seconds(&other, "made_at", "login_changes WHERE state = 'open'");
    assert_eq!(change, 8 * DAY - HOUR);
    assert!(seconds(&other, "made_at", "keys WHERE id = x'a9'") >= change);
    assert!(seconds(&other, "seen_at", "places WHERE installation_id = 'thief'") >= change);
    assert!(
        seconds(&other, "made_at", "keys WHERE id = x'a8'") < change,
        "made before the change"
    );
    assert!(seconds(&other, "seen_at", "places WHERE installation_id = 'home'") < change);
}

/// Rule 8.15.
#[test]
fn time_is_given_once_to_what_is_restored_twice_before_anybody_came() {
    let (once, _) = restored(&gallery(), 6 * DAY, at(0));
    let (twice, _) = restored(&once, 12 * DAY, looked());
    for (column, of, longest) in [
        ("ends_at", "login_changes WHERE state = 'open'", UNDO_SECONDS),
        ("ends_at", "address_changes WHERE id = x'e1'", UNDO_SECONDS),
        (
            "effective_at",
            "conversions WHERE accepted_at IS NOT NULL",
            UNDO_SECONDS,
        ),
        ("waits_until", "recoveries WHERE waits_until IS NOT NULL", WAIT_SECONDS),
    ] {
        let end = seconds(&twice, column, of);
        assert!(end > 12 * DAY && end <= 12 * DAY + longest, "{of}: {end}");
    }
}

/// Rules 8.14 and 8.15.
#[test]
fn a_clock_that_is_behind_or_far_ahead_is_asked_about_and_one_that_was_ahead_once_does_no_harm() {
    let place = gallery();
    let from = place.file("backup.db");
    backup(&place.database, &from).unwrap();
    let fresh = Place::new();
    for after in [-301, -DAY, -LAST, 7 * DAY + 1] {
        let refused = restore(&from, &fresh.database, at(LAST + after)).unwrap_err();
        assert!(matches!(refused, MaintenanceError::Clock { .. }), "{after}: {refused}");
        assert_eq!(fresh.files(), ["accounts.db.lock"]);
    }
    for after in [-300, 0, 7 * DAY] {
        restored(&place, after, at(0));
    }
    // One row of a time when the clock was a year ahead; nothing ends sooner by it.
    let ahead = "INSERT INTO audit (id, account, at, kind) VALUES (x'99', x'0a', 99999999999999999, 'email_confirmed')";
    Connection::open(&from).unwrap().execute_batch(ahead).unwrap();
    assert!(restore(&from, &fresh.database, at(LAST + DAY)).is_err());
    let (other, put) = restored(&place, DAY, looked());
    assert_eq!((put.given, put.away.unwrap().seconds()), (ALL, DAY));
    assert_eq!(ends(&other)[0], UNDO_SECONDS - HOUR + DAY);
}

/// Rule 8.15: an export says itself when it was made, and until then the gallery was there.
#[test]
fn what_is_imported_comes_back_like_what_is_restored() {
    let place = gallery();
    let lines = place.exported_at(LAST + HOUR);
    let fresh = Place::new();
    let terms = at(LAST + DAY);
    let imported = import(&fresh.database, &mut lines.as_bytes(), Path::new("export"), terms).unwrap();
    assert_eq!(imported.put.given, ALL);
    assert_eq!(imported.put.away.unwrap().seconds(), DAY - HOUR);
    assert_eq!(ends(&fresh)[0], UNDO_SECONDS - HOUR + DAY - HOUR);
    let terms = Terms {
        end_sessions: true,
        ..terms.replacing()
    };
    let put = import(&fresh.database, &mut lines.as_bytes(), Path::new("export"), terms)
        .unwrap()
        .put;
    assert!(put.kept.is_some());
    assert_eq!(seconds(&fresh, "ended_at", "sessions"), DAY);
}
