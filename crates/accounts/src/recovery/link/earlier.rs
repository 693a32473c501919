//! Earlier changes of logins that a link makes final.

use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    login_change::{ChangeState, LoginChange},
    outbound::{AuditRow, EventRow},
    proof::Completed,
    refusal::Refusal,
    snapshot::Snapshot,
    write::Write,
};
use contract::{Code, Timestamp, account::AuditKind, event::EventKind};

/// Makes final: the account's own change whose time is over, and a change elsewhere that this identity could still undo,
/// since the person chose to use it here (rule 10.26).
///
/// # Errors
/// `IdentityAlreadyLinked` where that other change is contested, or half of a swap: then it is not the person's alone.
pub(super) fn finalised(
    snapshot: &Snapshot,
    account: &AccountRow,
    completed: &Completed,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Result<Changes, Refusal> {
    let mut changes = Changes::default();
    for change in &snapshot.login_changes {
        let own = change.account == account.id;
        let gives_up = change
            .replaced
            .as_ref()
            .is_some_and(|dormant| dormant.key == completed.key);
        if is_over(change) || !(own || gives_up) {
            continue;
        }
        if !own && (change.state != ChangeState::Open || change.partner.is_some()) {
            return Err(Refusal::new(
                Code::IdentityAlreadyLinked,
                "10.26",
                "the identity is part of another account's change that is not decided",
            ));
        }
        changes.absorb(made_final(change, now, entropy));
        if let Some(other) = snapshot.account(change.account).filter(|_| !own) {
            changes.absorb(window_closed(other, now, entropy));
        }
    }
    Ok(changes)
}

fn is_over(change: &LoginChange) -> bool {
    matches!(change.state, ChangeState::Undone | ChangeState::Final)
}

fn made_final(change: &LoginChange, now: Timestamp, entropy: &mut Entropy) -> Changes {
    let last = LoginChange {
        state: ChangeState::Final,
        ..change.clone()
    };
    let forgotten = change
        .replaced
        .as_ref()
        .map(|dormant| Write::RemoveLogin(dormant.login));
    let kind = AuditKind::LoginChangeFinal;
    Changes {
        writes: [Write::UpdateLoginChange(last), Write::RemoveMailedActs(change.id)]
            .into_iter()
            .chain(forgotten)
            .collect(),
        audit: vec![AuditRow::new(change.account, kind, None, None, now, entropy)],
        ..Changes::default()
    }
}

/// The other account no longer has a change that could be undone.
fn window_closed(other: &AccountRow, now: Timestamp, entropy: &mut Entropy) -> Changes {
    let (guard, write, other) = AccountRow {
        login_change_until: None,
        ..other.clone()
    }
    .replaced();
    Changes {
        guards: vec![guard],
        writes: vec![write],
        events: vec![EventRow::new(other.id, EventKind::AccountChanged, now, entropy)],
        ..Changes::default()
    }
}
