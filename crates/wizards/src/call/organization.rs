//! Calls about organizations, their members and invitations.

use contract::organization::Role;
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum OrganizationRequest {
    /// `GET /organizations`: the caller's, and the invitations.
    List,
    /// `GET /account/invitations`: in a recovery session, too.
    Invitations,
    /// `GET /organizations/{name}`.
    Show {
        /// Its username.
        name: String,
    },
    /// `POST /organizations`.
    Create {
        /// Its username.
        username: String,
        /// Its contact e-mail.
        email: String,
    },
    /// `DELETE /organizations/{name}`.
    Delete {
        /// Its username.
        name: String,
    },
    /// `POST /organizations/{name}/members`.
    Invite {
        /// The organization.
        name: String,
        /// Whom.
        username: String,
        /// As what.
        role: Role,
    },
    /// `DELETE /organizations/{name}/invitations/{username}`.
    CancelInvitation {
        /// The organization.
        name: String,
        /// Who was invited.
        username: String,
    },
    /// `PATCH /organizations/{name}/members/{username}`.
    ChangeRole {
        /// The organization.
        name: String,
        /// Whose.
        username: String,
        /// Which.
        role: Role,
        /// The revision of the membership that was seen.
        #[serde(default)]
        revision: Option<String>,
    },
    /// `DELETE /organizations/{name}/members/{username}`: somebody else, or the caller.
    Remove {
        /// The organization.
        name: String,
        /// Who.
        username: String,
    },
    /// `POST /account/invitations/{organization}`.
    Accept {
        /// Which.
        organization: String,
    },
    /// `DELETE /account/invitations/{organization}`.
    Decline {
        /// Which.
        organization: String,
    },
}

impl OrganizationRequest {
    /// Whether an account may be another one after it.
    #[must_use]
    pub fn changes_account(&self) -> bool {
        !matches!(self, Self::List | Self::Invitations | Self::Show { .. })
    }
}
