//! What a proof without a time is spent on (rules 2.11 and 2.13).

use crate::{
    codes::make,
    model::{Model, OFFERED, id},
    undated::{REQUIRED, ask, complete, mailed, show, typing, undated},
};
use accounts::{
    login_change::{ChangeLogin, Current, MoveLogin, SwapLogins, ViewConflict},
    proof::Presented,
    recovery_code::MakeRecoveryCodes,
};
use contract::{Code, Purpose, Secret, account::AuditKind};

fn make_codes(model: &Model, proof: Presented) -> MakeRecoveryCodes {
    MakeRecoveryCodes {
        caller: model.caller(1),
        proof,
        two_factor: OFFERED,
    }
}

fn change(model: &Model, current: Presented, new: Presented) -> ChangeLogin {
    ChangeLogin {
        caller: model.caller(1),
        current: Current::Proof(current),
        new,
        two_factor: OFFERED,
    }
}

#[test]
fn rule_2_13_a_proof_without_a_time_is_spent_once_the_mailed_code_was_typed() {
    let mut model = Model::with_anna_and_ben();
    let (proof, answer) = undated(&mut model, Purpose::MakeRecoveryCodes, "anna", Some(1));
    assert!(answer.mailed_code_required);
    let command = make_codes(&model, proof.clone());
    assert_eq!(model.refused(&command), REQUIRED);
    let (to, code) = mailed(&mut model, &proof);
    assert_eq!(to, "anna@contact.example");
    assert_eq!(model.audit_of(1), [AuditKind::ProofCodeMailed]);
    assert_eq!(model.refused(&command), REQUIRED, "that it was mailed shows nothing");
    model.run(&typing(&proof, &code));
    // The request sent again, and another code, change nothing.
    model.run(&typing(&proof, &code));
    assert_eq!(model.refused(&ask(&proof)), (Code::ProofInvalid, "2.12"));
    assert_eq!(model.run(&command).codes.len(), 10);
}

#[test]
fn rule_2_11_a_token_with_a_time_and_purposes_that_ask_for_none_want_no_code() {
    let mut model = Model::with_anna_and_ben();
    let (_, mut dated) = complete(&mut model, Purpose::MakeRecoveryCodes, "anna", Some(1));
    dated.sign_in_time_told = true;
    assert!(!model.run(&dated).mailed_code_required);
    for purpose in [Purpose::SignIn, Purpose::Register] {
        let (proof, answer) = undated(&mut model, purpose, "anna", None);
        assert!(!answer.mailed_code_required);
        assert_eq!(model.refused(&ask(&proof)), (Code::ProofInvalid, "2.12"));
        let code = Secret::new("12345678".to_owned());
        assert_eq!(model.refused(&typing(&proof, &code)), (Code::ProofInvalid, "2.12"));
    }
}

#[test]
fn rule_2_11_without_a_confirmed_address_or_an_account_it_is_refused() {
    let mut model = Model::with_anna_and_ben();
    model.account_mut(1).confirmed_email = None;
    let (_, own) = complete(&mut model, Purpose::DeleteAccount, "anna", Some(1));
    assert_eq!(model.refused(&own), (Code::EmailUnconfirmed, "5.9"));
    let (_, theirs) = complete(&mut model, Purpose::ChangeLogin, "anna", Some(2));
    assert_eq!(model.refused(&theirs), (Code::SignInTimeMissing, "2.11"));
    let (_, nobodys) = complete(&mut model, Purpose::Recover, "stranger", None);
    assert_eq!(model.refused(&nobodys), (Code::SignInTimeMissing, "2.11"));
    // Keeping an account takes a link that was mailed.
    let (_, answer) = undated(&mut model, Purpose::CancelDeletion, "stranger", None);
    assert!(!answer.mailed_code_required);
}

