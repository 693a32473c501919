//! Proofs of an identity (section 2).

use crate::scene::{account, begun, caller, code, completed, decide, entropy, identity, key, login, now, secret};
use accounts::{
    Command, Guard, Need, Snapshot, Write,
    account::AccountRow,
    digest,
    email::EmailAddress,
    proof::{self, BeginProof, Binding, CompleteProof, Proof},
    session::Caller,
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    account::AccountKind,
    proof::{AddressStanding, Standing},
    session::SessionKind,
};

fn begin(purpose: Purpose, session: Option<Caller>) -> BeginProof {
    let attempt_hash = digest::to_text(&digest::of_text(secret().expose()));
    BeginProof {
        purpose,
        attempt_hash,
        session,
        caller: [3; 32],
        registration_open: true,
    }
}

#[test]
fn rule_2_1_a_proof_is_bound_to_the_session_that_begins_it() {
    let (changes, proof) = decide(
        &begin(Purpose::ChangeLogin, Some(caller(SessionKind::Full))),
        &Snapshot::default(),
    )
    .unwrap();
    let session = SessionId::from_bytes([1; 16]);
    assert_eq!(
        proof.bound_to,
        Some(Binding {
            session,
            account: AccountId::from_bytes([1; 16])
        })
    );
    assert!(changes.guards.contains(&Guard::SessionLive(session)));
    assert_eq!(changes.writes, [Write::InsertProof(proof)]);
}

#[test]
fn rule_2_6_of_fifty_open_proofs_whoever_commits_is_the_first_to_know_and_the_refusal_tells_it() {
    let begin = begin(Purpose::SignIn, None);
    let few = Guard::FewerOpenProofs {
        caller: [3; 32],
        now: now(),
        than: 50,
    };
    let with = |open_proofs| Snapshot {
        open_proofs,
        ..Snapshot::default()
    };
    for open in [None, Some(0), Some(49)] {
        assert_eq!(
            decide(&begin, &with(open)).unwrap().0.guards,
            std::slice::from_ref(&few)
        );
    }
    assert_eq!(code(&begin, &with(Some(50))), (Code::TooManyRequests, "2.6"));
    assert_eq!(begin.needs(now()), []);
    let counted = Need::OpenProofs {
        caller: [3; 32],
        now: now(),
    };
    assert_eq!(begin.needs_after_conflict(now()), [counted]);
}

#[test]
fn rule_2_1_a_recovery_session_begins_no_proof_to_change_a_login() {
    let recovery = || Some(caller(SessionKind::Recovery));
    let refused = code(&begin(Purpose::ChangeLogin, recovery()), &Snapshot::default());
    assert_eq!(refused, (Code::FullSessionRequired, "2.1"));
    assert!(decide(&begin(Purpose::Recover, recovery()), &Snapshot::default()).is_ok());
}

#[test]
fn rule_2_1_two_challenges_are_never_the_same() {
    let mut entropy = entropy();
    let mut challenge = || {
        begin(Purpose::SignIn, None)
            .decide(&Snapshot::default(), now(), &mut entropy)
            .unwrap()
            .1
            .challenge
    };
    assert_ne!(challenge(), challenge());
}

/// Every way to spend every proof, and what comes of it.
#[test]
fn rules_2_1_and_2_8_a_proof_is_spent_on_its_own_act_and_a_sign_in_also_on_opening_an_account() {
    use Purpose::{ChangeLogin, ConfirmTwoFactor, Recover, Register, SignIn, SwapLogins};
    let all = [SignIn, Register, ChangeLogin, SwapLogins, Recover, ConfirmTwoFactor];
    for made_for in all {
        for spent_as in all {
            let proof = completed(made_for);
            let spent = proof::spend(&Snapshot::default(), Some(&proof), &secret(), spent_as, None, now()).is_ok();
            assert_eq!(
                spent,
                made_for == spent_as
                    || (made_for, spent_as) == (SignIn, Register)
                    || (made_for, spent_as) == (ChangeLogin, SwapLogins),
                "{made_for} {spent_as}"
            );
        }
    }
}

