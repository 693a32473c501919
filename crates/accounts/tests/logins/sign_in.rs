//! Rules 9.9, 9.25 and 9.32: what an identity may do that was replaced, and what an address tells.

use crate::model::{Model, OFFERED, id, identity, key};
use accounts::{
    login_change::UNDO_SECONDS,
    proof::{CompleteProof, Presented},
    session::OpenSession,
};
use contract::{
    Code, Purpose, Timestamp,
    account::AuditKind,
    proof::{AddressStanding, Standing, UndoBy},
    session::Installation,
};

fn open(proof: Presented) -> OpenSession {
    OpenSession {
        proof: proof.proof,
        attempt_secret: proof.attempt_secret,
        session: None,
        installation: Installation {
            id: "phone".to_owned(),
            name: "Phone".to_owned(),
        },
        two_factor: OFFERED,
        notes_stopped: false,
    }
}

/// What a proof of this identity is told.
fn standing(model: &mut Model, purpose: Purpose, who: &str, address_verified: bool) -> Standing {
    let presented = model.proof(purpose, who, None);
    let proof = model.all.proofs.last_mut().unwrap();
    proof.completed = None;
    let command = CompleteProof {
        proof: presented.proof,
        attempt_secret: presented.attempt_secret,
        key: key(who),
        identity: identity(who),
        address_verified,
        sign_in_time_told: true,
    };
    model.decide(&command).unwrap().1.standing
}

#[test]
fn rule_9_25_an_identity_that_was_replaced_is_told_so_and_opens_no_session() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    model.run(&change);
    let until = model.now.plus_secs(UNDO_SECONDS);
    assert_eq!(
        standing(&mut model, Purpose::SignIn, "anna", true),
        Standing::Replaced {
            username: "anna".to_owned(),
            until,
            frozen: false,
            undo: UndoBy::Identity,
        }
    );
    let command = open(model.proof(Purpose::SignIn, "anna", None));
    assert_eq!(model.refused(&command), (Code::IdentityNotLinked, "3.3"));
    model.now = Timestamp::from_micros(until.as_micros() - 1);
    let last = standing(&mut model, Purpose::SignIn, "anna", true);
    assert!(matches!(last, Standing::Replaced { .. }));
    model.now = until;
    assert_eq!(
        standing(&mut model, Purpose::SignIn, "anna", true),
        Standing::Unlinked {
            address: AddressStanding::Unknown
        }
    );
}

#[test]
fn rule_9_9_nobody_signs_in_to_a_frozen_account() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    model.run(&change);
    crate::frozen::freeze(&mut model, 1);
    for who in ["anna", "new"] {
        let command = open(model.proof(Purpose::SignIn, who, None));
        assert_eq!(model.refused(&command), (Code::AccountFrozen, "9.9"), "{who}");
    }
}

#[test]
fn rule_9_27_signing_in_with_two_factor_on_takes_a_second_factor_and_leaves_the_proof_as_it_was() {
    let mut model = Model::with_anna_and_ben();
    model.account_mut(1).two_factor = true;
    let command = open(model.proof(Purpose::SignIn, "anna", None));
    let refusal = model.decide(&command).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (Code::SecondFactorRequired, "9.27"));
    assert!(refusal.remember.is_none());
}

#[test]
fn rule_9_27_who_signed_in_without_the_second_factor_or_to_a_frozen_account_is_in_its_activity() {
    let breaks: [fn(&mut Model); 2] = [
        |model| model.account_mut(1).two_factor = true,
        |model| model.account_mut(1).frozen_at = Some(model.now),
    ];
    for break_it in breaks {
        let mut model = Model::with_anna_and_ben();
        let command = OpenSession {
            notes_stopped: true,
            ..open(model.proof(Purpose::SignIn, "anna", None))
        };
        assert_eq!(command.stopped_at(&model.all, model.now), None);
        break_it(&mut model);
        assert_eq!(command.stopped_at(&model.all, model.now), Some(id(1)));
        let refusal = model.decide(&command).unwrap_err();
        let noted = refusal.remember.unwrap();
        let rows: Vec<_> = noted.audit.iter().map(|row| (row.account, &row.entry)).collect();
        let [(account, entry)] = rows[..] else {
            panic!("{rows:?}")
        };
        assert_eq!((account, entry.kind), (id(1), AuditKind::SignInStopped));
        assert_eq!(entry.installation.as_deref(), Some("Phone"));
        // The proof stays as it was.
        assert!(noted.writes.is_empty() && noted.events.is_empty());
        let quiet = OpenSession {
            notes_stopped: false,
            ..command
        };
        assert!(model.decide(&quiet).unwrap_err().remember.is_none());
    }
    // Of an identity that no account has nobody is told.
    let mut model = Model::with_anna_and_ben();
    let stranger = open(model.proof(Purpose::SignIn, "stranger", None));
    assert_eq!(stranger.stopped_at(&model.all, model.now), None);
}

#[test]
fn rule_9_32_an_address_that_nobody_vouches_for_tells_nothing() {
    let mut model = Model::with_anna_and_ben();
    model.account_mut(2).confirmed_email =
        Some(accounts::email::EmailAddress::parse("stranger@identity.example").unwrap());
    for (vouched, expected) in [
        (false, AddressStanding::Unknown),
        (true, AddressStanding::LinkedElsewhere),
    ] {
        let found = standing(&mut model, Purpose::SignIn, "stranger", vouched);
        assert_eq!(found, Standing::Unlinked { address: expected });
    }
}
