//! Proofs without a time that are of the wrong identity (rule 2.13): they are refused as that, whether or not a code was typed.

use crate::{
    model::{Model, OFFERED, id},
    undated::{show, undated},
};
use accounts::{
    deletion::{Confirmed, RequestDeletion},
    login_change::{ChangeLogin, Current, MoveLogin, SwapLogins, UndoChange, ViewConflict},
    proof::Presented,
    recovery_code::MakeRecoveryCodes,
    two_factor::SwitchTwoFactor,
};
use contract::{Code, Purpose, session::Installation};

type Refused = (Code, &'static str);

const NOT_PRESENT: Refused = (Code::CurrentIdentityWrong, "9.1");
const NOBODYS: Refused = (Code::IdentityNotLinked, "9.11");

/// Ben signs in as "new" since a moment ago and could still take that back as "ben", which nobody signs in with now.
fn with_dormant_ben() -> Model {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(2, "ben", "new");
    model.run(&change);
    model
}

/// What anna is answered who brings the proof of "ben" and all else that the act takes.
fn refused(name: &str, model: &mut Model, dormant: Presented) -> Refused {
    let caller = model.caller(1);
    let (current, other) = (Current::Proof(dormant.clone()), Some(id(2)));
    let moving = |current, new| MoveLogin {
        caller: caller.clone(),
        current,
        new,
        username: "ben".to_owned(),
        other,
        unlist_orphans: false,
        grace_seconds: 86_400,
        two_factor: OFFERED,
    };
    let swapping = |mine, theirs| SwapLogins {
        caller: caller.clone(),
        mine,
        theirs,
        other,
        two_factor: OFFERED,
    };
    let dated = |model: &mut Model, purpose, who| model.proof(purpose, who, Some(1));
    match name {
        "make recovery codes" => model.refused(&MakeRecoveryCodes {
            caller,
            proof: dormant,
            two_factor: OFFERED,
        }),
        "switch two-factor" => model.refused(&SwitchTwoFactor {
            caller,
            on: true,
            proof: dormant,
            recovery_code: None,
            policy: OFFERED,
            previewing: false,
            feedback: None,
        }),
        "delete" => model.refused(&RequestDeletion {
            caller,
            confirmed: Some(Confirmed {
                username: "anna".to_owned(),
                proof: dormant.proof,
                attempt_secret: dormant.attempt_secret,
            }),
            unlist_orphans: false,
            grace_seconds: 86_400,
            two_factor: OFFERED,
        }),
        "change, as the present one" => {
            let new = dated(model, Purpose::ChangeLogin, "third");
            model.refused(&ChangeLogin {
                caller,
                current,
                new,
                two_factor: OFFERED,
            })
        }
        "move, as the present one" => {
            let new = dated(model, Purpose::ChangeLogin, "new");
            model.refused(&moving(current, new))
        }
        "move, as the other one" => {
            let own = dated(model, Purpose::ChangeLogin, "anna");
            model.refused(&moving(Current::Proof(own), dormant))
        }
        "view a conflict" => model.refused(&ViewConflict {
            caller,
            proof: dormant,
            other,
            two_factor: OFFERED,
        }),
        "swap, as the own one" => {
            let theirs = dated(model, Purpose::SwapLogins, "new");
            model.refused(&swapping(dormant, theirs))
        }
        "swap, as the other one" => {
            let mine = dated(model, Purpose::SwapLogins, "anna");
            model.refused(&swapping(mine, dormant))
        }
        other => panic!("{other}"),
    }
}

#[test]
fn rule_2_13_the_proof_of_a_wrong_identity_is_refused_as_that_before_and_after_its_code_was_typed() {
    for (name, purpose, expected) in [
        ("make recovery codes", Purpose::MakeRecoveryCodes, NOT_PRESENT),
        ("switch two-factor", Purpose::ConfirmTwoFactor, NOT_PRESENT),
        ("delete", Purpose::DeleteAccount, (Code::CurrentIdentityWrong, "14.2")),
        ("change, as the present one", Purpose::ChangeLogin, NOT_PRESENT),
        ("move, as the present one", Purpose::ChangeLogin, NOT_PRESENT),
        ("move, as the other one", Purpose::ChangeLogin, NOBODYS),
        ("view a conflict", Purpose::ChangeLogin, NOBODYS),
        ("swap, as the own one", Purpose::SwapLogins, NOT_PRESENT),
        ("swap, as the other one", Purpose::SwapLogins, NOBODYS),
    ] {
        let mut model = with_dormant_ben();
        let (proof, answer) = undated(&mut model, purpose, "ben", Some(1));
        assert!(answer.mailed_code_required, "{name}");
        assert_eq!(refused(name, &mut model, proof.clone()), expected, "{name}");
        assert_eq!(show(&mut model, &proof), "ben@contact.example", "{name}");
        assert_eq!(refused(name, &mut model, proof), expected, "{name}, typed");
    }
}

#[test]
fn rule_2_13_so_is_the_proof_of_a_third_identity_where_a_swap_is_undone() {
    let mut model = with_dormant_ben();
    model.open(3, "cara");
    let swap = SwapLogins {
        caller: model.caller(1),
        mine: model.proof(Purpose::SwapLogins, "anna", Some(1)),
        theirs: model.proof(Purpose::SwapLogins, "cara", Some(1)),
        other: Some(id(3)),
        two_factor: OFFERED,
    };
    model.run(&swap);
    let (proof, _) = undated(&mut model, Purpose::UndoLogin, "ben", None);
    for typed in [false, true] {
        if typed {
            assert_eq!(show(&mut model, &proof), "ben@contact.example");
        }
        let undoing = UndoChange {
            proof: model.proof(Purpose::UndoLogin, "anna", None),
            partner: Some(proof.clone()),
            recovery_code: None,
            session: None,
            installation: Installation {
                id: "laptop".to_owned(),
                name: "Laptop".to_owned(),
            },
            accounts: vec![id(1), id(3)],
            two_factor: OFFERED,
        };
        let expected = (Code::CurrentIdentityWrong, "9.19");
        assert_eq!(model.refused(&undoing), expected, "{typed}");
    }
}
