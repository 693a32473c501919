//! What somebody signs in or pushes with, as letters name it.

/// A credential in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A Microsoft identity, for display.
    Microsoft(String),
    /// A password.
    Password,
    /// An API key by its description.
    ApiKey(String),
}
