//! The reference model: what a gallery has, and the rules as plainly as they can be said.
//!
//! Accounts and sessions are known by the order in which they were opened, everything else by its number. Times are
//! seconds since the beginning.

mod addresses;
mod erasing;
mod logins;
mod members;
mod packages;
mod requests;

use super::act::{Act, By};
use contract::Code;
use std::collections::{BTreeMap, BTreeSet};

pub const HOUR: i64 = 3600;
pub const DAY: i64 = 24 * HOUR;

/// Whether a command is done, or why not.
pub type Verdict = Result<(), Code>;

/// An account.
#[derive(Clone, Debug, Default)]
pub struct Account {
    pub name: usize,
    pub organization: bool,
    pub confirmed: Option<usize>,
    pub pending: Option<usize>,
    pub mailed: Option<MailedCode>,
    pub locked: bool,
    pub frozen: bool,
    pub login: Option<usize>,
    pub codes: u32,
    pub deletion: Option<Deletion>,
}

/// The latest code that was mailed to an account's pending address.
#[derive(Clone, Copy, Debug)]
pub struct MailedCode {
    pub made: i64,
    pub tries: u32,
    pub hour: i64,
    pub in_hour: u32,
}

/// A deletion that waits, with the harm that was shown.
#[derive(Clone, Debug)]
pub struct Deletion {
    pub due: i64,
    pub unlist: bool,
    pub shown: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug)]