#[test]
fn rule_2_13_one_code_does_for_a_change_of_a_login_to_an_identity_that_nobody_has() {
    for first in [true, false] {
        let mut model = Model::with_anna_and_ben();
        let (current, _) = undated(&mut model, Purpose::ChangeLogin, "anna", Some(1));
        let (new, _) = undated(&mut model, Purpose::ChangeLogin, "new", Some(1));
        let command = change(&model, current.clone(), new.clone());
        assert_eq!(model.refused(&command), REQUIRED);
        let to = show(&mut model, if first { &current } else { &new });
        assert_eq!(to, "anna@contact.example");
        model.run(&command);
        assert_eq!(model.live(1), Some("new"));
    }
}

#[test]
fn rule_2_13_beside_a_recovery_code_the_new_identity_takes_a_code_of_its_own() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let (new, _) = undated(&mut model, Purpose::ChangeLogin, "new", Some(1));
    let command = ChangeLogin {
        caller: model.caller(1),
        current: Current::RecoveryCode(codes[0].clone()),
        new: new.clone(),
        two_factor: OFFERED,
    };
    assert_eq!(model.refused(&command), REQUIRED);
    show(&mut model, &new);
    model.run(&command);
}

#[test]
fn rule_2_13_a_code_typed_in_another_session_does_for_nothing_here() {
    let mut model = Model::with_anna_and_ben();
    model.session(3, 1);
    let (current, _) = undated(&mut model, Purpose::ChangeLogin, "anna", Some(3));
    show(&mut model, &current);
    let (new, _) = undated(&mut model, Purpose::ChangeLogin, "new", Some(1));
    let command = change(&model, current, new);
    assert_eq!(model.refused(&command), REQUIRED);
}

#[test]
fn rule_2_11_another_accounts_identity_takes_a_code_from_that_accounts_mailbox() {
    let mut model = Model::with_anna_and_ben();
    let (mine, _) = undated(&mut model, Purpose::ChangeLogin, "anna", Some(1));
    let (theirs, _) = undated(&mut model, Purpose::ChangeLogin, "ben", Some(1));
    let view = ViewConflict {
        caller: model.caller(1),
        proof: theirs.clone(),
        other: Some(id(2)),
        two_factor: OFFERED,
    };
    let swap = SwapLogins {
        caller: model.caller(1),
        mine: mine.clone(),
        theirs: theirs.clone(),
        other: Some(id(2)),
        two_factor: OFFERED,
    };
    let moving = MoveLogin {
        caller: model.caller(1),
        current: Current::Proof(mine.clone()),
        new: theirs.clone(),
        username: "ben".to_owned(),
        other: Some(id(2)),
        unlist_orphans: false,
        grace_seconds: 86_400,
        two_factor: OFFERED,
    };
    assert_eq!(show(&mut model, &mine), "anna@contact.example");
    assert_eq!(model.refused(&view), REQUIRED);
    assert_eq!(model.refused(&swap), REQUIRED);
    assert_eq!(model.refused(&moving), REQUIRED);
    assert_eq!(show(&mut model, &theirs), "ben@contact.example");
    assert!(model.decide(&view).is_ok());
    assert!(model.decide(&moving).is_ok());
    model.run(&swap);
    assert_eq!(model.live(1), Some("ben"));
}

#[test]
fn rule_2_13_a_code_typed_while_the_identity_was_free_is_none_for_the_account_that_has_it_by_then() {
    let mut model = Model::with_anna_and_ben();
    let (theirs, _) = undated(&mut model, Purpose::ChangeLogin, "new", Some(1));
    assert_eq!(show(&mut model, &theirs), "anna@contact.example");
    model.session(3, 2);
    let bens = model.change(3, "ben", "new");
    model.run(&bens);
    let view = ViewConflict {
        caller: model.caller(1),
        proof: theirs,
        other: Some(id(2)),
        two_factor: OFFERED,
    };
    assert_eq!(model.refused(&view), REQUIRED);
    // The other account's code can be asked for and typed, and what is typed already asks for nothing.
    assert_eq!(show(&mut model, &view.proof), "ben@contact.example");
    assert_eq!(model.refused(&ask(&view.proof)), (Code::ProofInvalid, "2.12"));
    assert!(model.decide(&view).is_ok());
}
