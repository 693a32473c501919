//! Linking a Microsoft account in the recovery session.

use crate::{
    scene::{Person, mailed, opened, request},
    support::{account, now, proved, told},
};
use contract::{
    Code,
    account::Account,
    desktop::wizard::{Block, Choice, ListName, Offer, Step, WizardKind},
    proof::{Standing, UndoBy},
    recovery::NextStep,
};
use wizards::{
    Answer, Input, Machine, Proved, SessionOf, Slot, Want,
    call::recovery::{RecoveryAnswer, RecoveryRequest},
};

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
fn who_has_no_further_microsoft_account_makes_one_and_comes_back() {
    let mut person = in_session();
    person.presses(Choice::CreateIdentity).at(Step::RecoverMakeOne);
    person.gets(Input::Back).at(Step::RecoverNew);
    person
        .presses(Choice::OpenBrowser)
        .returns(Slot::New, "old@outlook.com", Some("zoe"))
        .at(Step::RecoverConflict);
    person.presses(Choice::CreateIdentity).presses(Choice::OpenBrowser);
    assert!(person.waits_for_browser());
    person
        .returns(Slot::New, "new@outlook.com", None)
        .at(Step::RecoverCheck);
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
fn the_receipt_says_that_a_recovery_code_was_used_up_and_how_many_are_left() {
    for used in [true, false] {
        let mut person = mailed();
        if used {
            let wanted = RecoveryAnswer::CodeWanted { codes_left: 4 };
            person.presses(Choice::Continue).answers(Answer::Recovery(wanted));
        }
        person.presses(Choice::Continue).answers(opened(NextStep::Link, used));
        person.presses(Choice::OpenBrowser);
        person.returns(Slot::New, "new@outlook.com", None);
        person.answers(Answer::Consequences(told())).presses(Choice::LinkLogin);
        let after = Account {
            recovery_codes_left: 3,
            ..account()
        };
        person.answers(Answer::Account(Box::new(after))).at(Step::RecoverDone);
        assert_eq!(person.sheet().facts.count, used.then_some(3));
    }
}

#[test]
fn whether_it_was_linked_is_told_by_whom_it_was_pressed_for_and_by_nobody_else() {
    let mut person = checking();
    person.answers(Answer::Consequences(told())).presses(Choice::LinkLogin);
    person.refuses(Code::SessionRequired).presses(Choice::OpenBrowser);
    person
        .returns(Slot::Other, "somebody@outlook.com", None)
        .at(Step::RecoverUnsure);
    assert_eq!(person.refusal(), Some(Code::WrongIdentity));
    assert!(person.machine.may_be_done(), "nobody knows yet");
    assert_eq!(person.sheet().facts.other_person.as_deref(), Some("new@outlook.com"));
    person.presses(Choice::OpenBrowser);
    person
        .returns(Slot::Other, "New@outlook.com", None)
        .at(Step::RecoverExpired);
}

#[test]
fn each_refusal_of_the_link_leads_to_the_page_that_helps() {
    let undo = Offer::starting(WizardKind::UndoLogin).about("maya");
    for (code, step, helps) in [
        (Code::ProofExpired, Step::RecoverNew, None),
        (Code::ClockSkewed, Step::RecoverNew, None),
        (Code::SecondFactorRequired, Step::RecoverNew, None),
        (Code::IdentityAlreadyLinked, Step::RecoverConflict, None),
        (Code::SessionRequired, Step::RecoverExpired, None),
        (Code::AccountFrozen, Step::RecoverCheck, Some(&undo)),
        (Code::LoginChangeOpen, Step::RecoverCheck, Some(&undo)),
        (Code::DeletionPending, Step::RecoverKeep, None),
    ] {
        let mut person = checking();
        person.refuses(code).at(step);
        assert_eq!(
            person.sheet().helps.iter().collect::<Vec<_>>(),
            Vec::from_iter(helps),
            "{code:?}"
        );
    }
    // Whoever took the account over may have changed its login before the code was typed.
    let mut person = mailed();
    person.presses(Choice::Continue).refuses(Code::AccountFrozen);
    assert_eq!(person.at(Step::RecoverCode).sheet().helps, [undo]);
}

#[test]
fn a_link_whose_answer_was_lost_with_its_sign_in_is_looked_for_by_another_sign_in() {
    let lost = || {
        let mut person = checking();
        person.answers(Answer::Consequences(told())).presses(Choice::LinkLogin);
        person.loses().gets(Input::ProofLost { slot: Slot::New });
        person.at(Step::RecoverUnsure);
        assert!(person.machine.may_be_done() && person.refusal().is_none());
        person.presses(Choice::OpenBrowser);
        person
    };
    let mut person = lost();
    person.returns(Slot::Other, "new@outlook.com", Some("maya"));
    assert!(matches!(
        request(&person),
        RecoveryRequest::OpenSession { by: Slot::Other }
    ));
    person.refuses(Code::SecondFactorRequired).presses(Choice::OpenBrowser);
    assert!(matches!(person.machine.wants(), Want::Browser(asking) if asking.second_factor));
    // It was not linked, and the recovery session is still open.
    let mut person = lost();
    person
        .returns(Slot::Other, "new@outlook.com", None)
        .at(Step::RecoverNew);
    assert!(!person.machine.may_be_done());
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
