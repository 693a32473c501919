//! Which addresses an act is told to have mailed, before it and after it (rule 7.31).

use super::Mail;
use crate::{contact::notice_addresses, email::EmailAddress, snapshot::Snapshot};
use contract::{AccountId, Timestamp, consequence::Consequence};
use std::collections::BTreeSet;

/// Who is told by these mails, all of which go to addresses that the caller may see; nothing where there is none.
#[must_use]
pub fn told<'a>(mails: impl IntoIterator<Item = &'a Mail>) -> Option<Consequence> {
    all(mails.into_iter().map(|mail| mail.to.clone()))
}

/// Who is told by those of these mails that go to the caller's own account, and to organizations that they administer.
/// Needs the caller's membership of each such organization and, where notices are among the mails,
/// [`crate::Need::AddressChangesOf`].
#[must_use]
pub(crate) fn told_own(snapshot: &Snapshot, caller: AccountId, mails: &[Mail], now: Timestamp) -> Option<Consequence> {
    let members = snapshot.members.iter();
    let administered = members.filter(|member| member.account == caller && member.administrator);
    let own = administered.map(|member| member.organization).chain([caller]);
    told(mails_to(snapshot, own, mails, now))
}

/// The same where another account is concerned whose login the caller has shown: the addresses of these mails in full, those
/// of the other account's masked.
#[must_use]
pub(crate) fn told_both<'a>(
    own: impl IntoIterator<Item = &'a Mail>,
    others: impl IntoIterator<Item = &'a Mail>,
) -> Option<Consequence> {
    let masked = others
        .into_iter()
        .map(|mail| EmailAddress::from_stored(mail.to.clone()).masked());
    all(own.into_iter().map(|mail| mail.to.clone()).chain(masked))
}

/// Who is told by these mails, for somebody who has shown nothing but that they read this mailbox: any other address masked,
/// as it may be somebody else's who took the account.
pub(crate) fn told_at<'a>(
    mailbox: Option<&EmailAddress>,
    mails: impl IntoIterator<Item = &'a Mail>,
) -> Option<Consequence> {
    let is_there =
        |mail: &&Mail| mailbox.is_some_and(|own| EmailAddress::from_stored(mail.to.clone()).folded() == own.folded());
    let (own, others): (Vec<_>, Vec<_>) = mails.into_iter().partition(is_there);
    told_both(own, others)
}

/// Those of these mails that go to an address of one of these accounts: the confirmed one, or one that can still be put back.
pub(crate) fn mails_to<'a>(
    snapshot: &Snapshot,
    accounts: impl IntoIterator<Item = AccountId>,
    mails: &'a [Mail],
    now: Timestamp,
) -> Vec<&'a Mail> {
    // An address that waits is anybody's: that a mail goes there must not tell whose it is.
    let rows = accounts.into_iter().filter_map(|account| snapshot.account(account));
    let rows = rows.filter(|row| row.confirmed_email.is_some());
    let own: BTreeSet<String> = rows
        .flat_map(|row| notice_addresses(snapshot, row, now))
        .map(|address| address.folded())
        .collect();
    let is_own = |mail: &&Mail| own.contains(&EmailAddress::from_stored(mail.to.clone()).folded());
    mails.iter().filter(is_own).collect()
}

fn all(addresses: impl Iterator<Item = String>) -> Option<Consequence> {
    let addresses: BTreeSet<String> = addresses.collect();
    (!addresses.is_empty()).then(|| Consequence::Told {
        addresses: addresses.into_iter().collect(),
    })
}
