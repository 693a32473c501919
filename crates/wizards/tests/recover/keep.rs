//! An account that is being deleted is kept first, in the recovery session (rules 14.15 and 14.17).

use crate::{
    scene::{Person, mailed, opened, opened_leaving, person, request},
    support::{account, told},
};
use contract::{
    Code,
    desktop::wizard::{Choice, FieldName, Step, WizardKind},
    recovery::NextStep,
};
use wizards::{
    Answer, Input, Machine, Request, SessionOf, Slot,
    call::{DeletionRequest, recovery::RecoveryRequest},
};

/// Up to the answer that the account is being deleted, in a session that was opened like this.
fn leaving(mut person: Person) -> Person {
    person.answers(opened(NextStep::Link, false)).at(Step::RecoverNew);
    person
        .presses(Choice::OpenBrowser)
        .returns(Slot::New, "new@outlook.com", None)
        .at(Step::RecoverCheck);
    person.refuses(Code::DeletionPending).at(Step::RecoverKeep);
    person
}

fn by_mail() -> Person {
    let mut person = mailed();
    person.types(FieldName::Code, "12345678").presses(Choice::Continue);
    leaving(person)
}

fn by_password() -> Person {
    let mut person = person();
    person.presses(Choice::ChoosePassword);
    person
        .types(FieldName::Username, "maya")
        .types(FieldName::Password, "Passw0rd")
        .presses(Choice::Continue);
    leaving(person)
}

fn keeps(person: &Person) -> bool {
    let call = person.call();
    matches!(call.request, Request::Deletion(DeletionRequest::Keep))
        && call.session == SessionOf::Recovery
        && call.key.is_some()
}

#[test]
fn who_lost_the_mail_keeps_the_account_and_links_in_the_same_session() {
    let mut person = by_mail();
    assert!(person.wants_nothing(), "nothing is kept before it is pressed");
    person.presses(Choice::KeepAccount);
    assert!(keeps(&person));
    person
        .answers(Answer::Account(Box::new(account())))
        .at(Step::RecoverCheck);
    assert!(person.call().preview, "what the link changes is asked for again");
    person.answers(Answer::Consequences(told())).presses(Choice::LinkLogin);
    assert!(matches!(request(&person), RecoveryRequest::Link { new: Slot::New, .. }));
    person
        .answers(Answer::Account(Box::new(account())))
        .at(Step::RecoverDone);
}

#[test]
fn who_comes_back_to_an_account_that_is_being_deleted_is_asked_at_once_whether_it_stays() {
    let mut person = mailed();
    person.types(FieldName::Code, "12345678").presses(Choice::Continue);
    person.answers(opened_leaving()).at(Step::RecoverKeep);
    person.presses(Choice::KeepAccount);
    assert!(keeps(&person));
    person
        .answers(Answer::Account(Box::new(account())))
        .at(Step::RecoverNew);
}

#[test]
fn a_lost_answer_is_asked_for_again_and_one_that_was_kept_meanwhile_goes_on() {
    let mut person = by_mail();
    let key = person.presses(Choice::KeepAccount).call().key;
    person.loses().presses(Choice::TryAgain);
    assert_eq!(person.call().key, key);
    person.refuses(Code::DeletionNotPending).at(Step::RecoverCheck);
}

#[test]
fn whoever_would_rather_not_keep_it_goes_back_and_nothing_was_done() {
    let mut person = by_mail();
    person.gets(Input::Back).at(Step::RecoverNew);
    assert!(!person.machine.may_be_done());
}

#[test]
fn a_session_that_ended_meanwhile_keeps_nothing() {
    let mut person = by_mail();
    person
        .presses(Choice::KeepAccount)
        .refuses(Code::SessionRequired)
        .at(Step::RecoverExpired);
}

#[test]
fn where_a_password_is_not_enough_the_mail_is_the_way_with_a_code_or_with_its_link() {
    let mut person = by_password();
    person
        .presses(Choice::KeepAccount)
        .refuses(Code::LoginMissing)
        .at(Step::RecoverKeep);
    let sheet = person.sheet();
    assert_eq!(sheet.offers[0].choice, Choice::ChooseLost);
    assert_eq!(sheet.helps[0].starts, Some(WizardKind::KeepAccount));
    person.presses(Choice::ChooseLost).at(Step::RecoverUsername);
}
