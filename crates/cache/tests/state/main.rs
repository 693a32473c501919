//! `state.db` as the app uses it.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod damaged;
mod kept;
mod records;
mod removed;
mod together;
