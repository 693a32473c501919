//! `state.db` as the app uses it.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use cache::{
    Error, GalleryRecord, NoticeRecord, OpenError, PostedRecord, ProfileRecord, SeenRecord, State, TurnRecord,
    WizardRecord,
};
use contract::Timestamp;
use std::{fs, path::PathBuf, sync::Arc, thread};
use tempfile::TempDir;

/// Text that breaks what is built by gluing strings together.
const HOSTILE: &str = "'; DROP TABLE profile; --\0\u{202e}\u{feff}née 🗝 \" \\ % _ ?1 :a\r\n";

fn gallery(id: &str, added_at: i64) -> GalleryRecord {
    GalleryRecord {
        id: id.to_owned(),
        address: format!("https://{id}.test/"),
        name: HOSTILE.to_owned(),
        added_at: Timestamp::from_micros(added_at),
    }
}

fn profile(id: &str, added_at: i64) -> ProfileRecord {
    ProfileRecord {
        id: id.to_owned(),
        gallery: "practice".to_owned(),
        account_id: HOSTILE.to_owned(),
        username: format!("user-of-{id}"),
        colour: 7,
        signed_in: true,
        session_ended: false,
        event_cursor: None,
        added_at: Timestamp::from_micros(added_at),
    }
}

fn wizard(id: &str, started_at: i64) -> WizardRecord {
    WizardRecord {
        id: id.to_owned(),
        kind: "sign_in".to_owned(),
        version: u32::MAX,
        gallery: "practice".to_owned(),
        state: HOSTILE.to_owned(),
        started_at: Timestamp::from_micros(started_at),
        saved_at: Timestamp::from_micros(-1),
    }
}

fn notice(id: &str, at: i64, profile: Option<&str>) -> NoticeRecord {
    NoticeRecord {
        id: id.to_owned(),
        at: Timestamp::from_micros(at),
        profile: profile.map(str::to_owned),
        what: HOSTILE.to_owned(),
    }
}

fn seen(profile: &str, at: i64) -> SeenRecord {
    SeenRecord {
        profile: profile.to_owned(),
        value: HOSTILE.to_owned(),
        at: Timestamp::from_micros(at),
    }
}

fn turn(profile: &str, next: i64) -> TurnRecord {
    TurnRecord {
        profile: profile.to_owned(),
        next: Timestamp::from_micros(next),
        since: Timestamp::from_micros(-1),
        failures: u32::MAX,
        asked: true,
    }
}

fn posted(username: &str, at: i64) -> PostedRecord {
    PostedRecord {
        username: username.to_owned(),
        at: Timestamp::from_micros(at),
    }
}

/// What stands in an account's journal, the latest first.
fn journal(state: &State, profile: &str) -> Vec<String> {
    let rows = state.journal(profile, None, 10_000).unwrap();
    rows.into_iter().map(|row| row.change).collect()
}

/// After everything that happens here.
fn later() -> Timestamp {
    Timestamp::from_micros(1_000_000)
}

fn place() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state.db");
    (folder, path)
}

#[test]
fn settings_come_back_as_they_went_in_and_can_be_changed() {
    let state = State::in_memory().unwrap();
    assert_eq!(state.setting("theme").unwrap(), None);
    for value in ["dark", "", HOSTILE] {
        state.set_setting(HOSTILE, value).unwrap();
        assert_eq!(state.setting(HOSTILE).unwrap().as_deref(), Some(value));
    }
    assert_eq!(state.setting("theme").unwrap(), None);
}

