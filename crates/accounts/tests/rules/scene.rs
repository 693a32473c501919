//! An account, an identity, a proof and a session, to which rules are applied.

use accounts::{
    Changes, Command, Entropy, Refusal, Snapshot, Write,
    account::AccountRow,
    contact::ConfirmAddress,
    digest,
    email::EmailAddress,
    letter::LetterKind,
    login::{IdentityKey, Login},
    proof::{Completed, Freshness, Proof},
    register::RegisterAccount,
    session::{Caller, OpenSession, SessionRow},
    two_factor::Policy,
    username::Username,
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    account::AccountKind,
    identity::{Identity, IdentityKind},
    session::{Installation, SessionKind},
};
use uuid::Uuid;

const NOW: i64 = 1_800_000_000;

pub fn now() -> Timestamp {
    Timestamp::from_secs(NOW)
}

pub fn entropy() -> Entropy {
    Entropy::new([7; 32])
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

pub fn identity() -> Identity {
    let address = Some("anna@example.org".to_owned());
    Identity {
        name: Some("Anna".to_owned()),
        address,
        kind: IdentityKind::Personal,
        second_factor: false,
    }
}

pub fn account(number: u8, username: &str) -> AccountRow {
    let id = AccountId::from_bytes([number; 16]);
    let opened_at = Timestamp::from_secs(NOW - 1000);
    AccountRow {
        version: 3,
        pending_email: Some(EmailAddress::parse("anna@example.org").unwrap()),
        ..AccountRow::new(
            id,
            AccountKind::Individual,
            Username::parse(username).unwrap(),
            opened_at,
        )
    }
}

pub fn login(number: u8, subject: &str) -> Login {
    let account = AccountId::from_bytes([number; 16]);
    Login {
        id: Uuid::from_bytes([number; 16]),
        account,
        key: key(subject),
        identity: identity(),
        linked_at: now(),
    }
}

pub fn begun(purpose: Purpose) -> Proof {
    Proof {
        id: ProofId::from_bytes([1; 16]),
        purpose,
        attempt_hash: digest::of_text(secret().expose()),
        challenge: [2; 32],
        bound_to: None,
        caller: [3; 32],
        begun_at: now(),
        wrong_tokens: 0,
        completed: None,
        spent_at: None,
    }
}

pub fn completed(purpose: Purpose) -> Proof {
    let completed = Completed {
        at: now(),
        key: key("anna"),
        identity: identity(),
        linked: false,
        freshness: Freshness::Shown,
    };
    Proof {
        completed: Some(completed),
        ..begun(purpose)
    }
}

pub fn session(number: u8, account: u8) -> SessionRow {
    SessionRow {
        id: SessionId::from_bytes([number; 16]),
        token_hash: [number; 32],
        account: AccountId::from_bytes([account; 16]),
        kind: SessionKind::Full,
        installation_id: "laptop".to_owned(),
        installation_name: "Laptop".to_owned(),
        opened_at: now(),
        seen_at: now(),
        ended_at: None,
    }
}

fn installation() -> Installation {
    Installation {
        id: "laptop".to_owned(),
        name: "Laptop".to_owned(),
    }
}

pub fn decide<C: Command>(command: &C, snapshot: &Snapshot) -> Result<(Changes, C::Answer), Refusal> {
    command.decide(snapshot, now(), &mut entropy())
}

pub fn code<C: Command>(command: &C, snapshot: &Snapshot) -> (Code, &'static str) {
    match decide(command, snapshot) {
        Ok(_) => panic!("it was not refused"),
        Err(refusal) => (refusal.code, refusal.rule),
    }
}

pub fn caller(kind: SessionKind) -> Caller {
    Caller::check(Some(&SessionRow { kind, ..session(1, 1) }), now()).unwrap()
}

pub fn open() -> OpenSession {
    let (proof, attempt_secret) = (ProofId::from_bytes([1; 16]), secret());
    OpenSession {
        proof,
        attempt_secret,
        session: None,
        installation: installation(),
        two_factor: Policy::default(),
        notes_stopped: false,
    }
}

pub fn linked() -> Snapshot {
    Snapshot {
        proofs: vec![completed(Purpose::SignIn)],
        accounts: vec![account(1, "anna")],
        logins: vec![login(1, "anna")],
        ..Snapshot::default()
    }
}

pub fn register(username: &str, email: &str) -> RegisterAccount {
    RegisterAccount {
        proof: ProofId::from_bytes([1; 16]),
        attempt_secret: secret(),
        session: None,
        username: username.to_owned(),
        email: email.to_owned(),
        installation: installation(),
        registration_open: true,
        two_factor: Policy::default(),
    }
}

/// An account that was just opened, with the code that was mailed.
pub fn waiting() -> (Snapshot, Secret) {
    let snapshot = Snapshot {
        proofs: vec![completed(Purpose::Register)],
        ..Snapshot::default()
    };
    let (changes, _) = decide(&register("anna", "anna@example.org"), &snapshot).unwrap();
    let mut snapshot = Snapshot::default();
    for write in changes.writes {
        match write {
            Write::InsertAccount(row) => snapshot.accounts.push(row),
            Write::SetConfirmation(row) => snapshot.confirmations.push(row),
            Write::InsertSession(row) => snapshot.sessions.push(row),
            _ => {}
        }
    }
    let LetterKind::ConfirmAddress { code, .. } = &changes.mails[0].letter.kind else {
        panic!("another letter")
    };
    (snapshot, code.clone())
}

pub fn confirm(snapshot: &Snapshot, code: &str) -> ConfirmAddress {
    let caller = Caller::check(snapshot.sessions.first(), now()).unwrap();
    ConfirmAddress {
        account: caller.account,
        caller,
        code: Secret::new(code.to_owned()),
    }
}
