//! What an account wants to be mailed (rules 5.24, 5.25).

use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    contact::{managed, needs_of_managed},
    entropy::Entropy,
    outbound::account_changed,
    session::Caller,
    snapshot::{Need, Snapshot},
};
use contract::{
    AccountId, Timestamp,
    account::{Account, AuditKind, MailChoices},
};

/// Choose what is mailed, for the caller's own account or an organization that it administers. A locked account may.
#[derive(Debug)]
pub struct ChooseMail {
    /// Who asks.
    pub caller: Caller,
    /// Whose mail.
    pub account: AccountId,
    /// The choice.
    pub choices: MailChoices,
    /// The revision that was seen, where one was.
    pub revision: Option<String>,
}

impl Command for ChooseMail {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs_of_managed(&self.caller, self.account)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let managed = managed(snapshot, &self.caller, self.account, now)?;
        let account = managed.account;
        let login = snapshot.login_of(account.id);
        if account.mail == self.choices {
            return Ok((Changes::default(), account.view(login)));
        }
        account.must_be_as_seen(self.revision.as_deref())?;
        let (guard, write, changed) = AccountRow {
            mail: self.choices,
            ..account.clone()
        }
        .replaced();
        let mut changes = Changes {
            guards: managed.guards(),
            writes: vec![write],
            audit: vec![managed.audit(AuditKind::PreferencesChanged, None, now, entropy)],
            events: account_changed(snapshot, account.id, now, entropy),
            ..Changes::default()
        };
        changes.guards.push(guard);
        Ok((changes, changed.view(login)))
    }
}
