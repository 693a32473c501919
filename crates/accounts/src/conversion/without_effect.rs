//! How a request ends without effect, whoever ends it.

use super::{Conversion, no_conversion};
use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    organization::{changes_part, notices::Notices},
    refusal::Refusal,
    snapshot::Snapshot,
    write::Write,
};
use contract::{Timestamp, consequence::Consequence, event::EventKind};

/// One side of a conversion: the account that asked, or its future administrator.
pub(super) struct Side<'a> {
    /// Whose side it is.
    pub of: &'a AccountRow,
    /// The other side.
    pub other: &'a AccountRow,
    /// The account that asked.
    pub account: &'a AccountRow,
}

/// Removes a request with its links, and has both sides told as `tell` says.
pub(super) fn removed(
    snapshot: &Snapshot,
    conversion: &Conversion,
    now: Timestamp,
    entropy: &mut Entropy,
    tell: impl Fn(&mut Notices<'_>, Side<'_>),
) -> Result<Changes, Refusal> {
    let find = |id| snapshot.account(id).ok_or_else(no_conversion);
    let (account, administrator) = (find(conversion.account)?, find(conversion.administrator)?);
    let mut notices = Notices::new(snapshot, now, entropy);
    for (of, other) in [(account, administrator), (administrator, account)] {
        notices.event(of.id, EventKind::AccountChanged);
        tell(&mut notices, Side { of, other, account });
    }
    let mut changes = notices.changes;
    changes.consequences = vec![Consequence::RequestsWithdrawn { count: 1 }];
    changes.guards = vec![changes_part(account), changes_part(administrator)];
    changes.writes = vec![
        Write::RemoveConversion(conversion.id),
        Write::RemoveMailedActs(conversion.id),
    ];
    Ok(changes)
}
