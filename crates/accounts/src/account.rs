//! Accounts: the row and the owner's view of it.

use crate::{login::Login, username::Username};
use contract::{
    AccountId, Code, Timestamp,
    account::{Account, AccountKind},
};

use crate::{email::EmailAddress, refusal::Refusal};

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
}

impl AccountRow {
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
        }
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
