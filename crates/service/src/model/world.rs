//! A gallery over a store in memory, on which acts are run as the service would run them.

mod deed;

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
    Changes, Command, Entropy, Need, Snapshot, Write,
    digest::{self, Hash},
    letter::LetterKind,
    login::IdentityKey,
    mailed_act::ActKind,
    proof::{Binding, Completed, Freshness, Presented, Proof},
    session::Caller,
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    identity::{Identity, IdentityKind},
    session::{Installation, SessionKind},
};
use std::{collections::BTreeMap, sync::Arc};
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
    offers: BTreeMap<(String, AccountId), Uuid>,
    links: Vec<(ActKind, AccountId, Hash, Uuid)>,
    /// The latest code that was mailed about a username.
    mailed: BTreeMap<String, Secret>,
    recovery_codes: BTreeMap<AccountId, Vec<Secret>>,
    count: u64,
}

pub fn key_of(identity: usize) -> IdentityKey {
    IdentityKey {
        issuer: "issuer".to_owned(),
        tenant: "tenant".to_owned(),
        subject: format!("{identity}"),
    }
}

fn identity(number: usize) -> Identity {
    Identity {
        name: Some(format!("Person {number}")),
        address: Some(format!("person{number}@identity.example")),
        kind: IdentityKind::Personal,
        second_factor: true,
    }
}

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
            offers: BTreeMap::new(),
            links: Vec::new(),
            mailed: BTreeMap::new(),
            recovery_codes: BTreeMap::new(),
            count: 0,
        }
    }

    /// Time passes.
    pub fn advance(&self, seconds: i64) {
        self.clock.advance_secs(seconds);
    }

    /// Loads, decides, commits, as [`Gallery::run`] does, and looks into the mails and links on the way.
    async fn done<C: Command>(&mut self, command: C) -> Result<C::Answer, Code> {
        let now = self.gallery.now();
        let found = self.gallery.store.load(command.needs(now)).await.unwrap();
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

    fn note(&mut self, changes: &Changes) {
        for write in &changes.writes {
            match write {
                Write::InsertAccount(row) => self.accounts.push(row.id),
                Write::InsertSession(row) => self.sessions.push((row.id, row.account, row.kind)),
                Write::InsertKey(row) => self.keys.push((row.id, row.hash)),
                Write::PutOwnershipOffer(row) => {
                    self.offers.insert((row.package.clone(), row.account), row.id);
                }
                Write::InsertMailedAct(act) => self.links.push((act.kind, act.account, act.hash, act.about)),
                _ => {}
            }
        }
        for mail in &changes.mails {
            if let LetterKind::ConfirmAddress { code, .. } = &mail.letter.kind {
                self.mailed.insert(mail.letter.username.clone(), code.clone());
            }
        }
    }

    /// A completed proof of an identity, begun in this session or in none.
    async fn proof(&mut self, purpose: Purpose, who: usize, session: Option<&Caller>) -> Presented {
        self.count += 1;
        let attempt_secret = Secret::new(format!("secret {}", self.count));
        let hash = digest::of_text(attempt_secret.expose());
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        let (proof, at) = (ProofId::from_bytes(id), self.gallery.now());
        let bound_to = session.map(|caller| Binding {
            session: caller.session,
            account: caller.account,
        });
        let begun = Proof {
            id: proof,
            purpose,
            attempt_hash: hash,
            challenge: hash,
            bound_to,
            caller: [0; 32],
            begun_at: at,
            wrong_tokens: 0,
            completed: None,
            spent_at: None,
        };
        let completed = Completed {
            at,
            key: key_of(who),
            identity: identity(who),
            linked: false,
            freshness: Freshness::Shown,
        };
        let changes = Changes {
            writes: vec![Write::InsertProof(begun), Write::CompleteProof { proof, completed }],
            ..Changes::default()
        };
        self.commit(changes).await;
        Presented { proof, attempt_secret }
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

    /// The latest link of a kind that was mailed about an account.
    fn link(&self, kind: ActKind, account: AccountId) -> Option<(Hash, Uuid)> {
        let mut links = self.links.iter().rev();
        let found = links.find(|(of, about, ..)| *of == kind && *about == account);
        found.map(|(.., hash, about)| (*hash, *about))
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
            ]);
        }
        needs.extend(NAMES.iter().map(|name| Need::Name(name.to_ascii_lowercase())));
        for package in PACKAGES.iter().map(|id| id.to_ascii_lowercase()) {
            needs.extend([Need::Package(package.clone()), Need::OwnershipOffersOf(package)]);
        }
        self.gallery.store.load(needs).await.unwrap()
    }

    /// Seconds since the beginning.
    pub fn since(&self, at: Timestamp) -> i64 {
        at.secs_since(self.begun)
    }
}
