//! What is shown, pressed once, and known after a lost answer.

use crate::{
    scene::{THIS, checked, lists, proven},
    stage::{Run, account, changes, free, now},
};
use contract::{
    Code,
    desktop::wizard::{Block, Choice, ListName, Offer, Step, WizardKind},
};
use wizards::{Answer, Input, Logins, Request, Slot};

/// The account changed while its last page is shown: the consequences are read once more, and the page stays answerable.
#[test]
fn what_is_looked_at_once_more_leaves_the_page_free_for_a_press() {
    let mut run = checked();
    run.feed(Input::AccountChanged);
    let call = run.call();
    assert!(call.preview && call.behind);
    run.choose(Choice::ChangeLogin);
    let call = run.call();
    assert!(!call.preview && !call.behind && call.key.is_some());
}

#[test]
fn a_free_identity_is_shown_with_its_consequences_and_linked_once() {
    let mut run = checked();
    run.choose(Choice::ChangeLogin);
    let sent = run.call();
    assert!(sent.key.is_some());
    run.choose_nothing_while_it_is_sent();
    run.answers(Answer::Account(Box::new(account(THIS, 3))));
    assert_eq!(run.step(), Step::ChangeLoginDone);
    assert!(run.wizard.is_over());
    assert!(lists(&run).contains(&ListName::ContactLater));
    let contact = Offer::starting(WizardKind::ContactEmail).called(Choice::Remind);
    assert!(run.sheet().offers.contains(&contact));
    let Some(Block::Receipt(receipt)) = run.sheet().blocks.into_iter().next() else {
        panic!("no receipt")
    };
    assert_eq!((receipt.reference, receipt.changed), (sent.key, changes()));
}

impl Run {
    fn choose_nothing_while_it_is_sent(&mut self) {
        let before = self.wizard.clone();
        for choice in [Choice::AnotherIdentity, Choice::ChangeLogin, Choice::OpenBrowser] {
            self.feed(Input::Chose { choice, target: None });
        }
        self.feed(Input::Back);
        assert_eq!(self.wizard, before);
    }
}

#[test]
fn nothing_is_decided_before_its_consequences_were_seen_and_after_a_restart_they_are_asked_for_anew() {
    let mut run = proven();
    run.choose(Choice::OpenBrowser).proves(3, free());
    let before = run.wizard.clone();
    run.feed(Input::Chose {
        choice: Choice::ChangeLogin,
        target: None,
    });
    assert_eq!(run.wizard, before);
    run.foresees();
    run.resumes();
    assert!(run.call().preview);
    assert!(run.offers().contains(&Choice::ChangeLogin));
}

#[test]
fn a_lost_answer_is_said_and_trying_again_sends_the_same_under_the_same_key() {
    let mut run = checked();
    run.choose(Choice::ChangeLogin);
    let sent = run.call();
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    assert!(lists(&run).contains(&ListName::Unsure));
    assert_eq!(run.offers(), [Choice::TryAgain]);
    assert!(!run.sheet().back);
    run.resumes();
    run.choose(Choice::TryAgain);
    assert_eq!(run.call(), sent);
}

#[test]
fn stopping_while_nobody_knows_says_that_it_may_be_done() {
    let mut run = checked();
    run.choose(Choice::ChangeLogin);
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    run.feed(Input::Chose {
        choice: Choice::Cancel,
        target: None,
    });
    assert_eq!(lists(&run), [ListName::MayBeDone]);
}

/// A work account that was moved to another tenant has the address and the name that it had.
#[test]
fn a_login_that_looks_like_the_new_one_is_not_it_where_nothing_was_linked_since() {
    for (linked_again, step) in [(false, Step::ChangeLoginCurrent), (true, Step::ChangeLoginDone)] {
        let mut run = proven();
        run.choose(Choice::OpenBrowser).proves(1, free());
        run.foresees().choose(Choice::ChangeLogin).resumes();
        run.feed(Input::ProofLost { slot: Slot::New });
        let mut told = account(THIS, 1);
        if let (true, Some(login)) = (linked_again, &mut told.login) {
            login.linked_at = now().plus_secs(60);
        }
        run.answers(Answer::Account(Box::new(told)));
        assert_eq!(run.step(), step);
    }
}

#[test]
fn where_it_cannot_be_sent_again_the_gallery_tells_whether_it_was_done() {
    for (now_opens, step) in [(3, Step::ChangeLoginDone), (1, Step::ChangeLoginCurrent)] {
        let mut run = checked();
        run.choose(Choice::ChangeLogin).resumes();
        run.feed(Input::ProofLost { slot: Slot::New });
        assert_eq!(run.step(), Step::ChangeLoginFindOut);
        assert_eq!(run.request(), Request::Logins(Logins::Account));
        run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
        run.choose(Choice::TryAgain);
        run.answers(Answer::Account(Box::new(account(THIS, now_opens))));
        assert_eq!(run.step(), step);
    }
}

#[test]
fn a_session_that_ended_since_denies_nothing_of_a_press_whose_answer_was_lost() {
    for (opens_now, step) in [(3, Step::ChangeLoginDone), (1, Step::ChangeLoginCurrent)] {
        let mut run = checked();
        run.choose(Choice::ChangeLogin)
            .feed(Input::Unsure(Code::GalleryUnreachable.into()));
        run.choose(Choice::TryAgain).refuses(Code::SessionRequired);
        assert_eq!(run.step(), Step::ChangeLoginFindOut);
        assert!(run.wizard.may_be_done());
        run.choose(Choice::TryAgain).refuses(Code::SessionRequired);
        assert!(run.wizard.may_be_done(), "still nobody is signed in");
        let account = account(THIS, opens_now);
        run.choose(Choice::TryAgain).answers(Answer::Account(Box::new(account)));
        assert_eq!(run.step(), step);
    }
}
