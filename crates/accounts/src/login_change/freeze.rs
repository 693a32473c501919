//! Freezing an account whose login was changed by somebody else.

use super::{ChangeState, LoginChange, relink::live_sessions, undo::not_open};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
    entropy::Entropy,
    letter::{FreezeReason, LetterKind},
    mailed_act::ActKind,
    outbound::{AuditRow, EventRow, Mail},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{AccountId, Code, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};
use uuid::Uuid;

/// Freeze the account by the link that was mailed to its contact address (rule 9.21). A lock does not block it.
#[derive(Debug)]
pub struct FreezeAccount {
    /// The hash of the link's reference.
    pub act: Hash,
    /// The change that the link is about.
    pub change: Uuid,
    /// The accounts that the change is about, as they were found beforehand.
    pub accounts: Vec<AccountId>,
}

/// What freezes one account: its sessions end, and nobody signs in until it is decided whose it is.
pub(super) fn frozen(
    snapshot: &Snapshot,
    half: &LoginChange,
    (state, why): (ChangeState, FreezeReason),
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let mut changes = Changes {
        writes: vec![Write::UpdateLoginChange(half.clone().into_state(state))],
        ..Changes::default()
    };
    let Some(account) = snapshot.account(half.account) else {
        return changes;
    };
    let (guard, write, row) = AccountRow {
        frozen_at: account.frozen_at.or(Some(now)),
        ..account.clone()
    }
    .replaced();
    changes.guards.push(guard);
    changes.writes.push(write);
    // Who says so too of an account that is frozen already changes what can decide about it: that has its row and its
    // guard as well, and nobody is told twice.
    let audit = AuditRow::new(row.id, AuditKind::AccountFrozen, None, None, now, entropy);
    changes.audit.push(audit);
    if account.frozen_at.is_none() {
        changes.absorb(ended_and_told(snapshot, &row, why, now, entropy));
    }
    changes
}

/// The sessions of an account that is frozen from now on end, and its addresses are told why.
fn ended_and_told(
    snapshot: &Snapshot,
    row: &AccountRow,
    why: FreezeReason,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let events = [EventKind::AccountChanged, EventKind::SessionEnded];
    let count = live_sessions(snapshot, row.id, None, now);
    let ended = (count > 0).then_some(Consequence::SessionsEnd { count });
    Changes {
        writes: vec![Write::EndSessionsOf {
            account: row.id,
            except: None,
            since: None,
            at: now,
        }],
        events: events.map(|what| EventRow::new(row.id, what, now, entropy)).into(),
        mails: Mail::notices(snapshot, row, &LetterKind::AccountFrozen { why }, now, entropy),
        consequences: ended.into_iter().collect(),
        ..Changes::default()
    }
}

impl Command for FreezeAccount {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let about = [Need::MailedAct(self.act), Need::LoginChange(self.change)];
        let accounts = self.accounts.iter();
        let parts = accounts.flat_map(|account| [Need::SessionsOf(*account), Need::AddressChangesOf(*account)]);
        about.into_iter().chain(parts).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let act = snapshot.mailed_acts.iter().find(|act| act.hash == self.act);
        act.filter(|act| act.kind == ActKind::FreezeAccount && act.about == self.change && act.is_open(now))
            .ok_or_else(|| Refusal::new(Code::NotFound, "9.21", "no such link, or one that no longer works"))?;
        let change = snapshot.login_changes.iter().find(|change| change.id == self.change);
        let change = change.filter(|change| change.is_open(now)).ok_or_else(not_open)?;
        let partner = snapshot.partner_of(change);
        let can_freeze = match change.state {
            ChangeState::Open => true,
            // The other side of a swap froze both; this side says so too.
            ChangeState::Contested => partner.is_some(),
            ChangeState::Frozen | ChangeState::Undone | ChangeState::Final => false,
        };
        if !can_freeze {
            return Err(not_open());
        }
        let mut changes = frozen(
            snapshot,
            change,
            (ChangeState::Frozen, FreezeReason::Link),
            now,
            entropy,
        );
        changes.writes.push(Write::RemoveMailedActs(change.id));
        if let Some(half) = partner.filter(|half| half.state == ChangeState::Open) {
            let other = (ChangeState::Contested, FreezeReason::Exchange);
            changes.absorb(frozen(snapshot, half, other, now, entropy));
        }
        Ok((changes, ()))
    }
}
