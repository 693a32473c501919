//! By which addresses an account is told and known, while changes of them can be undone (rules 5.20, 5.30, 5.34).

use crate::{account::AccountRow, email::EmailAddress, snapshot::Snapshot};
use contract::Timestamp;

/// All addresses that have to hear what concerns an account's safety: where its mail goes, and each address that can
/// still be put back (rule 5.20). Needs [`crate::Need::AddressChangesOf`].
#[must_use]
pub fn notice_addresses(snapshot: &Snapshot, account: &AccountRow, now: Timestamp) -> Vec<EmailAddress> {
    let changes = snapshot.address_changes.iter();
    let previous = changes
        .filter(|change| change.account == account.id && change.can_be_put_back(snapshot, now))
        .map(|change| &change.previous);
    let mut addresses: Vec<EmailAddress> = Vec::new();
    for address in account.address().into_iter().chain(previous) {
        if !addresses.iter().any(|known| known.folded() == address.folded()) {
            addresses.push(address.clone());
        }
    }
    addresses
}

/// Where codes go that decide whose an account is: its confirmed address, but while changes of it can be undone, the
/// oldest address that can still be put back (rule 5.30). Needs [`crate::Need::AddressChangesOf`].
#[must_use]
pub fn lasting_address<'a>(
    snapshot: &'a Snapshot,
    account: &'a AccountRow,
    now: Timestamp,
) -> Option<&'a EmailAddress> {
    let changes = snapshot.address_changes.iter();
    let oldest = changes
        .filter(|change| change.account == account.id && change.can_be_put_back(snapshot, now))
        .min_by_key(|change| (change.made_at, change.id));
    let confirmed = account.confirmed_email.as_ref()?;
    Some(oldest.map_or(confirmed, |change| &change.previous))
}

/// The address that an account is known by: the one of rule 5.30, or else the pending one (rule 5.34). Needs
/// [`crate::Need::AddressChangesOf`].
#[must_use]
pub fn standing_address<'a>(
    snapshot: &'a Snapshot,
    account: &'a AccountRow,
    now: Timestamp,
) -> Option<&'a EmailAddress> {
    lasting_address(snapshot, account, now).or(account.pending_email.as_ref())
}
