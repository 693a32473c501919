//! An account: its own view, its registration, its contact e-mail.

mod audit;

use crate::{AccountId, ProofId, Secret, Timestamp, identity::Identity, session::Installation};
use serde::{Deserialize, Serialize};

pub use audit::{Activity, AuditEntry, AuditKind};

/// Individual or organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// A person's account.
    Individual,
    /// An organization: others sign in on its behalf.
    Organization,
}

/// An account as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its username, in the case in which it was chosen.
    pub username: String,
    /// Individual or organization.
    pub kind: AccountKind,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// The confirmed contact e-mail.
    pub confirmed_email: Option<String>,
    /// The contact e-mail that waits to be confirmed.
    pub pending_email: Option<String>,
    /// The Microsoft identity that signs in to it.
    pub login: Option<Login>,
    /// Whether two-factor is on.
    pub two_factor: bool,
    /// Whether an operator locked it.
    pub locked: bool,
    /// Whether a password can begin a recovery.
    pub has_password: bool,
    /// How many recovery codes have not been used.
    pub recovery_codes_left: u32,
    /// Since when it is frozen: nobody signs in until somebody shows that it is theirs.
    pub frozen_at: Option<Timestamp>,
    /// The tenant that new members of the organization must be of.
    pub required_tenant: Option<String>,
    /// What it wants to be mailed.
    pub mail: MailChoices,
    /// Until when the last change of the login can be undone.
    pub login_change_until: Option<Timestamp>,
    /// When it will be deleted.
    pub deletion_at: Option<Timestamp>,
    /// Another text with each change of its addresses and of the mail that it wants; a change of these may name the one
    /// that was seen (rule 5.37).
    #[serde(default)]
    pub revision: String,
}

/// What an account wants to be mailed, beside what concerns its security.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct MailChoices {
    /// Requests and news from other people.
    pub from_others: bool,
    /// A package was published under its name.
    pub package_published: bool,
}

/// `PUT /api/v1/account/mail` and `PUT /api/v1/organizations/{name}/mail`: what is to be mailed. Answers with the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseMail {
    /// Requests and news from other people.
    pub from_others: bool,
    /// A package was published under its name.
    pub package_published: bool,
    /// The revision that was seen, where one was: refused where it is another now.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::at_most::<43, _, _>"
    )]
    #[schema(max_length = 43)]
    pub revision: Option<String>,
}

impl ChooseMail {
    /// The choices alone.
    #[must_use]
    pub fn choices(&self) -> MailChoices {
        MailChoices {
            from_others: self.from_others,
            package_published: self.package_published,
        }
    }
}

/// The link of a Microsoft identity to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Login {
    /// Who it is, as the provider described them at their last sign-in.
    pub identity: Identity,
    /// Since when it is linked.
    pub linked_at: Timestamp,
    /// Of a personal Microsoft account the sixteen digits by which nuget.org knows it; its owner alone sees them (rule 2.9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9a-f]{16}$")]
    #[ts(optional)]
    pub personal_id: Option<String>,
}

/// `POST /api/v1/accounts`: spend a completed proof (`register`, or a `sign_in` of an unlinked identity) and open an
/// account. Answers like opening a session.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterAccount {
    /// The proof.
    pub proof_id: ProofId,
    /// The secret whose hash began it.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub attempt_secret: Secret,
    /// The username, for ever (rules 1.1 to 1.4).
    #[schema(
        min_length = 3,
        max_length = 64,
        pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{1,62}[A-Za-z0-9]$"
    )]
    pub username: String,
    /// The contact e-mail; pending until confirmed (rule 1.5).
    #[schema(
        max_length = 255,
        pattern = r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9][\p{L}\p{N}_.-]*\.[A-Za-z0-9][A-Za-z.]*[A-Za-z]$",
        example = "account1@outlook.com"
    )]
    pub email: String,
    /// Who asks.
    pub installation: Installation,
}

/// `GET /api/v1/usernames/{name}`: may this name be taken?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UsernameAvailability {
    /// The name that was asked about.
    pub username: String,
    /// Whether it is free.
    pub available: bool,
}

/// `POST /api/v1/account/email/confirmation`: the code from the mail.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmEmail {
    /// The 8 digits; spaces and hyphens are ignored.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub code: Secret,
}
