//! The rules in sentences, without any storage. The numbers are those of `docs/rules.md`.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod confirming;
mod locking;
mod proofs;
mod registering;
mod scene;
mod sessions;
