//! What became different between two looks.

use contract::desktop::nuget_org::{Change, PublicAccount};

/// What became different, in the order in which it should be told.
#[must_use]
pub fn differences(_before: Option<&PublicAccount>, _after: Option<&PublicAccount>) -> Vec<Change> {
    Vec::new()
}
