//! What can happen to a machine.

use crate::{Answer, Proved, Slot};
use contract::{
    Problem,
    desktop::wizard::{Choice, FieldName},
};

/// Something happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The app has started again, or the page is shown again: what may have changed meanwhile is worth asking for.
    Resumed,
    /// Something about the account changed, as the gallery's events tell.
    AccountChanged,
    /// The person typed. Secret fields are never told.
    Typed {
        /// Where.
        field: FieldName,
        /// The text so far.
        text: String,
    },
    /// The person gave an answer. What stood in the fields was told before it.
    Chose {
        /// Which.
        choice: Choice,
        /// Whom or what it is about.
        target: Option<String>,
    },
    /// The person went back one step.
    Back,
    /// Somebody came back from the browser.
    Proved {
        /// For which of the sign-ins.
        slot: Slot,
        /// Who.
        proved: Proved,
    },
    /// A proof can no longer be used: its time is over, or its secret is gone.
    ProofLost {
        /// Which.
        slot: Slot,
    },
    /// What was typed into a secret field is needed, and is not there any more: the app was started again since.
    SecretLost {
        /// Which.
        field: FieldName,
    },
    /// The gallery did what the machine wanted.
    Answered(Answer),
    /// The gallery refused; nothing was changed.
    Refused(Problem),
    /// The gallery could not be asked, or its answer was lost: nobody knows whether it was done.
    Unsure(Problem),
}
