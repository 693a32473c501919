//! For how long an address can be put back (rules 5.16, 5.38).

use super::AddressChange;
use crate::{account::AccountRow, letter::AddressReplaced, login_change, snapshot::Snapshot, write::Write};
use contract::{AccountId, Timestamp};

/// For how many seconds the previous address can be put back (rule 5.16).
pub const UNDO_SECONDS: i64 = 72 * 3600;

/// For how many seconds it can be at least, once, from the moment in which a change of the login was undone (rule 5.38).
pub const LEFT_SECONDS: i64 = 24 * 3600;

/// The moment at which an account's addresses are judged. While a change of its login can be undone, or keeps it frozen,
/// that is the one at which the login was changed: who took the login must not win by waiting until the address before can
/// no longer speak for the owner.
fn judged_at(account: &AccountRow, now: Timestamp) -> Timestamp {
    let until = account.login_change_until;
    let open = until.filter(|until| account.frozen_at.is_some() || now < *until);
    open.map_or(now, |until| now.min(until.plus_secs(-login_change::UNDO_SECONDS)))
}

impl AddressChange {
    /// Whether the address before can still be put back, as the snapshot has the account: what a command does to its row
    /// does not count yet. Needs [`crate::Need::Account`].
    #[must_use]
    pub fn can_be_put_back(&self, snapshot: &Snapshot, now: Timestamp) -> bool {
        let account = snapshot.account(self.account);
        account.map_or(now, |account| judged_at(account, now)) < self.ends_at
    }

    /// Until when it can be once the change of the login is undone that its time waited for. More time is given only once,
    /// so that who has the mailbox of an address that was given up cannot keep it open by taking the login again and again.
    fn ends_after_undoing(&self, now: Timestamp) -> Timestamp {
        let is_first = self.ends_at <= self.made_at.plus_secs(UNDO_SECONDS);
        let left = now.plus_secs(LEFT_SECONDS);
        if is_first { self.ends_at.max(left) } else { self.ends_at }
    }
}

fn waiting(snapshot: &Snapshot, account: AccountId, now: Timestamp) -> impl Iterator<Item = &AddressChange> {
    let changes = snapshot.address_changes.iter();
    changes.filter(move |change| change.account == account && change.can_be_put_back(snapshot, now))
}

/// What gives the addresses of an account that can be put back the time that is left to them, where a change of its login is
/// undone (rule 5.38). Needs [`crate::Need::AddressChangesOf`].
pub(crate) fn left_by_undoing(snapshot: &Snapshot, account: AccountId, now: Timestamp) -> Vec<Write> {
    let longer = waiting(snapshot, account, now).filter(|change| change.ends_after_undoing(now) > change.ends_at);
    longer
        .flat_map(|change| {
            let ends_at = change.ends_after_undoing(now);
            let longer = AddressChange {
                ends_at,
                ..change.clone()
            };
            [
                Write::RemoveAddressChange(change.id),
                Write::InsertAddressChange(longer),
            ]
        })
        .collect()
}

/// What the letter about undoing a change of the login tells of the contact e-mail: that it is another than before, where the
/// oldest address of rule 5.30 can still be put back after that. Needs [`crate::Need::AddressChangesOf`].
pub(crate) fn told_by_undoing(snapshot: &Snapshot, account: AccountId, now: Timestamp) -> Option<AddressReplaced> {
    let left = waiting(snapshot, account, now).filter(|change| now < change.ends_after_undoing(now));
    let oldest = left.min_by_key(|change| (change.made_at, change.id))?;
    Some(AddressReplaced {
        at: oldest.made_at,
        until: oldest.ends_after_undoing(now),
    })
}
