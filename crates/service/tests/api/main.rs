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
mod logins;
mod logs;
mod operating;
mod organizations;
mod pages;
mod proofs;
mod provider;
mod registration;
mod sessions;
mod smtp;
mod two_factor;
mod wire;
mod world;
