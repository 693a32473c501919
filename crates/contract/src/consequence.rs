//! Consequences: what an action will change, computed by the code that performs it (`preview=true`).

use crate::{Timestamp, identity::Identity, organization::Role};
use serde::{Deserialize, Serialize};

/// The answer to an action asked for with `preview=true`: nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct Preview {
    /// What would change, the gravest first as far as the action knows.
    pub consequences: Vec<Consequence>,
}

/// One thing that an action changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Consequence {
    /// The account's other sessions end.
    SessionsEnd {
        /// How many.
        count: u32,
    },
    /// Another identity signs in from now on.
    LoginReplaced {
        /// The account's username.
        username: String,
        /// Who signed in so far; nobody where the account had no login.
        from: Option<Identity>,
        /// Who signs in from now on.
        to: Identity,
    },
    /// Nobody signs in to this account by this identity any more; the identity is free.
    LoginRemoved {
        /// The account's username.
        username: String,
        /// Whose login it was.
        identity: Identity,
    },
    /// The change of a login stands: this identity goes on signing in.
    LoginKept {
        /// The account's username.
        username: String,
        /// Who signs in.
        identity: Identity,
    },
    /// The account is no longer frozen.
    AccountUnfrozen {
        /// Its username.
        username: String,
    },
    /// The account's own objection to an exchange of logins is withdrawn. It stays frozen by the other account's.
    ObjectionWithdrawn {
        /// Its username.
        username: String,
    },
    /// The account's password is removed.
    PasswordRemoved,
    /// The account's password is the new one.
    PasswordSet,
    /// Requests to get back into the account end: for a new password, or by another identity.
    RecoveriesEnd {
        /// How many.
        count: u32,
    },
    /// An earlier address is the contact e-mail again.
    AddressReturns {
        /// The account's username.
        username: String,
        /// The address.
        address: String,
    },
    /// Recovery codes that were not used no longer work.
    RecoveryCodesRemoved {
        /// How many.
        count: u32,
    },
    /// It can be taken back until then.
    UndoUntil {
        /// When the time ends.
        at: Timestamp,
    },
    /// API keys no longer work.
    KeysRevoked {
        /// How many.
        count: u32,
        /// The usernames of other accounts whose keys are among them.
        of_others: Vec<String>,
    },
    /// API keys go to another account and keep working.
    KeysMoved {
        /// How many.
        count: u32,
        /// To whom.
        to: String,
    },
    /// The account is no longer an owner of a package that has others.
    OwnershipEnds {
        /// The package's id.
        package: String,
        /// Who owns it from then on.
        remaining: Vec<String>,
    },
    /// A package is left without an owner.
    PackageOrphaned {
        /// The package's id.
        package: String,
        /// Whether it is unlisted, so that it is no longer found.
        unlisted: bool,
    },
    /// A package gets another owner.
    OwnershipBegins {
        /// The package's id.
        package: String,
        /// Who owns it too.
        owner: String,
    },
    /// The account is no longer a member.
    MembershipEnds {
        /// The organization's username.
        organization: String,
        /// Who it is that leaves.
        member: String,
    },
    /// Somebody becomes a member.
    MembershipBegins {
        /// The organization's username.
        organization: String,
        /// Who.
        member: String,
        /// As what.
        role: Role,
    },
    /// Somebody is invited, or can answer their invitation for longer, or as something else.
    InvitationMade {
        /// The organization's username.
        organization: String,
        /// Who.
        member: String,
        /// As what.
        role: Role,
        /// Until when they can accept.
        until: Timestamp,
    },
    /// A member gets another role.
    RoleChanges {
        /// The organization's username.
        organization: String,
        /// Whose.
        member: String,
        /// Which.
        role: Role,
    },
    /// A package is listed, or unlisted: found by searching from then on, or not.
    ListingChanges {
        /// The package's id.
        package: String,
        /// Whether it is listed.
        listed: bool,
    },
    /// An organization is deleted with its only member.
    OrganizationDeleted {
        /// The organization's username.
        organization: String,
    },
    /// All collaborators of an organization become its administrators.
    MembersPromoted {
        /// The organization's username.
        organization: String,
        /// Their usernames.
        members: Vec<String>,
    },
    /// Open invitations, conversions and offers of ownership are withdrawn.
    RequestsWithdrawn {
        /// How many.
        count: u32,
    },
    /// The account becomes an organization and can never become an individual account again.
    BecomesOrganization {
        /// The account's username.
        username: String,
        /// Its administrator.
        administrator: String,
    },
    /// New members of the organization must be of this tenant.
    TenantPolicyApplies {
        /// The tenant's id.
        tenant: String,
    },
    /// The account is deleted.
    AccountDeleted {
        /// Its username.
        username: String,
        /// When; at once where it is now.
        at: Timestamp,
    },
    /// The account is not going to be deleted.
    AccountKept {
        /// Its username.
        username: String,
    },
    /// API keys that did not work while the account was to be deleted work again.
    KeysResume {
        /// How many.
        count: u32,
    },
    /// No identity signs in to the account, because its own was moved to another account.
    LoginMissing {
        /// The account's username.
        username: String,
        /// Whether it stays so, as two-factor is on or as a recovery keeps the account: getting back in is a recovery then.
        /// Else another identity is needed.
        recovery: bool,
    },
    /// Nobody can ever take the username again.
    NameReserved {
        /// The username.
        username: String,
    },
    /// Another wish for a username waited for the operator, and no longer does.
    UsernameRequestReplaced {
        /// The name that it was for.
        wanted: String,
    },
    /// The username can be taken by anybody.
    NameFreed {
        /// The username.
        username: String,
    },
    /// These addresses are told by mail.
    Told {
        /// The addresses, masked where they are not the caller's own.
        addresses: Vec<String>,
    },
}
