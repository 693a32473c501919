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

/// What a decision has to do with an account; each holds what those before it do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Concern {
    /// It rests on the account as it is.
    Seen,
    /// It changes a part of it.
    Changed,
    /// And everybody who listens for it hears so.
    Heard,
}

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
    /// The account that is told which of its own addresses are mailed.
    told: Option<&'a AccountRow>,
    /// The accounts that it has to do with.
    accounts: BTreeMap<AccountId, Concern>,
}

impl<'a> Draft<'a> {
    /// Begins for somebody with a session, which must still be live at the commit, as their account must be unchanged.
    pub fn by(caller: &'a Caller, snapshot: &'a Snapshot, now: Timestamp, entropy: &'a mut Entropy) -> Self {
        let mut draft = Self::by_nobody(snapshot, now, entropy);
        draft.changes.guards.push(Guard::SessionLive(caller.session));
        draft.installation = Some(&caller.installation);
        draft.actor = snapshot.account(caller.account);
        draft.told = draft.actor;
        draft.rests_on(caller.account);
        draft
    }

    /// Begins for a program that shows somebody's key.
    pub fn by_key_of(holder: AccountId, snapshot: &'a Snapshot, now: Timestamp, entropy: &'a mut Entropy) -> Self {
        let mut draft = Self::by_nobody(snapshot, now, entropy);
        draft.actor = snapshot.account(holder);
        draft.told = draft.actor;
        draft.rests_on(holder);
        draft
    }

    /// Begins for whoever has the link that was mailed to an account: as good as its person, but no computer of theirs, and
    /// not told where else mails go.
    pub fn by_link_of(account: AccountId, snapshot: &'a Snapshot, now: Timestamp, entropy: &'a mut Entropy) -> Self {
        let mut draft = Self::by_nobody(snapshot, now, entropy);
        draft.actor = snapshot.account(account);
        draft.rests_on(account);
        draft
    }

    /// Begins for a program, or for somebody of whom nothing is to be named.
    pub fn by_nobody(snapshot: &'a Snapshot, now: Timestamp, entropy: &'a mut Entropy) -> Self {
        Self {
            snapshot,
            now,
            entropy,
            changes: Changes::default(),
            installation: None,
            actor: None,
            told: None,
            accounts: BTreeMap::new(),
        }
    }

    /// The decision rests on this account as it is.
    pub fn rests_on(&mut self, account: AccountId) {
        self.concerns(account, Concern::Seen);
    }

    /// A part of this account changes: of two that change parts of it at once, one decides again (rule 8.3). Who hears of
    /// it is told by [`Self::event`].
    pub fn changes_part(&mut self, account: AccountId) {
        self.concerns(account, Concern::Changed);
    }

    /// A part of this account changes, and everybody who listens for it hears so when all is decided.
    pub fn touches(&mut self, account: AccountId) {
        self.concerns(account, Concern::Heard);
    }

    /// An account is guarded once, by the most that was said of it.
    fn concerns(&mut self, account: AccountId, concern: Concern) {
        debug_assert!(
            self.snapshot.account(account).is_some(),
            "an account that was not seen cannot be guarded"
        );
        let known = self.accounts.entry(account).or_insert(concern);
        *known = concern.max(*known);
    }

    /// Writes.
    pub fn write(&mut self, write: Write) {
        self.changes.writes.push(write);
    }

    /// Writes, in this order.
    pub fn writes(&mut self, writes: impl IntoIterator<Item = Write>) {
        self.changes.writes.extend(writes);
    }

    /// Writes an account in place of the row that was seen, whose version it still has; answers with it as it is then.
    pub fn replace(&mut self, account: AccountRow) -> AccountRow {
        let (_, write, account) = account.replaced();
        self.changes_part(account.id);
        self.write(write);
        account
    }

    /// Adds what a part of the decision changes that was decided on the same snapshot.
    pub fn absorb(&mut self, mut part: Changes) {
        part.guards.retain(|guard| !self.guards_itself(guard));
        self.changes.absorb(part);
    }

