//! The rules of sections 5, 14 and 16 in sentences, without any storage. The numbers are those of `docs/rules.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod address;
mod any;
mod deletion;
mod effect;
mod locked;
mod names;
mod support;
mod worse;
