//! Why an account is frozen, as letters tell it.

/// Who froze an account, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreezeReason {
    /// The link that was mailed to its own contact address (rule 9.21).
    Link,
    /// The identity before, which wants a change undone that was made with a recovery code (rule 9.20).
    Contested,
    /// The link that was mailed to the other account of an exchange (rule 9.21).
    Exchange,
}
