//! Recovery codes (rules 7.6 and 9.13 to 9.15).

use crate::model::{Model, OFFERED};
use accounts::{
    login_change::{ChangeLogin, Current, UNDO_SECONDS},
    recovery_code::{COUNT, MakeRecoveryCodes, RecoveryCode, derive, hash_of},
};
use contract::{Code, Purpose, Secret, account::AuditKind, consequence::Consequence};

/// Ten codes of the account `number`, made in its session.
pub fn make(model: &mut Model, number: u8, who: &str) -> Vec<Secret> {
    let command = MakeRecoveryCodes {
        caller: model.caller(number),
        proof: model.proof(Purpose::MakeRecoveryCodes, who, Some(number)),
        two_factor: OFFERED,
    };
    model.run(&command).codes
}

#[test]
fn rule_9_13_ten_codes_are_made_all_different_and_only_their_hashes_stored() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    assert_eq!(codes.len(), 10);
    let mut texts: Vec<_> = codes.iter().map(|code| code.expose().to_owned()).collect();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 10);
    assert_eq!(model.account(1).recovery_codes_left, COUNT);
    let account = model.account(1).id;
    for (row, code) in model.all.recovery_codes.iter().zip(&codes) {
        assert_eq!(row.hash, hash_of(account, code));
    }
    assert_eq!(model.audit_of(1), [AuditKind::RecoveryCodesMade]);
    assert_eq!(model.take_mails().len(), 1);
}

#[test]
fn rule_9_15_new_codes_take_the_place_of_the_old_ones() {
    let mut model = Model::with_anna_and_ben();
    let old = make(&mut model, 1, "anna");
    let command = MakeRecoveryCodes {
        caller: model.caller(1),
        proof: model.proof(Purpose::MakeRecoveryCodes, "anna", Some(1)),
        two_factor: OFFERED,
    };
    let (changes, _) = model.decide(&command).unwrap();
    assert_eq!(changes.consequences[0], Consequence::RecoveryCodesRemoved { count: 10 });
    model.apply(changes);
    let change = model.change(1, "anna", "new");
    let command = ChangeLogin {
        current: Current::RecoveryCode(old[0].clone()),
        ..change
    };
    assert_eq!(model.refused(&command), (Code::RecoveryCodeWrong, "9.14"));
}

#[test]
fn rule_9_14_a_code_is_used_once_and_only_for_its_own_account() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(2, "ben", "new");
    let command = ChangeLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..change
    };
    assert_eq!(model.refused(&command), (Code::RecoveryCodeWrong, "9.14"));
    let change = model.change(1, "anna", "new");
    let command = ChangeLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..change
    };
    let account = model.run(&command);
    assert_eq!(account.recovery_codes_left, 9);
    assert!(model.audit_of(1).contains(&AuditKind::RecoveryCodeUsed));
    model.advance(UNDO_SECONDS);
    let change = model.change(1, "new", "newer");
    let again = ChangeLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..change
    };
    assert_eq!(model.refused(&again), (Code::RecoveryCodeWrong, "9.14"));
}

#[test]
fn rule_9_15_codes_take_a_fresh_proof_of_the_present_identity_and_no_open_change() {
    let mut model = Model::with_anna_and_ben();
    let command = |model: &mut Model, purpose, who: &str| MakeRecoveryCodes {
        caller: model.caller(1),
        proof: model.proof(purpose, who, Some(1)),
        two_factor: OFFERED,
    };
    let wrong = command(&mut model, Purpose::MakeRecoveryCodes, "ben");
    assert_eq!(model.refused(&wrong), (Code::CurrentIdentityWrong, "9.1"));
    let wrong = command(&mut model, Purpose::ChangeLogin, "anna");
    assert_eq!(model.refused(&wrong), (Code::ProofInvalid, "2.1"));
    model.account_mut(1).two_factor = true;
    let without = command(&mut model, Purpose::MakeRecoveryCodes, "anna");
    assert_eq!(model.refused(&without), (Code::SecondFactorRequired, "9.27"));
    model.account_mut(1).two_factor = false;
    let change = model.change(1, "anna", "new");
    model.run(&change);
    let wrong = command(&mut model, Purpose::MakeRecoveryCodes, "new");
    assert_eq!(model.refused(&wrong), (Code::LoginChangeOpen, "9.8"));
}

#[test]
fn rule_7_6_the_same_request_again_derives_the_same_codes() {
    let mut model = Model::with_anna_and_ben();
    let command = MakeRecoveryCodes {
        caller: model.caller(1),
        proof: model.proof(Purpose::MakeRecoveryCodes, "anna", Some(1)),
        two_factor: OFFERED,
    };
    let made = model.run(&command);
    let again = derive(&command.proof.attempt_secret, &made.salt, model.account(1).id, 3);
    assert_eq!(again, made.codes[2]);
}

/// Gives an account one recovery code, as if it had been made before.
pub fn add(model: &mut Model, number: u8) -> Secret {
    let account = model.account(number).id;
    let text = derive(&Secret::new("made before".to_owned()), &[0; 32], account, 1);
    model.all.recovery_codes.push(RecoveryCode {
        account,
        number: 1,
        hash: hash_of(account, &text),
        used_at: None,
    });
    model.account_mut(number).recovery_codes_left = 1;
    text
}
