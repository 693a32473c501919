//! How often the site is asked. Pure: the time comes in as a parameter.

mod assistance;

pub use assistance::Assistance;
