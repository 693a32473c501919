//! What both sides see of a conversion.

use super::{
    Conversion,
    conditions::{self, Invitations},
    open_conversion,
};
use crate::{account::AccountRow, snapshot::Snapshot};
use contract::{
    AccountId, Timestamp,
    conversion::{self, OwnConversion},
    session::SessionKind,
};

/// How many requests one administrator is shown (rule 12.18).
pub const SHOWN: usize = 50;

/// A request in words. Needs both accounts.
#[must_use]
pub fn request(snapshot: &Snapshot, row: &Conversion) -> Option<conversion::Conversion> {
    Some(between(
        row,
        snapshot.account(row.account)?,
        snapshot.account(row.administrator)?,
    ))
}

/// The same, by both accounts.
pub(super) fn between(row: &Conversion, account: &AccountRow, administrator: &AccountRow) -> conversion::Conversion {
    conversion::Conversion {
        account: account.username.as_str().to_owned(),
        administrator: administrator.username.as_str().to_owned(),
        made_at: row.made_at,
        expires_at: row.expires_at,
        accepted_at: row.accepted_at,
        effective_at: row.effective_at,
        waits: row.from_recovery,
    }
}

/// The conversion of an account, and what stands in the way of asking for it in a session of this kind. Needs the account,
/// its conversion, memberships and invitations.
#[must_use]
pub fn own(snapshot: &Snapshot, account: AccountId, session: SessionKind, now: Timestamp) -> OwnConversion {
    let row = snapshot.account(account);
    let from_recovery = session == SessionKind::Recovery;
    let refused = row.and_then(|row| {
        let fits = conditions::of_account(snapshot, row, Invitations::StandInTheWay, now);
        fits.and_then(|()| conditions::of_login(snapshot, account, from_recovery))
            .err()
    });
    let memberships = snapshot.members.iter().filter(|row| row.account == account);
    let invitations = snapshot
        .invitations
        .iter()
        .filter(|row| row.account == account && row.is_open(now));
    let ids = memberships
        .map(|row| row.organization)
        .chain(invitations.map(|row| row.organization));
    let mut organizations: Vec<String> = ids
        .filter_map(|id| snapshot.account(id))
        .map(|row| row.username.as_str().to_owned())
        .collect();
    organizations.sort_by_key(|name| name.to_ascii_lowercase());
    OwnConversion {
        request: open_conversion(snapshot, account, now).and_then(|row| request(snapshot, row)),
        obstacle: refused.map(|refusal| refusal.code),
        organizations,
    }
}

/// The requests that name an account as administrator and wait, the latest first.
#[must_use]
pub fn waiting_for(snapshot: &Snapshot, administrator: AccountId, now: Timestamp) -> Vec<&Conversion> {
    let rows = snapshot.conversions.iter();
    let rows = rows.filter(|row| row.administrator == administrator && row.is_open(now));
    let mut waiting: Vec<&Conversion> = rows.collect();
    waiting.sort_by_key(|row| std::cmp::Reverse(row.made_at));
    waiting.truncate(SHOWN);
    waiting
}
