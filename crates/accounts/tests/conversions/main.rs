//! Rules 12.1 to 12.20 in sentences, without any storage.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod accepting;
mod asking;
mod effect;
mod ending;
mod guards;
mod later;
mod recovery;
mod scene;
#[path = "../support/mod.rs"]
mod support;
mod waiting;
