//! Calls about the contact e-mail, what is mailed, and the username.

use crate::Slot;
use contract::{account::MailChoices, desktop::wizard::FieldName};
use serde::{Deserialize, Serialize};

/// What is asked for. An `organization` is named where it is about its address and not the account's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum ContactRequest {
    /// `GET /account`.
    Account,
    /// `PUT /account/email`, with the password that was typed, where one was, or a sign-in in its place.
    ChangeEmail {
        /// Of which organization.
        organization: Option<String>,
        /// The address.
        address: String,
        /// Whether the account's password has to come with it.
        password: bool,
        /// The sign-in whose proof comes in its place.
        #[serde(default)]
        proof: Option<Slot>,
        /// The revision of the account that was seen.
        #[serde(default)]
        revision: Option<String>,
    },
    /// `DELETE /account/email`.
    CancelEmail {
        /// Of which organization.
        organization: Option<String>,
        /// The revision of the account that was seen.
        #[serde(default)]
        revision: Option<String>,
    },
    /// `POST /account/email/confirmation`, with the code that was typed.
    ConfirmEmail {
        /// Of which organization.
        organization: Option<String>,
    },
    /// `POST /account/email/confirmation/resend`.
    ResendCode {
        /// Of which organization.
        organization: Option<String>,
    },
    /// `PUT /account/mail`.
    ChooseMail {
        /// What is mailed from then on.
        choices: MailChoices,
        /// The revision of the account that was seen.
        #[serde(default)]
        revision: Option<String>,
    },
    /// `GET /account/username-request`.
    UsernameRequest,
    /// `POST /account/username-request`.
    RequestUsername {
        /// The name.
        wanted: String,
        /// Why.
        reason: String,
        /// The revision of the wish that was seen, an empty text for none.
        #[serde(default)]
        revision: Option<String>,
    },
    /// `DELETE /account/username-request`.
    WithdrawUsername {
        /// The revision of the wish that was seen.
        #[serde(default)]
        revision: Option<String>,
    },
}

impl ContactRequest {
    /// Whether an account may be another one after it.
    #[must_use]
    pub fn changes_account(&self) -> bool {
        !matches!(self, Self::Account | Self::UsernameRequest)
    }

    /// The proof that it names.
    #[must_use]
    pub fn slot(&self) -> Option<Slot> {
        match self {
            Self::ChangeEmail { proof, .. } => *proof,
            _ => None,
        }
    }

    /// The secret fields that it takes.
    #[must_use]
    pub fn typed(&self) -> Vec<FieldName> {
        match self {
            Self::ConfirmEmail { .. } => vec![FieldName::Code],
            Self::ChangeEmail { password: true, .. } => vec![FieldName::Password],
            _ => Vec::new(),
        }
    }
}
