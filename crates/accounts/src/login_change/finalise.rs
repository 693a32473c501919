//! The end of the time in which a change can be undone (rule 9.24).

use super::{ChangeState, LoginChange};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    outbound::{AuditRow, EventRow},
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{AccountId, Timestamp, account::AuditKind, event::EventKind};
use uuid::Uuid;

/// Notes that a change can no longer be undone. Everybody else treats an ended change as ended anyway, so it does not
/// matter when this is run.
#[derive(Debug)]
pub struct FinaliseChange {
    /// Which.
    pub change: Uuid,
}

impl Command for FinaliseChange {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![Need::LoginChange(self.change)]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let mut changes = Changes::default();
        let found = snapshot.login_changes.iter().find(|change| change.id == self.change);
        if let Some(change) = found.filter(|change| change.has_ended(now)) {
            changes.absorb(finalised(snapshot, change, now, entropy));
        }
        Ok((changes, ()))
    }
}

/// What a change leaves behind when it becomes final, but for the account's row: its identity is free.
pub(super) fn parts(change: &LoginChange) -> Vec<Write> {
    let mut writes = vec![
        Write::UpdateLoginChange(change.clone().into_state(ChangeState::Final)),
        Write::RemoveMailedActs(change.id),
    ];
    let dormant = change.replaced.as_ref();
    writes.extend(dormant.map(|dormant| Write::RemoveLogin(dormant.login)));
    writes
}

/// The same for the account's changes that have ended without anybody noting it, so that another one can be made.
pub(super) fn ended(snapshot: &Snapshot, account: AccountId, now: Timestamp) -> Vec<Write> {
    let changes = snapshot.login_changes.iter();
    changes
        .filter(|change| change.account == account && change.has_ended(now))
        .flat_map(parts)
        .collect()
}

/// A change becomes final, with its account's row.
pub(super) fn finalised(snapshot: &Snapshot, change: &LoginChange, now: Timestamp, entropy: &mut Entropy) -> Changes {
    let mut changes = Changes {
        writes: parts(change),
        ..Changes::default()
    };
    if let Some(account) = snapshot.account(change.account) {
        let (guard, write, _) = AccountRow {
            login_change_until: None,
            ..account.clone()
        }
        .replaced();
        changes.guards.push(guard);
        changes.writes.push(write);
    }
    let (account, kind) = (change.account, AuditKind::LoginChangeFinal);
    changes
        .audit
        .push(AuditRow::new(account, kind, None, None, now, entropy));
    let event = EventRow::new(account, EventKind::AccountChanged, now, entropy);
    changes.events.push(event);
    changes
}
