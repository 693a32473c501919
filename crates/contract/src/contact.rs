//! Another contact e-mail, and another username.

use crate::{Secret, Timestamp, proof::SpendProof};
use serde::{Deserialize, Serialize};

/// `PUT /api/v1/account/email` and `PUT /api/v1/organizations/{name}/email`: ask for another contact e-mail.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeEmail {
    /// The address; pending until confirmed.
    #[schema(max_length = 255, example = "someone@example.org")]
    pub address: String,
    /// The account's password, where it has one.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "optional_secret",
        deserialize_with = "crate::limit::at_most::<128, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub password: Option<Secret>,
    /// In place of the password a `change_email` proof of the identity that is the account's login. Not looked at where the
    /// account has no password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<SpendProof>,
    /// The revision that was seen, where one was: refused where it is another now.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::at_most::<43, _, _>"
    )]
    #[schema(max_length = 43)]
    pub revision: Option<String>,
}

fn optional_secret<S: serde::Serializer>(secret: &Option<Secret>, serializer: S) -> Result<S::Ok, S::Error> {
    secret.as_ref().map(Secret::expose).serialize(serializer)
}

/// `POST /api/v1/email-changes/undo`: put the previous contact e-mail back with the link that was mailed to it. Takes no
/// session.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoEmailChange {
    /// The reference in the mailed link.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<64, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 64)]
    pub reference: Secret,
}

/// `POST /api/v1/email-confirmations`: confirm the pending contact e-mail with the link that was mailed to it, inside a full
/// session of its account, or of an administrator of its organization.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmByLink {
    /// The reference in the mailed link.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<64, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 64)]
    pub reference: Secret,
}

/// `POST /api/v1/account/username-request`, and the same of an organization: ask the operator for another username.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestUsername {
    /// The name.
    #[schema(
        min_length = 3,
        max_length = 64,
        pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{1,62}[A-Za-z0-9]$"
    )]
    pub wanted: String,
    /// Why: 1 to 200 characters in one line.
    #[schema(min_length = 1, max_length = 200, example = "The company has another name now.")]
    pub reason: String,
    /// The revision of the wish that was seen, an empty text where none waited: refused where it is another now, unless the
    /// same is asked for. Nothing where nobody looked.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::at_most::<43, _, _>"
    )]
    #[schema(max_length = 43)]
    pub revision: Option<String>,
}

/// A request for another username that waits for the operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UsernameRequest {
    /// The name that is wanted.
    pub wanted: String,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// Another text for each wish; what replaces or withdraws it may name the one that was seen (rule 16.3).
    #[serde(default)]
    pub revision: String,
}
