//! Changes while they are decided: what rests on which account is guarded, who is concerned hears of it, once.

use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    letter::LetterKind,
    outbound::{AuditRow, EventRow, Mail, told_own},
    session::Caller,
    snapshot::Snapshot,
    write::{Guard, Write},
};
use contract::{
    AccountId, Timestamp,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    event::EventKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// Changes in the making.
pub struct Draft<'a> {
    /// What is there.
    pub snapshot: &'a Snapshot,
    /// Now.
    pub now: Timestamp,
    /// Randomness.
    pub entropy: &'a mut Entropy,
    changes: Changes,
    installation: Option<&'a str>,
    /// The account whose person does it.
    actor: Option<&'a AccountRow>,
    /// The accounts that it rests on, and whether a part of them changes.
    accounts: BTreeMap<AccountId, bool>,
}

impl<'a> Draft<'a> {
    /// Begins for somebody with a session, which must still be live at the commit, as their account must be unchanged.
    pub fn by(caller: &'a Caller, snapshot: &'a Snapshot, now: Timestamp, entropy: &'a mut Entropy) -> Self {
        let mut draft = Self::by_nobody(snapshot, now, entropy);
        draft.changes.guards.push(Guard::SessionLive(caller.session));
        draft.installation = Some(&caller.installation);
        draft.actor = snapshot.account(caller.account);
        draft.rests_on(caller.account);
        draft
    }

    /// Begins for a program that shows somebody's key.
    pub fn by_key_of(holder: AccountId, snapshot: &'a Snapshot, now: Timestamp, entropy: &'a mut Entropy) -> Self {
        let mut draft = Self::by_nobody(snapshot, now, entropy);
        draft.actor = snapshot.account(holder);
        draft.rests_on(holder);
        draft
    }

    /// Begins for a program.
    pub fn by_nobody(snapshot: &'a Snapshot, now: Timestamp, entropy: &'a mut Entropy) -> Self {
        Self {
            snapshot,
            now,
            entropy,
            changes: Changes::default(),
            installation: None,
            actor: None,
            accounts: BTreeMap::new(),
        }
    }

    /// The decision rests on this account as it is.
    pub fn rests_on(&mut self, account: AccountId) {
        self.accounts.entry(account).or_insert(false);
    }

    /// A part of this account changes.
    pub fn touches(&mut self, account: AccountId) {
        self.accounts.insert(account, true);
    }

    /// Writes.
    pub fn write(&mut self, write: Write) {
        self.changes.writes.push(write);
    }

    /// Tells the person who asks.
    pub fn consequence(&mut self, consequence: Consequence) {
        self.changes.consequences.push(consequence);
    }

    /// A row of an account's trail; it names who did it where that was somebody else.
    pub fn audit(&mut self, account: AccountId, kind: AuditKind, subject: &str) {
        let other = self.actor.filter(|actor| actor.id != account);
        // The name of somebody's computer is not for everybody.
        let installation = self.installation.filter(|_| other.is_none());
        let row = AuditRow::new(account, kind, installation, Some(subject), self.now, self.entropy);
        self.changes.audit.push(match other {
            Some(actor) => row.by(actor.username.as_str()),
            None => row,
        });
    }

    /// Tells an account, or the members of an organization that the snapshot has.
    pub fn event(&mut self, account: AccountId, what: &EventKind) {
        for listener in self.listeners(account) {
            let row = EventRow::new(listener, what.clone(), self.now, self.entropy);
            self.changes.events.push(row);
        }
    }

    /// Asks an account, or those of an organization who may answer for it, which are its administrators.
    pub fn ask(&mut self, account: &AccountRow, what: &EventKind) {
        if account.kind == AccountKind::Individual {
            return self.event(account.id, what);
        }
        let members = self.snapshot.members_of(account.id);
        for member in members.filter(|member| member.administrator) {
            let row = EventRow::new(member.account, what.clone(), self.now, self.entropy);
            self.changes.events.push(row);
        }
    }

    /// A mail to the account's contact address.
    pub fn mail(&mut self, to: &AccountRow, kind: LetterKind) {
        if let Some(address) = to.address() {
            let mail = Mail::new(address.as_str(), to.username.as_str(), kind, self.now, self.entropy);
            self.changes.mails.push(mail);
        }
    }

    /// A notice about the account's safety, to each of the addresses of [`Mail::notices`], which it answers.
    pub fn notices(&mut self, to: &AccountRow, kind: &LetterKind) -> Vec<Mail> {
        let mails = Mail::notices(self.snapshot, to, kind, self.now, self.entropy);
        self.changes.mails.extend(mails.iter().cloned());
        mails
    }

    /// Nobody signs in as an organization, so its members listen for it.
    fn listeners(&self, account: AccountId) -> Vec<AccountId> {
        let row = self.snapshot.account(account);
        if row.is_some_and(|row| row.kind == AccountKind::Organization) {
            let members = self.snapshot.members_of(account);
            return members.map(|member| member.account).collect();
        }
        vec![account]
    }

    /// The changes, with their guards, which of the caller's own addresses are told by mail, and `AccountChanged` for everybody
    /// concerned.
    pub fn finish(mut self) -> Changes {
        let touched = self.accounts.iter().filter(|(_, touched)| **touched);
        let hearing: BTreeSet<AccountId> = touched.flat_map(|(account, _)| self.listeners(*account)).collect();
        for account in hearing {
            let row = EventRow::new(account, EventKind::AccountChanged, self.now, self.entropy);
            self.changes.events.push(row);
        }
        let snapshot = self.snapshot;
        let told = self.actor.filter(|_| !self.changes.mails.is_empty());
        let told = told.and_then(|actor| told_own(snapshot, actor.id, &self.changes.mails, self.now));
        self.changes.consequences.extend(told);
        let seen = self.accounts.iter().filter_map(|(account, touched)| {
            let version = snapshot.account(*account)?.version;
            Some(if *touched {
                Guard::ChangesAccount {
                    account: *account,
                    version,
                }
            } else {
                Guard::AccountUnchanged {
                    account: *account,
                    version,
                }
            })
        });
        self.changes.guards.extend(seen);
        self.changes
    }
}
