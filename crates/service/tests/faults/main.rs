//! The service on a disk that fails and loses power, and killed (rules 8.1 to 8.3).
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod areas;
mod due;
mod failing_disk;
mod ground;
#[cfg(target_os = "linux")]
#[path = "../kills/kill.rs"]
mod kill;
#[cfg(target_os = "linux")]
mod killed;
mod opening;
#[cfg(target_os = "linux")]
mod overwritten;
mod power_cut;
mod previews;
#[cfg(target_os = "linux")]
#[path = "../kills/program.rs"]
mod program;
#[path = "../api/provider.rs"]
#[expect(dead_code, reason = "shared with the tests of the API")]
mod provider;
#[cfg(target_os = "linux")]
mod resumed;
#[path = "../api/scene.rs"]
#[expect(dead_code, reason = "shared with the tests of the API")]
mod scene;
mod unreadable;
#[path = "../api/world.rs"]
#[expect(dead_code, reason = "shared with the tests of the API")]
mod world;

/// The tests of the API read their logs; these do not.
mod logs {
    pub fn capture() {}
}