    /// Takes a guard of an account over as its own, where both saw the same version: after a part of an account counts as
    /// changed, another guard of what was seen of it would fail.
    fn guards_itself(&mut self, guard: &Guard) -> bool {
        let (account, seen, concern) = match *guard {
            Guard::AccountUnchanged { account, version } => (account, version, Concern::Seen),
            Guard::ChangesAccount { account, version } => (account, version, Concern::Changed),
            Guard::SessionLive(_) | Guard::NoAccounts | Guard::FewerOpenProofs { .. } => return false,
        };
        let is_seen = self.snapshot.account(account).is_some_and(|row| row.version == seen);
        if is_seen {
            self.concerns(account, concern);
        }
        is_seen
    }

    /// Tells the person who asks.
    pub fn consequence(&mut self, consequence: Consequence) {
        self.changes.consequences.push(consequence);
    }

    /// Tells the person who asks, if there is anything to tell.
    pub fn consequences(&mut self, consequences: impl IntoIterator<Item = Consequence>) {
        self.changes.consequences.extend(consequences);
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

    /// A row of an account's trail that names this account, whoever does it.
    pub fn audit_by(&mut self, account: AccountId, kind: AuditKind, by: &AccountRow, subject: &str) {
        let row = AuditRow::new(account, kind, None, Some(subject), self.now, self.entropy);
        self.changes.audit.push(row.by(by.username.as_str()));
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
        self.mail_about(to, to, kind);
    }

    /// A mail to an account's contact address about another account.
    pub fn mail_about(&mut self, to: &AccountRow, about: &AccountRow, kind: LetterKind) {
        if let Some(address) = to.address() {
            let mail = Mail::new(address.as_str(), about.username.as_str(), kind, self.now, self.entropy);
            self.changes.mails.push(mail.read_by(to.username.as_str()));
        }
    }

    /// The same, where the account wants to be mailed what comes from others.
    pub fn mail_if_allowed(&mut self, to: &AccountRow, about: &AccountRow, kind: LetterKind) {
        if to.mail.from_others {
            self.mail_about(to, about, kind);
        }
    }

    /// A mail to each administrator of an organization that wants it.
    pub fn mail_administrators(&mut self, organization: &AccountRow, kind: &LetterKind) {
        let snapshot = self.snapshot;
        let members = snapshot.members_of(organization.id);
        let administrators = members.filter(|member| member.administrator);
        for account in administrators.filter_map(|member| snapshot.account(member.account)) {
            self.mail_if_allowed(account, organization, kind.clone());
        }
    }

    /// A notice about the account's safety, to each of the addresses of [`Mail::notices`], which it answers.
    pub fn notices(&mut self, to: &AccountRow, kind: &LetterKind) -> Vec<Mail> {
        let mails = Mail::notices(self.snapshot, to, kind, self.now, self.entropy);
        self.changes.mails.extend(mails.iter().cloned());
        mails
    }

    /// The same about another account, on which the safety of this one depends.
    pub fn notices_about(&mut self, to: &AccountRow, about: &AccountRow, kind: &LetterKind) {
        let mut mails = Mail::notices(self.snapshot, to, kind, self.now, self.entropy);
        for mail in &mut mails {
            about.username.as_str().clone_into(&mut mail.letter.username);
        }
        self.changes.mails.extend(mails);
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
    /// who hears of what was touched.
    pub fn finish(mut self) -> Changes {
        let heard = self.accounts.iter().filter(|(_, concern)| **concern == Concern::Heard);
        let hearing: BTreeSet<AccountId> = heard.flat_map(|(account, _)| self.listeners(*account)).collect();
        for account in hearing {
            let row = EventRow::new(account, EventKind::AccountChanged, self.now, self.entropy);
            self.changes.events.push(row);
        }
        let snapshot = self.snapshot;
        let told = self.told.filter(|_| !self.changes.mails.is_empty());
        let told = told.and_then(|account| told_own(snapshot, account.id, &self.changes.mails, self.now));
        self.changes.consequences.extend(told);
        let seen = self.accounts.iter().filter_map(|(account, concern)| {
            let row = snapshot.account(*account)?;
            Some(match concern {
                Concern::Seen => Guard::unchanged(row),
                Concern::Changed | Concern::Heard => Guard::changes_part(row),
            })
        });
        self.changes.guards.extend(seen);
        self.changes
    }
}
