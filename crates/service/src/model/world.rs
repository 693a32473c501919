//! A gallery over a store in memory, on which acts are run as the service would run them.

mod addresses;
mod deed;
mod kept;
mod logins;
mod members;
mod noted;
mod operator;
mod packages;
mod proofs;
mod recoveries;
mod requests;

pub use operator::{provider, text_on};
pub use proofs::{key_of, tenant};
pub use recoveries::hash_of;

use super::{
    ADDRESSES, NAMES, PACKAGES,
    plain::{HOUR, Plain},
};
use crate::{
    configuration::MailDelivery,
    gallery::{Gallery, tests},
    store::Submission,
};
use accounts::{
    Changes, Command, Entropy, Need, Snapshot,
    digest::{self, Hash},
    mailed_act::ActKind,
    operator_list::OperatorList,
    proof::Presented,
    session::Caller,
    two_factor::Policy,
};
use contract::{
    AccountId, Code, Secret, SessionId, Timestamp,
    session::{Installation, SessionKind},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use testkit::ManualClock;
use uuid::Uuid;

/// The gallery, and what people outside of it know.
pub struct World {
    clock: Arc<ManualClock>,
    pub gallery: Gallery,
    pub begun: Timestamp,
    /// In the order in which they were opened, as in the model.
    pub accounts: Vec<AccountId>,
    pub sessions: Vec<(SessionId, AccountId, SessionKind)>,
    pub keys: Vec<(Uuid, Hash)>,
    /// The proofs that were begun to be used later.
    pub kept: Vec<Presented>,
    /// The commands that were run, by their types' names.
    pub commands: BTreeSet<&'static str>,
    offers: BTreeMap<(String, AccountId), Uuid>,
    invitations: BTreeMap<(AccountId, AccountId), Uuid>,
    conversions: BTreeMap<AccountId, Uuid>,
    links: Vec<(ActKind, AccountId, Hash, Uuid)>,
    /// The latest code that was mailed about a username.
    mailed: BTreeMap<String, Secret>,
    recovery_codes: BTreeMap<AccountId, Vec<Secret>>,
    /// The code that was mailed last, whatever for.
    code: Option<Secret>,
    /// The code that was mailed last for each of the proofs that are kept.
    proof_codes: BTreeMap<usize, Secret>,
    /// The codes that were mailed for requests without a session.
    typed: BTreeMap<Asked, Secret>,
    two_factor: Policy,
    /// What was mailed by the latest act.
    pub letters: BTreeSet<(String, String)>,
    /// What was told to whose apps by the latest act.
    pub events: BTreeSet<(String, usize)>,
    count: u64,
}

/// What somebody without a session asked a code for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Password(usize),
    Login(usize),
    Decision(AccountId, usize),
}

/// The grace period of a deletion.
const WEEK: i64 = 7 * 24 * HOUR;

/// Whether an act was done, or why not.
type Done = Result<(), Code>;

pub fn address(number: usize) -> String {
    assert!(number < ADDRESSES);
    format!("a{number}@contact.example")
}

fn installation() -> Installation {
    Installation {
        id: "laptop".to_owned(),
        name: "Laptop".to_owned(),
    }
}

impl World {
    pub fn new() -> Self {
        let (clock, gallery) = tests::gallery(MailDelivery::Memory);
        Self {
            begun: gallery.now(),
            clock,
            gallery,
            accounts: Vec::new(),
            sessions: Vec::new(),
            keys: Vec::new(),
            kept: Vec::new(),
            commands: BTreeSet::new(),
            offers: BTreeMap::new(),
            links: Vec::new(),
            mailed: BTreeMap::new(),
            recovery_codes: BTreeMap::new(),
            invitations: BTreeMap::new(),
            conversions: BTreeMap::new(),
            code: None,
            proof_codes: BTreeMap::new(),
            typed: BTreeMap::new(),
            two_factor: Policy {
                offered: true,
                enforced: false,
            },
            letters: BTreeSet::new(),
            events: BTreeSet::new(),
            count: 0,
        }
    }

    /// Time passes.
    pub fn advance(&self, seconds: i64) {
        self.clock.advance_secs(seconds);
    }

    /// Loads, decides, commits, as [`Gallery::run`] does, and looks into the mails and links on the way.
    async fn done<C: Command>(&mut self, command: C) -> Result<C::Answer, Code> {
        self.commands.insert(std::any::type_name::<C>());
        let now = self.gallery.now();
        let needs = [command.needs(now), command.needs_after_conflict(now)].concat();
        let found = self.gallery.store.load(needs).await.unwrap();
        match command.decide(&found, now, &mut self.entropy()) {
            Ok((changes, answer)) => {
                self.commit(changes).await;
                Ok(answer)
            }
            Err(refusal) => {
                if let Some(remember) = refusal.remember {
                    self.commit(*remember).await;
                }
                Err(refusal.code)
            }
        }
    }

    /// The same, where nobody looks at the answer.
    async fn did<C: Command>(&mut self, command: C) -> Done {
        self.done(command).await.map(drop)
    }

    /// Whether it would be done. Nothing is.
    async fn foreseen<C: Command>(&mut self, command: &C) -> Done {
        self.commands.insert(std::any::type_name::<C>());
        let now = self.gallery.now();
        let found = self.gallery.store.load(command.needs(now)).await.unwrap();
        let decided = command.decide(&found, now, &mut self.entropy());
        decided.map(drop).map_err(|refusal| refusal.code)
    }

    fn entropy(&mut self) -> Entropy {
        self.count += 1;
        Entropy::new(digest::of_text(&self.count.to_string()))
    }

    async fn commit(&mut self, changes: Changes) {
        self.note(&changes);
        let submission = Submission {
            changes,
            outbox: Vec::new(),
        };
        self.gallery.store.commit(submission).await.unwrap();
    }

    fn caller(&self, session: usize) -> Caller {
        let (session, account, kind) = self.sessions[session];
        Caller {
            session,
            account,
            kind,
            installation: installation().name,
        }
    }

    /// The account with this name, or one that does not exist.
    fn named(&self, plain: &Plain, name: usize) -> AccountId {
        plain
            .named(name)
            .map_or(AccountId::from_bytes([0xff; 16]), |who| self.accounts[who])
    }

    /// All that is stored about the accounts that ever were.
    pub async fn stored(&self) -> Snapshot {
        let mut needs = Vec::new();
        for account in self.accounts.iter().copied() {
            needs.extend([
                Need::Account(account),
                Need::SessionsOf(account),
                Need::MembersOf(account),
                Need::InvitationsOf(account),
                Need::Conversion(account),
                Need::Deletion(account),
                Need::LoginChangesOf(account),
                Need::KeysOf(account),
                Need::AddressChangesOf(account),
                Need::RecoveriesOf(account),
                Need::DecisionCodes(account),
                Need::RenameRequest(account),
            ]);
        }
        needs.extend(NAMES.iter().map(|name| Need::Name(name.to_ascii_lowercase())));
        for package in PACKAGES.iter().map(|id| id.to_ascii_lowercase()) {
            needs.extend([Need::Package(package.clone()), Need::OwnershipOffersOf(package)]);
        }
        needs.extend(self.kept.iter().map(|kept| Need::Proof(kept.proof)));
        needs.extend(OperatorList::ALL.map(Need::AllListed));
        needs.extend([Need::Provider(provider()), Need::ProofCodesOfLoaded]);
        self.gallery.store.load(needs).await.unwrap()
    }

    /// Seconds since the beginning.
    pub fn since(&self, at: Timestamp) -> i64 {
        at.secs_since(self.begun)
    }
}
