//! Conversion of an account to an organization (rules 12.1 to 12.20).

use crate::{Code, Secret, Timestamp, consequence::Consequence, proof::SpendProof};
use serde::{Deserialize, Serialize};

/// `POST /api/v1/account/conversion`: ask for the conversion of the caller's account. Answers with the `Conversion`.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestConversion {
    /// The username of who will administer the organization.
    #[serde(deserialize_with = "crate::limit::at_most::<255, _, _>")]
    #[schema(max_length = 255)]
    pub administrator: String,
    /// A `convert_account` proof of the identity that is the account's login. Not with `preview=true`, and not in a
    /// recovery session, whose account has no login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<SpendProof>,
    /// One of the account's recovery codes, where two-factor is on and the session was opened with a password. Not with
    /// `preview=true`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "crate::secret::wire::serialize_optional",
        deserialize_with = "crate::limit::at_most::<{ crate::limit::TYPED_CODE }, _, _>"
    )]
    #[schema(value_type = Option<String>, format = Password, max_length = 128)]
    pub recovery_code: Option<Secret>,
}

/// A request for conversion, as both sides see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Conversion {
    /// The username of the account that asks.
    pub account: String,
    /// The username of who would administer it.
    pub administrator: String,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// When it was accepted, where it takes effect later.
    pub accepted_at: Option<Timestamp>,
    /// When it takes effect, where it was accepted and takes effect later.
    pub effective_at: Option<Timestamp>,
    /// Whether it was asked for in a recovery session, so that it takes effect 72 hours after it is accepted.
    pub waits: bool,
}

/// `GET /api/v1/account/conversion`: the conversion of the caller's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct OwnConversion {
    /// The request that waits.
    pub request: Option<Conversion>,
    /// Why the account cannot be converted as things are; the first reason.
    pub obstacle: Option<Code>,
    /// The usernames of the organizations that the account has to leave, or whose invitations it has to decline.
    pub organizations: Vec<String>,
}

/// `GET /api/v1/account/conversions`: the requests that name the caller as administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct ConversionList {
    /// Those that wait, the latest first, at most 50.
    pub conversions: Vec<WaitingConversion>,
}

/// A request that names the caller as administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct WaitingConversion {
    /// The request.
    pub request: Conversion,
    /// Why it cannot be accepted as things are.
    pub obstacle: Option<Code>,
    /// What accepting it would change, where it can be accepted.
    pub consequences: Vec<Consequence>,
}

/// `POST /api/v1/account/conversions/{account}`: it was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct AcceptedConversion {
    /// The username of the account.
    pub account: String,
    /// When it takes effect; absent where it is an organization now.
    pub effective_at: Option<Timestamp>,
}
