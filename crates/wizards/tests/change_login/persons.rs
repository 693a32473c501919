//! Who came back from the browser, and what stands in place of the present identity.

use crate::{
    scene::{OTHER, THIS, begun, checked, lists, proven, third},
    stage::{Run, free, identity, linked, replaced},
};
use contract::{
    Code, Problem,
    desktop::wizard::{Choice, FieldName, ListName, Step, WizardKind},
    proof::UndoBy,
};
use wizards::{Current, Input, Request, Slot};

#[test]
fn who_came_back_as_somebody_else_or_as_the_same_is_told_and_keeps_the_place() {
    let mut run = begun();
    run.choose(Choice::Continue)
        .choose(Choice::OpenBrowser)
        .proves(2, linked(OTHER));
    assert_eq!(run.step(), Step::ChangeLoginWrongPerson);
    assert_eq!(run.sheet().facts.other_person, identity(2).address);
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    assert_eq!(run.step(), Step::ChangeLoginSamePerson);
    run.choose(Choice::AnotherIdentity).proves(3, free());
    assert_eq!(run.step(), Step::ChangeLoginCheck);
}

#[test]
fn who_has_no_further_identity_makes_one_in_the_same_sign_in() {
    let mut run = proven();
    run.choose(Choice::CreateIdentity);
    assert_eq!(run.step(), Step::ChangeLoginMakeOne);
    run.choose(Choice::OpenBrowser);
    assert_eq!(run.asked().0, Slot::New);
    run.proves(4, free());
    assert_eq!(run.step(), Step::ChangeLoginCheck);
}

#[test]
fn a_recovery_code_stands_in_place_of_the_present_identity_and_a_refused_one_is_typed_again() {
    let mut run = begun();
    run.choose(Choice::Continue)
        .choose(Choice::NoAccess)
        .choose(Choice::Continue);
    run.choose(Choice::OpenBrowser).proves(3, free());
    let request = Request::ChangeLogin {
        current: Current::RecoveryCode,
        new: Slot::New,
    };
    assert_eq!(run.request(), request);
    run.refuses(Code::RecoveryCodeWrong);
    let sheet = run.sheet();
    assert_eq!(sheet.step, Step::ChangeLoginCode);
    assert_eq!(
        sheet.refusal.and_then(|problem| problem.field).as_deref(),
        Some("recovery_code")
    );
    // The sign-in is still there.
    run.choose(Choice::Continue);
    assert_eq!((run.step(), run.request()), (Step::ChangeLoginCheck, request));
}

#[test]
fn a_code_that_a_restart_forgot_is_typed_again_and_nothing_else_is_done_again() {
    let mut run = begun();
    run.choose(Choice::Continue)
        .choose(Choice::NoAccess)
        .choose(Choice::Continue);
    run.choose(Choice::OpenBrowser).proves(3, free());
    run.resumes();
    run.feed(Input::SecretLost {
        field: FieldName::RecoveryCode,
    });
    assert_eq!(run.step(), Step::ChangeLoginCode);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::ChangeLoginCheck);
}

#[test]
fn an_identity_that_was_replaced_lately_is_offered_its_own_account_back() {
    let mut run = proven();
    run.choose(Choice::OpenBrowser)
        .proves(3, replaced("Former", UndoBy::Identity, false));
    let sheet = run.sheet();
    assert_eq!(sheet.step, Step::ChangeLoginCheck);
    assert!(lists(&run).contains(&ListName::ReplacedElsewhere));
    assert_eq!(sheet.helps[0].starts, Some(WizardKind::UndoLogin));
    assert_eq!(sheet.helps[0].target.as_deref(), Some("Former"));
}

#[test]
fn an_account_that_the_new_one_lost_and_that_is_frozen_is_not_taken_for_this_one_or_the_other() {
    let elsewhere = || Problem::from(Code::AccountFrozen).about("elsewhere");
    let undoes = |run: &Run| {
        let helps = run.sheet().helps.into_iter();
        let undo = helps.filter(|offer| offer.starts == Some(WizardKind::UndoLogin));
        undo.filter_map(|offer| offer.target).collect::<Vec<_>>()
    };
    let mut run = checked();
    run.choose(Choice::ChangeLogin).refuses(elsewhere());
    assert_eq!(undoes(&run), [] as [&str; 0], "whose it is, is not known");
    let mut run = proven();
    run.choose(Choice::OpenBrowser)
        .proves(3, replaced("Former", UndoBy::Identity, true));
    run.foresees().choose(Choice::ChangeLogin).refuses(elsewhere());
    assert_eq!(undoes(&run), ["Former"]);
    let mut run = third();
    run.choose(Choice::MoveToThird).refuses(elsewhere());
    assert_eq!(undoes(&run), [] as [&str; 0], "the other account is not frozen");
    let field = run.sheet().refusal.and_then(|problem| problem.field);
    assert_eq!(field.as_deref(), Some("elsewhere"));
    // Of the account itself it is said, and its undo offered.
    let mut run = checked();
    run.choose(Choice::ChangeLogin).refuses(Code::AccountFrozen);
    assert_eq!(undoes(&run), [THIS]);
}
