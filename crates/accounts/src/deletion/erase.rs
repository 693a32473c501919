//! What a deletion does, in one transaction (rules 14.4 to 14.10).

mod keys;
mod packages;
mod people;
mod requests;

use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    letter::LetterKind,
    outbound::{AuditRow, EventRow, Mail},
    refusal::Refusal,
    snapshot::Snapshot,
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Timestamp,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    event::EventKind,
};
use std::collections::BTreeSet;

/// What becomes of packages that nobody owns any more (rule 14.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orphans {
    /// There may be none: the deletion is refused.
    Refuse,
    /// They are unlisted.
    Unlist,
    /// They stay as they are.
    Keep,
}

impl Orphans {
    /// What the owner of an account chose.
    #[must_use]
    pub fn unlisted(unlist: bool) -> Self {
        if unlist { Self::Unlist } else { Self::Keep }
    }
}

/// The end of an account, individual or organization, with all that hangs on it, from a snapshot of what
/// [`super::needs`] names. Guards everything that it rests on; the caller adds guards for what it judged itself.
///
/// # Errors
/// `NotFound` where there is no such account; `OrganizationOwnsPackages`, naming them, for orphans where there may be none.
pub fn erase(
    snapshot: &Snapshot,
    account: AccountId,
    orphans: Orphans,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Result<Changes, Refusal> {
    let row = snapshot
        .account(account)
        .ok_or_else(|| Refusal::new(Code::NotFound, "14.1", "there is no such account"))?;
    let mut erasure = Erasure::new(snapshot, row, now, entropy);
    erasure.names();
    erasure.packages(orphans)?;
    erasure.keys();
    erasure.memberships();
    erasure.requests();
    erasure.belongings();
    Ok(erasure.finish())
}

/// A deletion while it is decided.
struct Erasure<'a> {
    snapshot: &'a Snapshot,
    /// The account itself.
    account: &'a AccountRow,
    /// All accounts that end: this one, then the organizations of which it is the only member.
    gone: Vec<&'a AccountRow>,
    ids: BTreeSet<AccountId>,
    now: Timestamp,
    entropy: &'a mut Entropy,
    changes: Changes,
    /// The other accounts of which a part changes. They are guarded, as everything that is decided rests on them too, and
    /// hear of it.
    touched: BTreeSet<AccountId>,
}

impl<'a> Erasure<'a> {
    fn new(snapshot: &'a Snapshot, account: &'a AccountRow, now: Timestamp, entropy: &'a mut Entropy) -> Self {
        let of_alone = snapshot.members.iter().filter(|member| member.account == account.id);
        let alone = of_alone
            .filter(|member| snapshot.members_of(member.organization).count() == 1)
            .filter_map(|member| snapshot.account(member.organization));
        let gone: Vec<_> = std::iter::once(account).chain(alone).collect();
        let ids = gone.iter().map(|row| row.id).collect();
        Self {
            snapshot,
            account,
            gone,
            ids,
            now,
            entropy,
            changes: Changes::default(),
            touched: BTreeSet::new(),
        }
    }

    fn consequence(&mut self, consequence: Consequence) {
        self.changes.consequences.push(consequence);
    }

    /// A part of another account changes.
    fn touches(&mut self, account: AccountId) {
        self.touched.insert(account);
    }

    fn audit(&mut self, account: AccountId, kind: AuditKind, subject: Option<&str>) {
        let row = AuditRow::new(account, kind, None, subject, self.now, self.entropy);
        self.changes.audit.push(row);
    }

    fn mail(&mut self, to: &AccountRow, kind: LetterKind) {
        if let Some(address) = to.address() {
            let mail = Mail::new(address.as_str(), to.username.as_str(), kind, self.now, self.entropy);
            self.changes.mails.push(mail);
        }
    }

    /// Also to each address that can still be put back; to none where none was ever confirmed (rules 5.20, 5.33).
    fn warn(&mut self, to: &AccountRow, kind: &LetterKind) {
        let mails = Mail::notices(self.snapshot, to, kind, self.now, self.entropy);
        self.changes.mails.extend(mails);
    }

    fn mail_if_allowed(&mut self, to: &AccountRow, kind: LetterKind) {
        if to.mail.from_others {
            self.mail(to, kind);
        }
    }

    fn username(&self, account: AccountId) -> String {
        let row = self.snapshot.account(account);
        row.map(|row| row.username.as_str().to_owned()).unwrap_or_default()
    }

    /// A name was used by somebody whom others could reach, once its address was confirmed: nobody gets it again. A name
    /// of which the address never was confirmed is free (rule 14.10).
    fn names(&mut self) {
        for row in self.gone.clone() {
            let username = row.username.as_str().to_owned();
            self.consequence(match row.kind {
                AccountKind::Organization => Consequence::OrganizationDeleted {
                    organization: username.clone(),
                },
                AccountKind::Individual => Consequence::AccountDeleted {
                    username: username.clone(),
                    at: self.now,
                },
            });
            self.consequence(if row.confirmed_email.is_some() {
                Consequence::NameReserved { username }
            } else {
                Consequence::NameFreed { username }
            });
        }
    }

    /// What the account has for itself alone.
    fn belongings(&mut self) {
        let account = self.account;
        if let Some(login) = self.snapshot.login_of(account.id) {
            self.consequence(Consequence::LoginRemoved {
                username: account.username.as_str().to_owned(),
                identity: login.identity.clone(),
            });
        }
        if account.password.is_some() {
            self.consequence(Consequence::PasswordRemoved);
        }
        if account.recovery_codes_left > 0 {
            let count = account.recovery_codes_left;
            self.consequence(Consequence::RecoveryCodesRemoved { count });
        }
        let sessions = self.snapshot.sessions.iter();
        let live = sessions.filter(|session| session.account == account.id && session.is_live(self.now));
        let count = count(live.count());
        if count > 0 {
            self.consequence(Consequence::SessionsEnd { count });
        }
    }

    fn finish(mut self) -> Changes {
        // Organizations first: nothing may refer to the account when it goes.
        for row in self.gone.clone().into_iter().rev() {
            self.changes.guards.push(Guard::changes_part(row));
            self.changes.writes.push(Write::EraseAccount {
                account: row.id,
                keeps_name: row.confirmed_email.is_some(),
            });
            self.audit(row.id, AuditKind::Deleted, None);
            self.warn(row, &LetterKind::Deleted);
        }
        let touched = self.touched.iter().filter_map(|id| self.snapshot.account(*id));
        self.changes.guards.extend(touched.map(Guard::changes_part));
        self.tell();
        self.changes
    }

    /// Whoever lost, gained or shared something hears of it; of an organization its members.
    fn tell(&mut self) {
        let mut hearing = self.touched.clone();
        for id in &self.touched {
            hearing.extend(self.snapshot.members_of(*id).map(|member| member.account));
        }
        for id in hearing.difference(&self.ids) {
            if self.snapshot.account(*id).is_some() {
                let row = EventRow::new(*id, EventKind::AccountChanged, self.now, self.entropy);
                self.changes.events.push(row);
            }
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
