//! What an identity proof is for.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The one act that an identity proof was made for. Part of the nonce, so a proof cannot be used for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Open a session for the account that the identity is linked to.
    SignIn,
    /// Open a new account.
    Register,
    /// Link another Microsoft identity to an account, in place of the present one.
    ChangeLogin,
    /// Exchange the logins of two accounts.
    SwapLogins,
    /// Link a Microsoft identity to an account that lost its own.
    Recover,
    /// Show that the second factor works.
    ConfirmTwoFactor,
    /// Take back a change of a login, with the identity that it replaced.
    UndoLogin,
    /// Delete an account.
    DeleteAccount,
    /// Keep an account that is being deleted.
    CancelDeletion,
    /// Convert an account to an organization.
    ConvertAccount,
    /// Make recovery codes.
    MakeRecoveryCodes,
    /// Ask for another contact e-mail, in place of the password.
    ChangeEmail,
    /// Give the password up, in place of it.
    RemovePassword,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 13] = [
        Self::SignIn,
        Self::Register,
        Self::ChangeLogin,
        Self::SwapLogins,
        Self::Recover,
        Self::ConfirmTwoFactor,
        Self::UndoLogin,
        Self::DeleteAccount,
        Self::CancelDeletion,
        Self::ConvertAccount,
        Self::MakeRecoveryCodes,
        Self::ChangeEmail,
        Self::RemovePassword,
    ];

    /// The name on the wire and in the nonce.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Register => "register",
            Self::ChangeLogin => "change_login",
            Self::SwapLogins => "swap_logins",
            Self::Recover => "recover",
            Self::ConfirmTwoFactor => "confirm_two_factor",
            Self::UndoLogin => "undo_login",
            Self::DeleteAccount => "delete_account",
            Self::CancelDeletion => "cancel_deletion",
            Self::ConvertAccount => "convert_account",
            Self::MakeRecoveryCodes => "make_recovery_codes",
            Self::ChangeEmail => "change_email",
            Self::RemovePassword => "remove_password",
        }
    }

    /// Reads the name on the wire.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == name)
    }

    /// Whether the proof may rest on a sign-in at Microsoft that happened earlier (design 3, step 4): only `sign_in`
    /// and `register`; every other purpose needs an `auth_time` within five minutes.
    #[must_use]
    pub fn accepts_an_earlier_sign_in(self) -> bool {
        matches!(self, Self::SignIn | Self::Register)
    }

    /// The `prompt` that the app asks Microsoft for (OpenID Connect Core 3.1.2.1).
    #[must_use]
    pub fn prompt(self) -> &'static str {
        if self.accepts_an_earlier_sign_in() {
            "select_account"
        } else {
            "login"
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
