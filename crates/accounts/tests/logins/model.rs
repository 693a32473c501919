//! A gallery in memory: one snapshot with everything in it, to which decisions are applied.

use crate::needed::seen;
use accounts::{
    Changes, Command, Entropy, Guard, Refusal, Snapshot, Write,
    account::{AccountRow, ClaimedName},
    digest,
    email::EmailAddress,
    letter::LetterKind,
    login::{IdentityKey, Login},
    login_change::{ChangeLogin, ChangeState, Current, LoginChange},
    organization::Member,
    outbound::Mail,
    proof::{Binding, Completed, Freshness, Presented, Proof},
    session::{Caller, SessionRow},
    two_factor::Policy,
    username::Username,
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    account::{AccountKind, AuditKind},
    event::EventKind,
    identity::{Identity, IdentityKind},
    session::SessionKind,
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

    /// One with the accounts `anna` (1) and `ben` (2), confirmed, signed in to by identities of the same names.
    pub fn with_anna_and_ben() -> Self {
        let mut model = Self::new();
        model.open(1, "anna");
        model.open(2, "ben");
        model
    }

    /// An account with a confirmed address, a login of its name and a session of its number.
    pub fn open(&mut self, number: u8, name: &str) {
        let username = Username::parse(name).unwrap();
        let row = AccountRow {
            confirmed_email: Some(EmailAddress::parse(&format!("{name}@contact.example")).unwrap()),
            ..AccountRow::new(id(number), AccountKind::Individual, username.clone(), self.now)
        };
        self.all.names.push(ClaimedName {
            username,
            account: Some(row.id),
        });
        self.all.accounts.push(row);
        self.all.logins.push(Login {
            id: Uuid::from_bytes([number; 16]),
            account: id(number),
            key: key(name),
            identity: identity(name),
            linked_at: self.now,
        });
        self.session(number, number);
    }

    /// A session of an account.
    pub fn session(&mut self, number: u8, account: u8) {
        self.all.sessions.push(SessionRow {
            id: SessionId::from_bytes([number; 16]),
            token_hash: [number; 32],
            account: id(account),
            kind: SessionKind::Full,
            installation_id: "laptop".to_owned(),
            installation_name: "Laptop".to_owned(),
            opened_at: self.now,
            seen_at: self.now,
            ended_at: None,
        });
    }

    /// An organization of which an account is the administrator.
    pub fn organization(&mut self, number: u8, administrator: u8, tenant: Option<&str>) {
        let username = Username::parse(&format!("org{number}")).unwrap();
        self.all.accounts.push(AccountRow {
            required_tenant: tenant.map(str::to_owned),
            ..AccountRow::new(id(number), AccountKind::Organization, username, self.now)
        });
        self.all.members.push(Member {
            organization: id(number),
            account: id(administrator),
            administrator: true,
            since: self.now,
        });
    }

    pub fn caller(&self, number: u8) -> Caller {
        let session = self.all.session(SessionId::from_bytes([number; 16])).unwrap();
        Caller {
            session: session.id,
            account: session.account,
            kind: session.kind,
            installation: session.installation_name.clone(),
        }
    }

    /// A completed proof of an identity, begun in this session or in none.
    pub fn proof(&mut self, purpose: Purpose, who: &str, session: Option<u8>) -> Presented {
        self.proof_with(purpose, who, session, identity(who))
    }

    pub fn proof_with(&mut self, purpose: Purpose, who: &str, session: Option<u8>, identity: Identity) -> Presented {
        self.count += 1;
        let proof = ProofId::from_bytes([self.count; 16]);
        let attempt_secret = Secret::new(format!("secret {}", self.count));
        let bound_to = session.map(|number| {
            let caller = self.caller(number);
            Binding {
                session: caller.session,
                account: caller.account,
            }
        });
        self.all.proofs.push(Proof {
            id: proof,
            purpose,
            attempt_hash: digest::of_text(attempt_secret.expose()),
            challenge: [0; 32],
            bound_to,
            caller: [0; 32],
            begun_at: self.now,
            wrong_tokens: 0,
            completed: Some(Completed {
                at: self.now,
                key: key(who),
                identity,
                linked: false,
                freshness: Freshness::Shown,
            }),
            spent_at: None,
        });
        Presented { proof, attempt_secret }
    }

    /// The command that links another identity, with proofs of both.
    pub fn change(&mut self, session: u8, current: &str, new: &str) -> ChangeLogin {
        ChangeLogin {
            caller: self.caller(session),
            current: Current::Proof(self.proof(Purpose::ChangeLogin, current, Some(session))),
            new: self.proof(Purpose::ChangeLogin, new, Some(session)),
            two_factor: OFFERED,
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

    pub fn apply(&mut self, changes: Changes) {
        changes.guards.iter().for_each(|guard| self.demand(guard));
        changes.writes.into_iter().for_each(|write| self.write(write));
        self.mails.extend(changes.mails);
        let rows = changes.audit.into_iter().map(|row| (row.account, row.entry.kind));
        self.audit.extend(rows);
        let rows = changes.events.into_iter().map(|row| (row.account, row.event.what));
        self.events.extend(rows);
        self.check();
    }

    fn demand(&mut self, guard: &Guard) {
        match guard {
            Guard::AccountUnchanged { account, version } => {
                assert_eq!(self.all.account(*account).unwrap().version, *version);
            }
            Guard::ChangesAccount { account, version } => {
                let mut rows = self.all.accounts.iter_mut();
                let row = rows.find(|row| row.id == *account).unwrap();
                assert_eq!(row.version, *version, "a conflict");
                row.version += 1;
            }
            Guard::SessionLive(session) => {
                assert!(self.all.session(*session).unwrap().ended_at.is_none());
            }
            Guard::NoAccounts => panic!("not of this area"),
        }
    }

    fn write(&mut self, write: Write) {
        let all = &mut self.all;
        match write {
            Write::UpdateAccount(row) => {
                let found = all.accounts.iter_mut().find(|other| other.id == row.id).unwrap();
                assert_eq!(found.version, row.version, "the guard comes first");
                *found = row;
            }
            Write::EraseAccount { account, .. } => {
                all.accounts.retain(|row| row.id != account);
                all.logins.retain(|row| row.account != account);
            }
            Write::InsertLogin(login) => {
                let free = |other: &Login| other.key != login.key && other.account != login.account;
                assert!(all.logins.iter().all(free), "a live link is unique");
                all.logins.push(login);
            }
            Write::DescribeLogin { login, identity } => {
                let found = all.logins.iter_mut().find(|row| row.id == login).unwrap();
                found.identity = identity;
            }
            Write::RetireLogin { login, .. } => {
                let at = all.logins.iter().position(|row| row.id == login).expect("it is live");
                let row = all.logins.remove(at);
                self.dormant.insert(login, row);
            }
            Write::ReviveLogin(login) => {
                let row = self.dormant.remove(&login).expect("it is dormant");
                self.write(Write::InsertLogin(row));
            }
            Write::RemoveLogin(login) => {
                let before = all.logins.len() + self.dormant.len();
                all.logins.retain(|row| row.id != login);
                self.dormant.remove(&login);
                assert_eq!(all.logins.len() + self.dormant.len(), before - 1, "it was there");
            }
            Write::InsertLoginChange(change) => all.login_changes.push(change),
            Write::UpdateLoginChange(change) => {
                let found = all.login_changes.iter_mut().find(|row| row.id == change.id).unwrap();
                found.state = change.state;
                found.ends_at = change.ends_at;
            }
            Write::ReplaceRecoveryCodes { account, codes } => {
                all.recovery_codes.retain(|code| code.account != account);
                all.recovery_codes.extend(codes);
            }
            Write::UseRecoveryCode { account, number, at } => {
                let mut codes = all.recovery_codes.iter_mut();
                let code = codes
                    .find(|code| code.account == account && code.number == number)
                    .unwrap();
                assert_eq!(code.used_at.replace(at), None, "each works once");
            }
            Write::InsertDecisionCode(code) => all.decision_codes.push(code),
            Write::CountWrongDecisionCode { code, seen } => {
                let found = all.decision_codes.iter_mut().find(|row| row.id == code).unwrap();
                assert_eq!(found.tries_left, seen);
                found.tries_left -= 1;
            }
            Write::RemoveDecisionCode(code) => all.decision_codes.retain(|row| row.id != code),
            Write::RemoveDecisionCodes(account) => all.decision_codes.retain(|row| row.account != account),
            Write::InsertMailedAct(act) => all.mailed_acts.push(act),
            Write::RemoveMailedActs(about) => all.mailed_acts.retain(|act| act.about != about),
            Write::PutDeletion(deletion) => all.deletions.push(deletion),
            Write::UpdateKey(key) => {
                let found = all.keys.iter_mut().find(|row| row.id == key.id).unwrap();
                *found = key;
            }
            Write::SpendProof { proof, at } => {
                let found = all.proofs.iter_mut().find(|row| row.id == proof).unwrap();
                assert_eq!(found.spent_at.replace(at), None, "each is spent once");
            }
            Write::CompleteProof { proof, completed } => {
                let found = all.proofs.iter_mut().find(|row| row.id == proof).unwrap();
                assert_eq!(found.completed.replace(completed), None, "each is completed once");
            }
            Write::EndProofCodes(proof) => {
                let ended = all.proof_codes.iter_mut().filter(|code| code.proof == proof);
                ended.for_each(|code| code.tries_left = 0);
            }
            Write::InsertProofCode(code) => all.proof_codes.push(code),
            Write::CountWrongProofCode { code, seen } => {
                let found = all.proof_codes.iter_mut().find(|row| row.id == code).unwrap();
                assert_eq!(found.tries_left, seen);
                found.tries_left -= 1;
            }
            Write::TypeProofCode { proof, account } => {
                let found = all.proofs.iter_mut().find(|row| row.id == proof).unwrap();
                let completed = found.completed.as_mut().unwrap();
                assert_eq!(completed.freshness, Freshness::CodeWanted);
                completed.freshness = Freshness::CodeTyped(account);
            }
            Write::RemoveRecovery(recovery) => {
                let before = all.recoveries.len();
                all.recoveries.retain(|row| row.id != recovery);
                assert_eq!(all.recoveries.len(), before - 1, "it was there");
            }
            Write::InsertSession(session) => all.sessions.push(session),
            Write::SeePlace(place) => all.places.push(place),
            Write::EndSessionsOf {
                account, except, at, ..
            } => {
                let sessions = all.sessions.iter_mut();
                let ending = sessions.filter(|row| row.account == account && Some(row.id) != except);
                ending.for_each(|row| row.ended_at = row.ended_at.or(Some(at)));
            }
            other => panic!("not of this area: {other:?}"),
        }
    }

    /// What must hold at any time.
    fn check(&self) {
        let stands = |change: &&LoginChange| {
            matches!(
                change.state,
                ChangeState::Open | ChangeState::Frozen | ChangeState::Contested
            )
        };
        for account in &self.all.accounts {
            let changes = self.all.login_changes.iter().filter(stands);
            let ends = changes
                .filter(|change| change.account == account.id)
                .map(|change| change.ends_at)
                .max();
            assert_eq!(account.login_change_until, ends, "until when a change can be undone");
            let codes = self.all.recovery_codes.iter();
            let left = codes.filter(|code| code.account == account.id && code.used_at.is_none());
            assert_eq!(account.recovery_codes_left as usize, left.count());
            let mut changes = self.all.login_changes.iter().filter(|row| row.account == account.id);
            let undecided = changes.any(|row| matches!(row.state, ChangeState::Frozen | ChangeState::Contested));
            assert_eq!(account.frozen_at.is_some(), undecided);
        }
        for change in self.all.login_changes.iter().filter(stands) {
            let login = self.all.login_of(change.account);
            assert_eq!(login.map(|login| login.id), Some(change.login));
        }
        for dormant in self.dormant.keys() {
            let mut changes = self.all.login_changes.iter().filter(stands);
            assert!(changes.any(|change| change.replaced.as_ref().is_some_and(|row| row.login == *dormant)));
        }
    }
}
