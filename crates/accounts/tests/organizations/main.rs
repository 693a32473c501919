//! Rules 11.1 to 11.24 in sentences, without any storage.
#![allow(clippy::unwrap_used, clippy::expect_used)]

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
