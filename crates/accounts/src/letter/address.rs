//! What letters about a login tell of the contact e-mail.

use contract::Timestamp;

/// The contact e-mail is another than before, and the one before can still be put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressReplaced {
    /// When it was replaced.
    pub at: Timestamp,
    /// Until when the one before can be put back.
    pub until: Timestamp,
}
