//! The end of the grace period.

use super::{
    Orphans,
    cancel::{ended, pending},
    consequences, erase, needs,
};
use crate::{
    command::{Command, Decision},
    entropy::Entropy,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
};
use contract::{AccountId, Code, Timestamp};

/// Delete an account whose grace period is over, or stop where that would do more than was shown (rules 14.18 to 14.20).
/// The service does it by itself.
#[derive(Debug)]
pub struct TakeEffect {
    /// The account.
    pub account: AccountId,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The account is gone.
    Deleted,
    /// The deletion stopped and the account stays.
    Stopped,
}

impl Command for TakeEffect {
    type Answer = Effect;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(self.account)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Effect> {
        let (account, deletion) = pending(snapshot, self.account)?;
        if now < deletion.due_at {
            let refusal = Refusal::new(Code::DeletionPending, "14.18", "the grace period is not over");
            return Err(refusal.retry_after(deletion.due_at.secs_since(now) + 1));
        }
        // Whose account it is must be settled first.
        account.must_not_be_frozen()?;
        account.must_have_no_open_change(now)?;
        if deletion.can_be_given_back(snapshot, now) {
            let detail = "the change that moved the login away can still be undone";
            return Err(Refusal::new(Code::LoginChangeOpen, "14.20", detail));
        }
        let orphans = Orphans::unlisted(deletion.unlist_orphans);
        let erased = erase(snapshot, account.id, orphans, now, entropy)?;
        if consequences::are_worse(&erased.consequences, &deletion.shown) {
            let (changes, _) = ended(account, deletion, true, None, snapshot, now, entropy);
            return Ok((changes, Effect::Stopped));
        }
        Ok((erased, Effect::Deleted))
    }
}
