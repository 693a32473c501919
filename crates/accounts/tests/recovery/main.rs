//! Passwords and recovery in sentences (rules 10.1 to 10.31), without any storage.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod assistance;
mod discontinued;
mod link;
mod lists;
mod mail;
mod moved;
mod password;
mod scene;
mod wait;
