//! Rule 10.31: passwords that are discontinued for all.

use crate::scene::{
    ADDRESS, audits, begun, entropy, hash, installation, letters, linked, now, proof, secret, session, snapshot,
    updated, with_password,
};
use accounts::{
    Changes, Command, Guard, Snapshot, Write,
    account::AccountRow,
    letter::{Credential, LetterKind},
    operator_list::{EVERY_DOMAIN, OperatorList},
    password::{PasswordVerdict, SignInWithPassword},
    proof::Proof,
    recovery::RecoveryKind,
    session::OpenSession,
};
use contract::{
    ProofId, Purpose, SessionId,
    account::AuditKind,
    session::{OpenedSession, SessionKind},
};

const FOR_ALL: (OperatorList, &str) = (OperatorList::PasswordDiscontinuedDomain, EVERY_DOMAIN);

fn listed(lists: &[(OperatorList, &str)], found: Snapshot) -> Snapshot {
    Snapshot {
        listed: lists.iter().map(|(list, text)| (*list, (*text).to_owned())).collect(),
        ..found
    }
}

fn excepted() -> String {
    ADDRESS.to_lowercase()
}

/// What signing in with the linked identity does where these lists hold.
fn signed_in(lists: &[(OperatorList, &str)], account: AccountRow) -> (Changes, OpenedSession) {
    sign_in(listed(lists, linked(account)))
}

fn sign_in(mut found: Snapshot) -> (Changes, OpenedSession) {
    found.proofs = vec![Proof {
        purpose: Purpose::SignIn,
        bound_to: None,
        ..proof(&session(5, SessionKind::Full), "lost")
    }];
    found.sessions = vec![session(6, SessionKind::Recovery), session(7, SessionKind::Full)];
    let open = OpenSession {
        notes_stopped: false,
        proof: ProofId::from_bytes([9; 16]),
        attempt_secret: secret("attempt"),
        session: None,
        two_factor: accounts::two_factor::Policy::default(),
        installation: installation(),
    };
    let (changes, opened) = open.decide(&found, now(), &mut entropy()).unwrap();
    (changes, opened.answer)
}

fn ended(changes: &Changes) -> Vec<SessionId> {
    let ended = changes.writes.iter().filter_map(|write| match write {
        Write::EndSession { session, .. } => Some(*session),
        _ => None,
    });
    ended.collect()
}

#[test]
fn rule_10_31_who_signs_in_with_a_password_is_told_that_it_is_discontinued_for_all_but_the_excepted() {
    let discontinued = |lists: &[(OperatorList, &str)]| {
        let command = SignInWithPassword {
            name: "anna".to_owned(),
            name_key: [8; 32],
            verdict: Some(PasswordVerdict {
                for_hash: Some(hash("stored")),
                right: true,
                rewritten: None,
            }),
            installation: installation(),
            passwords: true,
            secret: None,
        };
        let found = listed(lists, snapshot(with_password()));
        let (_, opened) = command.decide(&found, now(), &mut entropy()).unwrap();
        opened.answer.password_discontinued
    };
    let address = excepted();
    assert!(discontinued(&[FOR_ALL]));
    assert!(!discontinued(&[FOR_ALL, (OperatorList::PasswordException, &address)]));
}

#[test]
fn rule_10_31_who_signs_in_with_the_linked_identity_has_the_password_removed_and_is_mailed() {
    let (changes, opened) = signed_in(&[FOR_ALL], with_password());
    assert_eq!(updated(&changes).password, None);
    assert!(!opened.account.has_password);
    assert_eq!(audits(&changes), [AuditKind::PasswordRemoved, AuditKind::SignedIn]);
    let removed = LetterKind::CredentialRemoved {
        what: Credential::Password,
    };
    assert_eq!(letters(&changes), [(ADDRESS, &removed)]);
    assert_eq!(ended(&changes), [session(6, SessionKind::Recovery).id]);
}

#[test]
fn rule_10_31_a_sign_in_that_stops_a_recovery_too_ends_its_session_and_counts_the_account_up_once() {
    let (mut found, _) = begun(RecoveryKind::Login, linked(with_password()));
    found.recoveries[0].confirmed_at = Some(now());
    found.recoveries[0].session = Some(session(6, SessionKind::Recovery).id);
    let (changes, _) = sign_in(listed(&[FOR_ALL], found));
    assert_eq!(ended(&changes), [session(6, SessionKind::Recovery).id]);
    let counted = |guard: &&Guard| matches!(guard, Guard::ChangesAccount { .. });
    assert_eq!(changes.guards.iter().filter(counted).count(), 1);
}

#[test]
fn rule_10_31_a_password_that_is_excepted_discontinued_by_address_alone_or_leaving_stays() {
    let address = excepted();
    let leaving = AccountRow {
        deletion_at: Some(now().plus_secs(1000)),
        ..with_password()
    };
    for (lists, account) in [
        (&[][..], with_password()),
        (
            &[FOR_ALL, (OperatorList::PasswordException, address.as_str())][..],
            with_password(),
        ),
        (
            &[(OperatorList::PasswordDiscontinued, address.as_str())][..],
            with_password(),
        ),
        (
            &[(OperatorList::PasswordDiscontinuedDomain, "example.org")][..],
            with_password(),
        ),
        (&[FOR_ALL][..], leaving),
    ] {
        let (changes, _) = signed_in(lists, account);
        assert_eq!(audits(&changes), [AuditKind::SignedIn], "{lists:?}");
        assert!(
            !changes
                .guards
                .iter()
                .any(|guard| matches!(guard, Guard::ChangesAccount { .. }))
        );
    }
}
