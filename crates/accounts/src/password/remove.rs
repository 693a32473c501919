//! Giving the password up.

use super::{
    PasswordHash, PasswordVerdict,
    lists::is_discontinued_for_all,
    lock_out::{must_not_be_locked_out, one_more},
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    letter::{Credential, LetterKind},
    outbound::{AuditRow, EventRow, Mail, told},
    proof::OwnLogin,
    recovery::{requests_end, requests_removed},
    refusal::Refusal,
    session::{Caller, end_restricted},
    snapshot::{Need, Snapshot},
    write::Guard,
};
use contract::{
    Code, Purpose, Timestamp,
    account::{Account, AuditKind},
    consequence::Consequence,
    event::EventKind,
};

/// Remove the password, from a full session, by the password itself or a fresh proof of the login (rule 10.19).
#[derive(Debug)]
pub struct RemovePassword {
    /// Who asks.
    pub caller: Caller,
    /// What shows that it is theirs.
    pub shown: Option<Shown>,
    /// Whether only the consequences are asked for; that takes neither (rule 7.32).
    pub previewing: bool,
}

/// What shows that a password is somebody's to remove.
#[derive(Debug)]
pub enum Shown {
    /// The password was typed: whether it is right; nothing before [`RemovePassword::before_verifying`] was asked.
    Password(Option<PasswordVerdict>),
    /// A fresh proof of the login, which neither a lock-out nor a forgotten password holds up.
    Login(OwnLogin),
}

impl RemovePassword {
    /// The hash to compare what was typed with.
    ///
    /// # Errors
    /// The refusal that is due before any password is looked at.
    pub fn before_verifying(&self, snapshot: &Snapshot, now: Timestamp) -> Result<Option<PasswordHash>, Refusal> {
        let (_, account) = self.check(snapshot, now)?;
        must_not_be_locked_out(account, now)?;
        Ok(account.password.clone())
    }

    fn check<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<(Caller, &'a AccountRow), Refusal> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        let account = snapshot.account(caller.account);
        let account = account.filter(|account| account.password.is_some());
        // Without a login there is no full session: who asks got in by the password itself, or by mail.
        if account.is_some_and(|account| snapshot.login_of(account.id).is_none()) {
            let detail = "the password is the only way to sign in";
            return Err(Refusal::new(Code::LastLogin, "10.19", detail));
        }
        caller.must_be_full()?;
        let account =
            account.ok_or_else(|| Refusal::new(Code::PasswordMissing, "10.19", "the account has no password"))?;
        account.must_not_be_in_deletion()?;
        Ok((caller, account))
    }

    fn must_show(
        &self,
        snapshot: &Snapshot,
        (caller, account): (&Caller, &AccountRow),
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<(), Refusal> {
        let wrong = || {
            let detail = "neither the password nor a proof of the login";
            Refusal::new(Code::PasswordWrong, "10.19", detail).about("current_password")
        };
        match &self.shown {
            None if self.previewing => Ok(()),
            None => Err(wrong()),
            Some(Shown::Login(own)) => own.must_show(snapshot, (caller, account), Purpose::RemovePassword, now),
            Some(Shown::Password(verdict)) => {
                must_not_be_locked_out(account, now)?;
                let stale = || Refusal::new(Code::Stale, "10.10", "the password was not compared yet");
                let verdict = verdict.as_ref().ok_or_else(stale)?;
                verdict.must_be_about(account)?;
                if verdict.right {
                    return Ok(());
                }
                Err(wrong().remembering(one_more(account, &caller.installation, now, entropy)))
            }
        }
    }
}

impl Command for RemovePassword {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let account = self.caller.account;
        let proof = match &self.shown {
            Some(Shown::Login(own)) => Some(Need::Proof(own.proof.proof)),
            _ => None,
        };
        let own = [
            Need::Session(self.caller.session),
            Need::Account(account),
            Need::RecoveriesOf(account),
            Need::SessionsOf(account),
            Need::AddressChangesOf(account),
        ];
        own.into_iter().chain(proof).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let (caller, account) = self.check(snapshot, now)?;
        self.must_show(snapshot, (&caller, account), now, entropy)?;
        let (mut changes, account) = removed(snapshot, account, &caller.installation, now, entropy);
        changes.guards.push(Guard::SessionLive(caller.session));
        if let Some(Shown::Login(own)) = &self.shown {
            changes.writes.push(own.proof.spent(now));
        }
        Ok((changes, account.view(snapshot.login_of(account.id))))
    }
}

/// The password goes, and with it what it opened and every request to reset it. Needs [`Need::RecoveriesOf`],
/// [`Need::SessionsOf`] and [`Need::AddressChangesOf`].
fn removed(
    snapshot: &Snapshot,
    account: &AccountRow,
    by: &str,
    now: Timestamp,
    entropy: &mut Entropy,
) -> (Changes, AccountRow) {
    let (guard, write, account) = AccountRow {
        password: None,
        failed_passwords: 0,
        failed_password_at: None,
        ..account.clone()
    }
    .replaced();
    let kind = AuditKind::PasswordRemoved;
    let mut changes = Changes {
        guards: vec![guard],
        writes: vec![write],
        audit: vec![AuditRow::new(account.id, kind, Some(by), None, now, entropy)],
        events: vec![EventRow::new(account.id, EventKind::AccountChanged, now, entropy)],
        consequences: vec![Consequence::PasswordRemoved],
        ..Changes::default()
    };
    changes.writes.extend(requests_removed(snapshot, &account));
    changes.absorb(end_restricted(snapshot, account.id, now, entropy));
    changes.consequences.extend(requests_end(snapshot, &account, 0, now));
    let letter = LetterKind::CredentialRemoved {
        what: Credential::Password,
    };
    changes.mails = Mail::notices(snapshot, &account, &letter, now, entropy);
    changes.consequences.extend(told(&changes.mails));
    (changes, account)
}

/// Where passwords are discontinued for all, who signs in with the linked identity needs theirs no more: the changes, and
/// the account after them (rule 10.31). Needs [`Need::PasswordByProof`].
pub(crate) fn removed_by_sign_in(
    snapshot: &Snapshot,
    account: &AccountRow,
    by: &str,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Option<(Changes, AccountRow)> {
    let goes =
        account.password.is_some() && account.deletion_at.is_none() && is_discontinued_for_all(account, snapshot, now);
    goes.then(|| removed(snapshot, account, by, now, entropy))
}
