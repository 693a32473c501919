//! What was done by acts of which the gallery computes no consequences before.

use crate::{Timestamp, account::MailChoices, organization::Role};
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Deed {
    /// Somebody was invited.
    Invited {
        /// To which organization.
        organization: String,
        /// Who.
        member: String,
        /// As what.
        role: Role,
    },
    /// A member has another role.
    RoleChanged {
        /// In which organization.
        organization: String,
        /// Who.
        member: String,
        /// Which.
        role: Role,
    },
    /// An invitation was withdrawn.
    InvitationWithdrawn {
        /// Of which organization.
        organization: String,
        /// Who was invited.
        member: String,
    },
    /// An invitation was accepted.
    Joined {
        /// Of which organization.
        organization: String,
        /// Who is a member now.
        member: String,
    },
    /// An invitation was declined.
    Declined {
        /// Of which organization.
        organization: String,
    },
    /// An offer of ownership was declined.
    OfferDeclined {
        /// Of which package.
        package: String,
    },
    /// What is mailed was chosen.
    MailChosen {
        /// What is mailed from then on.
        mail: MailChoices,
    },
    /// An organization was created, and its address confirmed.
    OrganizationCreated {
        /// Which.
        organization: String,
    },
    /// A contact e-mail was confirmed.
    EmailConfirmed {
        /// Of which account.
        username: String,
        /// Which.
        address: String,
    },
    /// The wish for another contact e-mail was withdrawn.
    EmailWithdrawn {
        /// Of which account.
        username: String,
    },
    /// The request for a conversion was cancelled.
    ConversionCancelled {
        /// Of which account.
        account: String,
    },
    /// A conversion was rejected.
    ConversionRejected {
        /// Of which account.
        account: String,
    },
    /// A deletion was taken back.
    AccountKept {
        /// Of which account.
        username: String,
    },
    /// The wish for another username was withdrawn.
    UsernameWithdrawn {
        /// Of which account.
        username: String,
    },
    /// An API key was made.
    KeyMade {
        /// What its holder calls it.
        description: String,
        /// For whose packages.
        owner: String,
        /// When it ends.
        until: Timestamp,
    },
    /// An API key was replaced by a new one.
    KeyRenewed {
        /// What its holder calls it.
        description: String,
        /// When the new one ends.
        until: Timestamp,
    },
    /// An API key was changed.
    KeyChanged {
        /// What its holder calls it.
        description: String,
    },
    /// An API key was revoked.
    KeyRevoked {
        /// What its holder calls it.
        description: String,
    },
}
