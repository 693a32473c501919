//! Calls about deleting an account, and handing over what it owns.

use crate::Slot;
use contract::desktop::wizard::FieldName;
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum DeletionRequest {
    /// `GET /account/deletion`.
    Show,
    /// `DELETE /account`. Its preview takes neither name nor proof.
    Delete {
        /// The username that was typed.
        username: Option<String>,
        /// Whose account it is.
        proof: Option<Slot>,
        /// Whether packages that are left without an owner are unlisted.
        unlist_orphans: bool,
    },
    /// `POST /account/deletion/cancel`.
    Keep,
    /// `POST /deletions/cancel`, with the link that is pasted. Its preview takes no proof.
    KeepByLink {
        /// Who signs in from now on, where the account's login was moved.
        proof: Option<Slot>,
    },
    /// `POST /packages/{id}/owners`.
    OfferOwnership {
        /// The package's id.
        package: String,
        /// To whom, by username.
        username: String,
    },
}

impl DeletionRequest {
    /// Whether an account may be another one after it.
    #[must_use]
    pub fn changes_account(&self) -> bool {
        !matches!(self, Self::Show)
    }

    /// The secret fields that it takes.
    #[must_use]
    pub fn typed(&self) -> Vec<FieldName> {
        match self {
            Self::KeepByLink { .. } => vec![FieldName::MailedLink],
            _ => Vec::new(),
        }
    }

    /// The proof that it names.
    #[must_use]
    pub fn slot(&self) -> Option<Slot> {
        match self {
            Self::Delete { proof, .. } | Self::KeepByLink { proof } => *proof,
            _ => None,
        }
    }
}
