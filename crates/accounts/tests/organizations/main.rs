//! Section 11 of the rules in sentences, without any storage.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod answering;
mod creating;
mod guards;
mod inviting;
mod members;
mod scene;
mod standing;
#[path = "../support/mod.rs"]
mod support;
mod withdrawn;
