//! Changing the Microsoft account: every page, every way out, every refusal.

mod beginning;
mod conflict;
mod deciding;
mod persons;
mod refusals;
mod scene;
#[path = "../stage/mod.rs"]
mod stage;
mod third_way;
