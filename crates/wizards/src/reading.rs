//! What a machine has asked the gallery about, so that it shows what is true and not what was true once.

use contract::Problem;
use serde::{Deserialize, Serialize};

/// Something that is read, and read again when it may have changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading<T> {
    /// What was read last.
    pub known: Option<T>,
    /// Why it could not be read.
    pub refusal: Option<Problem>,
    /// Whether it has to be read.
    wanted: bool,
}

impl<T> Default for Reading<T> {
    fn default() -> Self {
        Self {
            known: None,
            refusal: None,
            wanted: true,
        }
    }
}

impl<T> Reading<T> {
    /// Whether it has to be read now.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.wanted
    }

    /// It may have changed. What was read stands until it is read again.
    pub fn again(&mut self) {
        self.wanted = true;
        self.refusal = None;
    }

    /// It was read: this, or that there is none.
    pub fn take(&mut self, read: Option<T>) {
        self.known = read;
        self.wanted = false;
        self.refusal = None;
    }

    /// It could not be read.
    pub fn fail(&mut self, problem: Problem) {
        self.wanted = false;
        self.refusal = Some(problem);
    }

    /// Whether it has been read, or could not be.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.wanted
    }
}
