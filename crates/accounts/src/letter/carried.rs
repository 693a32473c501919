//! The secrets that letters carry.

use super::LetterKind;
use contract::Secret;

impl LetterKind {
    /// The code that it carries.
    #[must_use]
    pub fn code(&self) -> Option<&Secret> {
        match self {
            Self::ConfirmAddress { code, .. }
            | Self::DecideCode { code, .. }
            | Self::ProofCode { code, .. }
            | Self::PasswordReset { code, .. }
            | Self::RecoverCode { code, .. } => Some(code),
            _ => None,
        }
    }

    /// The reference of the link that it carries.
    #[must_use]
    pub fn reference(&self) -> Option<&Secret> {
        match self {
            Self::ConfirmAddress { reference, .. } | Self::RecoveryWaits { reference, .. } => reference.as_ref(),
            Self::AddressChanged { reference, .. }
            | Self::LoginChanged { reference, .. }
            | Self::PasswordReset { reference, .. }
            | Self::RecoverCode { reference, .. }
            | Self::ConversionRequested { reference, .. }
            | Self::ConversionWaits { reference, .. }
            | Self::Invited { reference, .. }
            | Self::DeletionRequested { reference, .. } => Some(reference),
            _ => None,
        }
    }
}
