//! What is made of a text in which somebody met an error.

mod catalogue;
mod named;
mod places;
mod support;
