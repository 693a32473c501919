//! The tenant policy of an organization (rule 11.20).

use crate::{
    account::AccountRow, email::EmailAddress, operator_list::OperatorList, refusal::Refusal, snapshot::Snapshot,
};
use contract::{AccountId, Code, identity::IdentityKind};

/// How a pair of an address's domain and a tenant stands on [`OperatorList::TenantPair`].
#[must_use]
pub fn pair(address: &EmailAddress, tenant: &str) -> String {
    let address = address.folded();
    let domain = address.rsplit('@').next().unwrap_or_default();
    format!("{domain} {}", tenant.to_lowercase())
}

/// The work tenant that an account signs in with.
fn tenant_of(snapshot: &Snapshot, account: AccountId) -> Option<&str> {
    snapshot
        .login_of(account)
        .filter(|login| login.identity.kind == IdentityKind::WorkOrSchool)
        .map(|login| login.key.tenant.as_str())
}

/// The tenant that an organization demands from its beginning: its administrator's own, where the operator lists it
/// together with the domain of the organization's address. Needs all of [`OperatorList::TenantPair`].
#[must_use]
pub fn policy(snapshot: &Snapshot, address: &EmailAddress, administrator: AccountId) -> Option<String> {
    tenant_of(snapshot, administrator)
        .filter(|tenant| snapshot.is_listed(OperatorList::TenantPair, &pair(address, tenant)))
        .map(str::to_owned)
}

/// Refuses who would join an organization with a login of another tenant than it demands.
///
/// # Errors
/// `TenantPolicyNotMet`.
pub fn must_meet(snapshot: &Snapshot, organization: &AccountRow, account: AccountId) -> Result<(), Refusal> {
    let Some(required) = &organization.required_tenant else {
        return Ok(());
    };
    if tenant_of(snapshot, account).is_some_and(|tenant| tenant.eq_ignore_ascii_case(required)) {
        return Ok(());
    }
    Err(Refusal::new(
        Code::TenantPolicyNotMet,
        "11.20",
        "the account's login is not of the tenant that the organization demands",
    ))
}
