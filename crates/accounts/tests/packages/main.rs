//! Packages, API keys and what feeds ask, in sentences, without any storage. The numbers are those of `docs/rules.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod feed;
mod found_keys;
mod keys;
#[path = "../support/needed.rs"]
mod needed;
mod organization_keys;
mod ownership;
mod sequences;
mod world;
