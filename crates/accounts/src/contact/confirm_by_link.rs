//! Confirming the pending address with the link of its mail.

use super::confirm::confirmable;
use crate::{
    command::{Command, Decision},
    digest::Hash,
    entropy::Entropy,
    mailed_act::ActKind,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
};
use contract::{AccountId, Code, Timestamp, account::Account};
use uuid::Uuid;

/// Confirm the pending address with the link that was mailed to it, opened in the app inside the account's own session, or
/// an administrator's (rule 5.35). In every other session there is no such link.
#[derive(Debug)]
pub struct ConfirmByLink {
    /// Who asks.
    pub caller: Caller,
    /// The hash of the link's reference.
    pub act: Hash,
    /// The account that the link is about.
    pub account: AccountId,
    /// The confirmation that the link is about.
    pub confirmation: Uuid,
}

fn no_link() -> Refusal {
    Refusal::new(Code::NotFound, "5.35", "no such link, or one that no longer works")
}

impl Command for ConfirmByLink {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Account(self.account),
            Need::MembersOf(self.account),
            Need::HolderOfPendingAddress(self.account),
            Need::MailedAct(self.act),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let found = match confirmable(snapshot, &self.caller, self.account, now) {
            // Whose link it is, is nothing to who cannot use it.
            Err(refusal) if matches!(refusal.code, Code::NotAuthorized | Code::EmailNotPending) => {
                return Err(no_link());
            }
            found => found?,
        };
        let mut acts = snapshot.mailed_acts.iter();
        let open = acts.any(|act| {
            act.hash == self.act
                && act.kind == ActKind::ConfirmAddress
                && act.account == self.account
                && act.about == self.confirmation
                && act.is_open(now)
        });
        // The code's own time and tries say nothing about the link, which nobody guesses.
        let by = snapshot
            .confirmation(found.account.id)
            .filter(|row| open && row.id == self.confirmation && row.address == *found.pending);
        found.confirm(snapshot, by.ok_or_else(no_link)?, now, entropy)
    }
}
