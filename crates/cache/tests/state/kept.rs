//! What is kept comes back, and only so much of it.

use crate::records::{HOSTILE, journal, later, notice, place, profile, seen, turn};
use cache::{GalleryRecord, PostedRecord, ProfileRecord, State, WizardRecord};
use contract::Timestamp;

fn gallery(id: &str, added_at: i64) -> GalleryRecord {
    GalleryRecord {
        id: id.to_owned(),
        address: format!("https://{id}.test/"),
        name: HOSTILE.to_owned(),
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

fn posted(username: &str, at: i64) -> PostedRecord {
    PostedRecord {
        username: username.to_owned(),
        at: Timestamp::from_micros(at),
    }
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
