//! Small galleries to decide on.

use accounts::{
    Changes, Command, Entropy, Guard, Refusal, Snapshot, Write,
    account::{AccountRow, ClaimedName},
    contact::AddressChange,
    digest,
    email::EmailAddress,
    key::{ApiKey, Scopes},
    letter::LetterKind,
    login::{IdentityKey, Login},
    organization::Member,
    package::{Owner, Package},
    proof::{Binding, Completed, Freshness, Proof},
    session::{Caller, SessionRow},
    username::Username,
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    account::AccountKind,
    identity::{Identity, IdentityKind},
    session::SessionKind,
};
use std::sync::atomic::{AtomicU8, Ordering};
use uuid::Uuid;

pub const NOW: i64 = 1_800_000_000;

pub fn now() -> Timestamp {
    Timestamp::from_secs(NOW)
}

/// The last moment before this one.
pub fn just_before(at: Timestamp) -> Timestamp {
    Timestamp::from_micros(at.as_micros() - 1)
}

pub fn id(number: u8) -> AccountId {
    AccountId::from_bytes([number; 16])
}

pub fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

pub fn name(text: &str) -> Username {
    Username::parse(text).unwrap()
}

pub fn secret() -> Secret {
    Secret::new("the attempt secret".to_owned())
}

pub fn key(subject: &str) -> IdentityKey {
    IdentityKey {
        issuer: "issuer".to_owned(),
        tenant: "tenant".to_owned(),
        subject: subject.to_owned(),
    }
}

pub fn identity(address: &str) -> Identity {
    Identity {
        name: None,
        address: Some(address.to_owned()),
        kind: IdentityKind::Personal,
        second_factor: false,
    }
}

/// An account with a confirmed address, in a snapshot with its name.
pub fn add_account(snapshot: &mut Snapshot, number: u8, kind: AccountKind, username: &str) -> AccountId {
    let row = AccountRow {
        version: 3,
        confirmed_email: Some(email(&format!("{username}@example.org"))),
        ..AccountRow::new(id(number), kind, name(username), Timestamp::from_secs(NOW - 1000))
    };
    snapshot.names.push(ClaimedName {
        username: row.username.clone(),
        account: Some(row.id),
    });
    snapshot.accounts.push(row);
    id(number)
}

pub fn person(snapshot: &mut Snapshot, number: u8, username: &str) -> AccountId {
    add_account(snapshot, number, AccountKind::Individual, username)
}

/// An organization with these members, administrators first.
pub fn organization(
    snapshot: &mut Snapshot,
    number: u8,
    username: &str,
    administrators: &[AccountId],
    collaborators: &[AccountId],
) -> AccountId {
    let organization = add_account(snapshot, number, AccountKind::Organization, username);
    let administrators = administrators.iter().map(|account| (*account, true));
    for (account, administrator) in administrators.chain(collaborators.iter().map(|account| (*account, false))) {
        snapshot.members.push(Member {
            organization,
            account,
            administrator,
            since: now(),
        });
    }
    organization
}

pub fn package(snapshot: &mut Snapshot, package: &str, owners: &[AccountId]) {
    let folded = package.to_lowercase();
    snapshot.packages.push(Package {
        id: package.to_owned(),
        folded: folded.clone(),
        listed: true,
        has_versions: true,
        registered_at: now(),
    });
    snapshot.owners.extend(owners.iter().map(|account| Owner {
        package: folded.clone(),
        account: *account,
        since: now(),
    }));
}

pub fn api_key(snapshot: &mut Snapshot, holder: AccountId, owner: AccountId) {
    static COUNT: AtomicU8 = AtomicU8::new(1);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    snapshot.keys.push(ApiKey {
        id: Uuid::from_bytes([number; 16]),
        holder,
        owner: Some(owner),
        description: format!("key {number}"),
        hash: [number; 32],
        ending: "abcd".to_owned(),
        scopes: Scopes::default(),
        packages: vec!["*".to_owned()],
        made_at: now(),
        expires_at: now().plus_secs(1000),
        used_at: None,
        revoked_at: None,
    });
}

/// A live session of an account, and the caller behind it.
pub fn session(snapshot: &mut Snapshot, account: AccountId) -> Caller {
    let row = SessionRow {
        id: SessionId::from_bytes([account.as_bytes()[0]; 16]),
        token_hash: *digest::labelled("test", &[account.as_bytes()]).first_chunk().unwrap(),
        account,
        kind: SessionKind::Full,
        installation_id: "laptop".to_owned(),
        installation_name: "Laptop".to_owned(),
        opened_at: now(),
        seen_at: now(),
        ended_at: None,
    };
    let caller = Caller::check(Some(&row), now()).unwrap();
    snapshot.sessions.push(row);
    caller
}

pub fn login(snapshot: &mut Snapshot, account: AccountId, subject: &str) {
    snapshot.logins.push(Login {
        id: Uuid::from_bytes([account.as_bytes()[0]; 16]),
        account,
        key: key(subject),
        identity: identity(&format!("{subject}@outlook.com")),
        linked_at: now(),
    });
}

