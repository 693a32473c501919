//! Rows for snapshots, and the short ways to decide on them.
#![allow(dead_code, reason = "each test uses its own part of it")]

use accounts::{
    Changes, Command, Entropy, Guard, Refusal, Snapshot, Write,
    account::{AccountRow, ClaimedName},
    conversion::Conversion,
    email::EmailAddress,
    key::{ApiKey, Scopes},
    letter::LetterKind,
    login::{IdentityKey, Login},
    organization::{Invitation, Member},
    session::{Caller, SessionRow},
    username::Username,
};
use contract::{
    AccountId, Code, SessionId, Timestamp,
    account::{AccountKind, AuditKind},
    event::EventKind,
    identity::{Identity, IdentityKind},
    session::SessionKind,
};
use uuid::Uuid;

pub const NOW: i64 = 1_800_000_000;
pub const DAY: i64 = 86_400;
pub const TENANT: &str = "11111111-2222-4333-8444-555555555555";

pub fn now() -> Timestamp {
    Timestamp::from_secs(NOW)
}

pub fn entropy() -> Entropy {
    Entropy::new([7; 32])
}

/// Just before a time.
pub fn before(time: Timestamp) -> Timestamp {
    Timestamp::from_micros(time.as_micros() - 1)
}

pub fn id(number: u8) -> AccountId {
    AccountId::from_bytes([number; 16])
}

/// An individual with a confirmed address.
pub fn person(number: u8, username: &str) -> AccountRow {
    let address = format!("{username}@example.org");
    AccountRow {
        version: i64::from(number),
        confirmed_email: Some(EmailAddress::parse(&address).unwrap()),
        ..AccountRow::new(
            id(number),
            AccountKind::Individual,
            Username::parse(username).unwrap(),
            Timestamp::from_secs(NOW - 1000),
        )
    }
}

/// An organization with a confirmed address.
pub fn organization(number: u8, username: &str) -> AccountRow {
    AccountRow {
        kind: AccountKind::Organization,
        ..person(number, username)
    }
}

pub fn session(account: u8) -> SessionRow {
    SessionRow {
        id: SessionId::from_bytes([account; 16]),
        token_hash: [account; 32],
        account: id(account),
        kind: SessionKind::Full,
        installation_id: "laptop".to_owned(),
        installation_name: "Laptop".to_owned(),
        opened_at: now(),
        seen_at: now(),
        ended_at: None,
    }
}

/// The session of [`session`], as a handler has it.
pub fn caller(account: u8) -> Caller {
    Caller::check(Some(&session(account)), now()).unwrap()
}

pub fn login(account: u8, kind: IdentityKind, tenant: &str) -> Login {
    Login {
        id: Uuid::from_bytes([account; 16]),
        account: id(account),
        key: IdentityKey {
            issuer: "issuer".to_owned(),
            tenant: tenant.to_owned(),
            subject: format!("subject {account}"),
        },
        identity: Identity {
            name: Some("Somebody".to_owned()),
            address: Some("somebody@outlook.com".to_owned()),
            kind,
            second_factor: false,
        },
        linked_at: now(),
    }
}

pub fn member(organization: u8, account: u8, administrator: bool) -> Member {
    Member {
        organization: id(organization),
        account: id(account),
        administrator,
        since: Timestamp::from_secs(NOW - 500),
    }
}

pub fn invitation(organization: u8, account: u8, administrator: bool) -> Invitation {
    Invitation {
        id: Uuid::from_bytes([organization ^ account; 16]),
        organization: id(organization),
        account: id(account),
        administrator,
        invited_by: id(1),
        made_at: now(),
        expires_at: now().plus_secs(30 * DAY),
    }
}

pub fn conversion(account: u8, administrator: u8) -> Conversion {
    Conversion {
        id: Uuid::from_bytes([account; 16]),
        account: id(account),
        administrator: id(administrator),
        from_recovery: false,
        second_shown: false,
        made_at: now(),
        expires_at: now().plus_secs(7 * DAY),
        accepted_at: None,
        effective_at: None,
        shown: "keys 100".to_owned(),
    }
}

