//! `state.db` as the app uses it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod damaged;
mod kept;
mod records;
mod removed;
mod together;