pub struct Session {
    pub account: usize,
    pub full: bool,
    pub opened: i64,
    pub ended: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Invitation {
    pub administrator: bool,
    pub inviter: usize,
    pub made: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct Conversion {
    pub administrator: usize,
    pub made: i64,
    /// How many keys were shown to stop working.
    pub keys: usize,
}

/// A confirmed address that was replaced.
#[derive(Clone, Copy, Debug)]
pub struct AddressChange {
    pub account: usize,
    pub previous: usize,
    pub made: i64,
    pub standing: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeState {
    Open,
    Frozen,
    Contested,
    Over,
}

/// A change of a login.
#[derive(Clone, Copy, Debug)]
pub struct LoginChange {
    pub account: usize,
    pub from: usize,
    pub made: i64,
    pub state: ChangeState,
    pub partner: Option<usize>,
    /// Whether the link that freezes works, where one was mailed.
    pub link: Option<bool>,
    /// Whether a recovery code took the place of the present identity.
    pub by_code: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Package {
    pub listed: bool,
    /// Who owns it since when.
    pub owners: BTreeMap<usize, i64>,
}

#[derive(Clone, Copy, Debug)]
pub struct Offer {
    pub by: usize,
    pub transfer: bool,
    pub made: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub holder: usize,
    pub owner: usize,
    pub made: i64,
    pub revoked: bool,
    pub gone: bool,
}

/// Everything.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    pub now: i64,
    /// By the order of their opening; nothing where one is gone.
    pub accounts: Vec<Option<Account>>,
    /// Whose a name is, or that it was somebody's.
    pub names: BTreeMap<usize, Option<usize>>,
    pub sessions: Vec<Session>,
    pub members: BTreeMap<(usize, usize), bool>,
    pub invitations: BTreeMap<(usize, usize), Invitation>,
    pub conversions: BTreeMap<usize, Conversion>,
    pub address_changes: Vec<AddressChange>,
    pub login_changes: Vec<LoginChange>,
    pub packages: BTreeMap<usize, Package>,
    pub offers: BTreeMap<(usize, usize), Offer>,
    pub keys: Vec<Key>,
}

/// Refuses unless it holds.
pub fn must(holds: bool, code: Code) -> Verdict {
    if holds { Ok(()) } else { Err(code) }
}

impl Plain {
    /// What comes of an act. What it changes is changed.
    pub fn decide(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::Wait { seconds } => {
                self.wait(seconds);
                Ok(())
            }
            Act::Register { .. } | Act::SignIn { .. } | Act::EndSession { .. } => self.decide_session(act),
            Act::ConfirmAddress { .. }
            | Act::ResendCode { .. }
            | Act::ChangeAddress { .. }
            | Act::CancelAddress { .. }
            | Act::UndoAddress { .. } => self.decide_address(act),
            Act::CreateOrganization { .. }
            | Act::Invite { .. }
            | Act::AcceptInvitation { .. }
            | Act::DeclineInvitation { .. }
            | Act::CancelInvitation { .. }
            | Act::ChangeRole { .. }
            | Act::RemoveMember { .. }
            | Act::DeleteOrganization { .. } => self.decide_member(act),
            Act::RequestConversion { .. }
            | Act::AcceptConversion { .. }
            | Act::RejectConversion { .. }
            | Act::CancelConversion { .. }
            | Act::RequestDeletion { .. }
            | Act::CancelDeletion { .. }
            | Act::KeepByLink { .. }
            | Act::Lock { .. }
            | Act::Rename { .. } => self.decide_request(act),
            Act::ChangeLogin { .. }
            | Act::SwapLogins { .. }
            | Act::UndoChange { .. }
            | Act::Freeze { .. }
            | Act::MakeCodes { .. } => self.decide_login(act),
            _ => self.decide_package(act),
        }
    }

    /// Whether an act would be done.
    pub fn would_do(&self, act: &Act) -> bool {
        let somebody = act.by().is_none_or(|by| self.session(by).is_some());
        let something = match *act {
            Act::UndoAddress { whose } => self.latest_address_change(whose).is_some(),
            Act::Freeze { whose } => self.latest_linked_change(whose).is_some(),
            Act::KeepByLink { whose } => self.named(whose).is_some(),
            Act::Rename { who, .. } => self.named(who).is_some(),
            Act::RevokeKey { .. } | Act::RegisterPackage { .. } => !self.keys.is_empty(),
            _ => true,
        };
        let mut then = self.clone();
        then.now += 1;
        // That a feed may not register a package is an answer, no refusal.
        let registers = matches!(act, Act::RegisterPackage { .. });
        somebody && something && then.decide(act).is_ok() && (!registers || then.packages.len() > self.packages.len())
    }

    /// Time passes, and what is due happens.
    fn wait(&mut self, seconds: i64) {
        self.now += seconds;
        self.finish_login_changes();
        for who in 0..self.accounts.len() {
            self.finish_deletion(who);
        }
    }

    /// The account that has this name.
    pub fn named(&self, name: usize) -> Option<usize> {
        self.names.get(&name).copied().flatten()
    }

    /// The account, which is there.
    pub fn account(&self, who: usize) -> &Account {
        self.accounts[who].as_ref().unwrap()
    }

    pub fn account_mut(&mut self, who: usize) -> &mut Account {
        self.accounts[who].as_mut().unwrap()
    }

    /// All accounts that are there.
    pub fn all(&self) -> impl Iterator<Item = (usize, &Account)> {
        self.accounts
            .iter()
            .enumerate()
            .filter_map(|(who, row)| Some((who, row.as_ref()?)))
    }

    /// The session that asks.
    pub fn session(&self, by: By) -> Option<usize> {
        let who = self.named(by.name)?;
        let mut own = (0..self.sessions.len()).filter(|number| self.sessions[*number].account == who);
        if by.older { own.next() } else { own.next_back() }
    }

    pub fn is_live(&self, session: usize) -> bool {
        let session = &self.sessions[session];
        let lasts = if session.full { 30 * DAY } else { HOUR / 2 };
        !session.ended && self.now < session.opened + lasts
    }

    /// The account of a live session.
    pub fn caller(&self, by: By) -> Result<usize, Code> {
        let session = self.session(by).unwrap();
        must(self.is_live(session), Code::SessionRequired)?;
        Ok(self.sessions[session].account)
    }

    /// The account of a live session that may do everything.
    pub fn full_caller(&self, by: By) -> Result<usize, Code> {
        let who = self.caller(by)?;
        must(self.sessions[self.session(by).unwrap()].full, Code::FullSessionRequired)?;
        Ok(who)
    }

    /// The account of a full session that is neither frozen nor being deleted.
    pub fn acting(&self, by: By) -> Result<usize, Code> {
        let who = self.full_caller(by)?;
        self.must_not_be_frozen(who)?;
        self.must_not_be_in_deletion(who)?;
        Ok(who)
    }

    pub fn must_not_be_frozen(&self, who: usize) -> Verdict {
        must(!self.account(who).frozen, Code::AccountFrozen)
    }

    pub fn must_not_be_in_deletion(&self, who: usize) -> Verdict {
        must(self.account(who).deletion.is_none(), Code::DeletionPending)
    }

    pub fn must_not_be_locked(&self, who: usize) -> Verdict {
        must(!self.account(who).locked, Code::AccountLocked)
    }

    pub fn must_be_confirmed(&self, who: usize) -> Verdict {
        must(self.account(who).confirmed.is_some(), Code::EmailUnconfirmed)
    }

    pub fn must_have_no_open_change(&self, who: usize) -> Verdict {
        must(
            self.change_until(who).is_none_or(|until| self.now >= until),
            Code::LoginChangeOpen,
        )
    }

    pub fn holder_of(&self, address: usize) -> Option<usize> {
        let mut all = self.all();
        all.find(|(_, row)| row.confirmed == Some(address)).map(|(who, _)| who)
    }

    pub fn signing_in(&self, identity: usize) -> Option<usize> {
        let mut all = self.all();
        all.find(|(_, row)| row.login == Some(identity)).map(|(who, _)| who)
    }

    pub fn open_session(&mut self, account: usize, full: bool) {
        let opened = self.now;
        self.sessions.push(Session {
            account,
            full,
            opened,
            ended: false,
        });
    }

    pub fn end_sessions(&mut self, account: usize, except: Option<usize>) {
        for (number, session) in self.sessions.iter_mut().enumerate() {
            session.ended |= session.account == account && Some(number) != except;
        }
    }

    fn decide_session(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::Register {
                identity,
                name,
                address,
            } => self.register(identity, name, address),
            Act::SignIn { identity } => self.sign_in(identity),
            Act::EndSession { by, first } => self.end_session(by, first),
            _ => unreachable!(),
        }
    }

    fn register(&mut self, identity: usize, name: usize, address: usize) -> Verdict {
        must(self.signing_in(identity).is_none(), Code::IdentityAlreadyLinked)?;
        must(self.change_that_replaced(identity).is_none(), Code::LoginChangeOpen)?;
        must(!self.names.contains_key(&name), Code::UsernameTaken)?;
        must(self.holder_of(address).is_none(), Code::EmailTaken)?;
        let who = self.open_account(name, address);
        self.account_mut(who).login = Some(identity);
        self.open_session(who, true);
        Ok(())
    }

    /// A new account, to whose address a code was mailed.
    pub fn open_account(&mut self, name: usize, address: usize) -> usize {
        let who = self.accounts.len();
        let mailed = MailedCode {
            made: self.now,
            tries: 5,
            hour: self.now,
            in_hour: 1,
        };
        self.accounts.push(Some(Account {
            name,
            pending: Some(address),
            mailed: Some(mailed),
            ..Account::default()
        }));
        self.names.insert(name, Some(who));
        who
    }

    fn sign_in(&mut self, identity: usize) -> Verdict {
        let Some(who) = self.signing_in(identity) else {
            let replaced = self.change_that_replaced(identity);
            let frozen = replaced.is_some_and(|change| self.account(self.login_changes[change].account).frozen);
            return Err(if frozen {
                Code::AccountFrozen
            } else {
                Code::IdentityNotLinked
            });
        };
        self.must_not_be_frozen(who)?;
        let full = self.account(who).deletion.is_none();
        self.open_session(who, full);
        Ok(())
    }

    /// The session that is meant: the first one of the account, or the one that asks.
    pub fn meant(&self, by: By, first: bool) -> usize {
        let older = first || by.older;
        self.session(By { older, ..by }).unwrap()
    }

    fn end_session(&mut self, by: By, first: bool) -> Verdict {
        self.caller(by)?;
        let (asking, meant) = (self.session(by).unwrap(), self.meant(by, first));
        must(asking == meant || self.sessions[asking].full, Code::FullSessionRequired)?;
        must(self.is_live(meant), Code::NotFound)?;
        self.sessions[meant].ended = true;
        Ok(())
    }
}
