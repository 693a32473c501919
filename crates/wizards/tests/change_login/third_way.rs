//! The way by a third Microsoft account.

use crate::{
    scene::{OTHER, THIS, conflict, lists, signed_in, third},
    stage::{account, changes, free, identity, linked, replaced},
};
use contract::{
    Code,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, ListName, Step},
    proof::UndoBy,
};
use wizards::{Answer, Current, Input, Request, SessionOf, Slot};

#[test]
fn the_third_way_moves_the_other_account_first_in_its_own_session_and_then_this_one() {
    let mut run = third();
    let there = SessionOf::Profile("p2".to_owned());
    let request = Request::ChangeLogin {
        current: Current::Proof(Slot::Other),
        new: Slot::Third,
    };
    assert_eq!(run.step(), Step::ChangeLoginThirdCheck);
    // It is the other account that the third one is to open.
    assert_eq!(lists(&run), [ListName::SignsInThere, ListName::WillChange]);
    run.choose(Choice::MoveToThird);
    assert_eq!((run.call().request, run.call().session), (request, there));
    run.answers(Answer::Account(Box::new(account(OTHER, 3))));
    // Now the one that it had is free, and the page knows that something was changed already.
    assert_eq!(run.step(), Step::ChangeLoginCheck);
    let facts = run.sheet().facts;
    assert_eq!((facts.is, facts.other.as_deref()), (Some(true), Some(OTHER)));
    assert_eq!(run.call().session, SessionOf::Account);
    run.feed(Input::Chose {
        choice: Choice::Cancel,
        target: None,
    });
    assert_eq!(lists(&run), [ListName::Stays]);
    run.choose(Choice::KeepGoing).foresees();
    run.choose(Choice::ChangeLogin);
    run.answers(Answer::Account(Box::new(account(THIS, 2))));
    let Some(Block::Receipt(receipt)) = run.sheet().blocks.into_iter().next() else {
        panic!("no receipt")
    };
    // The first one is final by the second (rule 9.5): there is no time to undo it any more.
    let undo = |item: &&Consequence| matches!(item, Consequence::UndoUntil { .. });
    assert_eq!(receipt.changed.iter().filter(undo).count(), 1);
    assert_eq!(receipt.changed.len(), 2 * changes().len() - 1);
}

#[test]
fn sign_ins_that_ran_out_during_the_third_way_are_done_again_after_it() {
    let mut run = third();
    run.feed(Input::ProofLost { slot: Slot::Current });
    run.feed(Input::ProofLost { slot: Slot::New });
    assert_eq!(run.step(), Step::ChangeLoginThirdCheck);
    run.choose(Choice::MoveToThird);
    run.answers(Answer::Account(Box::new(account(OTHER, 3))));
    assert_eq!(run.step(), Step::ChangeLoginCurrent);
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    assert_eq!(run.sheet().facts.other_person, identity(2).address);
    run.choose(Choice::OpenBrowser)
        .proves(2, replaced(OTHER, UndoBy::Identity, false));
    assert_eq!(run.step(), Step::ChangeLoginCheck);
    assert!(!lists(&run).contains(&ListName::ReplacedElsewhere));
}

#[test]
fn in_the_third_way_everybody_who_comes_back_is_looked_at() {
    let mut run = conflict();
    run.foresees();
    run.choose(Choice::ChooseThird).choose(Choice::Continue);
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    assert_eq!(run.step(), Step::ChangeLoginThirdWrong);
    run.choose(Choice::OpenBrowser).proves(2, linked(OTHER));
    run.answers(signed_in());
    run.choose(Choice::OpenBrowser).proves(4, linked("Else"));
    assert_eq!(run.step(), Step::ChangeLoginThirdWrong);
    run.choose(Choice::OpenBrowser).proves(2, linked(OTHER));
    assert_eq!(run.step(), Step::ChangeLoginThirdNew);
    run.choose(Choice::CreateIdentity).choose(Choice::OpenBrowser);
    run.proves(4, linked("Else"));
    assert_eq!(run.step(), Step::ChangeLoginThirdTaken);
    assert_eq!(run.sheet().facts.member.as_deref(), Some("Else"));
    run.choose(Choice::AnotherIdentity).proves(3, free());
    assert_eq!(run.step(), Step::ChangeLoginThirdCheck);
}

#[test]
fn the_third_way_asks_for_a_second_factor_and_for_a_session_where_they_are_missing() {
    let mut run = third();
    run.choose(Choice::MoveToThird).refuses(Code::SecondFactorRequired);
    assert_eq!(run.step(), Step::ChangeLoginThirdCurrent);
    run.choose(Choice::OpenBrowser);
    assert!(run.asked().1.second_factor);
    let mut run = third();
    run.choose(Choice::MoveToThird).refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::ChangeLoginThirdOpen);
}

#[test]
fn the_first_change_can_still_be_undone_where_the_second_takes_another_microsoft_account() {
    let mut run = third();
    run.choose(Choice::MoveToThird);
    run.answers(Answer::Account(Box::new(account(OTHER, 3))));
    run.foresees();
    assert_eq!(run.sheet().facts.is, Some(true));
    run.choose(Choice::AnotherIdentity).proves(4, free());
    run.foresees();
    assert_eq!(
        (run.step(), run.sheet().facts.is),
        (Step::ChangeLoginCheck, Some(false))
    );
    run.choose(Choice::ChangeLogin);
    run.answers(Answer::Account(Box::new(account(THIS, 4))));
    let Some(Block::Receipt(receipt)) = run.sheet().blocks.into_iter().next() else {
        panic!("no receipt")
    };
    assert_eq!(receipt.changed.len(), 2 * changes().len());
}
