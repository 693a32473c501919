//! An identity that was replaced at one account and is to be linked to another (rule 9.5).

use super::{ChangeState, finalise};
use crate::{command::Changes, entropy::Entropy, login::IdentityKey, refusal::Refusal, snapshot::Snapshot};
use contract::{Code, Timestamp};

/// What linking this identity, by a fresh proof of it, does to the changes that replaced it elsewhere: they become final.
/// The snapshot must hold [`crate::Need::LoginChangesByProof`] or [`crate::Need::LoginChangesByReplaced`].
///
/// # Errors
/// `AccountFrozen` about `elsewhere` where such an account is frozen: whose it is has to be decided first. It is neither the
/// account that the identity is linked to nor one that it opens.
pub fn settle_elsewhere(
    snapshot: &Snapshot,
    key: &IdentityKey,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Result<Changes, Refusal> {
    let mut changes = Changes::default();
    let open = snapshot.login_changes.iter();
    for change in open.filter(|change| change.is_open(now) && change.replaced_identity(key)) {
        if change.state != ChangeState::Open {
            return Err(
                Refusal::new(Code::AccountFrozen, "9.5", "another account of this identity is frozen")
                    .about("elsewhere"),
            );
        }
        changes.absorb(finalise::finalised(snapshot, change, now, entropy));
    }
    Ok(changes)
}

/// Refuses an identity that can still undo a change: without a fresh proof it may do only that (rules 9.5 and 9.25).
///
/// # Errors
/// `LoginChangeOpen` with the seconds until the change is final.
pub fn must_not_be_replaced(snapshot: &Snapshot, key: &IdentityKey, now: Timestamp) -> Result<(), Refusal> {
    match snapshot.open_change_that_replaced(key, now) {
        None => Ok(()),
        Some(change) => Err(Refusal::new(
            Code::LoginChangeOpen,
            "9.25",
            "the identity can undo a change of another account, and nothing else until then",
        )
        .retry_after(change.ends_at.secs_since(now))),
    }
}
