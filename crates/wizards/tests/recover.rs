//! Getting back into an account: every page, refusal and way out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use contract::{
    Code, Problem,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WaitsFor},
    proof::{Standing, UndoBy},
    recovery::{Assistance, NextStep},
};
use support::{Played, account, identity, now, proved, told};
use wizards::{
    Answer, Input, Machine, Proved, Request, SessionOf, Slot,
    call::recovery::{Opened, RecoveryAnswer, RecoveryRequest},
    recover::Recover,
};

type Person = Played<Recover>;

fn person() -> Person {
    let mut person = Played::new(Recover::default());
    person.scene.account = None;
    person
}

fn hint(mailed: bool) -> Answer {
    Answer::Recovery(RecoveryAnswer::Assistance(Assistance {
        masked_address: "m**********a@example.org".to_owned(),
        mailed,
    }))
}

fn opened(next: NextStep, two_factor: bool) -> Answer {
    Answer::Recovery(RecoveryAnswer::Opened(Box::new(Opened {
        username: "maya".to_owned(),
        until: now().plus_secs(1800),
        next,
        login: (next == NextStep::SignIn).then(|| identity("maya@outlook.com")),
        two_factor,
        password_discontinued: next == NextStep::Convert,
    })))
}

/// Up to the page for the code from the mail.
fn mailed() -> Person {
    let mut person = person();
    person.presses(Choice::ChooseLost).types(FieldName::Username, "maya");
    person.presses(Choice::Continue).answers(hint(false));
    person.at(Step::RecoverAddress);
    person
        .types(FieldName::Email, "Maya@example.org")
        .presses(Choice::Continue);
    let until = now().plus_secs(900);
    person.answers(Answer::Recovery(RecoveryAnswer::Mailed { until }));
    person.at(Step::RecoverCode);
    person
}

/// Up to the sign-in with the new Microsoft account.
fn in_session() -> Person {
    let mut person = mailed();
    person.presses(Choice::Continue).answers(opened(NextStep::Link, false));
    person.at(Step::RecoverNew);
    person
}

/// Up to the decision.
fn checking() -> Person {
    let mut person = in_session();
    person.presses(Choice::OpenBrowser);
    assert!(person.waits_for_browser());
    person
        .returns(Slot::New, "new@outlook.com", None)
        .at(Step::RecoverCheck);
    person
}

fn with_password() -> Person {
    let mut person = person();
    person
        .presses(Choice::ChoosePassword)
        .types(FieldName::Username, "maya");
    person.presses(Choice::Continue);
    person
}

fn request(person: &Person) -> RecoveryRequest {
    match person.call().request {
        Request::Recovery(request) => request,
        other => panic!("{other:?}"),
    }
}

fn says(person: &Person, list: ListName) -> bool {
    let blocks = person.sheet().blocks;
    blocks
        .iter()
        .any(|block| matches!(block, Block::Note { list: said, .. } if *said == list))
}

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
    person.presses(Choice::ChoosePassword).presses(Choice::ForgotPassword);
    person.types(FieldName::Username, "old").presses(Choice::MailCode);
    let until = now().plus_secs(900);
    person
        .answers(Answer::Recovery(RecoveryAnswer::Mailed { until }))
        .at(Step::RecoverReset);
    assert_eq!(person.sheet().facts.address, None);
}

#[test]
fn who_could_still_undo_a_change_elsewhere_is_told_that_the_link_ends_that() {
    let mut person = in_session();
    person.presses(Choice::OpenBrowser);
    let standing = Standing::Replaced {
        username: "zoe".to_owned(),
        until: now().plus_secs(3600),
        frozen: false,
        undo: UndoBy::Identity,
    };
    let proved = Proved {
        standing,
        ..proved("new@outlook.com", None)
    };
    let slot = Slot::New;
    person.gets(Input::Proved { slot, proved }).at(Step::RecoverCheck);
    let sheet = person.sheet();
    assert!(sheet.blocks.iter().any(|block| matches!(
        block,
        Block::Note {
            list: ListName::ReplacedElsewhere,
            warns: true
        }
    )));
    assert_eq!(sheet.facts.other.as_deref(), Some("zoe"));
    assert_eq!(sheet.helps.len(), 1);
}

