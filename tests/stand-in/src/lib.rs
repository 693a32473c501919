//! A stand-in for nuget.org: a real HTTP server on this computer with the public part of the site, so that everything that
//! the app does there can be tested without it. Its people and packages are edited while it runs, and each of its routes
//! can be told to fail in the ways in which the real one does.
//!
//! Its pages and documents have the forms of the real ones as far as a client can depend on them (source of the gallery of
//! 2026-08-17, documentation of the V3 API of 2026-08-07), in words of their own. There is nothing real in it: whoever
//! lives here was made up by a test.

mod assistance;
mod control;
mod edit;
mod fault;
mod forgery;
mod pages;
mod registration;
mod route;
mod search;
mod server;
mod v3;
mod version;
mod world;

pub use edit::Edit;
pub use fault::Fault;
pub use route::Route;
pub use server::StandIn;
pub use world::Mail;
