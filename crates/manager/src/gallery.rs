//! A gallery, as the app speaks to it.

pub mod address;
pub mod client;
pub mod events;
pub mod requests;

pub mod mailed_link;
mod refusal;
mod transport;

pub use client::{Clients, GalleryClient};

/// The id of the practice gallery in this app.
pub const PRACTICE: &str = "practice";

/// The name of the practice gallery.
pub const PRACTICE_NAME: &str = "Practice gallery";
