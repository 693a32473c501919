//! What the app's window sees and does: one [`View`] that Rust owns, and [`Action`]s that change it.
//!
//! The window draws the view and sends actions; it holds no step logic. No secret is reachable from either type:
//! [`crate::Secret`] has no serialisation, so a view that held one would not compile.

pub mod action;
pub mod leaving;
pub mod nuget_org;
pub mod trouble;
pub mod view;
pub mod wizard;

pub use action::Action;
pub use view::View;
