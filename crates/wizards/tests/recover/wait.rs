//! The wait in place of a recovery code.

use crate::{
    scene::{Person, hint, mailed, request, says},
    support::now,
};
use contract::{
    Code, Problem,
    desktop::wizard::{Choice, FieldName, ListName, Step, WaitsFor},
};
use wizards::{
    Answer, Input, Machine,
    call::recovery::{RecoveryAnswer, RecoveryRequest},
};

fn waiting() -> Person {
    let mut person = mailed();
    let wanted = RecoveryAnswer::CodeWanted { codes_left: 0 };
    person.presses(Choice::Continue).answers(Answer::Recovery(wanted));
    person.presses(Choice::NoRecoveryCode).at(Step::RecoverWait);
    person.presses(Choice::BeginWait);
    let until = now().plus_secs(604_800);
    person.answers(Answer::Recovery(RecoveryAnswer::Waits { until }));
    person.at(Step::RecoverWaiting);
    person
}

#[test]
fn a_wait_says_its_end_and_who_can_stop_it_and_ends_by_the_clock() {
    let mut person = waiting();
    let until = now().plus_secs(604_800);
    assert_eq!(person.machine.waits_for(), WaitsFor::Time { until });
    assert!(says(&person, ListName::WhyWait) && says(&person, ListName::WaitTold));
    assert_eq!(person.machine.gives_up(), Some(ListName::WaitGivenUp));
    person.gets(Input::Resumed).at(Step::RecoverWaiting);
    person.scene.now = until;
    person.gets(Input::Resumed).at(Step::RecoverWaited);
    person.presses(Choice::MailCode);
    assert!(matches!(
        request(&person),
        RecoveryRequest::MailLoginCode { anew: false, .. }
    ));
    let until = person.scene.now.plus_secs(900);
    person.answers(Answer::Recovery(RecoveryAnswer::Mailed { until }));
    person.at(Step::RecoverCode);
    assert_eq!(person.machine.gives_up(), Some(ListName::WaitGivenUp));
}

#[test]
fn a_wait_that_somebody_stopped_is_said_to_be_over() {
    for answer in [
        Input::Refused(Code::RecoveryInvalid.into()),
        Input::Answered(Answer::Recovery(RecoveryAnswer::CodeWanted { codes_left: 0 })),
    ] {
        let mut person = waiting();
        person.scene.now = now().plus_secs(604_801);
        person.gets(Input::Resumed).presses(Choice::MailCode);
        let until = person.scene.now.plus_secs(900);
        person.answers(Answer::Recovery(RecoveryAnswer::Mailed { until }));
        person.presses(Choice::Continue).gets(answer).at(Step::RecoverStopped);
        person.presses(Choice::BeginAgain).at(Step::RecoverUsername);
    }
}

#[test]
fn a_gallery_that_says_wait_is_believed() {
    let mut person = mailed();
    let mut waits = Problem::from(Code::RecoveryWaits);
    waits.retry_after = Some(60);
    person
        .presses(Choice::Continue)
        .gets(Input::Refused(waits))
        .at(Step::RecoverWaiting);
    assert_eq!(person.sheet().facts.until, Some(now().plus_secs(60)));
}

#[test]
fn a_code_that_was_found_gives_up_the_wait_only_when_another_mail_is_asked_for_and_that_is_said_before() {
    let mut person = waiting();
    person.presses(Choice::UseRecoveryCode).at(Step::RecoverUsername);
    assert_eq!(person.machine.gives_up(), Some(ListName::WaitGivenUp));
    person.presses(Choice::Continue).answers(hint(false));
    person.at(Step::RecoverAddress);
    assert!(says(&person, ListName::WaitAtStake));
    person
        .presses(Choice::NoMailbox)
        .gets(Input::Back)
        .gets(Input::Back)
        .gets(Input::Back)
        .at(Step::RecoverWaiting);
    let until = now().plus_secs(604_800);
    assert_eq!(person.machine.waits_for(), WaitsFor::Time { until });
    person.presses(Choice::UseRecoveryCode).presses(Choice::Continue);
    person.answers(hint(false)).presses(Choice::Continue);
    assert!(matches!(
        request(&person),
        RecoveryRequest::MailLoginCode { anew: true, .. }
    ));
    assert_eq!(person.machine.gives_up(), None);
}

#[test]
fn who_typed_another_name_on_the_way_to_a_code_comes_back_to_the_wait_of_the_first() {
    let mut person = waiting();
    let named = person.sheet().facts.username;
    person
        .presses(Choice::UseRecoveryCode)
        .types(FieldName::Username, "somebody-else")
        .gets(Input::Back)
        .at(Step::RecoverWaiting);
    assert_eq!(person.sheet().facts.username, named);
    person.presses(Choice::UseRecoveryCode).at(Step::RecoverUsername);
    assert_eq!(person.sheet().fields[0].text, "somebody-else", "it is not typed again");
}

#[test]
fn who_comes_back_to_a_wait_that_ended_meanwhile_goes_on_with_it() {
    let mut person = waiting();
    person.presses(Choice::UseRecoveryCode);
    person.scene.now = now().plus_secs(604_801);
    person.gets(Input::Back).at(Step::RecoverWaited);
}

#[test]
fn a_password_in_place_of_the_wait_is_said_to_give_it_up() {
    let mut person = waiting();
    person.presses(Choice::UseRecoveryCode).presses(Choice::Continue);
    person.answers(hint(false)).presses(Choice::NoMailbox);
    assert!(says(&person, ListName::WaitAtStake));
    person
        .presses(Choice::ChoosePassword)
        .types(FieldName::Username, "maya");
    person.gets(Input::Back).at(Step::RecoverStart);
    assert_eq!(person.machine.gives_up(), None);
}
