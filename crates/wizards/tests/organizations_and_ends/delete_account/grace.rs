//! The time in which an account that is being deleted can be kept.

use super::{begun, pending, proved};
use crate::support::{Run, account, at};
use contract::{
    Code,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, FieldName, Step},
};
use wizards::{Answer, Input, Machine, Request, call::DeletionRequest, delete_account::DeleteAccount};

fn in_grace() -> Run<DeleteAccount> {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana").chooses(Choice::DeleteAccount);
    run.answers(Answer::Deletion(pending()));
    run
}

#[test]
fn after_the_session_ended_the_end_of_the_grace_period_is_still_said() {
    let mut run = in_grace();
    run.feed(Input::AccountChanged).refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::DeleteAccountSignedOut);
    assert_eq!(run.sheet().facts.until, Some(at(7 * 86_400)));
    assert!(run.offers().iter().any(|offer| offer.choice == Choice::SignInElsewhere));
    run.scene.now = at(8 * 86_400);
    assert_eq!(run.sheet().facts.is, Some(true));
}

#[test]
fn an_account_in_its_grace_period_is_kept() {
    let mut run = in_grace();
    run.chooses(Choice::KeepAccount);
    assert_eq!(run.request(), Request::Deletion(DeletionRequest::Keep));
    run.tells(account());
    assert_eq!(run.step(), Step::DeleteAccountKept);
    assert!(run.machine.is_over());
}

#[test]
fn an_account_that_was_kept_elsewhere_is_kept() {
    let mut run = in_grace();
    run.chooses(Choice::KeepAccount).refuses(Code::DeletionNotPending);
    assert_eq!(run.step(), Step::DeleteAccountKept);
    let mut run = in_grace();
    run.feed(Input::Resumed)
        .tells(account())
        .refuses(Code::DeletionNotPending);
    assert_eq!(run.step(), Step::DeleteAccountKept);
}

#[test]
fn an_account_that_was_kept_by_the_mailed_link_is_kept_and_nobody_is_asked_to_delete_it_again() {
    let mut run = in_grace();
    run.feed(Input::AccountChanged).refuses(Code::SessionRequired);
    // Without a session there is nothing to look at.
    assert!(!run.offers().iter().any(|offer| offer.choice == Choice::LookAgain));
    run.feed(Input::Resumed)
        .tells(account())
        .refuses(Code::DeletionNotPending);
    let sheet = run.sheet();
    assert_eq!(
        (sheet.step, sheet.facts.is, sheet.blocks),
        (Step::DeleteAccountKept, Some(true), Vec::new())
    );
    assert!(run.machine.is_over());
}

#[test]
fn the_receipt_says_the_end_of_the_grace_period_that_the_gallery_gave() {
    let deleted = |due| Consequence::AccountDeleted {
        username: "ana".to_owned(),
        at: due,
    };
    let mut run = begun(&[deleted(at(6 * 86_400))]);
    run.chooses(Choice::Continue)
        .chooses(Choice::OpenBrowser)
        .comes_back("ana");
    run.types(FieldName::Confirmation, "ana").chooses(Choice::DeleteAccount);
    run.answers(Answer::Deletion(pending()));
    run.feed(Input::AccountChanged).refuses(Code::SessionRequired);
    let Some(Block::Receipt(receipt)) = run.sheet().blocks.pop() else {
        panic!("no receipt");
    };
    assert_eq!(receipt.changed, [deleted(at(7 * 86_400))]);
}

#[test]
fn an_account_that_goes_at_once_is_not_said_to_have_days_in_which_it_could_be_kept() {
    let due = |due| {
        let username = "ana".to_owned();
        let mut run = begun(&[Consequence::AccountDeleted { username, at: at(due) }]);
        run.chooses(Choice::Continue)
            .chooses(Choice::OpenBrowser)
            .comes_back("ana");
        // The page was looked at for a while.
        run.scene.now = at(600);
        run
    };
    assert_eq!(due(0).sheet().facts.is, Some(true));
    assert_eq!(due(7 * 86_400).sheet().facts.is, Some(false));
}

#[test]
fn without_a_grace_period_it_is_gone() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::DeleteAccount)
        .answers(Answer::Done);
    assert_eq!(run.step(), Step::DeleteAccountGone);
}
