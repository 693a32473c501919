//! Who may act for an owner (rules 13.3, 13.4).

use crate::{account::AccountRow, package::Package, refusal::Refusal, snapshot::Snapshot, username};
use contract::{AccountId, Code, account::AccountKind};

/// What somebody has to be in an organization to do something for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Any member: push, list and unlist.
    Member,
    /// An administrator: ownership.
    Administrator,
}

/// Whether an account is a person's own, or an organization that they are a member of.
pub fn is_part_of(snapshot: &Snapshot, person: AccountId, account: AccountId) -> bool {
    may_act(snapshot, person, account, Needed::Member)
}

/// Whether a person may do something in the name of an account: their own, or an organization's.
pub fn may_act(snapshot: &Snapshot, person: AccountId, account: AccountId, needed: Needed) -> bool {
    let member = || snapshot.member(account, person);
    person == account || member().is_some_and(|member| needed == Needed::Member || member.administrator)
}

/// The owner of a package in whose name a person acts: the one that they name, or else their own account, or else the
/// organization that has owned it longest. Where they name none, one that is not fit (rule 13.4) is passed over for one
/// that is; the caller judges what comes out.
///
/// # Errors
/// `NotAuthorized` where they belong to an owner and may not do this for it; `NotPackageOwner` where they do not.
pub fn acting_owner<'a>(
    snapshot: &'a Snapshot,
    person: AccountId,
    package: &Package,
    named: Option<&str>,
    needed: Needed,
) -> Result<&'a AccountRow, Refusal> {
    let mut owners: Vec<_> = snapshot.owners_of(&package.folded).collect();
    owners.sort_by_key(|owner| (owner.account != person, owner.since, owner.account));
    let accounts = owners.iter().filter_map(|owner| snapshot.account(owner.account));
    let named = named.map(username::fold);
    let meant = accounts.filter(|account| named.as_ref().is_none_or(|name| account.username.folded() == *name));
    let theirs: Vec<_> = meant
        .filter(|account| may_act(snapshot, person, account.id, Needed::Member))
        .collect();
    if theirs.is_empty() {
        let detail = "the caller has no part in an owner of the package";
        return Err(Refusal::new(Code::NotPackageOwner, "13.3", detail));
    }
    let mut may = theirs
        .into_iter()
        .filter(|account| may_act(snapshot, person, account.id, needed));
    let first = may
        .next()
        .ok_or_else(|| Refusal::new(Code::NotAuthorized, "13.3", "only administrators may do this"))?;
    let fit = |account: &&AccountRow| must_be_fit(account).is_ok();
    Ok(std::iter::once(first).chain(may).find(fit).unwrap_or(first))
}

/// Refuses an account that is locked, frozen, in deletion or not confirmed (rule 13.4).
///
/// # Errors
/// The one of these that holds first; of an organization, its missing confirmation has a code of its own.
pub fn must_be_fit(account: &AccountRow) -> Result<(), Refusal> {
    account.must_not_be_locked()?;
    account.must_not_be_frozen()?;
    account.must_not_be_in_deletion()?;
    match account.kind {
        AccountKind::Individual => account.must_be_confirmed(),
        AccountKind::Organization if account.confirmed_email.is_some() => Ok(()),
        AccountKind::Organization => Err(Refusal::new(
            Code::OrganizationUnconfirmed,
            "13.4",
            "the organization's contact e-mail has not been confirmed",
        )),
    }
}