#[test]
fn a_new_password_is_tried_where_nobody_knows_whether_it_was_set() {
    let mut person = person();
    person.presses(Choice::ChoosePassword).presses(Choice::ForgotPassword);
    person.types(FieldName::Username, "maya").presses(Choice::MailCode);
    let until = now().plus_secs(900);
    person
        .answers(Answer::Recovery(RecoveryAnswer::Mailed { until }))
        .at(Step::RecoverReset);
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
    person.presses(Choice::ChoosePassword).presses(Choice::ForgotPassword);
    person.types(FieldName::Username, "maya").presses(Choice::MailCode);
    let until = now().plus_secs(900);
    person
        .answers(Answer::Recovery(RecoveryAnswer::Mailed { until }))
        .at(Step::RecoverReset);
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
    person.presses(Choice::ChoosePassword).presses(Choice::ForgotPassword);
    person.types(FieldName::Username, "maya").presses(Choice::MailCode);
    let until = now().plus_secs(900);
    person.answers(Answer::Recovery(RecoveryAnswer::Mailed { until }));
    person.presses(Choice::SetPassword).refuses(Code::RecoveryCodeWrong);
    person
}

#[test]
fn what_would_change_is_shown_first_and_pressed_once() {
    let mut person = checking();
    assert!(person.call().preview && person.call().session == SessionOf::Recovery);
    person.answers(Answer::Consequences(told()));
    assert!(person.wants_nothing());
    let key = person.presses(Choice::LinkLogin).call().key;
    assert!(key.is_some());
    person
        .gets(Input::Back)
        .chooses(Choice::AnotherIdentity)
        .at(Step::RecoverCheck);
    person.loses().presses(Choice::TryAgain);
    assert_eq!(person.call().key, key);
    person
        .answers(Answer::Account(Box::new(account())))
        .at(Step::RecoverDone);
    assert!(person.machine.is_over());
}

#[test]
fn a_link_whose_answer_was_lost_with_its_session_is_looked_for_by_a_sign_in() {
    let unsure = || {
        let mut person = checking();
        person.answers(Answer::Consequences(told())).presses(Choice::LinkLogin);
        person.refuses(Code::SessionRequired).at(Step::RecoverUnsure);
        person.presses(Choice::OpenBrowser);
        person
    };
    let mut person = unsure();
    person.returns(Slot::Other, "new@outlook.com", Some("maya"));
    assert!(matches!(
        request(&person),
        RecoveryRequest::OpenSession { by: Slot::Other }
    ));
    person
        .answers(Answer::Account(Box::new(account())))
        .at(Step::RecoverDone);
    let mut person = unsure();
    person
        .returns(Slot::Other, "new@outlook.com", None)
        .at(Step::RecoverExpired);
    let mut person = unsure();
    person
        .returns(Slot::Other, "x@outlook.com", Some("other"))
        .at(Step::RecoverUnsure);
    assert_eq!(person.refusal(), Some(Code::WrongIdentity));
}

#[test]
fn each_refusal_of_the_link_leads_to_the_page_that_helps() {
    for (code, step) in [
        (Code::ProofExpired, Step::RecoverNew),
        (Code::SecondFactorRequired, Step::RecoverNew),
        (Code::IdentityAlreadyLinked, Step::RecoverConflict),
        (Code::SessionRequired, Step::RecoverExpired),
        (Code::AccountFrozen, Step::RecoverCheck),
        (Code::LoginChangeOpen, Step::RecoverCheck),
    ] {
        let mut person = checking();
        person.refuses(code).at(step);
    }
}

#[test]
fn a_microsoft_account_that_opens_another_account_is_not_taken() {
    let mut person = in_session();
    person.presses(Choice::OpenBrowser);
    person
        .returns(Slot::New, "x@outlook.com", Some("other"))
        .at(Step::RecoverConflict);
    person.presses(Choice::AnotherIdentity);
    assert!(person.waits_for_browser());
}

#[test]
fn a_proof_that_ran_out_goes_back_to_its_browser_and_a_session_that_ran_out_to_its_beginning() {
    let mut person = checking();
    person.gets(Input::ProofLost { slot: Slot::New }).at(Step::RecoverNew);
    assert_eq!(person.refusal(), Some(Code::ProofExpired));
    let mut person = checking();
    person.scene.now = now().plus_secs(1800);
    person.at(Step::RecoverExpired);
    person.presses(Choice::BeginAgain).at(Step::RecoverUsername);
    assert_eq!(person.sheet().fields[0].text, "maya");
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
