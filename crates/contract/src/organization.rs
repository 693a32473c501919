//! Organizations: created, looked at, their members and invitations (rules 11.1 to 11.24).

use crate::{Code, Timestamp, account::Account};
use serde::{Deserialize, Serialize};

/// What a member may do in an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Manages the organization, its members and its packages.
    Administrator,
    /// Publishes packages on its behalf.
    Collaborator,
}

impl Role {
    /// The role of a member who is an administrator, or else a collaborator.
    #[must_use]
    pub fn of(administrator: bool) -> Self {
        if administrator {
            Self::Administrator
        } else {
            Self::Collaborator
        }
    }

    /// Whether it is that of an administrator.
    #[must_use]
    pub fn is_administrator(self) -> bool {
        self == Self::Administrator
    }
}

/// `POST /api/v1/organizations`: create one. Answers with the caller's `Membership`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateOrganization {
    /// Its username, for ever.
    #[schema(
        min_length = 3,
        max_length = 64,
        pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{1,62}[A-Za-z0-9]$"
    )]
    pub username: String,
    /// Its contact e-mail; no account may have confirmed it, the caller's own included.
    #[schema(
        max_length = 255,
        pattern = r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9][\p{L}\p{N}_.-]*\.[A-Za-z0-9][A-Za-z.]*[A-Za-z]$",
        example = "team@example.org"
    )]
    pub email: String,
}

/// `POST /api/v1/organizations/{name}/members`: invite somebody. Answers with the `PendingMember`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// Whom: a username, never an address.
    #[serde(deserialize_with = "crate::limit::at_most::<255, _, _>")]
    #[schema(max_length = 255, example = "MyNuGetAccount2")]
    pub username: String,
    /// As what.
    pub role: Role,
}

/// `PATCH /api/v1/organizations/{name}/members/{username}`: another role. Answers with the `Member`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    /// Which.
    pub role: Role,
    /// The revision that was seen, where one was: refused where it is another now.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::limit::at_most::<43, _, _>"
    )]
    #[schema(max_length = 43)]
    pub revision: Option<String>,
}

/// `DELETE /api/v1/organizations/{name}`: delete it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteOrganization {
    /// The organization's username, typed by who wants it gone.
    #[serde(deserialize_with = "crate::limit::at_most::<64, _, _>")]
    #[schema(max_length = 64)]
    pub username: String,
}

/// An organization that the caller is a member of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Membership {
    /// The organization's username.
    pub organization: String,
    /// The caller's role in it.
    pub role: Role,
    /// Since when the caller is a member.
    pub since: Timestamp,
    /// Whether its contact e-mail is confirmed; before that its members cannot be changed.
    pub confirmed: bool,
    /// How many members it has.
    pub members: u32,
    /// How many of them are administrators.
    pub administrators: u32,
    /// The tenant that its members must be of; an earlier version of the gallery did not say.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_tenant: Option<String>,
}

/// `GET /api/v1/organizations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct OrganizationList {
    /// The caller's, by username.
    pub organizations: Vec<Membership>,
    /// Those that invited the caller.
    pub invitations: Vec<Invitation>,
}

/// `GET /api/v1/account/invitations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct InvitationList {
    /// Those that can still be accepted or declined, by the organization's username.
    pub invitations: Vec<Invitation>,
}

/// An invitation, as the invited account sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Invitation {
    /// The organization's username.
    pub organization: String,
    /// As what.
    pub role: Role,
    /// Who invited, where that account still exists.
    pub invited_by: Option<String>,
    /// When they were invited last.
    pub made_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// Why it cannot be accepted as things are.
    pub obstacle: Option<Code>,
    /// The tenant that the organization demands of new members: who signs in with an account of it cannot change that as a
    /// member.
    #[serde(default)]
    pub required_tenant: Option<String>,
}

/// `GET /api/v1/organizations/{name}`: an organization as a member sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Organization {
    /// Its username.
    pub username: String,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Whether its contact e-mail is confirmed; before that its members cannot be changed.
    pub confirmed: bool,
    /// The caller's role.
    pub role: Role,
    /// What the caller may do.
    pub may: OrganizationRights,
    /// All of its account, for administrators.
    pub account: Option<Account>,
    /// The tenant that new members must be of.
    pub required_tenant: Option<String>,
    /// Whether all members have two-factor on.
    pub two_factor: bool,
    /// Its members, by username.
    pub members: Vec<Member>,
    /// Who is invited, by username.
    pub invitations: Vec<PendingMember>,
}

/// What a member may do on behalf of an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct OrganizationRights {
    /// Its contact e-mail, preferences, activity and deletion.
    pub manage_account: bool,
    /// Inviting, removing and changing the roles of members, as things are.
    pub manage_members: bool,
    /// Owners of its packages, and offers of ownership.
    pub manage_owners: bool,
    /// Publishing and unlisting packages.
    pub publish: bool,
    /// Leaving it, as things are.
    pub leave: bool,
}

/// A member of an organization, as the other members see it. Without its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Member {
    /// The username.
    pub username: String,
    /// The role.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
    /// Another text with each change of the membership; a change of the role may name the one that was seen (rule 11.29).
    #[serde(default)]
    pub revision: String,
}

/// Somebody who is invited, as the members see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct PendingMember {
    /// The username.
    pub username: String,
    /// As what.
    pub role: Role,
    /// Who invited them last, where that account is still a member.
    pub invited_by: Option<String>,
    /// When they were invited last.
    pub made_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
}
