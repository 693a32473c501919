//! Opening, keeping and ending a session (section 3).

use crate::scene::{account, caller, code, decide, linked, now, open, session};
use accounts::{
    Guard, Snapshot, Write,
    account::AccountRow,
    installation::Place,
    session::{EndSession, SessionRow},
};
use contract::{
    AccountId, Code, ProofId, SessionId, Timestamp,
    account::{AccountKind, AuditKind},
    event::EventKind,
    session::SessionKind,
};

#[test]
fn rule_3_3_a_session_is_opened_with_its_audit_row_and_event_in_one_set_of_changes() {
    let (changes, opened) = decide(&open(), &linked()).unwrap();
    let account = AccountId::from_bytes([1; 16]);
    assert_eq!(changes.guards, [Guard::AccountUnchanged { account, version: 3 }]);
    assert_eq!(
        changes.writes[0],
        Write::SpendProof {
            proof: ProofId::from_bytes([1; 16]),
            at: now()
        }
    );
    assert_eq!(changes.audit.len(), 1);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::SignedIn);
    let signed_in = EventKind::SignedIn {
        installation: "Laptop".to_owned(),
        session: opened.answer.session.id,
        new_place: true,
    };
    assert_eq!(changes.events[0].event.what, signed_in);
    assert!(opened.answer.session.current);
}

#[test]
fn rule_3_3_an_identity_that_nobody_has_opens_nothing_and_keeps_its_proof() {
    let snapshot = Snapshot {
        accounts: vec![],
        logins: vec![],
        ..linked()
    };
    let refusal = decide(&open(), &snapshot).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (Code::IdentityNotLinked, "3.3"));
    assert!(refusal.remember.is_none());
}

#[test]
fn rule_3_3_a_login_of_an_organization_counts_as_none() {
    let organization = AccountRow {
        kind: AccountKind::Organization,
        ..account(1, "anna")
    };
    let snapshot = Snapshot {
        accounts: vec![organization],
        ..linked()
    };
    assert_eq!(code(&open(), &snapshot), (Code::IdentityNotLinked, "3.3"));
}

#[test]
fn rule_3_6_a_place_that_was_seen_lately_is_not_new() {
    let place = Place {
        account: AccountId::from_bytes([1; 16]),
        installation_id: "laptop".to_owned(),
        seen_at: now().plus_secs(-89 * 86_400),
    };
    let (changes, _) = decide(
        &open(),
        &Snapshot {
            places: vec![place],
            ..linked()
        },
    )
    .unwrap();
    assert!(matches!(
        changes.events[0].event.what,
        EventKind::SignedIn { new_place: false, .. }
    ));
}

#[test]
fn rule_3_8_a_locked_account_signs_in_but_what_the_lock_blocks_is_refused() {
    let locked = AccountRow {
        locked: true,
        ..account(1, "anna")
    };
    assert_eq!(locked.must_not_be_locked().unwrap_err().code, Code::AccountLocked);
    let (_, opened) = decide(
        &open(),
        &Snapshot {
            accounts: vec![locked],
            ..linked()
        },
    )
    .unwrap();
    assert!(opened.answer.account.locked);
}

#[test]
fn rule_3_2_a_session_lives_thirty_days_from_its_last_use_and_180_in_all() {
    let day = 86_400;
    let idle = session(1, 1);
    assert!(idle.is_live(Timestamp::from_micros(now().plus_secs(30 * day).as_micros() - 1)));
    assert!(!idle.is_live(now().plus_secs(30 * day)));
    let busy = SessionRow {
        seen_at: now().plus_secs(179 * day),
        ..idle
    };
    assert!(!busy.is_live(now().plus_secs(180 * day)));
}

#[test]
fn rule_3_5_a_session_ends_only_for_its_own_account() {
    let snapshot = Snapshot {
        sessions: vec![session(1, 1), session(2, 1), session(3, 9)],
        ..Snapshot::default()
    };
    let end = |number: u8| EndSession {
        caller: caller(SessionKind::Full),
        session: SessionId::from_bytes([number; 16]),
    };
    let kind_of = |number| decide(&end(number), &snapshot).unwrap().0.audit[0].entry.kind;
    assert_eq!(kind_of(1), AuditKind::SignedOut);
    assert_eq!(kind_of(2), AuditKind::SessionRevoked);
    assert_eq!(code(&end(3), &snapshot), (Code::NotFound, "3.5"));
    assert_eq!(code(&end(4), &snapshot), (Code::NotFound, "3.5"));
}
