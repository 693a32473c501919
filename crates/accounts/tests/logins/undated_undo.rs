//! Undoing with a proof that has no time (rules 9.17 and 9.20).

use crate::{
    codes::make,
    model::{Model, OFFERED},
    undated::{REQUIRED, show, undated},
};
use accounts::{
    login_change::{ChangeLogin, Current, UndoChange},
    proof::Presented,
};
use contract::{Code, Purpose, Secret, session::Installation};

fn undo(model: &Model, proof: Presented, recovery_code: Option<Secret>) -> UndoChange {
    UndoChange {
        proof,
        partner: None,
        recovery_code,
        session: None,
        installation: Installation {
            id: "laptop".to_owned(),
            name: "Laptop".to_owned(),
        },
        accounts: model.all.accounts.iter().map(|row| row.id).collect(),
        two_factor: OFFERED,
    }
}

#[test]
fn rule_9_17_undoing_takes_the_mailed_code_or_a_recovery_code_in_its_place() {
    for by_recovery_code in [false, true] {
        let mut model = Model::with_anna_and_ben();
        let codes = make(&mut model, 1, "anna");
        let command = model.change(1, "anna", "new");
        model.run(&command);
        let (proof, answer) = undated(&mut model, Purpose::UndoLogin, "anna", None);
        assert!(answer.mailed_code_required);
        let without = undo(&model, proof.clone(), None);
        assert_eq!(model.refused(&without), REQUIRED);
        if by_recovery_code {
            let mistaken = undo(&model, proof.clone(), Some(Secret::new("nothing".to_owned())));
            assert_eq!(model.refused(&mistaken).0, Code::RecoveryCodeMistyped);
            let command = undo(&model, proof, Some(codes[0].clone()));
            model.run(&command);
            assert_eq!(model.account(1).recovery_codes_left, 9, "it is used up");
        } else {
            assert_eq!(show(&mut model, &proof), "anna@contact.example");
            model.run(&without);
        }
        assert_eq!(model.live(1), Some("anna"));
    }
}

#[test]
fn rule_9_20_an_undated_sign_in_alone_freezes_nothing() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let command = ChangeLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..model.change(1, "anna", "new")
    };
    model.run(&command);
    let (proof, _) = undated(&mut model, Purpose::UndoLogin, "anna", None);
    let command = undo(&model, proof.clone(), None);
    assert_eq!(model.refused(&command), REQUIRED);
    assert_eq!(model.account(1).frozen_at, None);
    show(&mut model, &proof);
    assert_eq!(model.refused(&command), (Code::UndoContested, "9.20"));
    assert!(model.account(1).frozen_at.is_some());
}
