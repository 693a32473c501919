//! Changing logins, recovery codes and two-factor, in sentences and without any storage. The numbers are those of
//! `docs/rules.md`, section 9.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod change;
mod codes;
mod conflict;
mod fresh;
mod frozen;
mod model;
#[path = "../support/needed.rs"]
mod needed;
mod sign_in;
mod undo;
