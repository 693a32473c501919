//! Withdrawing the wish for another address.

use super::{Managed, managed, needs_of_managed};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    outbound::account_changed,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
};
use contract::{
    AccountId, Code, Timestamp,
    account::{Account, AuditKind},
};

/// Withdraw the wish for another contact e-mail (rules 5.15, 5.37). Where nothing waits, nothing happens.
#[derive(Debug)]
pub struct CancelAddress {
    /// Who asks.
    pub caller: Caller,
    /// Whose address.
    pub account: AccountId,
    /// The revision of the account that was seen, where one was.
    pub revision: Option<String>,
}

/// What withdrawing changes, with the account as it is then.
pub(super) fn withdrawn(
    managed: &Managed<'_>,
    snapshot: &Snapshot,
    now: Timestamp,
    entropy: &mut Entropy,
) -> (Changes, AccountRow) {
    let account = managed.account;
    let (guard, write, changed) = AccountRow {
        pending_email: None,
        ..account.clone()
    }
    .replaced();
    let subject = account.pending_email.as_ref().map(|address| address.as_str());
    let mut changes = Changes {
        guards: managed.guards(),
        writes: vec![write],
        audit: vec![managed.audit(AuditKind::EmailChangeCancelled, subject, now, entropy)],
        events: account_changed(snapshot, account.id, now, entropy),
        ..Changes::default()
    };
    changes.guards.push(guard);
    if let Some(open) = snapshot.confirmation(account.id) {
        changes.writes.extend(open.withdrawn());
    }
    (changes, changed)
}

impl Command for CancelAddress {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs_of_managed(&self.caller, self.account)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let managed = managed(snapshot, &self.caller, self.account, now)?;
        let account = managed.account;
        if account.confirmed_email.is_none() {
            return Err(Refusal::new(
                Code::EmailUnconfirmed,
                "5.15",
                "the only address of an account cannot be withdrawn",
            ));
        }
        let view = |account: &AccountRow| account.view(snapshot.login_of(account.id));
        if account.pending_email.is_none() {
            return Ok((Changes::default(), view(account)));
        }
        account.must_be_as_seen(self.revision.as_deref())?;
        let (changes, account) = withdrawn(&managed, snapshot, now, entropy);
        Ok((changes, view(&account)))
    }
}
