//! Asking for another address.

use super::{Confirmation, Managed, cancel, managed, must_be_free, needs_of_managed};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    email::EmailAddress,
    entropy::Entropy,
    outbound::account_changed,
    password::{PasswordHash, must_not_be_locked_out, one_more},
    proof::OwnLogin,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
};
use contract::{
    AccountId, Code, Purpose, Timestamp,
    account::{Account, AuditKind},
    consequence::Consequence,
};

/// What a verifier found about a password that was typed. Hashing takes long, so it happens outside the rules.
#[derive(Clone, Debug)]
pub struct PasswordJudged {
    /// The hash that it was compared with.
    pub hash: PasswordHash,
    /// Whether it is that password.
    pub right: bool,
}

/// Ask for another contact e-mail, for the caller's own account or an organization that it administers (rules 5.10 to
/// 5.14).
#[derive(Debug)]
pub struct ChangeAddress {
    /// Who asks.
    pub caller: Caller,
    /// Whose address.
    pub account: AccountId,
    /// The address as it was typed.
    pub address: String,
    /// About the password that was typed, where one was.
    pub password: Option<PasswordJudged>,
    /// A fresh proof of the account's login, where it is shown in place of the password.
    pub login: Option<OwnLogin>,
    /// The revision that was seen, where one was.
    pub revision: Option<String>,
}

impl ChangeAddress {
    /// The hash to compare what was typed with, where the caller may ask at all: nobody learns anything about a password
    /// whose account they do not act for (rule 5.11).
    ///
    /// # Errors
    /// What stands before the password in rule 5.12, and `PasswordLockedOut`.
    pub fn before_verifying(&self, snapshot: &Snapshot, now: Timestamp) -> Result<Option<PasswordHash>, Refusal> {
        let account = managed(snapshot, &self.caller, self.account, now)?.account;
        EmailAddress::parse(&self.address).map_err(|refusal| refusal.about("address"))?;
        if account.password.is_some() {
            must_not_be_locked_out(account, now)?;
        }
        Ok(account.password.clone())
    }

    /// The proof that is shown in place of a password: of an account that has one, and that is the caller's own.
    fn shown_instead(&self, account: &AccountRow) -> Option<&OwnLogin> {
        let is_own = account.id == self.caller.account && account.password.is_some();
        self.login.as_ref().filter(|_| is_own)
    }

    /// Who has a password types it, or shows who signs in to the account (rule 5.11); a wrong password counts as anywhere
    /// (rule 10.8). A verdict about another hash is none: the password was changed meanwhile.
    fn must_know_password(
        &self,
        managed: &Managed<'_>,
        snapshot: &Snapshot,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<(), Refusal> {
        let account = managed.account;
        let Some(hash) = &account.password else { return Ok(()) };
        if let Some(login) = self.shown_instead(account) {
            return login.must_show(snapshot, (&managed.caller, account), Purpose::ChangeEmail, now);
        }
        must_not_be_locked_out(account, now)?;
        let refusal = Refusal::new(Code::PasswordWrong, "5.11", "not the account's password").about("password");
        match self.password.as_ref().filter(|judged| judged.hash == *hash) {
            Some(judged) if judged.right => Ok(()),
            Some(_) => Err(refusal.remembering(one_more(account, &self.caller.installation, now, entropy))),
            None => Err(refusal),
        }
    }

    fn asked(
        managed: &Managed<'_>,
        address: &EmailAddress,
        snapshot: &Snapshot,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<(Changes, AccountRow), Refusal> {
        let account = managed.account;
        let before = snapshot.confirmation(account.id);
        let mut changes = Confirmation::issue(account, address, before, now, entropy)?;
        let (guard, write, account) = AccountRow {
            pending_email: Some(address.clone()),
            ..account.clone()
        }
        .replaced();
        changes.guards = managed.guards();
        changes.guards.push(guard);
        changes.writes.push(write);
        let subject = Some(address.as_str());
        // Both hear of it: the new one now, the one before once it is replaced.
        let told = [Some(address), account.confirmed_email.as_ref()].into_iter().flatten();
        changes.consequences.push(Consequence::Told {
            addresses: told.map(|address| address.as_str().to_owned()).collect(),
        });
        changes.audit = vec![managed.audit(AuditKind::EmailChangeRequested, subject, now, entropy)];
        changes.events = account_changed(snapshot, account.id, now, entropy);
        Ok((changes, account))
    }
}

impl Command for ChangeAddress {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let address = EmailAddress::parse(&self.address).ok();
        let holder = address.map(|address| Need::HolderOfAddress(address.folded()));
        let proof = self.login.as_ref().map(|login| Need::Proof(login.proof.proof));
        needs_of_managed(&self.caller, self.account)
            .into_iter()
            .chain(holder)
            .chain(proof)
            .collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let managed = managed(snapshot, &self.caller, self.account, now)?;
        let account = managed.account;
        let view = |account: &AccountRow| account.view(snapshot.login_of(account.id));
        let address = EmailAddress::parse(&self.address).map_err(|refusal| refusal.about("address"))?;
        let is = |own: &Option<EmailAddress>| own.as_ref().is_some_and(|own| own.folded() == address.folded());
        let is_so = is(&account.pending_email) || (account.pending_email.is_none() && is(&account.confirmed_email));
        // The first of two such requests used the proof up (rule 7.6).
        if !(is_so && self.shown_instead(account).is_some()) {
            self.must_know_password(&managed, snapshot, now, entropy)?;
        }
        // What was asked for already is asked for; a code goes out by asking for one (rule 5.4).
        if is_so {
            return Ok((Changes::default(), view(account)));
        }
        account.must_be_as_seen(self.revision.as_deref())?;
        must_be_free(snapshot, &address, account.id)?;
        account.must_not_be_locked()?;
        // An organization has no login of its own: its administrator's counts.
        managed.acting().must_not_be_locked()?;
        managed.acting().must_have_no_open_change(now)?;
        let shown = self.shown_instead(account).map(|login| login.proof.spent(now));
        let (mut changes, account) = if is(&account.confirmed_email) {
            cancel::withdrawn(&managed, snapshot, now, entropy)
        } else {
            Self::asked(&managed, &address, snapshot, now, entropy)?
        };
        changes.writes.extend(shown);
        Ok((changes, view(&account)))
    }
}
