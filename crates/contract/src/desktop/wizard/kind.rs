//! The closed list of the wizards. A new one is a row of words in each language, or it does not compile.

use serde::{Deserialize, Serialize};

/// Which wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum WizardKind {
    /// Change the Microsoft account that signs in, with what to do where it is another account's already.
    ChangeLogin,
    // Contact e-mail, mail and username.
    /// Change or confirm the contact e-mail, of the account or of an organization.
    ContactEmail,
    /// Choose what is mailed.
    MailChoices,
    /// Ask the operator for another username.
    Username,
    // Deletion.
    /// Delete the account, or keep it in the grace period.
    DeleteAccount,
    // Conversion.
    /// Convert the account to an organization.
    Convert,
    /// Accept or reject the conversion of another account.
    AnswerConversion,
    // Organizations.
    /// Create an organization.
    Organization,
    /// The members of an organization.
    Members,
    /// Accept or decline an invitation.
    AnswerInvitation,
    /// Accept or decline an offer of ownership.
    AnswerOffer,
    // Recover.
    /// Get back into an account.
    Recover,
    // Recovery codes.
    /// Make recovery codes.
    RecoveryCodes,
    // Two-factor.
    /// Switch two-factor on or off.
    TwoFactor,
    // Unmanaged tenant.
    /// Nobody manages the directory of a work domain.
    UnmanagedTenant,
    // Change login, entered otherwise, and taken back.
    /// The same, begun from the refusal that the Microsoft account is another account's login.
    Conflict,
    /// Take a change of the login back, or decide about a frozen account.
    UndoLogin,
    /// Keep an account that is being deleted, with the link that was mailed to it.
    KeepAccount,
    // At nuget.org.
    /// Open an account.
    Register,
    /// Find out which Microsoft account opens an account.
    FindLogin,
    // API keys.
    /// The account's API keys: look, make, change, renew, revoke.
    ApiKeys,
}

impl WizardKind {
    /// Whether it is for an account that is signed in here. Of the others an account is what they lead to.
    #[must_use]
    pub fn is_for_account(self) -> bool {
        !matches!(
            self,
            Self::Recover
                | Self::UnmanagedTenant
                | Self::UndoLogin
                | Self::KeepAccount
                | Self::Register
                | Self::FindLogin
        )
    }
}
