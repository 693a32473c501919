//! Ways back into an account: assistance, passwords, recovery by mail, linking another identity.

use crate::{
    ProofId, Secret, Timestamp,
    account::Account,
    proof::SpendProof,
    session::{Installation, Session},
};
use serde::{Deserialize, Serialize};

/// `POST /api/v1/recovery/assistance`: which Microsoft account signs in? Without an address, or with an empty one, the answer
/// gives a hint at the one that is stored; with the whole of it, the linked identities are mailed there.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskAssistance {
    /// The account's username; organizations too.
    #[serde(deserialize_with = "crate::limit::at_most::<255, _, _>")]
    #[schema(max_length = 255)]
    pub username: String,
    /// The whole contact e-mail.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::at_most::<255, _, _>"
    )]
    #[schema(max_length = 255)]
    pub address: Option<String>,
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

/// The answer to `AskAssistance`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Assistance {
    /// The stored address, masked: first and last character of the local part, and the domain.
    pub masked_address: String,
    /// Whether the linked identities were mailed to it.
    pub mailed: bool,
}

/// `POST /api/v1/sessions/password`: sign in with a password. Opens a recovery session, never a full one.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInWithPassword {
    /// The username, or the confirmed contact e-mail.
    #[serde(deserialize_with = "crate::limit::at_most::<255, _, _>")]
    #[schema(max_length = 255)]
    pub name: String,
    /// The password.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<256, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 256)]
    pub password: Secret,
    /// Who asks.
    pub installation: Installation,
}

/// What a recovery session is to be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Link a Microsoft account.
    Link,
    /// Sign in with the Microsoft account that is linked; `account.login` names it.
    SignIn,
    /// Convert the account to an organization.
    Convert,
}

/// A recovery session was opened. The token is shown this once.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OpenedRecovery {
    /// The opaque token, at most 64 bytes; works for 30 minutes.
    #[serde(with = "crate::secret::wire")]
    #[schema(value_type = String, format = Password, max_length = 64)]
    pub token: Secret,
    /// The session.
    pub session: Session,
    /// The account that it is for.
    pub account: Account,
    /// What comes next.
    pub next: NextStep,
    /// Whether the operator discontinued passwords for this account's address.
    pub password_discontinued: bool,
}

/// `POST /api/v1/recovery/password`: mail a code that resets the password.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginPasswordReset {
    /// The username, or the confirmed contact e-mail.
    #[serde(deserialize_with = "crate::limit::at_most::<255, _, _>")]
    #[schema(max_length = 255)]
    pub name: String,
    /// SHA-256 of a secret made for this request, a text in UTF-8; base64url without padding (43 characters).
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

/// `POST /api/v1/recovery/login`: mail a code that recovers an account whose Microsoft account is lost.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginLoginRecovery {
    /// The username.
    #[serde(deserialize_with = "crate::limit::at_most::<255, _, _>")]
    #[schema(max_length = 255)]
    pub username: String,
    /// The whole confirmed contact e-mail.
    #[serde(deserialize_with = "crate::limit::at_most::<255, _, _>")]
    #[schema(max_length = 255)]
    pub address: String,
    /// SHA-256 of a secret made for this request, a text in UTF-8; base64url without padding (43 characters).
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

/// The answer to both, whoever was named: if such an account exists, a mail is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RecoveryBegun {
    /// Until when the code can be typed.
    pub code_expires_at: Timestamp,
}

/// `POST /api/v1/recovery/password/reset`: the code from the mail and the new password. Signs nobody in.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// The secret whose hash began the request.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub request_secret: Secret,
    /// The 8 digits; spaces and hyphens are ignored.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub code: Secret,
    /// 8 to 64 characters with an upper-case letter, a lower-case letter and a digit.
    #[serde(with = "crate::secret::wire")]
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 64, example = "Correct9Horse")]
    pub new_password: Secret,
    /// One of the account's recovery codes, where two-factor is on. It is not used up.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<128, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub recovery_code: Option<Secret>,
}

/// `POST /api/v1/recovery/login/confirm`: the code from the mail.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRecovery {
    /// The secret whose hash began the request.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub request_secret: Secret,
    /// The 8 digits; spaces and hyphens are ignored.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub code: Secret,
    /// One of the account's recovery codes, where two-factor is on.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub recovery_code: Option<Secret>,
    /// Begin the announced wait of 7 days, where two-factor is on and there are no recovery codes.
    #[serde(default)]
    pub wait: bool,
    /// Who asks.
    pub installation: Installation,
}

/// The answer to `ConfirmRecovery`: the code was right.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum RecoveryStep {
    /// A recovery session was opened.
    Opened(Box<OpenedRecovery>),
    /// Two-factor is on: send the same again with a recovery code, or with `wait`. The mailed code is not used up.
    RecoveryCodeWanted {
        /// How many recovery codes have not been used.
        codes_left: u32,
    },
    /// The wait has begun. It is announced, and the linked identity can stop it.
    Waits {
        /// Until when.
        until: Timestamp,
    },
}

/// `POST /api/v1/account/login/link`: link a Microsoft account from a recovery session, with a `recover` proof that was
/// begun in it. Answers with a full session.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkLogin {
    /// The proof.
    pub proof_id: ProofId,
    /// The secret whose hash began it.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::ATTEMPT_SECRET }, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 128)]
    pub attempt_secret: Secret,
    /// One of the account's recovery codes, where two-factor is on and the session was opened with a password.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub recovery_code: Option<Secret>,
}

/// `PUT /api/v1/account/password`: another password in place of the present one.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The present password.
    #[serde(
        serialize_with = "crate::secret::wire::serialize",
        deserialize_with = "crate::limit::at_most::<256, _, _>"
    )]
    #[schema(value_type = String, format = Password, max_length = 256)]
    pub current_password: Secret,
    /// 8 to 64 characters with an upper-case letter, a lower-case letter and a digit.
    #[serde(with = "crate::secret::wire")]
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 64, example = "Correct9Horse")]
    pub new_password: Secret,
}

/// `DELETE /api/v1/account/password`: give the password up. One of the two, but not with `preview=true`; the proof counts where
/// both are there.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovePassword {
    /// The present password.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<256, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 256)]
    pub current_password: Option<Secret>,
    /// A `remove_password` proof of the identity that is the account's login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<SpendProof>,
}

/// `GET /api/v1/account/recovery`: whether somebody is recovering the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RecoveryState {
    /// Recoveries whose mailed code was typed, the latest first.
    pub under_way: Vec<RecoveryUnderWay>,
}

/// A recovery whose mailed code was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct RecoveryUnderWay {
    /// When the code was typed.
    pub confirmed_at: Timestamp,
    /// Until when it has to wait, where it has to.
    pub waits_until: Option<Timestamp>,
}
