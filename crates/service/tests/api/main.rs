//! The HTTP API over real sockets, with a strict OpenID provider beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod address;
mod attacks;
mod cast;
mod conversions;
mod deletion;
mod document;
mod durability;
mod email;
mod erasure;
mod events;
mod feed;
mod http;
mod keys;
mod locked;
mod logins;
mod logs;
mod names;
mod operating;
mod organizations;
mod outside;
mod packages;
mod pages;
mod passwords;
mod profile;
mod proofs;
mod provider;
mod recovery;
mod recovery_scene;
mod registration;
mod scene;
mod sessions;
mod smtp;
mod two_factor;
mod wire;
mod world;
