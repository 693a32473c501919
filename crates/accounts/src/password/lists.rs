//! What the operator's lists say about passwords (rules 10.5, 10.9 and 10.31), by the address of rule 5.34.

use crate::{
    account::AccountRow,
    contact::standing_address,
    email::EmailAddress,
    operator_list::{EVERY_DOMAIN, OperatorList},
    snapshot::Snapshot,
};
use contract::Timestamp;

fn is_on(list: OperatorList, account: &AccountRow, snapshot: &Snapshot, now: Timestamp) -> bool {
    let address = standing_address(snapshot, account, now).map(EmailAddress::folded);
    address.is_some_and(|address| snapshot.is_listed(list, &address))
}

/// Whether the account may use a password: where the gallery takes them, or its address is excepted.
pub(crate) fn may_use_password(account: &AccountRow, snapshot: &Snapshot, passwords: bool, now: Timestamp) -> bool {
    passwords || is_on(OperatorList::PasswordException, account, snapshot, now)
}

/// Whether passwords are discontinued for everybody, the account among them: it is not excepted.
pub(super) fn is_discontinued_for_all(account: &AccountRow, snapshot: &Snapshot, now: Timestamp) -> bool {
    snapshot.is_listed(OperatorList::PasswordDiscontinuedDomain, EVERY_DOMAIN)
        && !is_on(OperatorList::PasswordException, account, snapshot, now)
}

/// Whether passwords are discontinued for the account: by its address or its domain, or for all, unless it is excepted.
pub(super) fn is_discontinued(account: &AccountRow, snapshot: &Snapshot, now: Timestamp) -> bool {
    let address = standing_address(snapshot, account, now).map(EmailAddress::folded);
    let by_domain = address
        .as_deref()
        .and_then(|address| address.rsplit_once('@'))
        .is_some_and(|(_, domain)| snapshot.is_listed(OperatorList::PasswordDiscontinuedDomain, domain));
    let by_itself = by_domain || is_on(OperatorList::PasswordDiscontinued, account, snapshot, now);
    is_discontinued_for_all(account, snapshot, now)
        || (by_itself && !is_on(OperatorList::PasswordException, account, snapshot, now))
}

/// Whether the account must become an organization.
pub(super) fn must_convert(account: &AccountRow, snapshot: &Snapshot, now: Timestamp) -> bool {
    is_on(OperatorList::ForcedConversion, account, snapshot, now)
}
