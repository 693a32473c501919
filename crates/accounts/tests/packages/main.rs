//! Packages, API keys and what feeds ask, in sentences, without any storage. The numbers are those of `docs/rules.md`.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod answering;
mod asked;
mod changing_keys;
mod feed_denied;
mod feed_noted;
mod found_keys;
mod key;
mod keys_told;
mod making_keys;
#[path = "../support/needed.rs"]
mod needed;
mod offering;
mod offers;
mod organization_keys;
mod owners;
mod sequences;
mod viewing;
mod world;
