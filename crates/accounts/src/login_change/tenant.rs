//! What an organization's tenant policy means for its members' logins.

use crate::{login::Login, refusal::Refusal, snapshot::Snapshot};
use contract::{AccountId, Code, identity::IdentityKind, problem::TenantDemand};

/// The organizations of an account that demand a tenant of their members, by username.
pub(crate) fn demands(snapshot: &Snapshot, account: AccountId) -> Vec<TenantDemand> {
    let of_it = snapshot.members.iter().filter(|member| member.account == account);
    let organizations = of_it.filter_map(|member| snapshot.account(member.organization));
    let mut demands: Vec<TenantDemand> = organizations
        .filter_map(|organization| {
            Some(TenantDemand {
                organization: organization.username.as_str().to_owned(),
                tenant: organization.required_tenant.clone()?,
            })
        })
        .collect();
    demands.sort_by(|one, other| one.organization.cmp(&other.organization));
    demands
}

/// Refuses to take the work or school identity of a member away, of whom an organization demands one (rule 9.10).
///
/// # Errors
/// `TenantPolicyForbidsChange`, which says to the caller which organizations demand it.
pub fn must_allow_change(snapshot: &Snapshot, account: AccountId, live: &Login) -> Result<(), Refusal> {
    let demands = demands(snapshot, account);
    if !demands.is_empty() && live.identity.kind == IdentityKind::WorkOrSchool {
        let refusal = Refusal::new(
            Code::TenantPolicyForbidsChange,
            "9.10",
            "an organization demands this account's work or school identity",
        );
        return Err(refusal.demanded_by(demands));
    }
    Ok(())
}
