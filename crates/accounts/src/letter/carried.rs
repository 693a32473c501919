//! The secrets that letters carry.

use super::LetterKind;
use crate::contact::LINK_SECONDS;
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

    /// For how many seconds after it was written a letter with a code is of use: as long as the code works, or the link that
    /// does the same (rule 5.35). Nothing where it says something for good.
    #[must_use]
    pub fn useful_seconds(&self) -> Option<i64> {
        match self {
            Self::ConfirmAddress { reference: Some(_), .. } => Some(LINK_SECONDS),
            Self::ConfirmAddress { minutes, .. }
            | Self::DecideCode { minutes, .. }
            | Self::ProofCode { minutes, .. }
            | Self::PasswordReset { minutes, .. }
            | Self::RecoverCode { minutes, .. } => Some(minutes * 60),
            _ => None,
        }
    }

    /// Where an answer to it goes, where it does not go to the operator: who wrote it.
    #[must_use]
    pub fn answer_to(&self) -> Option<&str> {
        match self {
            Self::TwoFactorFeedback { answer_to, .. } => Some(answer_to),
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
            | Self::OwnershipOffered { reference, .. }
            | Self::DeletionRequested { reference, .. } => Some(reference),
            _ => None,
        }
    }
}
