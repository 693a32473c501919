//! A password, and a new one.

use crate::{
    scene::{Person, hint, opened, person, request, says},
    support::now,
};
use contract::{
    Code,
    desktop::wizard::{Choice, FieldName, ListName, Step},
    recovery::NextStep,
};
use wizards::{
    Answer, Input, Machine, Slot,
    call::recovery::{RecoveryAnswer, RecoveryRequest},
};

fn with_password() -> Person {
    let mut person = person();
    person
        .presses(Choice::ChoosePassword)
        .types(FieldName::Username, "maya");
    person.presses(Choice::Continue);
    person
}

/// Up to the code that was mailed.
fn forgets_password(person: &mut Person, username: &str) {
    person.presses(Choice::ChoosePassword).presses(Choice::ForgotPassword);
    person.types(FieldName::Username, username).presses(Choice::MailCode);
    let until = now().plus_secs(900);
    person
        .answers(Answer::Recovery(RecoveryAnswer::Mailed { until }))
        .at(Step::RecoverReset);
}

#[test]
fn an_account_with_a_login_is_told_to_use_that() {
    let mut person = with_password();
    person.answers(opened(NextStep::SignIn, false)).at(Step::RecoverPresent);
    assert_eq!(person.sheet().facts.person.as_deref(), Some("maya@outlook.com"));
    person.presses(Choice::NoAccess).at(Step::RecoverUsername);
}

#[test]
fn an_account_that_has_to_be_converted_is_told_why() {
    let mut person = with_password();
    person
        .answers(opened(NextStep::Convert, false))
        .at(Step::RecoverConvert);
    assert!(says(&person, ListName::PasswordDiscontinued));
}

#[test]
fn where_passwords_are_not_taken_the_mail_is_offered() {
    let mut person = with_password();
    person.refuses(Code::PasswordLoginUnsupported);
    assert_eq!(person.sheet().helps[0].choice, Choice::ChooseLost);
    person.chooses(Choice::ChooseLost).at(Step::RecoverUsername);
}

#[test]
fn a_password_with_two_factor_takes_a_recovery_code_before_the_link() {
    let mut person = with_password();
    person
        .answers(opened(NextStep::Link, true))
        .presses(Choice::OpenBrowser);
    person
        .returns(Slot::New, "new@outlook.com", None)
        .at(Step::RecoverLinkCode);
    person.presses(Choice::Continue).at(Step::RecoverCheck);
    assert!(matches!(
        request(&person),
        RecoveryRequest::Link {
            recovery_code: true,
            ..
        }
    ));
    person.refuses(Code::RecoveryCodeWrong).at(Step::RecoverLinkCode);
    assert_eq!(person.refusal(), Some(Code::RecoveryCodeWrong));
}

#[test]
fn the_code_of_a_new_password_is_not_said_to_go_to_an_address_typed_on_another_way() {
    let mut person = person();
    person.presses(Choice::ChooseFind).types(FieldName::Username, "maya");
    person.presses(Choice::Continue).answers(hint(false));
    person.types(FieldName::Email, "maya@example.org");
    person.gets(Input::Back).gets(Input::Back);
    forgets_password(&mut person, "old");
    assert_eq!(person.sheet().facts.address, None);
}

#[test]
fn a_new_password_is_tried_where_nobody_knows_whether_it_was_set() {
    let mut person = person();
    forgets_password(&mut person, "maya");
    person.presses(Choice::SetPassword).refuses(Code::RecoveryInvalid);
    assert!(matches!(
        request(&person),
        RecoveryRequest::SignInWithPassword { new: true, .. }
    ));
    person.refuses(Code::CredentialsWrong).at(Step::RecoverReset);
    assert_eq!(person.refusal(), Some(Code::RecoveryInvalid), "it was not set");
    person.presses(Choice::SetPassword).answers(Answer::Done);
    assert_eq!(person.machine.gives_up(), Some(ListName::PasswordStays));
    person.answers(opened(NextStep::Link, false)).at(Step::RecoverNew);
}

#[test]
fn a_new_password_asks_for_a_recovery_code_too_where_two_factor_is_on() {
    let mut person = person();
    forgets_password(&mut person, "maya");
    let fields = |person: &Person| -> Vec<FieldName> {
        let sheet = person.sheet();
        sheet.fields.iter().map(|field| field.name).collect()
    };
    assert_eq!(fields(&person), [FieldName::Code, FieldName::NewPassword]);
    person.presses(Choice::SetPassword).refuses(Code::RecoveryCodeWrong);
    person.at(Step::RecoverReset);
    assert_eq!(person.refusal(), None, "nothing wrong was typed");
    let asked = [FieldName::Code, FieldName::NewPassword, FieldName::RecoveryCode];
    assert_eq!(fields(&person), asked);
    person.presses(Choice::SetPassword);
    assert_eq!(request(&person).typed(), asked);
    person.refuses(Code::RecoveryCodeWrong).at(Step::RecoverReset);
    assert_eq!(person.refusal(), Some(Code::RecoveryCodeWrong));
    person.presses(Choice::SetPassword).answers(Answer::Done);
    person.answers(opened(NextStep::Link, true)).at(Step::RecoverNew);
    // Who has no code recovers the account by mail.
    let mut other = person_asked_for_a_code();
    other.presses(Choice::ChooseLost).at(Step::RecoverUsername);
}

fn person_asked_for_a_code() -> Person {
    let mut person = person();
    forgets_password(&mut person, "maya");
    person.presses(Choice::SetPassword).refuses(Code::RecoveryCodeWrong);
    person
}

#[test]
fn a_new_password_that_may_be_set_is_not_denied_on_the_pages_before_until_one_opens_a_session() {
    let mut person = person();
    person.presses(Choice::ChoosePassword).presses(Choice::ForgotPassword);
    person.types(FieldName::Username, "maya").presses(Choice::MailCode);
    let until = now().plus_secs(900);
    person
        .answers(Answer::Recovery(RecoveryAnswer::Mailed { until }))
        .at(Step::RecoverReset);
    person.presses(Choice::SetPassword).loses();
    person.gets(Input::Back).gets(Input::Back).at(Step::RecoverPassword);
    assert!(person.machine.may_be_done());
    person
        .presses(Choice::Continue)
        .answers(opened(NextStep::Link, false))
        .at(Step::RecoverNew);
    assert!(!person.machine.may_be_done());
}
