//! What feeds ask (rules 13.28 to 13.40).

mod judge;
mod register;

pub use judge::{Request, Verdict, denied, judge};
pub use register::{NoteVersions, RegisterPackage};

/// How many entries a page for feeds has at most, and how many without a wish (rule 13.37).
pub const PAGE: (usize, usize) = (500, 100);
