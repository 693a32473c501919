//! What crosses HTTP and IPC.
//!
//! The gallery's HTTP API, a module for each area, and what the desktop app's window sees ([`desktop`]). Types and their
//! forms on the wire, without I/O; of rules only what both sides of the wire must agree on ([`Purpose`]), and how foreign
//! texts are shown ([`text`]). Everything here is either serialisable on purpose or, like [`Secret`], not serialisable at
//! all unless a field says so.

pub mod account;
pub mod consequence;
pub mod contact;
pub mod conversion;
pub mod deletion;
pub mod desktop;
pub mod event;
pub mod feed;
pub mod gallery;
pub mod id;
pub mod identity;
pub mod key;
pub mod limit;
pub mod login;
pub mod organization;
pub mod package;
pub mod problem;
pub mod profile;
pub mod proof;
pub mod purpose;
pub mod recovery;
pub mod secret;
pub mod session;
pub mod text;
pub mod timestamp;

pub use id::{AccountId, EventId, KeyId, OfferId, ProofId, SessionId};
pub use problem::{Code, Problem};
pub use purpose::Purpose;
pub use secret::Secret;
pub use timestamp::Timestamp;

/// The custom URI scheme of the app and, at once, its application identifier: a reversed domain name (RFC 8252 7.1).
pub const APP_ID: &str = "io.github.nuget-accounts";

/// The version of the HTTP API that this build speaks, as `GET /api/v1/gallery` reports it.
pub const API_VERSION: u32 = 1;
