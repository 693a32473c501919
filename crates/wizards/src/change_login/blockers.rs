//! What stands in the way of changing a login, seen before anything is asked (rules 3.8, 9.1, 9.8 to 9.10).

use crate::page;
use contract::{
    Code,
    account::Account,
    desktop::wizard::{Facts, Line, Offer, WizardKind},
    organization::OrganizationList,
    problem::TenantDemand,
};

/// All of it, each with what helps where this app can help.
#[must_use]
pub fn of(account: &Account, demands: &[TenantDemand]) -> Vec<Line> {
    let frozen = account.frozen_at.is_some();
    let found = [
        (account.locked, Code::AccountLocked),
        (frozen, Code::AccountFrozen),
        (account.deletion_at.is_some(), Code::DeletionPending),
        (account.login.is_none(), Code::LoginMissing),
        (account.login_change_until.is_some() && !frozen, Code::LoginChangeOpen),
    ];
    let facts = |code: Code| Facts {
        username: Some(account.username.clone()),
        until: match code {
            Code::DeletionPending => account.deletion_at,
            _ => account.login_change_until,
        },
        ..Facts::default()
    };
    let standing = found.into_iter().filter(|(stands, _)| *stands).map(|(_, code)| code);
    let line = |code| page::blocker(code, facts(code), page::remedy(code, &account.username));
    let demanded = demands.iter().map(|demand| demanded(account, demand));
    standing.map(line).chain(demanded).collect()
}

/// An organization that demands the present identity: where it is left, the way is free.
fn demanded(account: &Account, demand: &TenantDemand) -> Line {
    let facts = Facts {
        username: Some(account.username.clone()),
        organization: Some(demand.organization.clone()),
        word: Some(demand.tenant.clone()),
        ..Facts::default()
    };
    let leave = Offer::starting(WizardKind::Members).about(&demand.organization);
    page::blocker(Code::TenantPolicyForbidsChange, facts, vec![leave])
}

/// The organizations that demand a tenant of their members.
pub(super) fn demands(list: OrganizationList) -> Vec<TenantDemand> {
    let demands = list.organizations.into_iter().filter_map(|membership| {
        Some(TenantDemand {
            organization: membership.organization,
            tenant: membership.required_tenant?,
        })
    });
    demands.collect()
}
