//! Deleting an account, and keeping one that is being deleted.

use crate::{Secret, Timestamp, consequence::Consequence, proof::SpendProof};
use serde::{Deserialize, Serialize};

/// `DELETE /api/v1/account`: delete the account of the session that asks. With `preview=true` neither the typed username
/// nor a proof is needed.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteAccount {
    /// The account's username, typed by its owner.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::at_most::<64, _, _>"
    )]
    #[schema(max_length = 64)]
    pub username: Option<String>,
    /// A fresh proof (`delete_account`) of the identity that signs in to the account, begun in this session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<SpendProof>,
    /// Whether packages that are left without an owner are unlisted.
    pub unlist_orphans: bool,
}

/// A deletion that waits for the end of its grace period. `GET /api/v1/account/deletion`, and the answer to
/// `DeleteAccount`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PendingDeletion {
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// When it takes effect.
    pub due_at: Timestamp,
    /// Whether packages that are left without an owner are unlisted.
    pub unlist_orphans: bool,
    /// Whether keeping the account takes the mailed link and another Microsoft identity, or a recovery by mail, because its
    /// own was moved to another account.
    pub needs_another_identity: bool,
    /// What it will do, as it was shown when it was asked for. If it would do more by then, it stops.
    pub consequences: Vec<Consequence>,
}

/// `POST /api/v1/deletions/cancel`: keep an account with the link that was mailed to it. Takes no session.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepAccount {
    /// The reference in the mailed link.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<64, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 64)]
    pub reference: Secret,
    /// A proof (`cancel_deletion`, begun without a session) of an identity that no account has; only where the account's
    /// own was moved to another account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<SpendProof>,
}
