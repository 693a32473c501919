//! What is removed leaves nothing.

use crate::records::{journal, later, notice, place, profile, seen, turn};
use cache::{NoticeRecord, ProfileRecord, SeenRecord, State};
use std::fs;
use tempfile::TempDir;

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
