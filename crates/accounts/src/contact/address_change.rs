//! A change of a confirmed address, from which on the one before can be put back for a while (rules 5.16, 5.38).

use super::UNDO_SECONDS;
use crate::{
    account::AccountRow,
    command::Changes,
    email::EmailAddress,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    outbound::Mail,
    write::Write,
};
use contract::{AccountId, Timestamp};
use uuid::Uuid;

/// A change of a confirmed address that can still be undone by the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressChange {
    /// Its id.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// The address before.
    pub previous: EmailAddress,
    /// When the new one was confirmed.
    pub made_at: Timestamp,
    /// Until when it can be undone; longer while a change of the login can (rule 5.38).
    pub ends_at: Timestamp,
}

impl AddressChange {
    /// Begins the time in which the confirmed address of this account can be put back, now that another one takes its
    /// place, and tells it. Nothing where the account had none.
    pub(crate) fn begin(account: &AccountRow, to: &EmailAddress, now: Timestamp, entropy: &mut Entropy) -> Changes {
        let mut changes = Changes::default();
        let Some(previous) = account.confirmed_email.clone() else {
            return changes;
        };
        let change = Self {
            id: entropy.id(now),
            account: account.id,
            previous,
            made_at: now,
            ends_at: now.plus_secs(UNDO_SECONDS),
        };
        let kind = ActKind::UndoAddress;
        let (act, reference) = MailedAct::issue(kind, account.id, change.id, UNDO_SECONDS, now, entropy);
        let letter = LetterKind::AddressChanged {
            to: to.masked(),
            reference,
            until: change.ends_at,
        };
        let (address, username) = (change.previous.as_str(), account.username.as_str());
        changes.mails.push(Mail::new(address, username, letter, now, entropy));
        changes.writes = vec![Write::InsertAddressChange(change), Write::InsertMailedAct(act)];
        changes
    }
}
