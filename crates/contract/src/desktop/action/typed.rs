//! What stands in a field.

use crate::desktop::wizard::FieldName;
use serde::{Deserialize, Serialize};

/// What stands in a field when an answer is given.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Typed {
    /// Which field.
    pub field: FieldName,
    /// The text.
    pub text: String,
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Typed({:?})", self.field)
    }
}
