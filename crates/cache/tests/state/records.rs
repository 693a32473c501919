//! Records as the app keeps them, and a place for them.

use cache::{NoticeRecord, ProfileRecord, SeenRecord, State, TurnRecord};
use contract::Timestamp;
use std::path::PathBuf;
use tempfile::TempDir;

/// Text that breaks what is built by gluing strings together.
pub const HOSTILE: &str = "'; DROP TABLE profile; --\0\u{202e}\u{feff}née 🗝 \" \\ % _ ?1 :a\r\n";

pub fn profile(id: &str, added_at: i64) -> ProfileRecord {
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

pub fn notice(id: &str, at: i64, profile: Option<&str>) -> NoticeRecord {
    NoticeRecord {
        id: id.to_owned(),
        at: Timestamp::from_micros(at),
        profile: profile.map(str::to_owned),
        what: HOSTILE.to_owned(),
    }
}

pub fn seen(profile: &str, at: i64) -> SeenRecord {
    SeenRecord {
        profile: profile.to_owned(),
        value: HOSTILE.to_owned(),
        at: Timestamp::from_micros(at),
    }
}

pub fn turn(profile: &str, next: i64) -> TurnRecord {
    TurnRecord {
        profile: profile.to_owned(),
        next: Timestamp::from_micros(next),
        since: Timestamp::from_micros(-1),
        failures: u32::MAX,
        asked: true,
    }
}

/// What stands in an account's journal, the latest first.
pub fn journal(state: &State, profile: &str) -> Vec<String> {
    let rows = state.journal(profile, None, 10_000).unwrap();
    rows.into_iter().map(|row| row.change).collect()
}

/// After everything that happens here.
pub fn later() -> Timestamp {
    Timestamp::from_micros(1_000_000)
}

pub fn place() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state.db");
    (folder, path)
}
