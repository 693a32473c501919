//! A small gallery in memory: Anna, Ben, Cara, and Contoso, which Anna administers and Ben collaborates in.

use crate::needed::seen;
use accounts::{
    Changes, Command, Entropy, Guard, Refusal, Snapshot, Write,
    account::{AccountRow, ClaimedName},
    email::EmailAddress,
    key::{ApiKey, KeyPolicy, MadeKey, MakeKey, Terms},
    organization::Member,
    package::{OfferOwnership, Owner, OwnershipOffer, Package},
    session::{Caller, SessionRow},
    username::Username,
};
use contract::{
    AccountId, Code, Secret, SessionId, Timestamp, account::AccountKind, key::KeyScope, session::SessionKind,
};

pub const NOW: i64 = 1_800_000_000;
pub const DAY: i64 = 86_400;
pub const ANNA: u8 = 1;
pub const BEN: u8 = 2;
pub const CARA: u8 = 3;
pub const CONTOSO: u8 = 9;

pub fn now() -> Timestamp {
    Timestamp::from_secs(NOW)
}

pub fn id(number: u8) -> AccountId {
    AccountId::from_bytes([number; 16])
}

/// Something that happens before.
pub type Set = fn(&mut World);

/// Something that happens before to one account.
pub type SetOf = fn(&mut World, u8);

/// What is there, when it is, and what was decided so far.
pub struct World {
    pub rows: Snapshot,
    pub now: Timestamp,
    seed: u8,
    /// The last command's changes.
    pub last: Changes,
    /// What feeds were told, in order.
    pub told: Vec<(String, bool, Vec<String>)>,
}

fn account(number: u8, username: &str, kind: AccountKind) -> AccountRow {
    AccountRow {
        version: 3,
        confirmed_email: Some(EmailAddress::parse(&format!("{username}@example.org")).unwrap()),
        ..AccountRow::new(
            id(number),
            kind,
            Username::parse(username).unwrap(),
            Timestamp::from_secs(NOW - 1000 * DAY),
        )
    }
}

fn session(number: u8) -> SessionRow {
    SessionRow {
        id: SessionId::from_bytes([number; 16]),
        token_hash: [number; 32],
        account: id(number),
        kind: SessionKind::Full,
        installation_id: "one".to_owned(),
        installation_name: "Computer".to_owned(),
        opened_at: now(),
        seen_at: now(),
        ended_at: None,
    }
}

fn member(number: u8, administrator: bool) -> Member {
    Member {
        organization: id(CONTOSO),
        account: id(number),
        administrator,
        since: now(),
    }
}

impl World {
    pub fn new() -> Self {
        let accounts = vec![
            account(ANNA, "Anna", AccountKind::Individual),
            account(BEN, "Ben", AccountKind::Individual),
            account(CARA, "Cara", AccountKind::Individual),
            account(CONTOSO, "Contoso", AccountKind::Organization),
        ];
        let claim = |row: &AccountRow| ClaimedName {
            username: row.username.clone(),
            account: Some(row.id),
        };
        let rows = Snapshot {
            names: accounts.iter().map(claim).collect(),
            accounts,
            sessions: [ANNA, BEN, CARA].map(session).to_vec(),
            members: vec![member(ANNA, true), member(BEN, false)],
            ..Snapshot::default()
        };
        Self {
            rows,
            now: now(),
            seed: 0,
            last: Changes::default(),
            told: Vec::new(),
        }
    }

    /// With a package of these owners.
    pub fn with(mut self, package: &str, owners: &[u8]) -> Self {
        let since = |place: usize| Timestamp::from_secs(NOW - 500 * DAY + i64::try_from(place).unwrap());
        self.rows.packages.push(Package {
            id: package.to_owned(),
            folded: package.to_ascii_lowercase(),
            listed: true,
            has_versions: true,
            registered_at: since(0),
        });
        for (place, owner) in owners.iter().enumerate() {
            self.rows.owners.push(Owner {
                package: package.to_ascii_lowercase(),
                account: id(*owner),
                since: since(place),
            });
        }
        self
    }

    /// With another organization of one administrator, the latest owner of a package.
    pub fn administers_fabrikam(&mut self, number: u8, package: &str) {
        let fabrikam = account(8, "Fabrikam", AccountKind::Organization);
        self.rows.names.push(ClaimedName {
            username: fabrikam.username.clone(),
            account: Some(fabrikam.id),
        });
        self.rows.members.push(Member {
            organization: fabrikam.id,
            ..member(number, true)
        });
        self.rows.owners.push(Owner {
            package: package.to_ascii_lowercase(),
            account: fabrikam.id,
            since: self.now,
        });
        self.rows.accounts.push(fabrikam);
    }

    pub fn account(&mut self, number: u8) -> &mut AccountRow {
        self.rows.accounts.iter_mut().find(|row| row.id == id(number)).unwrap()
    }

    pub fn caller(&self, number: u8) -> Caller {
        Caller::check(self.rows.session(SessionId::from_bytes([number; 16])), now()).unwrap()
    }

    pub fn later(&mut self, seconds: i64) {
        self.now = self.now.plus_secs(seconds);
        for session in &mut self.rows.sessions {
            session.seen_at = self.now;
            session.opened_at = self.now;
        }
    }

