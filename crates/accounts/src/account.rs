//! Accounts: the row and the owner's view of it.

use crate::{
    digest,
    email::EmailAddress,
    login::Login,
    password::PasswordHash,
    refusal::Refusal,
    username::Username,
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Timestamp,
    account::{Account, AccountKind, MailChoices},
};

/// An account as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// Its id.
    pub id: AccountId,
    /// Grows with each change of the account or of a part of it; guards against lost updates (rule 8.3).
    pub version: i64,
    /// Individual or organization.
    pub kind: AccountKind,
    /// Its username.
    pub username: Username,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// The confirmed contact e-mail.
    pub confirmed_email: Option<EmailAddress>,
    /// The contact e-mail that waits to be confirmed.
    pub pending_email: Option<EmailAddress>,
    /// Whether two-factor is on.
    pub two_factor: bool,
    /// Whether an operator locked it.
    pub locked: bool,
    /// What it wants to be mailed.
    pub mail: MailChoices,
    /// The password that can begin a recovery.
    pub password: Option<PasswordHash>,
    /// How many wrong passwords were typed since the last right one.
    pub failed_passwords: u32,
    /// When the last wrong password was typed.
    pub failed_password_at: Option<Timestamp>,
    /// How many recovery codes have not been used.
    pub recovery_codes_left: u32,
    /// Until when the last change of its login can be undone.
    pub login_change_until: Option<Timestamp>,
    /// Since when it is frozen.
    pub frozen_at: Option<Timestamp>,
    /// When it will be deleted.
    pub deletion_at: Option<Timestamp>,
    /// The tenant that new members must be of, for an organization.
    pub required_tenant: Option<String>,
}

impl AccountRow {
    /// A new account: nothing confirmed, nothing switched on, all mail wanted.
    #[must_use]
    pub fn new(id: AccountId, kind: AccountKind, username: Username, opened_at: Timestamp) -> Self {
        Self {
            id,
            version: 1,
            kind,
            username,
            opened_at,
            confirmed_email: None,
            pending_email: None,
            two_factor: false,
            locked: false,
            mail: MailChoices {
                from_others: true,
                package_published: true,
            },
            password: None,
            failed_passwords: 0,
            failed_password_at: None,
            recovery_codes_left: 0,
            login_change_until: None,
            frozen_at: None,
            deletion_at: None,
            required_tenant: None,
        }
    }

    /// What its owner sees.
    #[must_use]
    pub fn view(&self, login: Option<&Login>) -> Account {
        Account {
            id: self.id,
            username: self.username.as_str().to_owned(),
            kind: self.kind,
            opened_at: self.opened_at,
            confirmed_email: self.confirmed_email.as_ref().map(|address| address.as_str().to_owned()),
            pending_email: self.pending_email.as_ref().map(|address| address.as_str().to_owned()),
            login: login.map(Login::view),
            two_factor: self.two_factor,
            locked: self.locked,
            has_password: self.password.is_some(),
            recovery_codes_left: self.recovery_codes_left,
            frozen_at: self.frozen_at,
            required_tenant: self.required_tenant.clone(),
            mail: self.mail,
            login_change_until: self.login_change_until,
            deletion_at: self.deletion_at,
            revision: self.revision(),
        }
    }

    /// Another text with each change of its addresses and of the mail that it wants (rule 5.37).
    #[must_use]
    pub fn revision(&self) -> String {
        let address = |own: &Option<EmailAddress>| own.as_ref().map_or("", EmailAddress::as_str).to_owned();
        let (confirmed, pending) = (address(&self.confirmed_email), address(&self.pending_email));
        let mail = [self.mail.from_others, self.mail.package_published].map(u8::from);
        let parts: [&[u8]; 4] = [self.id.as_bytes(), confirmed.as_bytes(), pending.as_bytes(), &mail];
        digest::to_text(&digest::labelled("nuget-accounts/account-revision/v1", &parts))
    }

    /// Refuses what was decided on a page that showed something else, where whoever asks says what they saw (rule 5.37).
    ///
    /// # Errors
    /// `Stale`.
    pub fn must_be_as_seen(&self, revision: Option<&str>) -> Result<(), Refusal> {
        if revision.is_none_or(|seen| seen == self.revision()) {
            return Ok(());
        }
        let detail = "an address or the choice of mails was changed meanwhile";
        Err(Refusal::new(Code::Stale, "5.37", detail).about("revision"))
    }

    /// The confirmed address, or else the pending one: where mail about the account goes (rule 5.8).
    #[must_use]
    pub fn address(&self) -> Option<&EmailAddress> {
        self.confirmed_email.as_ref().or(self.pending_email.as_ref())
    }

    /// The guard and the write that store `self` in place of the row that was seen, whose version it still has.
    #[must_use]
    pub fn replaced(mut self) -> (Guard, Write, Self) {
        let guard = Guard::ChangesAccount {
            account: self.id,
            version: self.version,
        };
        self.version += 1;
        (guard, Write::UpdateAccount(self.clone()), self)
    }

    /// Refuses what may not be done while a change of the login can be undone (rule 9.8).
    ///
    /// # Errors
    /// `LoginChangeOpen` where one can, with the seconds until it cannot.
    pub fn must_have_no_open_change(&self, now: Timestamp) -> Result<(), Refusal> {
        match self.login_change_until.filter(|until| now < *until) {
            None => Ok(()),
            Some(until) => Err(Refusal::new(
                Code::LoginChangeOpen,
                "9.8",
                "a change of the login can still be undone",
            )
            .retry_after(until.secs_since(now))),
        }
    }

    /// Refuses where the account is frozen (rule 9.9).
    ///
    /// # Errors
    /// `AccountFrozen`.
    pub fn must_not_be_frozen(&self) -> Result<(), Refusal> {
        if self.frozen_at.is_some() {
            return Err(Refusal::new(Code::AccountFrozen, "9.9", "the account is frozen"));
        }
        Ok(())
    }

    /// Refuses where the account is being deleted (rule 14.1).
    ///
    /// # Errors
    /// `DeletionPending`.
    pub fn must_not_be_in_deletion(&self) -> Result<(), Refusal> {
        if self.deletion_at.is_some() {
            return Err(Refusal::new(
                Code::DeletionPending,
                "14.1",
                "the account is being deleted",
            ));
        }
        Ok(())
    }

    /// Refuses where the contact e-mail was never confirmed (rule 5.9).
    ///
    /// # Errors
    /// `EmailUnconfirmed`.
    pub fn must_be_confirmed(&self) -> Result<(), Refusal> {
        if self.confirmed_email.is_none() {
            return Err(Refusal::new(
                Code::EmailUnconfirmed,
                "5.9",
                "the contact e-mail has not been confirmed",
            ));
        }
        Ok(())
    }

    /// Refuses what an operator's lock blocks (rule 3.8). Signing in, reading and confirming an address are not.
    ///
    /// # Errors
    /// `AccountLocked` where it is locked.
    pub fn must_not_be_locked(&self) -> Result<(), Refusal> {
        if self.locked {
            return Err(Refusal::new(
                Code::AccountLocked,
                "3.8",
                "an operator locked the account",
            ));
        }
        Ok(())
    }
}

/// A username that is claimed, now or for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedName {
    /// The name as it was claimed.
    pub username: Username,
    /// Whose it is; nobody's any more where it is a tombstone (rule 1.4).
    pub account: Option<AccountId>,
}
