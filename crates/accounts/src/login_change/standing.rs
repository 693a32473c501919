//! What an identity that was replaced lately is told (rule 9.25).

use super::{ChangeState, Means};
use crate::{login::IdentityKey, snapshot::Snapshot};
use contract::{
    Timestamp,
    proof::{Standing, UndoBy},
};

/// The account that it can get back, and how; nothing where it can undo no change.
#[must_use]
pub fn replaced_standing(snapshot: &Snapshot, key: &IdentityKey, now: Timestamp) -> Option<Standing> {
    let change = snapshot.open_change_that_replaced(key, now)?;
    let account = snapshot.account(change.account)?;
    let undo = match change {
        change if change.partner.is_some() => UndoBy::BothIdentities,
        change if change.means == Means::RecoveryCode || change.state == ChangeState::Contested => UndoBy::Decision,
        _ => UndoBy::Identity,
    };
    Some(Standing::Replaced {
        username: account.username.as_str().to_owned(),
        until: change.ends_at,
        frozen: account.frozen_at.is_some(),
        undo,
    })
}
