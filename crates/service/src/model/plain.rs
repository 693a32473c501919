//! The reference model: what a gallery has, and the rules as plainly as they can be said.
//!
//! Accounts and sessions are known by the order in which they were opened, everything else by its number. Times are
//! seconds since the beginning.

mod addresses;
mod conversions;
mod decisions;
mod erasing;
mod events;
mod keys;
mod letters;
mod logins;
mod members;
mod operator;
mod packages;
mod passwords;
mod proofs;
mod recoveries;
mod requests;
mod rows;
mod second;
mod sessions;
mod undoing;

pub use events::Events;
pub use letters::Letters;
pub use operator::{EVERY_DOMAIN, PAIR_OF_NOBODY, listed};
pub use proofs::{Proof, ProofCode, Shown};
pub use rows::{
    Account, AddressChange, ChangeState, Conversion, DecisionCode, Deletion, Invitation, Key, LoginChange, MailedCode,
    Offer, Package, Recovery, Session,
};

use super::act::{Act, Area, By, Which};
use contract::Code;
use std::collections::{BTreeMap, BTreeSet};

pub const HOUR: i64 = 3600;
pub const DAY: i64 = 24 * HOUR;

/// Whether a command is done, or why not.
pub type Verdict = Result<(), Code>;

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
    /// By whether it is for a password, and the slot.
    pub recoveries: BTreeMap<(bool, usize), Recovery>,
    /// Of each account, the request whose link was mailed last that stops a recovery, and until when that works.
    pub stop_links: BTreeMap<usize, (i64, bool)>,
    /// By account and slot.
    pub decisions: BTreeMap<(usize, usize), DecisionCode>,
    /// The proofs that were begun to be used later.
    pub proofs: Vec<Proof>,
    pub proof_codes: Vec<ProofCode>,
    /// What is on the operator's lists, by list and text.
    pub listed: BTreeSet<(usize, usize)>,
    /// What was seen of the provider: when, whether it says when people signed in, since when second factors.
    pub provider: Option<(i64, bool, Option<i64>)>,
    /// Wrong passwords for names that no person has, and when the latest was typed (rule 10.30).
    pub unknown: BTreeMap<usize, (u32, i64)>,
    /// Who has no second factor at hand.
    pub weak: BTreeSet<usize>,
    /// Whether the gallery demands second factors.
    pub enforced: bool,
    /// What the latest act mailed.
    pub letters: Letters,
    /// What it told to apps, but for what every change is told by.
    pub events: Events,
}

/// Refuses unless it holds.
pub fn must(holds: bool, code: Code) -> Verdict {
    if holds { Ok(()) } else { Err(code) }
}

impl Plain {
    /// What comes of an act. What it changes is changed.
    pub fn decide(&mut self, act: &Act) -> Verdict {
        self.letters.clear();
        self.events.clear();
        match act.area() {
            Area::Session => self.decide_session(act),
            Area::Proof => self.decide_proof(act),
            Area::Address => self.decide_address(act),
            Area::Member => self.decide_member(act),
            Area::Request => self.decide_request(act),
            Area::Operator => self.decide_operator(act),
            Area::Login => self.decide_login(act),
            Area::Recovery => self.decide_recovery(act),
            Area::Package => self.decide_package(act),
        }
    }

    /// What would come of an act; nothing where nobody is there to do it, or nothing would be different after it.
    pub fn foresee(&self, act: &Act) -> Option<Verdict> {
        let somebody = act.by().is_none_or(|by| self.session(by).is_some());
        let something = match *act {
            Act::UndoAddress { whose } => self.latest_address_change(whose).is_some(),
            Act::Freeze { whose } => self.latest_linked_change(whose).is_some(),
            Act::KeepByLink { whose, .. } | Act::StopByLink { whose } => self.named(whose).is_some(),
            Act::Rename { who, .. } | Act::RefuseName { who } => self.named(who).is_some(),
            Act::ChangeKey { .. }
            | Act::RegenerateKey { .. }
            | Act::RevokeKey { .. }
            | Act::RevokeFoundKey { .. }
            | Act::RevokeOrganizationKey { .. }
            | Act::NoteVersions { .. }
            | Act::RegisterPackage { .. } => !self.keys.is_empty(),
            Act::CountWrongToken { .. }
            | Act::CompleteProof { .. }
            | Act::MailProofCode { .. }
            | Act::TypeProofCode { .. }
            | Act::SpendProof { .. } => !self.proofs.is_empty(),
            _ => true,
        };
        if !(somebody && something) {
            return None;
        }
        let mut then = self.clone();
        then.now += 1;
        if let Err(code) = then.decide(act) {
            return Some(Err(code));
        }
        self.differs(act, &then).then_some(Ok(()))
    }

    /// Whether an act has left something different. That a feed may not register a package is an answer, no refusal; and
    /// so is that nobody is mailed.
    fn differs(&self, act: &Act, then: &Self) -> bool {
        match *act {
            Act::RegisterPackage { .. } => then.packages.len() > self.packages.len(),
            Act::NoteVersions { package, .. } => {
                let versions = |these: &Self| these.packages.get(&package).map(|row| row.versions);
                versions(then) != versions(self)
            }
            Act::ForgetPassword { slot, .. } => then.recoveries[&(true, slot)].account.is_some(),
            Act::Recover { slot, .. } => then.recoveries[&(false, slot)].account.is_some(),
            Act::AskDecision { .. } => then.decisions.len() > self.decisions.len(),
            _ => true,
        }
    }

    /// Time passes, and what is due happens.
    fn wait(&mut self, seconds: i64) {
        self.now += seconds;
        self.finish_login_changes();
        for who in 0..self.accounts.len() {
            self.finish_conversion(who);
        }
        for who in 0..self.accounts.len() {
            self.finish_deletion(who);
        }
        self.purge_proofs();
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
        match by.which {
            Which::First => own.next(),
            Which::Latest => own.next_back(),
            Which::LatestFull => own.rfind(|number| self.sessions[*number].full),
        }
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

    pub fn open_session(&mut self, account: usize, full: bool) -> usize {
        let opened = self.now;
        self.sessions.push(Session {
            account,
            full,
            opened,
            ended: false,
        });
        self.tell("SignedIn", account);
        self.sessions.len() - 1
    }

    /// Recovery sessions that were opened since then.
    pub fn end_restricted(&mut self, account: usize, since: i64) {
        let own = self.sessions.iter_mut().filter(|session| session.account == account);
        own.filter(|session| !session.full && session.opened >= since)
            .for_each(|session| session.ended = true);
    }

    pub fn end_sessions(&mut self, account: usize, except: Option<usize>) {
        for (number, session) in self.sessions.iter_mut().enumerate() {
            session.ended |= session.account == account && Some(number) != except;
        }
    }
}