#[test]
fn every_record_comes_back_as_it_went_in_after_the_file_was_closed() {
    let (_folder, path) = place();
    let state = State::open(&path).unwrap();
    let signed_out = ProfileRecord {
        signed_in: false,
        session_ended: true,
        event_cursor: Some(HOSTILE.to_owned()),
        ..profile("b", 1)
    };
    state.put_gallery(&gallery(HOSTILE, i64::MAX / 4_000_000)).unwrap();
    state.put_profile(&profile("a", 2)).unwrap();
    state.put_profile(&signed_out).unwrap();
    state.put_wizard(&wizard("w", 3)).unwrap();
    state.put_notice(&notice("n", 4, Some("a")), later()).unwrap();
    state.put_seen(&seen("a", 5), &[HOSTILE.to_owned()]).unwrap();
    state.put_turn(&turn("a", 6)).unwrap();
    state.put_posted(&[posted(HOSTILE, 8), posted("b", 7)]).unwrap();
    drop(state);
    let state = State::open(&path).unwrap();
    assert_eq!(state.galleries().unwrap(), [gallery(HOSTILE, i64::MAX / 4_000_000)]);
    assert_eq!(
        state.profiles().unwrap(),
        [signed_out, profile("a", 2)],
        "in the order in which they were added"
    );
    assert_eq!(state.wizards().unwrap(), [wizard("w", 3)]);
    assert_eq!(state.notices().unwrap(), [notice("n", 4, Some("a"))]);
    assert_eq!(state.seen("a").unwrap(), Some(seen("a", 5)));
    assert_eq!(state.seen("b").unwrap(), None);
    assert_eq!(state.turn("a").unwrap(), Some(turn("a", 6)));
    assert_eq!(state.turn("b").unwrap(), None);
    assert_eq!(
        state.posted().unwrap(),
        [posted(HOSTILE, 8), posted("b", 7)],
        "as given"
    );
    let rows = state.journal("a", None, 10).unwrap();
    assert_eq!(
        (rows[0].at, rows[0].change.as_str()),
        (Timestamp::from_micros(5), HOSTILE)
    );
}

#[test]
fn a_journal_is_read_by_the_page_and_in_the_order_in_which_it_was_written_whatever_the_clock_said() {
    let state = State::in_memory().unwrap();
    let changes = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    state.put_seen(&seen("a", 100), &changes(&["first"])).unwrap();
    state.put_seen(&seen("b", 100), &changes(&["other"])).unwrap();
    state.put_seen(&seen("a", 50), &changes(&["third", "second"])).unwrap();
    state.put_seen(&seen("a", 60), &[]).unwrap();
    assert_eq!(journal(&state, "a"), ["third", "second", "first"]);
    let page = state.journal("a", None, 2).unwrap();
    assert_eq!(page.len(), 2);
    let rest = state.journal("a", Some(page[1].number), 2).unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].change, "first");
    assert_eq!(state.seen("a").unwrap().unwrap().at, Timestamp::from_micros(60));
}

#[test]
fn the_thousand_newest_changes_of_an_account_are_kept_and_another_account_loses_none() {
    let state = State::in_memory().unwrap();
    state.put_seen(&seen("b", 1), &["kept".to_owned()]).unwrap();
    for at in 0..3 {
        let many: Vec<String> = (0..400).rev().map(|number| format!("{at}-{number:03}")).collect();
        state.put_seen(&seen("a", at), &many).unwrap();
    }
    let kept = journal(&state, "a");
    assert_eq!(kept.len(), 1000);
    assert_eq!((kept[0].as_str(), kept[999].as_str()), ("2-399", "0-200"));
    assert_eq!(journal(&state, "b"), ["kept"]);
}

#[test]
fn putting_again_replaces_and_removing_removes_that_one_alone() {
    let state = State::in_memory().unwrap();
    for id in ["a", "b"] {
        state.put_gallery(&gallery(id, 1)).unwrap();
        state.put_wizard(&wizard(id, 1)).unwrap();
    }
    let renamed = GalleryRecord {
        name: "new".to_owned(),
        ..gallery("a", 1)
    };
    let further = WizardRecord {
        state: "{}".to_owned(),
        ..wizard("a", 1)
    };
    state.put_gallery(&renamed).unwrap();
    state.put_wizard(&further).unwrap();
    state.put_turn(&turn("a", 1)).unwrap();
    state.put_turn(&turn("a", 2)).unwrap();
    assert_eq!(state.turn("a").unwrap(), Some(turn("a", 2)));
    state.put_posted(&[posted("a", 1), posted("b", 2)]).unwrap();
    state.put_posted(&[posted("b", 2)]).unwrap();
    assert_eq!(state.posted().unwrap(), [posted("b", 2)]);
    assert_eq!(state.galleries().unwrap(), [renamed, gallery("b", 1)]);
    assert_eq!(state.wizards().unwrap(), [further, wizard("b", 1)]);
    for _ in 0..2 {
        state.remove_gallery("a").unwrap();
        state.remove_wizard("a").unwrap();
    }
    assert_eq!(state.galleries().unwrap(), [gallery("b", 1)]);
    assert_eq!(state.wizards().unwrap(), [wizard("b", 1)]);
}

