//! The wizards at nuget.org: each from its beginning to its receipt, what stands in the way, what the site may say
//! instead, and that nothing is claimed that was not seen.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod deletion;
mod every;
mod names;
mod owners;
mod pages;
#[path = "../stage/mod.rs"]
mod stage;
mod two_accounts;
mod walk;
