//! How a recovery is stopped (rule 10.24).

use crate::{
    scene::{
        account, audits, begun, caller, entropy, installation, linked, now, proof, put, refusal, refusal_at, secret,
        session,
    },
    waiting::{confirm, waiting},
};
use accounts::{
    Command, Write, digest,
    mailed_act::{self, ActKind},
    proof::Proof,
    recovery::{Confirmed, RecoveryKind, StopRecovery, StopRecoveryByLink},
    session::OpenSession,
};
use contract::{Code, ProofId, Purpose, account::AuditKind, session::SessionKind};

#[test]
fn a_full_session_stops_the_wait_and_a_recovery_session_does_not() {
    let (mut found, _, _) = waiting();
    let (full, restricted) = (session(5, SessionKind::Full), session(6, SessionKind::Recovery));
    found.sessions = vec![full.clone(), restricted.clone()];
    let (changes, ()) = StopRecovery { caller: caller(&full) }
        .decide(&found, now(), &mut entropy())
        .unwrap();
    assert!(changes.writes.contains(&Write::RemoveRecovery(found.recoveries[0].id)));
    assert_eq!(audits(&changes), [AuditKind::RecoveryStopped]);
    let refused = refusal(
        &StopRecovery {
            caller: caller(&restricted),
        },
        &found,
    );
    assert_eq!(refused.code, Code::FullSessionRequired);
}

#[test]
fn stopping_ends_the_session_that_the_recovery_opened_and_no_other() {
    let (mut found, code) = begun(RecoveryKind::Login, linked(account()));
    let (changes, confirmed) = confirm(&code, None, false)
        .decide(&found, now(), &mut entropy())
        .unwrap();
    let Confirmed::Opened(opened) = confirmed else {
        panic!("not opened")
    };
    let mut own = session(6, SessionKind::Recovery);
    own.id = opened.answer.session.id;
    let (full, other) = (session(5, SessionKind::Full), session(7, SessionKind::Recovery));
    found.recoveries = vec![put(&changes)];
    found.sessions = vec![full.clone(), own.clone(), other];
    let (changes, ()) = StopRecovery { caller: caller(&full) }
        .decide(&found, now(), &mut entropy())
        .unwrap();
    let ended: Vec<_> = changes
        .writes
        .iter()
        .filter(|write| matches!(write, Write::EndSession { .. }))
        .collect();
    assert_eq!(
        ended,
        [&Write::EndSession {
            session: own.id,
            at: now()
        }]
    );
}

#[test]
fn a_recovery_is_stopped_as_long_as_the_session_that_it_opened_lives() {
    let (mut found, code) = begun(RecoveryKind::Login, linked(account()));
    let typed_at = found.recoveries[0].ends_at().plus_secs(-60);
    found.recoveries[0].code_made_at = typed_at;
    let (changes, confirmed) = confirm(&code, None, false)
        .decide(&found, typed_at, &mut entropy())
        .unwrap();
    let Confirmed::Opened(opened) = confirmed else {
        panic!("not opened")
    };
    let mut own = session(6, SessionKind::Recovery);
    (own.id, own.opened_at) = (opened.answer.session.id, typed_at);
    let full = session(5, SessionKind::Full);
    found.recoveries = vec![put(&changes)];
    found.sessions = vec![full.clone(), own.clone()];
    let stop = StopRecovery { caller: caller(&full) };
    // The request is over, its session lives for half an hour from its opening.
    let later = typed_at.plus_secs(120);
    let (changes, ()) = stop.decide(&found, later, &mut entropy()).unwrap();
    assert!(changes.writes.contains(&Write::EndSession {
        session: own.id,
        at: later
    }));
    found.sessions = vec![full.clone()];
    let refused = stop.decide(&found, later, &mut entropy()).unwrap_err();
    assert_eq!(refused.code, Code::RecoveryInvalid);
}

#[test]
fn a_mere_request_is_nothing_to_stop() {
    let (mut found, _) = begun(RecoveryKind::Login, linked(account()));
    let full = session(5, SessionKind::Full);
    found.sessions = vec![full.clone()];
    let refused = refusal(&StopRecovery { caller: caller(&full) }, &found);
    assert_eq!(refused.code, Code::RecoveryInvalid);
}

#[test]
fn the_mailed_link_stops_the_wait_until_it_has_run_out() {
    let (mut found, reference, act) = waiting();
    assert_eq!(
        (act.kind, act.hash),
        (ActKind::StopRecovery, mailed_act::hash_of(reference.expose()))
    );
    found.mailed_acts = vec![act.clone()];
    let stop = StopRecoveryByLink { act: act.hash };
    let (changes, stopped) = stop.decide(&found, now(), &mut entropy()).unwrap();
    assert_eq!(stopped, account().id);
    assert_eq!(audits(&changes), [AuditKind::RecoveryStopped]);
    assert_eq!(refusal_at(&stop, &found, act.expires_at).code, Code::RecoveryInvalid);
    let unknown = StopRecoveryByLink {
        act: mailed_act::hash_of("another"),
    };
    assert_eq!(refusal(&unknown, &found).code, Code::RecoveryInvalid);
}

#[test]
fn who_signs_in_with_the_linked_identity_stops_the_wait() {
    let (mut found, _, _) = waiting();
    found.proofs = vec![Proof {
        purpose: Purpose::SignIn,
        bound_to: None,
        ..proof(&session(5, SessionKind::Full), "lost")
    }];
    let open = OpenSession {
        notes_stopped: false,
        proof: ProofId::from_bytes([9; 16]),
        attempt_secret: secret("attempt"),
        session: None,
        two_factor: accounts::two_factor::Policy::default(),
        installation: installation(),
    };
    let (changes, _) = open.decide(&found, now(), &mut entropy()).unwrap();
    assert!(changes.writes.contains(&Write::RemoveRecovery(found.recoveries[0].id)));
    assert_eq!(audits(&changes), [AuditKind::RecoveryStopped, AuditKind::SignedIn]);
    assert_eq!(found.recoveries[0].request_hash, digest::of_text("request"));
}