#[test]
fn notices_from_a_clock_that_was_ahead_go_before_those_of_now() {
    let state = State::in_memory().unwrap();
    for at in 1000..1100 {
        state
            .put_notice(&notice(&format!("ahead{at}"), at, None), later())
            .unwrap();
    }
    state
        .put_notice(&notice("now", 5, None), Timestamp::from_micros(5))
        .unwrap();
    assert!(state.notices().unwrap().contains(&notice("now", 5, None)));
}

#[test]
fn the_hundred_newest_notices_are_kept_the_newest_first() {
    let state = State::in_memory().unwrap();
    for at in (0..105).rev() {
        state
            .put_notice(&notice(&format!("n{at:03}"), at, None), later())
            .unwrap();
    }
    let kept = state.notices().unwrap();
    assert_eq!(kept.len(), 100);
    assert_eq!((kept[0].id.as_str(), kept[99].id.as_str()), ("n104", "n005"));
    state.remove_notice("n104").unwrap();
    assert_eq!(state.notices().unwrap()[0].id, "n103");
}

#[test]
fn a_removed_account_leaves_no_byte_in_the_file_or_its_journal() {
    let (folder, path) = place();
    let state = State::open(&path).unwrap();
    for number in 0..50 {
        state.put_profile(&profile(&format!("stays-{number}"), number)).unwrap();
    }
    state
        .put_profile(&ProfileRecord {
            username: "canary-name".to_owned(),
            ..profile("canary-id", 1)
        })
        .unwrap();
    state
        .put_profile(&ProfileRecord {
            username: "canary-renamed".to_owned(),
            ..profile("canary-id", 1)
        })
        .unwrap();
    let about = NoticeRecord {
        what: "canary-notice".to_owned(),
        ..notice("n", 1, Some("canary-id"))
    };
    state.put_notice(&about, later()).unwrap();
    state.put_notice(&notice("other", 1, None), later()).unwrap();
    let looked = SeenRecord {
        value: "canary-seen".to_owned(),
        ..seen("canary-id", 1)
    };
    state.put_seen(&looked, &["canary-change".to_owned()]).unwrap();
    state.put_seen(&seen("other", 1), &["stays".to_owned()]).unwrap();
    state.put_turn(&turn("canary-id", 1)).unwrap();
    state.put_turn(&turn("other", 1)).unwrap();
    assert!(
        bytes_beside(&folder).windows(6).any(|bytes| bytes == b"canary"),
        "the test would see it"
    );
    state.remove_profile("canary-id").unwrap();
    state.scrub().unwrap();
    assert!(!bytes_beside(&folder).windows(6).any(|bytes| bytes == b"canary"));
    assert_eq!(state.profiles().unwrap().len(), 50);
    assert_eq!(state.notices().unwrap().len(), 1);
    assert_eq!(state.seen("canary-id").unwrap(), None);
    assert!(journal(&state, "canary-id").is_empty());
    assert_eq!(journal(&state, "other"), ["stays"]);
    assert_eq!(state.turn("other").unwrap(), Some(turn("other", 1)));
}

