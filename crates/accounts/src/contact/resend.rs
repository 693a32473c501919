//! Mailing the code again.

use super::Confirmation;
use crate::{
    command::{Command, Decision},
    entropy::Entropy,
    organization::{audited, managed},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Guard,
};
use contract::{AccountId, Code, Timestamp, account::AuditKind};

/// Mail a new code to the pending address; the one before no longer works (rule 5.4).
#[derive(Debug)]
pub struct ResendCode {
    /// Who asks.
    pub caller: Caller,
    /// Whose address: the caller's own, or that of an organization that they administer (rule 11.5).
    pub account: AccountId,
}

impl Command for ResendCode {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.account),
            Need::MembersOf(self.account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let not_pending = || Refusal::new(Code::EmailNotPending, "5.6", "no address waits to be confirmed");
        let account = managed(snapshot, caller.account, self.account)?;
        let pending = account.pending_email.as_ref().ok_or_else(not_pending)?;
        // What was asked for before the login changed does not move the address while that can be undone (rule 5.32).
        if account.confirmed_email.is_some() {
            account.must_have_no_open_change(now)?;
        }
        let before = snapshot.confirmation(account.id);
        let what = (AuditKind::EmailConfirmationSent, Some(pending.as_str()));
        let mut changes = Confirmation::issue(account, pending, before, now, entropy)?;
        // The version grows, so that of two that ask at once one sees the other's count.
        changes.guards = vec![
            Guard::SessionLive(caller.session),
            Guard::ChangesAccount {
                account: account.id,
                version: account.version,
            },
        ];
        changes.audit = vec![audited(snapshot, &caller, account.id, what, now, entropy)];
        Ok((changes, ()))
    }
}
