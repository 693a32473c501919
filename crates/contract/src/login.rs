//! Changing logins, recovery codes, two-factor.

use crate::{Secret, Timestamp, proof::SpendProof, session::Installation};
use serde::{Deserialize, Serialize};

/// `POST /api/v1/account/login`: link another identity. Either `current` or `recovery_code` shows that the account is the
/// caller's.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeLogin {
    /// A proof of the present identity, for `change_login`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<SpendProof>,
    /// A recovery code.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub recovery_code: Option<Secret>,
    /// A proof of the identity to link, for `change_login`.
    pub new: SpendProof,
}

/// The answer to `POST /api/v1/account/login/conflict`, which spends a proof for `change_login` (`SpendProof`): the other
/// account that the identity signs in to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct LoginConflict {
    /// The account's username, in its own case.
    pub username: String,
    /// Its contact e-mail, masked.
    pub address: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// How many packages it owns.
    pub packages: u32,
    /// How many API keys it has.
    pub api_keys: u32,
    /// The organizations that it is a member of.
    pub organizations: Vec<String>,
    /// Why its login can be neither exchanged nor moved, where that is so.
    pub refused: Option<crate::Code>,
}

/// `POST /api/v1/account/login/swap`: exchange the logins of two accounts. Both proofs are for `swap_logins` or
/// `change_login`.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwapLogins {
    /// The proof of the identity that signs in to the caller's account.
    pub mine: SpendProof,
    /// The proof of the identity that signs in to the other account.
    pub theirs: SpendProof,
}

/// `POST /api/v1/account/login/move`: link an identity that is another account's login, and have that account deleted.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveLogin {
    /// A proof of the present identity, for `change_login`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<SpendProof>,
    /// A recovery code.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub recovery_code: Option<Secret>,
    /// A proof of the other account's identity, for `change_login`.
    pub new: SpendProof,
    /// The other account's username, typed.
    #[serde(deserialize_with = "crate::limit::at_most::<64, _, _>")]
    #[schema(max_length = 64)]
    pub username: String,
    /// Whether the other account's packages that are left without an owner are unlisted.
    #[serde(default)]
    pub unlist_orphans: bool,
}

/// `POST /api/v1/login-changes/undo`: take a change back with the identity that it replaced. Answers like opening a
/// session.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoChange {
    /// The proof of that identity, for `undo_login`.
    pub proof: SpendProof,
    /// Where two accounts exchanged their logins: the proof of the other identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<SpendProof>,
    /// Where the change was made with a recovery code: another one.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub recovery_code: Option<Secret>,
    /// Who asks.
    pub installation: Installation,
}

/// `POST /api/v1/login-changes/decision/code`: ask for the code that decides about a frozen account. It is mailed to the
/// account's contact e-mail, if there is such an account.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestDecision {
    /// The account's username.
    #[serde(deserialize_with = "crate::limit::at_most::<64, _, _>")]
    #[schema(max_length = 64)]
    pub username: String,
    /// The whole address that the code is mailed to: the confirmed contact e-mail, or the one that it can be put back to.
    #[serde(deserialize_with = "crate::limit::at_most::<255, _, _>")]
    #[schema(max_length = 255)]
    pub address: String,
    /// SHA-256 of a new secret of this request, a text in UTF-8; base64url without padding (43 characters).
    #[serde(deserialize_with = "crate::limit::at_most::<43, _, _>")]
    #[schema(min_length = 43, max_length = 43, pattern = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")]
    pub request_hash: String,
    /// The id of the app's installation, as at a sign-in. One that was seen at the account is not held up by what strangers
    /// ask about it (rule 7.5).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::at_most::<64, _, _>"
    )]
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub installation_id: Option<String>,
}

/// What to do about a change of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Decide {
    /// Take it back.
    Undo,
    /// Keep it, and free the account.
    Keep,
}

/// `POST /api/v1/login-changes/decision`: decide about a change, with a recovery code, or with the mailed code and the
/// secret of the request for it.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideChange {
    /// The account's username.
    #[serde(deserialize_with = "crate::limit::at_most::<64, _, _>")]
    #[schema(max_length = 64)]
    pub username: String,
    /// Undo or keep.
    pub decide: Decide,
    /// A recovery code.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub recovery_code: Option<Secret>,
    /// The secret whose hash asked for the mailed code.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub request_secret: Option<Secret>,
    /// The mailed code: 8 digits; spaces and hyphens are ignored.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub code: Option<Secret>,
}

/// The answer to `POST /api/v1/account/recovery-codes`, which spends a proof of the present identity for
/// `make_recovery_codes` (`SpendProof`): new recovery codes, shown this once.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RecoveryCodes {
    /// The codes. Each works once.
    pub codes: Vec<RecoveryCode>,
}

/// The text of a recovery code: 24 characters in groups of four.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RecoveryCode(#[serde(with = "crate::secret::wire")] pub Secret);

/// `POST /api/v1/account/two-factor`: switch two-factor on or off, by a proof for `confirm_two_factor` with a second
/// factor.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchTwoFactor {
    /// On, or else off.
    pub on: bool,
    /// The proof.
    pub proof: SpendProof,
    /// To switch it on: one of the recovery codes, typed back. It is not used up.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub recovery_code: Option<Secret>,
    /// To switch it off: why, where the person wants to say so. It is mailed to the gallery's operator, who may answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, example = "My phone is broken.")]
    pub reason: Option<String>,
}
