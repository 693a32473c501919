//! Calls about getting back into an account, recovery codes and two-factor.

use super::RequestSecret;
use crate::Slot;
use contract::{
    Timestamp,
    desktop::wizard::FieldName,
    gallery::Feature,
    identity::Identity,
    recovery::{Assistance, NextStep},
};
use serde::{Deserialize, Serialize};

/// What is asked for. The secret of a request for a mail is the app's: it is made for the call that asks for it, kept
/// beside the secrets of sign-ins, and goes with the calls that come back to the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum RecoveryRequest {
    /// `GET /gallery`: what it can do.
    Describe,
    /// `GET /account`: how it is now.
    Account,
    /// `POST /recovery/assistance`.
    Assist {
        /// Whose.
        username: String,
        /// The whole address, to have the linked identities mailed there.
        address: Option<String>,
    },
    /// `POST /recovery/login`.
    MailLoginCode {
        /// Whose.
        username: String,
        /// The whole address.
        address: String,
        /// Whether it is a new request: an earlier one is forgotten.
        anew: bool,
    },
    /// `POST /recovery/login/confirm`, with the code that is typed.
    ConfirmLogin {
        /// Whether the recovery code that is typed comes too.
        recovery_code: bool,
        /// Whether to begin the wait.
        wait: bool,
    },
    /// `POST /recovery/password`.
    MailPasswordCode {
        /// Whose.
        name: String,
        /// Whether it is a new request: an earlier one is forgotten.
        anew: bool,
    },
    /// `POST /recovery/password/reset`, with the code and the new password that are typed.
    ResetPassword {
        /// Whether the recovery code that is typed comes too.
        #[serde(default)]
        recovery_code: bool,
    },
    /// `POST /sessions/password`.
    SignInWithPassword {
        /// Whose.
        name: String,
        /// Whether with the new password, or else the old one.
        new: bool,
    },
    /// `POST /account/login/link`.
    Link {
        /// Whose login it becomes.
        new: Slot,
        /// Whether the recovery code that is typed comes too.
        recovery_code: bool,
    },
    /// `POST /sessions`: the account appears in the app.
    OpenSession {
        /// Who signs in.
        by: Slot,
    },
    /// `POST /account/recovery-codes`.
    MakeCodes {
        /// Who signs in.
        by: Slot,
    },
    /// No call: compares what is typed with the codes that are shown, in the app.
    CompareCode,
    /// `POST /account/two-factor`.
    SwitchTwoFactor {
        /// On, or else off.
        on: bool,
        /// Who signs in.
        by: Slot,
        /// Whether the recovery code that is typed comes too.
        recovery_code: bool,
        /// Why it is switched off, where the person says so.
        #[serde(default)]
        reason: Option<String>,
    },
}

impl RecoveryRequest {
    /// Whether it uses a recovery code up.
    #[must_use]
    pub fn uses_code(&self) -> bool {
        matches!(
            self,
            Self::ConfirmLogin {
                recovery_code: true,
                ..
            } | Self::ResetPassword { recovery_code: true }
                | Self::Link {
                    recovery_code: true,
                    ..
                }
        )
    }

    /// Whether an account may be another one after it.
    #[must_use]
    pub fn changes_account(&self) -> bool {
        match self {
            Self::ResetPassword { .. }
            | Self::Link { .. }
            | Self::MakeCodes { .. }
            | Self::SwitchTwoFactor { .. }
            | Self::ConfirmLogin { wait: true, .. } => true,
            Self::Describe
            | Self::Account
            | Self::Assist { .. }
            | Self::MailLoginCode { .. }
            | Self::ConfirmLogin { .. }
            | Self::MailPasswordCode { .. }
            | Self::SignInWithPassword { .. }
            | Self::OpenSession { .. }
            | Self::CompareCode => false,
        }
    }

    /// The sign-ins whose secrets it takes.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        match self {
            Self::Link { new: slot, .. }
            | Self::OpenSession { by: slot }
            | Self::MakeCodes { by: slot }
            | Self::SwitchTwoFactor { by: slot, .. } => vec![*slot],
            _ => Vec::new(),
        }
    }

    /// The secret fields that it takes. What was typed there is gone when the app was closed.
    #[must_use]
    pub fn typed(&self) -> Vec<FieldName> {
        match self {
            Self::ConfirmLogin { recovery_code, .. } => {
                let more = recovery_code.then_some(FieldName::RecoveryCode);
                [FieldName::Code].into_iter().chain(more).collect()
            }
            Self::ResetPassword { recovery_code } => {
                let more = recovery_code.then_some(FieldName::RecoveryCode);
                [FieldName::Code, FieldName::NewPassword]
                    .into_iter()
                    .chain(more)
                    .collect()
            }
            Self::SignInWithPassword { new: true, .. } => vec![FieldName::NewPassword],
            Self::SignInWithPassword { new: false, .. } => vec![FieldName::Password],
            Self::Link {
                recovery_code: true, ..
            }
            | Self::CompareCode
            | Self::SwitchTwoFactor {
                recovery_code: true, ..
            } => vec![FieldName::RecoveryCode],
            _ => Vec::new(),
        }
    }

    /// What it does to the secret of the request for a mail.
    #[must_use]
    pub fn secret(&self) -> RequestSecret {
        match self {
            Self::MailLoginCode { anew: true, .. } | Self::MailPasswordCode { anew: true, .. } => RequestSecret::Anew,
            Self::MailLoginCode { .. }
            | Self::MailPasswordCode { .. }
            | Self::ConfirmLogin { .. }
            | Self::ResetPassword { .. } => RequestSecret::Kept,
            _ => RequestSecret::Unused,
        }
    }

    /// Whether its answer may open a session, be it only one in which access is recovered.
    #[must_use]
    pub fn opens_session(&self) -> bool {
        matches!(
            self,
            Self::Link { .. } | Self::OpenSession { .. } | Self::ConfirmLogin { .. } | Self::SignInWithPassword { .. }
        )
    }
}

/// What the gallery answered.
#[derive(Clone, Debug, PartialEq)]
pub enum RecoveryAnswer {
    /// What the gallery can do.
    Features(Vec<Feature>),
    /// A hint at the address, or a mail to it.
    Assistance(Assistance),
    /// If there is such an account, a code is on its way.
    Mailed {
        /// Until when it can be typed.
        until: Timestamp,
    },
    /// A recovery session was opened, whose token the app has.
    Opened(Box<Opened>),
    /// Two-factor is on: a recovery code is wanted too, or the wait.
    CodeWanted {
        /// How many codes have not been used.
        codes_left: u32,
    },
    /// The wait has begun.
    Waits {
        /// Until when.
        until: Timestamp,
    },
    /// Recovery codes were made, which the app shows.
    CodesMade,
}

/// A recovery session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Whose.
    pub username: String,
    /// Until when it lasts.
    pub until: Timestamp,
    /// What comes next.
    pub next: NextStep,
    /// Who signs in to the account, where somebody does.
    pub login: Option<Identity>,
    /// Whether two-factor is on.
    pub two_factor: bool,
    /// Whether the operator discontinued passwords for the address.
    pub password_discontinued: bool,
    /// Whether the account is being deleted, so that nothing can be linked before it is kept.
    #[serde(default)]
    pub leaving: bool,
}
