//! How often the site is asked. Pure: the time comes in as a parameter.

mod assistance;
mod turn;

pub use assistance::{Assistance, Posted};
pub use turn::{Decided, Turn};
