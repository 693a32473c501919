//! The closed list of what can be typed on a wizard's pages. A new one is a row of words in each language, or it does
//! not compile.

use serde::{Deserialize, Serialize};

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// An account's username.
    Username,
    /// An e-mail address.
    Email,
    /// A code from a mail. Secret.
    Code,
    /// A recovery code. Secret.
    RecoveryCode,
    /// A password. Secret.
    Password,
    /// A new password. Secret.
    NewPassword,
    /// The username, typed to confirm.
    Confirmation,
    /// Why, for the operator.
    Reason,
    /// Why, for the operator, where the person wants to say so.
    Feedback,
    // Unmanaged tenant.
    /// A domain name, or an address in it.
    Domain,
    // Keep an account by its mailed link.
    /// The address of a link from a mail. Secret.
    MailedLink,
    // At nuget.org.
    /// Another account's username.
    OtherUsername,
    /// An organization's username.
    OrganizationName,
    /// Another username for the account.
    NewUsername,
    // API keys.
    /// What an API key is for.
    Description,
    /// The packages that an API key is for.
    Packages,
}

impl FieldName {
    /// Whether what is typed there is neither saved nor shown again.
    #[must_use]
    pub fn is_secret(self) -> bool {
        matches!(
            self,
            Self::Code | Self::RecoveryCode | Self::Password | Self::NewPassword | Self::MailedLink
        )
    }
}
