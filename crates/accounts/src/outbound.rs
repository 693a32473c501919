//! What leaves the gallery after a commit: audit rows, events, mails.

mod told;

pub use told::told;
pub(crate) use told::{mails_to, told_at, told_both, told_own};

use crate::{
    account::AccountRow,
    contact::notice_addresses,
    entropy::Entropy,
    letter::{Letter, LetterKind},
    snapshot::Snapshot,
};
use contract::{
    AccountId, EventId, Timestamp,
    account::{AuditEntry, AuditKind},
    event::{Event, EventKind},
};
use uuid::Uuid;

/// How many rows of the audit trail a page has (rule 6.2).
pub const AUDIT_PAGE: usize = 50;

/// A row of an account's audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// The account.
    pub account: AccountId,
    /// What happened.
    pub entry: AuditEntry,
}

impl AuditRow {
    /// A row about something that happens now.
    pub fn new(
        account: AccountId,
        kind: AuditKind,
        installation: Option<&str>,
        subject: Option<&str>,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Self {
        let entry = AuditEntry {
            id: EventId::new(entropy.id(now)),
            at: now,
            kind,
            installation: installation.map(str::to_owned),
            subject: subject.map(str::to_owned),
            by: None,
        };
        Self { account, entry }
    }

    /// The same, naming the other account that did it.
    #[must_use]
    pub fn by(mut self, username: &str) -> Self {
        self.entry.by = Some(username.to_owned());
        self
    }
}

/// A row of an account's event stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// The account.
    pub account: AccountId,
    /// What happened.
    pub event: Event,
}

impl EventRow {
    /// An event that happens now.
    pub fn new(account: AccountId, what: EventKind, now: Timestamp, entropy: &mut Entropy) -> Self {
        Self {
            account,
            event: Event {
                id: EventId::new(entropy.id(now)),
                at: now,
                what,
            },
        }
    }
}

/// That an account changed, for its own apps and, as nobody signs in as an organization, for those of its members. Needs
/// [`crate::Need::MembersOf`].
#[must_use]
pub(crate) fn account_changed(
    snapshot: &Snapshot,
    account: AccountId,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Vec<EventRow> {
    let members = snapshot.members_of(account).map(|member| member.account);
    std::iter::once(account)
        .chain(members)
        .map(|listener| EventRow::new(listener, EventKind::AccountChanged, now, entropy))
        .collect()
}

/// A mail to send after the commit. Its id is its message id, so that a mail sent twice is seen as one (rule 5.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its id.
    pub id: Uuid,
    /// To whom.
    pub to: String,
    /// When it was decided.
    pub at: Timestamp,
    /// What it says.
    pub letter: Letter,
}

impl Mail {
    /// A mail that is decided now, to the account that it is about.
    pub fn new(to: &str, username: &str, kind: LetterKind, now: Timestamp, entropy: &mut Entropy) -> Self {
        Self {
            id: entropy.id(now),
            to: to.to_owned(),
            at: now,
            letter: Letter {
                username: username.to_owned(),
                reader: username.to_owned(),
                kind,
            },
        }
    }

    /// The same mail to somebody else's account than the one that it is about.
    #[must_use]
    pub fn read_by(mut self, username: &str) -> Self {
        username.clone_into(&mut self.letter.reader);
        self
    }

    /// A notice about the account's safety: to its confirmed address, and to one before that can still be put back. None
    /// where no address was ever confirmed. Needs [`crate::Need::AddressChangesOf`].
    #[must_use]
    pub fn notices(
        snapshot: &Snapshot,
        account: &AccountRow,
        kind: &LetterKind,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Vec<Self> {
        if account.confirmed_email.is_none() {
            return Vec::new();
        }
        let username = account.username.as_str();
        let addresses = notice_addresses(snapshot, account, now);
        let addresses = addresses.iter();
        addresses
            .map(|address| Self::new(address.as_str(), username, kind.clone(), now, entropy))
            .collect()
    }
}
