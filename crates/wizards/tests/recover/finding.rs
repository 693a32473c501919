//! Finding out which account and address it is.

use crate::{
    scene::{hint, mailed, person, request, says},
    support::account,
};
use contract::{
    Code,
    desktop::wizard::{Choice, FieldName, ListName, Step},
};
use wizards::{Answer, Input, Slot, call::recovery::RecoveryRequest};

#[test]
fn a_username_has_to_be_typed_and_one_that_nobody_has_is_refused_in_its_place() {
    let mut person = person();
    person.presses(Choice::ChooseFind).presses(Choice::Continue);
    assert_eq!(person.refusal(), Some(Code::UsernameInvalid));
    person.types(FieldName::Username, "nobody").presses(Choice::Continue);
    person.refuses(Code::AccountUnknown).at(Step::RecoverUsername);
    assert_eq!(person.refusal(), Some(Code::AccountUnknown));
}

#[test]
fn the_address_is_compared_with_the_hint_before_a_code_is_mailed() {
    let mut person = person();
    person.presses(Choice::ChooseLost).types(FieldName::Username, "maya");
    person.presses(Choice::Continue).answers(hint(false));
    for wrong in ["", "other@example.org", "maya@example.com", "not an address"] {
        person.types(FieldName::Email, wrong).presses(Choice::Continue);
        assert!(person.wants_nothing(), "{wrong}");
        assert_eq!(person.refusal(), Some(Code::AddressMismatch), "{wrong}");
    }
}

#[test]
fn finding_out_ends_with_a_mail_and_leads_on_where_that_one_is_lost_too() {
    let mut person = person();
    person.presses(Choice::ChooseFind).types(FieldName::Username, "maya");
    person.presses(Choice::Continue).answers(hint(false));
    person
        .types(FieldName::Email, "maya@example.org")
        .presses(Choice::Continue);
    person.answers(hint(true)).at(Step::RecoverFound);
    person.presses(Choice::NoAccess);
    assert!(matches!(
        request(&person),
        RecoveryRequest::MailLoginCode { anew: true, .. }
    ));
}

#[test]
fn who_cannot_read_the_mailbox_is_told_who_can_help() {
    let mut person = person();
    person.presses(Choice::ChooseLost).types(FieldName::Username, "maya");
    person.presses(Choice::Continue).answers(hint(false));
    person.presses(Choice::NoMailbox).at(Step::RecoverMailbox);
    assert!(says(&person, ListName::AtMicrosoft));
    person.gets(Input::Back).at(Step::RecoverAddress);
}

#[test]
fn going_back_loses_nothing_that_was_typed() {
    let mut person = mailed();
    person.gets(Input::Back).at(Step::RecoverAddress);
    assert_eq!(person.sheet().fields[0].text, "Maya@example.org");
    person.gets(Input::Back).at(Step::RecoverUsername);
    assert_eq!(person.sheet().fields[0].text, "maya");
    person.gets(Input::Back).at(Step::RecoverStart);
}

#[test]
fn late_answers_are_inert() {
    let mut person = person();
    person.returns(Slot::New, "x@outlook.com", None).at(Step::RecoverStart);
    person
        .answers(Answer::Done)
        .answers(Answer::Account(Box::new(account())))
        .at(Step::RecoverStart);
}
