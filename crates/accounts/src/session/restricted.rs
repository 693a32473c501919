//! Ending recovery sessions.

use crate::{command::Changes, entropy::Entropy, outbound::EventRow, snapshot::Snapshot, write::Write};
use contract::{AccountId, Timestamp, consequence::Consequence, event::EventKind, session::SessionKind};

/// Ends the recovery sessions of an account that the snapshot has: what they were opened with no longer holds.
pub(crate) fn end_restricted(
    snapshot: &Snapshot,
    account: AccountId,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let live = snapshot
        .sessions
        .iter()
        .filter(|row| row.account == account && row.kind == SessionKind::Recovery && row.is_live(now));
    let writes: Vec<_> = live
        .map(|row| Write::EndSession {
            session: row.id,
            at: now,
        })
        .collect();
    let ended = (!writes.is_empty()).then(|| EventRow::new(account, EventKind::SessionEnded, now, entropy));
    let count = u32::try_from(writes.len()).unwrap_or(u32::MAX);
    Changes {
        writes,
        events: ended.into_iter().collect(),
        consequences: (count > 0)
            .then_some(Consequence::SessionsEnd { count })
            .into_iter()
            .collect(),
        ..Changes::default()
    }
}
