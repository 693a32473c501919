//! What an organization's tenant policy means for its members' logins.

use crate::{login::Login, refusal::Refusal, snapshot::Snapshot};
use contract::{AccountId, Code, identity::IdentityKind};

/// Refuses to take the work or school identity of a member away, of whom an organization demands one (rule 9.10). The
/// refusal names no organization.
///
/// # Errors
/// `TenantPolicyForbidsChange`.
pub fn must_allow_change(snapshot: &Snapshot, account: AccountId, live: &Login) -> Result<(), Refusal> {
    let restricted = snapshot
        .members
        .iter()
        .filter(|member| member.account == account)
        .filter_map(|member| snapshot.account(member.organization))
        .any(|organization| organization.required_tenant.is_some());
    if restricted && live.identity.kind == IdentityKind::WorkOrSchool {
        return Err(Refusal::new(
            Code::TenantPolicyForbidsChange,
            "9.10",
            "an organization demands this account's work or school identity",
        ));
    }
    Ok(())
}