fn bytes_beside(folder: &TempDir) -> Vec<u8> {
    fs::read_dir(folder.path())
        .unwrap()
        .flat_map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn two_handles_on_one_file_write_at_the_same_time_and_nothing_is_lost() {
    let (_folder, path) = place();
    let write = |name: &'static str, path: PathBuf| {
        thread::spawn(move || {
            let state = State::open(&path).unwrap();
            for number in 0..100 {
                state.set_setting(&format!("{name}-{number}"), name).unwrap();
                state
                    .put_notice(&notice(&format!("{name}-{number}"), number, None), later())
                    .unwrap();
            }
        })
    };
    let writers = [write("a", path.clone()), write("b", path.clone())];
    for writer in writers {
        writer.join().unwrap();
    }
    let state = State::open(&path).unwrap();
    for name in ["a", "b"] {
        for number in 0..100 {
            assert_eq!(
                state.setting(&format!("{name}-{number}")).unwrap().as_deref(),
                Some(name)
            );
        }
    }
    assert_eq!(state.notices().unwrap().len(), 100);
}

#[test]
fn one_handle_is_shared_by_threads() {
    let state = Arc::new(State::in_memory().unwrap());
    let threads: Vec<_> = (0..4)
        .map(|number| {
            let state = Arc::clone(&state);
            thread::spawn(move || state.set_setting(&number.to_string(), "set").unwrap())
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert!((0..4).all(|number| state.setting(&number.to_string()).unwrap().is_some()));
}

#[test]
fn many_first_starts_at_once_make_one_database() {
    let (_folder, path) = place();
    let start = |path: PathBuf| thread::spawn(move || State::open(&path).map(drop));
    let starts: Vec<_> = (0..8).map(|_| start(path.clone())).collect();
    for start in starts {
        start.join().unwrap().unwrap();
    }
}

#[test]
fn a_damaged_file_is_refused_with_its_name_and_left_byte_for_byte() {
    let (_folder, path) = place();
    let garbage = b"this was a database once, and now it is not".repeat(100);
    fs::write(&path, &garbage).unwrap();
    let refusal = State::open(&path).err().unwrap();
    assert!(matches!(refusal, OpenError::Damaged { .. }), "{refusal:?}");
    assert!(refusal.to_string().contains("state.db is damaged"), "{refusal}");
    assert_eq!(fs::read(&path).unwrap(), garbage);
}

#[test]
fn a_path_that_cannot_be_a_file_is_refused_with_what_the_system_says() {
    let (folder, path) = place();
    fs::create_dir(&path).unwrap();
    assert!(matches!(State::open(&path).err(), Some(OpenError::File { .. })));
    fs::write(folder.path().join("file"), "").unwrap();
    let below = folder.path().join("file").join("state.db");
    assert!(matches!(State::open(&below).err(), Some(OpenError::File { .. })));
}

#[test]
fn a_value_that_another_program_broke_is_an_error_and_never_a_default() {
    let (_folder, path) = place();
    let state = State::open(&path).unwrap();
    state.put_profile(&profile("a", 1)).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    let broken = "PRAGMA ignore_check_constraints = ON; UPDATE profile SET colour = 300";
    other.execute_batch(broken).unwrap();
    assert!(matches!(state.profiles(), Err(Error::Storage(_))));
}

#[test]
fn the_schema_of_every_shipped_version_opens_with_its_rows() {
    let (_folder, path) = place();
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch(include_str!("fixtures/state-1.sql"))
        .unwrap();
    let state = State::open(&path).unwrap();
    assert_eq!(state.setting("theme").unwrap().as_deref(), Some("dark"));
    assert_eq!(state.galleries().unwrap().len(), 1);
    assert_eq!(state.profiles().unwrap()[0].username, "MyNuGetAccount1");
    assert_eq!(state.wizards().unwrap()[0].kind, "sign_in");
    assert_eq!(state.notices().unwrap()[0].profile.as_deref(), Some("p1"));
    assert_eq!(state.seen("p1").unwrap(), None);
    assert!(journal(&state, "p1").is_empty());
    assert_eq!(state.turn("p1").unwrap(), None);
    assert!(state.posted().unwrap().is_empty());
}
