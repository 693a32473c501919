//! What the sentences are about: one account, and what hangs on it.

use accounts::{
    Changes, Command, Entropy, Refusal, Snapshot, Write,
    account::{AccountRow, ClaimedName},
    digest,
    email::EmailAddress,
    letter::LetterKind,
    login::{IdentityKey, Login},
    password::PasswordHash,
    proof::{Binding, Completed, Freshness, Proof},
    recovery::{BeginRecovery, Recovery, RecoveryKind},
    recovery_code::{self, RecoveryCode},
    session::{Caller, SessionRow},
    username::Username,
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    account::{AccountKind, AuditKind},
    identity::{Identity, IdentityKind},
    session::{Installation, SessionKind},
};
use uuid::Uuid;

pub const ADDRESS: &str = "Anna.Old@Example.org";

pub fn now() -> Timestamp {
    Timestamp::from_secs(1_800_000_000)
}

pub fn entropy() -> Entropy {
    Entropy::new([7; 32])
}

pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub fn id(number: u8) -> AccountId {
    AccountId::from_bytes([number; 16])
}

pub fn account() -> AccountRow {
    named(1, "Anna", Some(ADDRESS))
}

pub fn named(number: u8, username: &str, address: Option<&str>) -> AccountRow {
    let username = Username::parse(username).unwrap();
    AccountRow {
        version: 3,
        confirmed_email: address.map(|address| EmailAddress::parse(address).unwrap()),
        ..AccountRow::new(id(number), AccountKind::Individual, username, now().plus_secs(-1000))
    }
}

pub fn hash(text: &str) -> PasswordHash {
    PasswordHash::new(text.to_owned())
}

pub fn with_password() -> AccountRow {
    AccountRow {
        password: Some(hash("stored")),
        ..account()
    }
}

pub fn key(subject: &str) -> IdentityKey {
    IdentityKey {
        issuer: "issuer".to_owned(),
        tenant: "tenant".to_owned(),
        subject: subject.to_owned(),
    }
}

pub fn identity(name: &str) -> Identity {
    Identity {
        name: Some(name.to_owned()),
        address: Some(format!("{name}@outlook.com")),
        kind: IdentityKind::Personal,
        second_factor: false,
    }
}

pub fn login(number: u8, subject: &str) -> Login {
    Login {
        id: Uuid::from_bytes([number; 16]),
        account: id(number),
        key: key(subject),
        identity: identity(subject),
        linked_at: now().plus_secs(-500),
    }
}

pub fn installation() -> Installation {
    Installation {
        id: "laptop".to_owned(),
        name: "Laptop".to_owned(),
    }
}

pub fn session(number: u8, kind: SessionKind) -> SessionRow {
    SessionRow {
        id: SessionId::from_bytes([number; 16]),
        token_hash: [number; 32],
        account: id(1),
        kind,
        installation_id: "laptop".to_owned(),
        installation_name: "Laptop".to_owned(),
        opened_at: now().plus_secs(-60),
        seen_at: now().plus_secs(-60),
        ended_at: None,
    }
}

pub fn caller(row: &SessionRow) -> Caller {
    Caller::check(Some(row), now()).unwrap()
}

pub fn snapshot(account: AccountRow) -> Snapshot {
    let name = ClaimedName {
        username: account.username.clone(),
        account: Some(account.id),
    };
    Snapshot {
        accounts: vec![account],
        names: vec![name],
        ..Snapshot::default()
    }
}

pub fn linked(account: AccountRow) -> Snapshot {
    Snapshot {
        logins: vec![login(1, "lost")],
        ..snapshot(account)
    }
}

/// A completed `recover` proof of a new identity, begun in this session.
pub fn proof(session: &SessionRow, subject: &str) -> Proof {
    let completed = Completed {
        at: now(),
        key: key(subject),
        identity: identity(subject),
        linked: false,
        freshness: Freshness::Shown,
    };
    Proof {
        id: ProofId::from_bytes([9; 16]),
        purpose: Purpose::Recover,
        attempt_hash: digest::of_text("attempt"),
        challenge: [2; 32],
        bound_to: Some(Binding {
            session: session.id,
            account: session.account,
        }),
        caller: [3; 32],
        begun_at: now(),
        wrong_tokens: 0,
        completed: Some(completed),
        spent_at: None,
    }
}

/// The text of a recovery code, written right; each word has its own.
pub fn code_text(word: &str) -> Secret {
    recovery_code::derive(&secret(word), &[0; 32], id(1), 1)
}

pub fn recovery_codes(words: &[&str]) -> Vec<RecoveryCode> {
    let numbered = words.iter().zip(1..);
    numbered
        .map(|(word, number)| RecoveryCode {
            account: id(1),
            number,
            hash: recovery_code::hash_of(id(1), &code_text(word)),
            used_at: None,
        })
        .collect()
}

pub fn request_hash() -> String {
    digest::to_text(&digest::of_text("request"))
}

pub fn begin(kind: RecoveryKind) -> BeginRecovery {
    BeginRecovery {
        kind,
        name: "anna".to_owned(),
        address: Some(ADDRESS.to_owned()),
        request_hash: request_hash(),
        passwords: true,
    }
}

/// Begins a recovery: the snapshot as it is after that, and the code in the mail.
pub fn begun(kind: RecoveryKind, mut snapshot: Snapshot) -> (Snapshot, Secret) {
    let (changes, _) = begin(kind).decide(&snapshot, now(), &mut entropy()).unwrap();
    let code = changes.mails[0].letter.kind.code().unwrap().clone();
    snapshot.recoveries = vec![put(&changes)];
    for row in &mut snapshot.accounts {
        row.version += 1;
    }
    (snapshot, code)
}

/// The recovery that is written.
pub fn put(changes: &Changes) -> Recovery {
    let row = changes.writes.iter().find_map(|write| match write {
        Write::PutRecovery(row) => Some(row.clone()),
        _ => None,
    });
    row.unwrap()
}

/// The account that is written.
pub fn updated(changes: &Changes) -> AccountRow {
    let row = changes.writes.iter().find_map(|write| match write {
        Write::UpdateAccount(row) => Some(row.clone()),
        _ => None,
    });
    row.unwrap()
}

pub fn audits(changes: &Changes) -> Vec<AuditKind> {
    changes.audit.iter().map(|row| row.entry.kind).collect()
}

pub fn letters(changes: &Changes) -> Vec<(&str, &LetterKind)> {
    changes
        .mails
        .iter()
        .map(|mail| (mail.to.as_str(), &mail.letter.kind))
        .collect()
}

/// A code that is not the one of the mail.
pub fn other_than(code: &Secret) -> Secret {
    secret(if code.expose() == "00000000" {
        "00000001"
    } else {
        "00000000"
    })
}

pub fn refusal<C: Command>(command: &C, snapshot: &Snapshot) -> Refusal
where
    C::Answer: std::fmt::Debug,
{
    refusal_at(command, snapshot, now())
}

pub fn refusal_at<C: Command>(command: &C, snapshot: &Snapshot, at: Timestamp) -> Refusal
where
    C::Answer: std::fmt::Debug,
{
    command
        .decide(snapshot, at, &mut entropy())
        .map(|(_, answer)| answer)
        .unwrap_err()
}

pub fn code<C: Command>(command: &C, snapshot: &Snapshot) -> Code
where
    C::Answer: std::fmt::Debug,
{
    refusal(command, snapshot).code
}

pub fn just_before(at: Timestamp) -> Timestamp {
    Timestamp::from_micros(at.as_micros() - 1)
}