pub fn proof_id() -> ProofId {
    ProofId::from_bytes([77; 16])
}

/// A completed proof of this identity, begun by this session or by none.
pub fn proof(snapshot: &mut Snapshot, purpose: Purpose, subject: &str, caller: Option<&Caller>) {
    snapshot.proofs = vec![Proof {
        id: proof_id(),
        purpose,
        attempt_hash: digest::of_text(secret().expose()),
        challenge: [2; 32],
        bound_to: caller.map(|caller| Binding {
            session: caller.session,
            account: caller.account,
        }),
        caller: [3; 32],
        begun_at: now(),
        wrong_tokens: 0,
        completed: Some(Completed {
            at: now(),
            key: key(subject),
            identity: identity(&format!("{subject}@outlook.com")),
            linked: true,
            freshness: Freshness::Shown,
        }),
        spent_at: None,
    }];
}

pub fn row(snapshot: &mut Snapshot, account: AccountId) -> &mut AccountRow {
    snapshot.accounts.iter_mut().find(|row| row.id == account).unwrap()
}

pub fn decide<C: Command>(command: &C, snapshot: &Snapshot) -> Result<(Changes, C::Answer), Refusal> {
    decide_at(command, snapshot, now())
}

pub fn decide_at<C: Command>(command: &C, snapshot: &Snapshot, at: Timestamp) -> Result<(Changes, C::Answer), Refusal> {
    command.decide(snapshot, at, &mut Entropy::new([7; 32]))
}

pub fn refusal<C: Command>(command: &C, snapshot: &Snapshot) -> (Code, &'static str) {
    refusal_at(command, snapshot, now())
}

pub fn refusal_at<C: Command>(command: &C, snapshot: &Snapshot, at: Timestamp) -> (Code, &'static str) {
    match decide_at(command, snapshot, at) {
        Ok(_) => panic!("it was not refused"),
        Err(refusal) => (refusal.code, refusal.rule),
    }
}

pub fn is_nothing(changes: &Changes) -> bool {
    changes.guards.is_empty()
        && changes.writes.is_empty()
        && changes.audit.is_empty()
        && changes.events.is_empty()
        && changes.mails.is_empty()
}

/// To whom mails of a kind go.
pub fn mailed(changes: &Changes, is: impl Fn(&LetterKind) -> bool) -> Vec<&str> {
    let mails = changes.mails.iter().filter(|mail| is(&mail.letter.kind));
    mails.map(|mail| mail.to.as_str()).collect()
}

/// The account as a decision leaves it.
pub fn updated(changes: &Changes) -> &AccountRow {
    let found = changes.writes.iter().find_map(|write| match write {
        Write::UpdateAccount(row) => Some(row),
        _ => None,
    });
    found.expect("no account was changed")
}

pub fn guards_change_of(changes: &Changes, account: AccountId) -> bool {
    let is = |guard: &Guard| matches!(guard, Guard::ChangesAccount { account: of, .. } if *of == account);
    changes.guards.iter().any(is)
}

/// What a decision about confirmations and changes of an address leaves behind, for the next one to be made on.
pub fn follow(snapshot: &mut Snapshot, changes: Changes) {
    for write in changes.writes {
        match write {
            Write::UpdateAccount(new) => {
                let account = new.id;
                *row(snapshot, account) = new;
            }
            Write::SetConfirmation(new) => {
                snapshot.confirmations.retain(|old| old.account != new.account);
                snapshot.confirmations.push(new);
            }
            Write::RemoveConfirmation(old) => snapshot.confirmations.retain(|row| row.id != old),
            Write::InsertAddressChange(new) => snapshot.address_changes.push(new),
            Write::RemoveAddressChange(old) => snapshot.address_changes.retain(|row| row.id != old),
            Write::InsertMailedAct(new) => snapshot.mailed_acts.push(new),
            Write::RemoveMailedActs(about) => snapshot.mailed_acts.retain(|row| row.about != about),
            Write::PutDeletion(new) => snapshot.deletions.push(new),
            Write::RemoveDeletion(old) => snapshot.deletions.retain(|row| row.id != old),
            Write::PutRenameRequest(new) => snapshot.rename_requests = vec![new],
            Write::EndSessionsOf { account, at, .. } => {
                for session in snapshot
                    .sessions
                    .iter_mut()
                    .filter(|session| session.account == account)
                {
                    session.ended_at = Some(at);
                }
            }
            _ => {}
        }
    }
}

pub fn change_of(account: AccountId, number: u8, previous: &str, made_at: Timestamp) -> AddressChange {
    AddressChange {
        id: Uuid::from_bytes([number; 16]),
        account,
        previous: email(previous),
        made_at,
        ends_at: made_at.plus_secs(accounts::contact::UNDO_SECONDS),
    }
}
