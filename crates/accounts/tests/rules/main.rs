//! The rules in sentences, without any storage. The numbers are those of `docs/rules.md`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod confirming;
mod locking;
mod proofs;
mod registering;
mod scene;
mod sessions;
