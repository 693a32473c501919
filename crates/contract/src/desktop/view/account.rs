//! An account's page, and what happened at sign-out.

use super::{AccountRow, ProfileId};
use crate::{
    Problem, Timestamp,
    account::{Account, AuditEntry},
    conversion::Conversion,
    desktop::nuget_org::Finding,
    organization::{Invitation, Membership},
    package::Offer as OwnershipOffer,
    recovery::RecoveryUnderWay,
    session::Session,
};
use serde::{Deserialize, Serialize};

/// Which part of an account is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum AccountTab {
    /// Identity, contact e-mail, state.
    #[default]
    Overview,
    /// Memberships, invitations, and conversions that wait.
    Organizations,
    /// Sessions.
    Sessions,
    /// The audit trail.
    Activity,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AccountPage {
    /// Its row.
    pub row: AccountRow,
    /// Which part.
    pub tab: AccountTab,
    /// What the cache holds; absent where nothing was ever read.
    pub account: Option<Account>,
    /// Its sessions, as cached.
    pub sessions: Vec<Session>,
    /// Its audit trail, as cached, the latest first.
    pub activity: Vec<AuditEntry>,
    /// Its organizations and invitations, and the conversions that wait, as cached.
    pub standing: AccountStanding,
    /// What it is now, where it was converted and nobody signs in to it any more.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<NowOrganization>,
    /// Who was asked to administer it as an organization, where its session has ended since: they may have accepted.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// What would lock the person out, or surprise them.
    pub findings: Vec<Finding>,
    /// When that was read from the gallery.
    pub as_of: Option<Timestamp>,
    /// Whether it is being read again.
    pub refreshing: bool,
    /// Since when the gallery cannot be reached.
    pub unreachable_since: Option<Timestamp>,
    /// Whether an act on it is being sent.
    pub busy: bool,
    /// Why the last act was refused; `field` says which (`code`, `session`, `sign_out`).
    pub refusal: Option<Problem>,
}

/// An organization that an account became, as an account of its administrators sees it here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct NowOrganization {
    /// Who administers it.
    pub administrator: String,
    /// Under which name the app knows that account.
    pub profile: ProfileId,
}

/// What an account is part of, and what waits for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AccountStanding {
    /// The organizations that it is a member of.
    pub organizations: Vec<Membership>,
    /// Those that invited it.
    pub invitations: Vec<Invitation>,
    /// The conversions of other accounts that wait for its answer.
    pub conversions: Vec<Conversion>,
    /// Its own conversion, where one waits.
    pub conversion: Option<Conversion>,
    /// The offers of ownership that it may answer, for itself or for an organization.
    #[serde(default)]
    pub offers: Vec<OwnershipOffer>,
    /// Who is getting into it by mail, the latest first; it can stop them.
    #[serde(default)]
    pub recoveries: Vec<RecoveryUnderWay>,
}

/// What happened at sign-out, part by part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct SignedOut {
    /// The account.
    pub row: AccountRow,
    /// Whether the gallery ended the session; if not, it ends by itself or from another computer.
    pub revoked_at_gallery: bool,
    /// Whether the token is gone from the keyring, looked at after removing it.
    pub removed_from_keyring: bool,
    /// Why a part failed.
    pub refusal: Option<Problem>,
}
