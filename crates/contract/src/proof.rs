//! Identity proofs (design 3): begin, complete. Spending happens where the act is.

use crate::{ProofId, Purpose, Secret, Timestamp, gallery::Authority, identity::Identity};
use serde::{Deserialize, Serialize};

/// `POST /api/v1/proofs`: begin a proof. With a session's token it is bound to that session and its account.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginProof {
    /// The one act that it is for.
    pub purpose: Purpose,
    /// SHA-256 of the attempt secret, a text in UTF-8 of at most 128 characters; base64url without padding (43
    /// characters).
    #[serde(deserialize_with = "crate::limit::at_most::<43, _, _>")]
    #[schema(min_length = 43, max_length = 43, pattern = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")]
    pub attempt_hash: String,
    /// Whether the sign-in must be done with a second factor: after `second_factor_required`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demand_second_factor: bool,
}

/// The gallery's answer to `BeginProof`: what the person is sent to the provider with.
///
/// The ID token must carry a nonce that binds it to this gallery, purpose and attempt (rule 2.1): base64url without padding
/// (43 characters) of the SHA-256 over five parts, each preceded by its length in bytes as 32 bits, big endian. The parts are
/// texts in UTF-8: `nuget-accounts/proof/v1`; the gallery's origin as the client dialled it (scheme and host in lower case, a
/// port where it is not the usual one, no slash at the end); the purpose, as in `BeginProof`; `challenge`; `attempt_hash`.
/// These two are the texts of 43 characters, not the bytes that they stand for. So at `https://feed.example`, for `sign_in`,
/// with the challenge `AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8` and the attempt secret `abc`, whose hash is
/// `ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0`, the nonce is `yDCrDs-h__L7TsO-EmOYtKgIhIkXuswJe09mO5pM3mk`.
///
/// The request to the provider is of the authorization code flow with PKCE (S256), with `prompt=select_account` for `sign_in`
/// and `register` and `prompt=login` for every other purpose, which demands a sign-in of the last 5 minutes (rule 2.4).
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ProofChallenge {
    /// The proof's id; worth nothing without the attempt secret.
    pub proof_id: ProofId,
    /// 32 random bytes of the gallery, base64url without padding; goes into the nonce as this text.
    pub challenge: String,
    /// Where to send the person.
    pub authority: Authority,
    /// The `acr_values` to ask for, empty where the gallery asks for none.
    pub acr_values: Vec<String>,
    /// Until when the proof can be completed.
    pub expires_at: Timestamp,
}

/// `POST /api/v1/proofs/{id}/complete`.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompleteProof {
    /// The ID token of the provider. The gallery verifies it and drops it.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<16384, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 16384)]
    pub id_token: Secret,
    /// The secret whose hash began the proof.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub attempt_secret: Secret,
}

/// Whether the gallery knows the identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Standing {
    /// It is the login of this account.
    Linked {
        /// The account's username, in its own case.
        username: String,
    },
    /// It was the login of this account until lately, and can do nothing but undo that change.
    Replaced {
        /// The account's username, in its own case.
        username: String,
        /// Until when the change can be undone; where the account is frozen, until somebody decides.
        until: Timestamp,
        /// Whether the account is frozen.
        frozen: bool,
        /// What undoing takes.
        undo: UndoBy,
    },
    /// No account has it. Nothing was created.
    Unlinked {
        /// What the gallery knows about the identity's e-mail address, told only to who proved the identity.
        address: AddressStanding,
    },
}

/// What undoing a change of a login takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum UndoBy {
    /// The identity that was replaced.
    Identity,
    /// It was an exchange: both identities.
    BothIdentities,
    /// That identity with a recovery code; or the code mailed to the contact address.
    Decision,
}

/// What the e-mail address of an unlinked identity means at this gallery (rules 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum AddressStanding {
    /// No account has confirmed it (or several have): register.
    Unknown,
    /// An organization has it: sign in as one of its administrators.
    Organization,
    /// An account has it that signs in with another Microsoft identity.
    LinkedElsewhere,
    /// An account has it that has no Microsoft login.
    NoMicrosoftLogin,
}

/// The gallery's answer to `CompleteProof`: who this is.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CompletedProof {
    /// The proof, now completed.
    pub proof_id: ProofId,
    /// Who signed in, for display.
    pub identity: Identity,
    /// Of a personal Microsoft account the sixteen digits by which nuget.org knows it. They tell two with one address apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9a-f]{16}$")]
    pub personal_id: Option<String>,
    /// Whether the gallery knows them.
    pub standing: Standing,
    /// Until when the proof can be spent.
    pub spendable_until: Timestamp,
    /// Whether a mailed code must be typed before it can be spent, because the provider did not say when the person signed
    /// in: `POST /api/v1/proofs/{id}/code` has it mailed. Of the two proofs of a change of a login one code is enough, if
    /// both identities are about the same account.
    #[serde(default)]
    pub mailed_code_required: bool,
}

/// `POST /api/v1/proofs/{id}/code`: mail the code that a completed proof wants.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailProofCode {
    /// The secret whose hash began the proof.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub attempt_secret: Secret,
}

/// The answer to `MailProofCode`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MailedCode {
    /// The contact e-mail that it went to, masked.
    pub masked_address: String,
    /// Until when the code can be typed.
    pub code_expires_at: Timestamp,
}

/// `POST /api/v1/proofs/{id}/code/confirmation`: the code that was mailed.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypeProofCode {
    /// The secret whose hash began the proof.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub attempt_secret: Secret,
    /// The 8 digits; spaces and hyphens are ignored.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub code: Secret,
}

/// The pair that spends a proof; part of every request that touches a login. A request with one proof has the two as
/// members of its own; one with several has a member of this type for each.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpendProof {
    /// Which proof.
    pub proof_id: ProofId,
    /// The secret whose hash began it.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub attempt_secret: Secret,
}
