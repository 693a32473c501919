//! An account that wants to become an organization, and who is asked.

use crate::support::{DAY, caller, conversion, id, invitation, login, member, now, person, row, with};
use accounts::{
    Snapshot,
    conversion::{AcceptConversion, CancelConversion, RejectConversion, RequestConversion},
    digest,
    login::IdentityKey,
    proof::{Binding, Completed, Freshness, Proof},
    two_factor::Policy,
};
use contract::{Code, ProofId, Purpose, Secret, SessionId, identity::IdentityKind};

/// Anna wants to become an organization that Ben administers; Cara looks on.
pub fn both() -> Snapshot {
    let mut snapshot = with(vec![person(1, "anna"), person(2, "ben"), person(3, "cara")]);
    snapshot.logins = vec![login(1, IdentityKind::Personal, "personal")];
    snapshot
}

/// The same, and it was asked for.
pub fn asked() -> Snapshot {
    Snapshot {
        conversions: vec![conversion(1, 2)],
        ..both()
    }
}

/// The same, asked for in a recovery session of an account without a login, and accepted.
pub fn waiting() -> Snapshot {
    let mut snapshot = asked();
    snapshot.logins.clear();
    snapshot.conversions[0].from_recovery = true;
    snapshot.conversions[0].accepted_at = Some(now());
    snapshot.conversions[0].effective_at = Some(now().plus_secs(3 * DAY));
    snapshot
}

fn secret() -> Secret {
    Secret::new("the attempt secret".to_owned())
}

pub fn proof(by: &IdentityKey) -> Proof {
    Proof {
        id: ProofId::from_bytes([1; 16]),
        purpose: Purpose::ConvertAccount,
        attempt_hash: digest::of_text(secret().expose()),
        challenge: [2; 32],
        bound_to: Some(Binding {
            session: SessionId::from_bytes([1; 16]),
            account: id(1),
        }),
        caller: [3; 32],
        begun_at: now(),
        wrong_tokens: 0,
        completed: Some(Completed {
            at: now(),
            key: by.clone(),
            identity: login(1, IdentityKind::Personal, "personal").identity,
            linked: true,
            freshness: Freshness::Shown,
        }),
        spent_at: None,
    }
}

/// The same snapshot with a proof of who signs in to the first account.
pub fn proved(mut snapshot: Snapshot) -> Snapshot {
    snapshot.proofs = vec![proof(&login(1, IdentityKind::Personal, "personal").key)];
    snapshot
}

pub fn request(administrator: &str) -> RequestConversion {
    RequestConversion {
        caller: caller(1),
        administrator: administrator.to_owned(),
        proof: Some((ProofId::from_bytes([1; 16]), secret())),
        recovery_code: None,
        previewing: false,
        two_factor: Policy::default(),
    }
}

pub fn accept(by: u8) -> AcceptConversion {
    AcceptConversion {
        caller: caller(by),
        account: id(1),
    }
}

pub fn reject(by: u8) -> RejectConversion {
    RejectConversion {
        caller: caller(by),
        account: id(1),
    }
}

pub fn cancel(by: u8) -> CancelConversion {
    CancelConversion { caller: caller(by) }
}

/// Makes a condition not hold.
pub type Breaking = fn(&mut Snapshot);

/// Breaks one condition of rule 12.2 or 12.3 after another on the first account.
pub fn unfit() -> Vec<(Code, Breaking)> {
    vec![
        (Code::EmailUnconfirmed, |s| row(s, 1).confirmed_email = None),
        (Code::AccountLocked, |s| row(s, 1).locked = true),
        (Code::ConversionIsMember, |s| s.members.push(member(9, 1, false))),
        (Code::ConversionIsMember, |s| {
            s.invitations.push(invitation(9, 1, false))
        }),
        (Code::AccountFrozen, |s| row(s, 1).frozen_at = Some(now())),
        (Code::DeletionPending, |s| row(s, 1).deletion_at = Some(now())),
        (Code::LoginChangeOpen, |s| {
            row(s, 1).login_change_until = Some(now().plus_secs(1))
        }),
    ]
}
