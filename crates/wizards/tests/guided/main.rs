//! The wizards at nuget.org: each from its beginning to its receipt, what stands in the way, what the site may say
//! instead, and that nothing is claimed that was not seen.
#![allow(clippy::unwrap_used)]

mod deletion;
mod every;
mod names;
mod owners;
mod pages;
#[path = "../stage/mod.rs"]
mod stage;
mod two_accounts;
mod walk;