#[test]
fn rule_2_3_without_the_attempt_secret_a_proof_is_as_good_as_unknown() {
    let wrong = Secret::new("another secret".to_owned());
    let proof = completed(Purpose::SignIn);
    let by_thief = proof::spend(&Snapshot::default(), Some(&proof), &wrong, Purpose::SignIn, None, now()).unwrap_err();
    let unknown = proof::spend(&Snapshot::default(), None, &secret(), Purpose::SignIn, None, now()).unwrap_err();
    assert_eq!(
        (by_thief.code, by_thief.rule, by_thief.detail),
        (unknown.code, unknown.rule, unknown.detail)
    );
}

#[test]
fn rule_2_7_a_proof_that_is_spent_or_not_completed_is_not_spent() {
    let spent = Proof {
        spent_at: Some(now()),
        ..completed(Purpose::SignIn)
    };
    for proof in [spent, begun(Purpose::SignIn)] {
        let refusal = proof::spend(
            &Snapshot::default(),
            Some(&proof),
            &secret(),
            Purpose::SignIn,
            None,
            now(),
        )
        .unwrap_err();
        assert_eq!((refusal.code, refusal.rule), (Code::ProofInvalid, "2.7"));
    }
}

#[test]
fn rule_2_8_the_window_ends_to_the_microsecond() {
    let proof = completed(Purpose::SignIn);
    for (spent_as, seconds) in [(Purpose::SignIn, 900), (Purpose::Register, 3600)] {
        let end = now().plus_secs(seconds);
        let before = Timestamp::from_micros(end.as_micros() - 1);
        assert!(proof::spend(&Snapshot::default(), Some(&proof), &secret(), spent_as, None, before).is_ok());
        let refusal = proof::spend(&Snapshot::default(), Some(&proof), &secret(), spent_as, None, end).unwrap_err();
        assert_eq!((refusal.code, refusal.rule), (Code::ProofExpired, "2.8"));
    }
}

fn complete() -> CompleteProof {
    CompleteProof {
        proof: ProofId::from_bytes([1; 16]),
        attempt_secret: secret(),
        key: key("anna"),
        identity: identity(),
        address_verified: true,
        sign_in_time_told: true,
    }
}

#[test]
fn rule_2_10_the_standing_of_an_identity_is_told_to_who_proved_it() {
    let confirmed = |kind, username| AccountRow {
        kind,
        confirmed_email: Some(EmailAddress::parse("ANNA@example.org").unwrap()),
        pending_email: None,
        ..account(2, username)
    };
    let unlinked = |address| Standing::Unlinked { address };
    let individual = || vec![confirmed(AccountKind::Individual, "other")];
    let cases = [
        (
            vec![account(1, "anna")],
            vec![login(1, "anna")],
            Standing::Linked {
                username: "anna".to_owned(),
            },
        ),
        (vec![], vec![], unlinked(AddressStanding::Unknown)),
        (vec![account(2, "pending")], vec![], unlinked(AddressStanding::Unknown)),
        (individual(), vec![], unlinked(AddressStanding::NoMicrosoftLogin)),
        (
            individual(),
            vec![login(2, "ben")],
            unlinked(AddressStanding::LinkedElsewhere),
        ),
        (
            vec![confirmed(AccountKind::Organization, "org")],
            vec![],
            unlinked(AddressStanding::Organization),
        ),
    ];
    for (accounts, logins, standing) in cases {
        let snapshot = Snapshot {
            proofs: vec![begun(Purpose::SignIn)],
            accounts,
            logins,
            ..Snapshot::default()
        };
        assert_eq!(decide(&complete(), &snapshot).unwrap().1.standing, standing);
    }
}
