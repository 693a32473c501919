//! The code from the mail, and the recovery code that comes with it.

use crate::scene::{mailed, request, says};
use contract::{
    Code,
    desktop::wizard::{Choice, FieldName, ListName, Step, WaitsFor},
};
use wizards::{
    Answer, Input, Machine,
    call::recovery::{RecoveryAnswer, RecoveryRequest},
};

#[test]
fn a_wrong_code_stays_on_its_page_and_waits_for_the_mail() {
    let mut person = mailed();
    assert_eq!(person.machine.waits_for(), WaitsFor::Mail);
    person.presses(Choice::Continue).refuses(Code::CodeWrong);
    person.at(Step::RecoverCode);
    assert_eq!(person.refusal(), Some(Code::CodeWrong));
    let first = person.presses(Choice::Continue).call().key;
    person.loses().presses(Choice::Continue);
    assert_eq!(person.call().key, first, "the same again after a lost answer");
}

#[test]
fn a_code_that_was_being_sent_when_the_app_ended_is_typed_again() {
    let mut person = mailed();
    person.presses(Choice::Continue);
    let gone = Input::SecretLost { field: FieldName::Code };
    person.gets(gone).at(Step::RecoverCode);
    assert!(says(&person, ListName::TypeAgain) && person.refusal().is_none());
}

#[test]
fn a_code_that_is_gone_after_a_restart_is_typed_again_before_the_recovery_code_that_comes_with_it() {
    let lost = || Input::SecretLost { field: FieldName::Code };
    let mut person = mailed();
    let wanted = RecoveryAnswer::CodeWanted { codes_left: 4 };
    person.presses(Choice::Continue).answers(Answer::Recovery(wanted));
    person.at(Step::RecoverSecond);
    person.gets(lost()).at(Step::RecoverCode);
    assert!(says(&person, ListName::TypeAgain) && person.refusal().is_none());
    // On any other page nothing is missing.
    let mut person = mailed();
    person.gets(lost());
    assert!(!says(&person, ListName::TypeAgain));
}

#[test]
fn with_two_factor_a_recovery_code_comes_too() {
    let mut person = mailed();
    let wanted = RecoveryAnswer::CodeWanted { codes_left: 4 };
    person.presses(Choice::Continue).answers(Answer::Recovery(wanted));
    person.at(Step::RecoverSecond);
    person.presses(Choice::Continue);
    assert!(matches!(
        request(&person),
        RecoveryRequest::ConfirmLogin {
            recovery_code: true,
            wait: false
        }
    ));
    person.refuses(Code::RecoveryCodeWrong).at(Step::RecoverSecond);
    person
        .presses(Choice::Continue)
        .refuses(Code::CodeExpired)
        .at(Step::RecoverCode);
    assert_eq!(person.refusal(), Some(Code::CodeExpired));
}
