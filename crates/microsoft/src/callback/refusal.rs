//! Why an address is not a callback.

use thiserror::Error;

/// Why an address is not a callback. No variant carries anything of the address: these texts go into logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum CallbackRefusal {
    /// More than 4096 bytes.
    #[error("the address is too long")]
    TooLong,
    /// Characters that no address has, or percent-encoding that is none.
    #[error("the address has characters that no address has")]
    Characters,
    /// Another scheme, host or path; a user, a port or a fragment where none belongs.
    #[error("the address is not one of this app's ways back")]
    Address,
    /// A known parameter twice.
    #[error("the address has the parameter `{0}` twice")]
    Duplicated(&'static str),
    /// No state, or one that this app cannot have made.
    #[error("the address has no state of this app")]
    State,
    /// Neither a code nor an error, or both.
    #[error("the address has neither a code nor an error, or both")]
    Outcome,
    /// A parameter's value is not of its form.
    #[error("the address has a parameter `{0}` that is not of its form")]
    Value(&'static str),
}
