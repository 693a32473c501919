//! Who hears of a change in an organization (rules 11.21, 11.22).

use crate::{
    account::AccountRow,
    command::Changes,
    contact::notice_addresses,
    entropy::Entropy,
    letter::LetterKind,
    outbound::{AuditRow, EventRow, Mail},
    snapshot::Snapshot,
};
use contract::{AccountId, Timestamp, account::AuditKind, event::EventKind};

/// What a decision tells others, collected while it is made.
pub(crate) struct Notices<'a> {
    pub snapshot: &'a Snapshot,
    pub now: Timestamp,
    pub entropy: &'a mut Entropy,
    pub changes: Changes,
}

impl<'a> Notices<'a> {
    pub fn new(snapshot: &'a Snapshot, now: Timestamp, entropy: &'a mut Entropy) -> Self {
        Self {
            snapshot,
            now,
            entropy,
            changes: Changes::default(),
        }
    }

    /// A row of an account's own activity, made by its own installation.
    pub fn audit_own(&mut self, account: AccountId, kind: AuditKind, installation: Option<&str>, subject: &str) {
        let row = AuditRow::new(account, kind, installation, Some(subject), self.now, self.entropy);
        self.changes.audit.push(row);
    }

    /// A row of an account's activity about what another account did. Whose computer it was is that account's affair.
    pub fn audit_by(&mut self, account: AccountId, kind: AuditKind, by: &AccountRow, subject: &str) {
        let row = AuditRow::new(account, kind, None, Some(subject), self.now, self.entropy);
        self.changes.audit.push(row.by(by.username.as_str()));
    }

    pub fn event(&mut self, account: AccountId, what: EventKind) {
        let row = EventRow::new(account, what, self.now, self.entropy);
        self.changes.events.push(row);
    }

    /// Every member of an organization has to read it again.
    pub fn members_hear(&mut self, organization: AccountId) {
        let members = self.snapshot.members_of(organization);
        let members: Vec<AccountId> = members.map(|member| member.account).collect();
        for member in members {
            self.event(member, EventKind::AccountChanged);
        }
    }

    /// A mail to an account, whatever it wants to be mailed.
    pub fn mail(&mut self, to: &AccountRow, about: &AccountRow, kind: LetterKind) {
        if let Some(address) = to.address() {
            let mail = Mail::new(address.as_str(), about.username.as_str(), kind, self.now, self.entropy);
            self.changes.mails.push(mail.read_by(to.username.as_str()));
        }
    }

    /// A mail about an account's safety: also to each address of it that can still be put back. Needs
    /// [`crate::Need::AddressChangesOf`].
    pub fn mail_safety(&mut self, to: &AccountRow, about: &AccountRow, kind: &LetterKind) {
        for address in notice_addresses(self.snapshot, to, self.now) {
            let (username, kind) = (about.username.as_str(), kind.clone());
            let mail = Mail::new(address.as_str(), username, kind, self.now, self.entropy);
            self.changes.mails.push(mail.read_by(to.username.as_str()));
        }
    }

    /// A mail to an account that wants to be mailed what comes from others.
    pub fn mail_if_allowed(&mut self, to: &AccountRow, about: &AccountRow, kind: LetterKind) {
        if to.mail.from_others {
            self.mail(to, about, kind);
        }
    }

    /// A mail to each administrator of an organization that wants it.
    pub fn mail_administrators(&mut self, organization: &AccountRow, kind: &LetterKind) {
        let snapshot = self.snapshot;
        let administrators = snapshot
            .members_of(organization.id)
            .filter(|member| member.administrator);
        for account in administrators.filter_map(|member| snapshot.account(member.account)) {
            self.mail_if_allowed(account, organization, kind.clone());
        }
    }
}