    /// Decides on what the command asks to see and nothing else.
    pub fn decided<C: Command>(&mut self, command: &C) -> Result<(Changes, C::Answer), Refusal> {
        self.seed = self.seed.wrapping_add(1);
        command.decide(
            &seen(&self.rows, &command.needs(self.now)),
            self.now,
            &mut Entropy::new([self.seed; 32]),
        )
    }

    /// Decides, and does it.
    pub fn run<C: Command>(&mut self, command: &C) -> Result<C::Answer, Refusal> {
        let (changes, answer) = self.decided(command)?;
        self.apply(&changes);
        self.last = changes;
        Ok(answer)
    }

    pub fn refused<C: Command>(&mut self, command: &C) -> Code {
        match self.run(command) {
            Ok(_) => panic!("it was not refused"),
            Err(refusal) => refusal.code,
        }
    }

    fn apply(&mut self, changes: &Changes) {
        for guard in &changes.guards {
            match guard {
                Guard::ChangesAccount { account, version } => {
                    let row = self.rows.accounts.iter_mut().find(|row| row.id == *account).unwrap();
                    assert_eq!(row.version, *version);
                    row.version += 1;
                }
                Guard::AccountUnchanged { account, version } => {
                    assert_eq!(self.rows.account(*account).unwrap().version, *version);
                }
                _ => {}
            }
        }
        for write in &changes.writes {
            self.write(write);
        }
    }

    fn write(&mut self, write: &Write) {
        let rows = &mut self.rows;
        match write {
            Write::InsertPackage(row) => rows.packages.push(row.clone()),
            Write::UpdatePackage(row) => {
                let found = rows.packages.iter_mut().find(|old| old.folded == row.folded);
                *found.unwrap() = row.clone();
            }
            Write::InsertOwner(row) => {
                let twice = rows
                    .owners
                    .iter()
                    .any(|old| old.package == row.package && old.account == row.account);
                assert!(!twice);
                rows.owners.push(row.clone());
            }
            Write::RemoveOwner { package, account } => {
                let before = rows.owners.len();
                rows.owners
                    .retain(|row| row.package != *package || row.account != *account);
                assert_eq!(rows.owners.len(), before - 1);
            }
            Write::PutOwnershipOffer(row) => {
                rows.ownership_offers
                    .retain(|old| old.package != row.package || old.account != row.account);
                rows.ownership_offers.push(row.clone());
            }
            Write::RemoveOwnershipOffer(offer) => {
                let before = rows.ownership_offers.len();
                rows.ownership_offers.retain(|row| row.id != *offer);
                assert_eq!(rows.ownership_offers.len(), before - 1);
            }
            Write::InsertMailedAct(act) => rows.mailed_acts.push(act.clone()),
            Write::RemoveMailedActs(about) => rows.mailed_acts.retain(|act| act.about != *about),
            Write::InsertKey(key) => rows.keys.push(key.clone()),
            Write::UpdateKey(key) => {
                let found = rows.keys.iter_mut().find(|old| old.id == key.id);
                let found = found.unwrap();
                assert_eq!(found.revoked_at, None);
                *found = key.clone();
            }
            Write::TellFeeds(change) => {
                self.told
                    .push((change.package.clone(), change.listed, change.owners.clone()));
            }
            Write::WarnOfKey { .. } => {}
            other => panic!("no write of this area: {other:?}"),
        }
    }

    pub fn owners(&self, package: &str) -> Vec<String> {
        accounts::package::owner_names(&self.rows, &package.to_ascii_lowercase())
    }

    pub fn offer(&self, number: u8, package: &str, to: &str) -> OfferOwnership {
        OfferOwnership {
            caller: self.caller(number),
            package: package.to_owned(),
            username: to.to_owned(),
            owner: None,
            transfer: false,
        }
    }

    pub fn waiting(&self) -> &OwnershipOffer {
        self.rows.ownership_offers.last().unwrap()
    }

    pub fn making(&self, number: u8, owner: &str) -> MakeKey {
        MakeKey {
            caller: self.caller(number),
            session_token: Secret::new(format!("the session token of {number}")),
            owner: owner.to_owned(),
            terms: Terms {
                description: "build server".to_owned(),
                scopes: vec![KeyScope::PushNew, KeyScope::PushVersion, KeyScope::Unlist],
                packages: vec!["*".to_owned()],
            },
            expires_in_days: None,
            policy: KeyPolicy::default(),
        }
    }

    pub fn made(&mut self, number: u8, owner: &str) -> MadeKey {
        let command = self.making(number, owner);
        self.run(&command).unwrap()
    }

    pub fn key(&mut self, made: &MadeKey) -> &mut ApiKey {
        let mut keys = self.rows.keys.iter_mut();
        keys.find(|key| key.id.as_bytes() == made.key.id.as_bytes()).unwrap()
    }

    /// The kinds of mail that the last command sent, with whom each went to.
    pub fn mailed(&self) -> Vec<&str> {
        self.last.mails.iter().map(|mail| mail.to.as_str()).collect()
    }
}
