//! What an operator decides about a frozen account, where nobody can any more (rule 16.11).

use super::{
    ChangeState, LoginChange,
    finalise::parts,
    keep::{tell_kept, write_row},
    restore,
    undo::{not_open, stale},
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    operator::{self, reason_of},
    outbound::AuditRow,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
};
use contract::{AccountId, Code, Timestamp, account::AuditKind, login::Decide};

/// Decide about the change of a frozen account: undo it, or keep it for good and free the account (rule 16.11). A swap is
/// undone or kept as a whole.
#[derive(Debug)]
pub struct DecideByOperator {
    /// The username as it was typed.
    pub username: String,
    /// Undo or keep.
    pub decide: Decide,
    /// Why, in words that the owners read.
    pub reason: String,
    /// The account of that name and, where it is half of a swap, the other; as they were found beforehand.
    pub accounts: Vec<AccountId>,
}

impl DecideByOperator {
    fn name(&self) -> String {
        operator::named(&self.username)
    }

    /// The account and its change, which froze it.
    fn frozen<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<(&'a AccountRow, &'a LoginChange), Refusal> {
        let unknown = || Refusal::new(Code::NotFound, "16.11", "no account has this name").about("username");
        let account = snapshot.account_named(&self.name()).ok_or_else(unknown)?;
        if !self.accounts.contains(&account.id) {
            return Err(stale());
        }
        let change = snapshot.open_change(account.id, now);
        let change = change
            .filter(|change| change.state != ChangeState::Open)
            .ok_or_else(|| {
                let detail = "the account is not frozen; its owner can still decide";
                Refusal::new(not_open().code, "16.11", detail).about("username")
            })?;
        let halves = snapshot.halves_of(change);
        if !halves.iter().all(|half| self.accounts.contains(&half.account)) {
            return Err(stale());
        }
        Ok((account, change))
    }
}

/// The change stands for good: the accounts are free, and what was replaced is forgotten.
fn kept(snapshot: &Snapshot, change: &LoginChange, now: Timestamp, entropy: &mut Entropy) -> Changes {
    let mut changes = Changes::default();
    for half in snapshot.halves_of(change) {
        changes.writes.extend(parts(half));
        let Some(account) = snapshot.account(half.account) else {
            continue;
        };
        let (row, write) = write_row(AccountRow {
            frozen_at: None,
            login_change_until: None,
            ..account.clone()
        });
        changes.absorb(write);
        tell_kept(snapshot, (&row, None), &mut changes, now, entropy);
    }
    changes
}

impl Command for DecideByOperator {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let parts = self.accounts.iter().flat_map(|account| {
            let changes = Need::LoginChangesOf(*account);
            restore::needs(*account).into_iter().chain([changes])
        });
        [Need::AccountNamed(self.name())].into_iter().chain(parts).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let reason = reason_of(&self.reason, "16.11")?;
        let (account, change) = self.frozen(snapshot, now)?;
        let mut changes = match self.decide {
            Decide::Undo => restore::restore(snapshot, change, account, None, now, entropy).0,
            Decide::Keep => kept(snapshot, change, now, entropy),
        };
        for half in snapshot.halves_of(change) {
            let kind = AuditKind::DecidedByOperator;
            let row = AuditRow::new(half.account, kind, None, Some(reason), now, entropy);
            changes.audit.push(row);
        }
        Ok((changes, ()))
    }
}
