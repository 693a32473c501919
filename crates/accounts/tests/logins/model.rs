//! A gallery in memory: one snapshot with everything in it, to which decisions are applied.

mod applied;
mod people;

use crate::needed::seen;
use accounts::{
    Changes, Command, Entropy, Refusal, Snapshot,
    account::AccountRow,
    letter::LetterKind,
    login::{IdentityKey, Login},
    login_change::{ChangeState, LoginChange},
    outbound::Mail,
    two_factor::Policy,
};
use contract::{
    AccountId, Code, Timestamp,
    account::AuditKind,
    event::EventKind,
    identity::{Identity, IdentityKind},
};
use std::collections::BTreeMap;
use uuid::Uuid;

pub const START: i64 = 1_800_000_000;

/// The policy of a gallery that can ask for second factors.
pub const OFFERED: Policy = Policy {
    offered: true,
    enforced: false,
};

/// The policy of one that demands them.
pub const ENFORCED: Policy = Policy {
    offered: true,
    enforced: true,
};

/// A gallery in memory.
pub struct Model {
    pub now: Timestamp,
    pub all: Snapshot,
    pub mails: Vec<Mail>,
    pub audit: Vec<(AccountId, AuditKind)>,
    pub events: Vec<(AccountId, EventKind)>,
    dormant: BTreeMap<Uuid, Login>,
    seed: u8,
    count: u8,
}

pub fn id(number: u8) -> AccountId {
    AccountId::from_bytes([number; 16])
}

pub fn key(who: &str) -> IdentityKey {
    IdentityKey {
        issuer: "issuer".to_owned(),
        tenant: "tenant".to_owned(),
        subject: who.to_owned(),
    }
}

/// Somebody at the provider.
pub fn identity(who: &str) -> Identity {
    Identity {
        name: Some(who.to_owned()),
        address: Some(format!("{who}@identity.example")),
        kind: IdentityKind::Personal,
        second_factor: false,
    }
}

impl Model {
    pub fn new() -> Self {
        Self {
            now: Timestamp::from_secs(START),
            all: Snapshot::default(),
            mails: Vec::new(),
            audit: Vec::new(),
            events: Vec::new(),
            dormant: BTreeMap::new(),
            seed: 0,
            count: 100,
        }
    }

    /// Decides without applying, on what the command asks to see and nothing else.
    pub fn decide<C: Command>(&mut self, command: &C) -> Result<(Changes, C::Answer), Refusal> {
        self.seed = self.seed.wrapping_add(1);
        let seen = seen(&self.all, &command.needs(self.now));
        command.decide(&seen, self.now, &mut Entropy::new([self.seed; 32]))
    }

    /// Decides and applies.
    pub fn run<C: Command>(&mut self, command: &C) -> C::Answer {
        let (changes, answer) = self.decide(command).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        self.apply(changes);
        answer
    }

    /// Decides, expects a refusal, and applies what is remembered of it.
    pub fn refused<C: Command>(&mut self, command: &C) -> (Code, &'static str) {
        let mut refusal = self.decide(command).err().expect("it was not refused");
        if let Some(remember) = refusal.remember.take() {
            self.apply(*remember);
        }
        (refusal.code, refusal.rule)
    }

    pub fn account(&self, number: u8) -> &AccountRow {
        self.all.account(id(number)).unwrap()
    }

    pub fn account_mut(&mut self, number: u8) -> &mut AccountRow {
        let account = id(number);
        self.all.accounts.iter_mut().find(|row| row.id == account).unwrap()
    }

    /// The identity that signs in to an account.
    pub fn live(&self, number: u8) -> Option<&str> {
        self.all.login_of(id(number)).map(|login| login.key.subject.as_str())
    }

    pub fn change_of(&self, number: u8) -> &LoginChange {
        let mut changes = self.all.login_changes.iter();
        changes.rfind(|change| change.account == id(number)).unwrap()
    }

    /// Makes the latest change one of an account that had no login before.
    pub fn forget_replaced(&mut self, number: u8) {
        let account = id(number);
        let mut changes = self.all.login_changes.iter_mut();
        let replaced = changes
            .rfind(|change| change.account == account)
            .unwrap()
            .replaced
            .take();
        self.dormant.remove(&replaced.unwrap().login);
    }

    pub fn state(&self, number: u8) -> ChangeState {
        self.change_of(number).state
    }

    /// The numbers of the sessions that go on; 0 for one that a decision opened.
    pub fn live_sessions(&self) -> Vec<u8> {
        let live = self.all.sessions.iter().filter(|session| session.is_live(self.now));
        let number = |id: &[u8; 16]| if id.iter().all(|byte| *byte == id[0]) { id[0] } else { 0 };
        live.map(|session| number(session.id.as_bytes())).collect()
    }

    /// The mails to an address since the last call.
    pub fn take_mails(&mut self) -> Vec<(String, LetterKind)> {
        let mails = std::mem::take(&mut self.mails);
        mails.into_iter().map(|mail| (mail.to, mail.letter.kind)).collect()
    }

    pub fn audit_of(&self, number: u8) -> Vec<AuditKind> {
        let rows = self.audit.iter().filter(|(account, _)| *account == id(number));
        rows.map(|(_, kind)| *kind).collect()
    }

    pub fn advance(&mut self, seconds: i64) {
        self.now = self.now.plus_secs(seconds);
    }
}
