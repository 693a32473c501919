//! What the app does that is not a window.
//!
//! [`App`] owns the state; the shell gives it a person's [`contract::desktop::Action`]s and the links that arrive, and
//! draws the [`contract::desktop::View`] that comes out. All it needs of the world comes through [`ports`].

pub mod app;
pub mod attempt;
pub mod gallery;
pub mod inbox;
pub mod loopback;
pub mod notify;
pub mod ports;
pub mod sign_in;
pub mod tray;
pub mod words;

mod calendar;
mod health;
mod model;
mod public;
mod trouble;
mod view;

pub use app::{App, AppHandle};
pub use ports::Ports;
