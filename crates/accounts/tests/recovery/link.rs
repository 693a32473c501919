//! A recovery session that links an identity.

use crate::scene::{begun, caller, now, proof, secret, session};
use accounts::{
    Snapshot, Write,
    login_change::LoginChange,
    recovery::{LinkLogin, RecoveryKind},
    session::SessionRow,
};
use contract::{ProofId, session::SessionKind};

pub fn link(row: &SessionRow) -> LinkLogin {
    LinkLogin {
        caller: caller(row),
        proof: ProofId::from_bytes([9; 16]),
        attempt_secret: secret("attempt"),
        recovery_code: None,
        two_factor: accounts::two_factor::Policy::default(),
    }
}

/// A session that a password opened, and a proof of a new identity.
pub fn by_password(found: Snapshot) -> (Snapshot, SessionRow) {
    let row = session(6, SessionKind::Recovery);
    let found = Snapshot {
        sessions: vec![row.clone()],
        proofs: vec![proof(&row, "new")],
        ..found
    };
    (found, row)
}

/// A session that a mailed code opened, and a proof of a new identity.
pub fn by_mail(found: Snapshot) -> (Snapshot, SessionRow) {
    let (mut found, code) = begun(RecoveryKind::Login, found);
    let row = session(6, SessionKind::Recovery);
    found.recoveries[0].session = Some(row.id);
    found.recoveries[0].confirmed_at = Some(now());
    assert_eq!(code.expose().len(), 8);
    by_password(found)
}

pub fn change_in(writes: &[Write]) -> LoginChange {
    let found = writes.iter().find_map(|write| match write {
        Write::InsertLoginChange(change) => Some(change.clone()),
        _ => None,
    });
    found.unwrap()
}
