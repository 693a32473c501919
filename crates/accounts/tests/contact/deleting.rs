//! Asking for a deletion (rules 14.1 to 14.3 and 9.27).

use crate::{
    leaving::{GRACE, anna, confirmed, delete},
    support::*,
};
use accounts::{deletion::RequestDeletion, two_factor::Policy};
use contract::{Code, Purpose, consequence::Consequence, session::SessionKind};

#[test]
fn rule_14_2_the_typed_name_must_be_the_accounts_in_whatever_case() {
    let (snapshot, caller) = anna();
    for wrong in ["", "ann", "Anna ", "ben"] {
        let command = RequestDeletion {
            confirmed: confirmed(wrong),
            ..delete(&caller)
        };
        assert_eq!(
            refusal(&command, &snapshot),
            (Code::ConfirmationWrong, "14.2"),
            "{wrong}"
        );
    }
    assert!(
        decide(
            &RequestDeletion {
                confirmed: confirmed("ANNA"),
                ..delete(&caller)
            },
            &snapshot
        )
        .is_ok()
    );
}

#[test]
fn rule_9_27_with_two_factor_on_the_proof_for_a_deletion_needs_a_second_factor() {
    let (mut snapshot, caller) = anna();
    snapshot.accounts[0].two_factor = true;
    let command = RequestDeletion {
        two_factor: Policy {
            offered: true,
            enforced: false,
        },
        ..delete(&caller)
    };
    assert_eq!(refusal(&command, &snapshot), (Code::SecondFactorRequired, "9.27"));
    snapshot.proofs[0].completed.as_mut().unwrap().identity.second_factor = true;
    assert!(decide(&command, &snapshot).is_ok());
}

#[test]
fn rule_14_2_it_takes_a_fresh_proof_of_the_linked_identity_for_this_act() {
    let (mut snapshot, caller) = anna();
    proof(&mut snapshot, Purpose::DeleteAccount, "ben", Some(&caller));
    assert_eq!(
        refusal(&delete(&caller), &snapshot),
        (Code::CurrentIdentityWrong, "14.2")
    );
    proof(&mut snapshot, Purpose::SignIn, "anna", Some(&caller));
    assert_eq!(refusal(&delete(&caller), &snapshot), (Code::ProofInvalid, "2.1"));
    proof(&mut snapshot, Purpose::DeleteAccount, "anna", None);
    assert_eq!(refusal(&delete(&caller), &snapshot), (Code::ProofInvalid, "2.1"));
    proof(&mut snapshot, Purpose::DeleteAccount, "anna", Some(&caller));
    assert_eq!(
        refusal_at(&delete(&caller), &snapshot, now().plus_secs(900)).0,
        Code::ProofExpired
    );
    snapshot.logins.clear();
    assert_eq!(
        refusal(&delete(&caller), &snapshot),
        (Code::CurrentIdentityWrong, "14.2")
    );
}

#[test]
fn rule_14_1_what_stands_in_the_way_is_told_before_name_and_proof() {
    let (mut snapshot, caller) = anna();
    let command = RequestDeletion {
        confirmed: confirmed("wrong"),
        ..delete(&caller)
    };
    row(&mut snapshot, caller.account).login_change_until = Some(now().plus_secs(1));
    assert_eq!(refusal(&command, &snapshot), (Code::LoginChangeOpen, "9.8"));
    row(&mut snapshot, caller.account).frozen_at = Some(now());
    assert_eq!(refusal(&command, &snapshot), (Code::AccountFrozen, "9.9"));
    row(&mut snapshot, caller.account).deletion_at = Some(now());
    assert_eq!(refusal(&command, &snapshot), (Code::DeletionPending, "14.1"));
    snapshot.sessions[0].kind = SessionKind::Recovery;
    assert_eq!(refusal(&command, &snapshot).0, Code::FullSessionRequired);
}

#[test]
fn rule_14_3_a_preview_takes_neither_name_nor_proof_and_writes_nothing() {
    let (mut snapshot, caller) = anna();
    snapshot.proofs.clear();
    for grace_seconds in [0, GRACE] {
        let command = RequestDeletion {
            confirmed: None,
            grace_seconds,
            ..delete(&caller)
        };
        let (changes, _) = decide(&command, &snapshot).unwrap();
        assert!(is_nothing(&changes));
        let at = now().plus_secs(grace_seconds);
        assert_eq!(
            changes.consequences[0],
            Consequence::AccountDeleted {
                username: "Anna".to_owned(),
                at
            }
        );
    }
}
