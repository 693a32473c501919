//! What holds for every wizard, whatever happens in whatever order: never stuck, never twice, never a lost input, nothing
//! secret in what is saved, and at any step it goes on from what was saved.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod happenings;
mod kinds;
mod saved;
mod sheets;
#[path = "../stage/mod.rs"]
mod stage;
mod whatever;
mod world;