pub fn key(number: u8, holder: u8, owner: Option<u8>) -> ApiKey {
    ApiKey {
        id: Uuid::from_bytes([number; 16]),
        holder: id(holder),
        owner: owner.map(id),
        description: format!("key {number}"),
        hash: [number; 32],
        ending: "abcd".to_owned(),
        scopes: Scopes::default(),
        packages: vec!["*".to_owned()],
        made_at: now(),
        expires_at: now().plus_secs(DAY),
        used_at: None,
        revoked_at: None,
    }
}

/// These accounts, each with its name and a full session.
pub fn with(accounts: Vec<AccountRow>) -> Snapshot {
    let names = accounts.iter().map(|row| ClaimedName {
        username: row.username.clone(),
        account: Some(row.id),
    });
    let sessions = accounts.iter().map(|row| session(row.id.as_bytes()[0]));
    Snapshot {
        names: names.collect(),
        sessions: sessions.collect(),
        accounts,
        ..Snapshot::default()
    }
}

/// The account with this number, to change it.
pub fn row(snapshot: &mut Snapshot, number: u8) -> &mut AccountRow {
    let mut rows = snapshot.accounts.iter_mut();
    rows.find(|row| row.id == id(number)).unwrap()
}

pub fn decide<C: Command>(command: &C, snapshot: &Snapshot) -> Result<(Changes, C::Answer), Refusal> {
    command.decide(snapshot, now(), &mut entropy())
}

pub fn refused<C: Command>(command: &C, snapshot: &Snapshot) -> (Code, &'static str) {
    match decide(command, snapshot) {
        Ok(_) => panic!("it was not refused"),
        Err(refusal) => (refusal.code, refusal.rule),
    }
}

/// What must still hold at the commit, sorted: a session that goes on, an account of which a part changes, and one that is as
/// it was seen. Each account's version is its number, as in [`person`].
pub fn guarded(changes: &Changes) -> Vec<(&'static str, u8)> {
    let guards = changes.guards.iter();
    let mut guarded: Vec<_> = guards
        .map(|guard| match guard {
            Guard::SessionLive(session) => ("session", session.as_bytes()[0]),
            Guard::ChangesAccount { account, version } => ("changed", as_seen(*account, *version)),
            Guard::AccountUnchanged { account, version } => ("seen", as_seen(*account, *version)),
            other => panic!("{other:?}"),
        })
        .collect();
    guarded.sort_unstable();
    guarded
}

fn as_seen(account: AccountId, version: i64) -> u8 {
    let number = account.as_bytes()[0];
    assert_eq!(version, i64::from(number));
    number
}

/// Whose activity says what, with the account that did it.
pub fn told(changes: &Changes) -> Vec<(AccountId, AuditKind, Option<&str>)> {
    let rows = changes.audit.iter();
    rows.map(|row| (row.account, row.entry.kind, row.entry.by.as_deref()))
        .collect()
}

/// Who hears of it, once each.
pub fn hearing(changes: &Changes) -> Vec<AccountId> {
    let mut ids: Vec<_> = changes.events.iter().map(|row| row.account).collect();
    ids.sort();
    ids.dedup();
    ids
}

pub fn hears(changes: &Changes, account: u8, what: &EventKind) -> bool {
    let mut rows = changes.events.iter();
    rows.any(|row| row.account == id(account) && row.event.what == *what)
}

/// To whom is mailed what.
pub fn mails(changes: &Changes) -> Vec<(&str, &LetterKind)> {
    let mails = changes.mails.iter();
    mails.map(|mail| (mail.to.as_str(), &mail.letter.kind)).collect()
}

pub fn has(changes: &Changes, write: &Write) -> bool {
    changes.writes.contains(write)
}
