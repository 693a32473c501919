//! Whole-product tests: a desktop session of its own, made of real parts, and the people who use the app in it.
//!
//! [`session::DesktopSession`] is the computer. [`walk`] holds what a person does in several tests.

pub mod served;
pub mod session;
pub mod walk;
