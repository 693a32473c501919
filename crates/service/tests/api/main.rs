//! The HTTP API over real sockets, with a strict OpenID provider beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod attacks;
mod cast;
mod conversions;
mod document;
mod durability;
mod email;
mod events;
mod http;
mod logs;
mod operating;
mod organizations;
mod proofs;
mod provider;
mod registration;
mod sessions;
mod smtp;
mod wire;
mod world;
