//! A press whose answer was lost, and whose sign-in then runs out: it cannot be sent again, and may be done.

use crate::stage::{Run, account, begin, linked};
use contract::Code;
use contract::{
    account::Account,
    desktop::wizard::{Block, Choice, ListName, Step, WizardKind},
    gallery::Feature,
    proof::Standing,
};
use wizards::{
    Answer, Input, Proved, Request, Slot,
    call::recovery::{RecoveryAnswer, RecoveryRequest},
};

const THIS: &str = "MyNuGetAccount1";

fn is(account: Account) -> Answer {
    Answer::Account(Box::new(account))
}

fn switched_on() -> Account {
    Account {
        two_factor: true,
        ..account(THIS, 1)
    }
}

impl Run {
    fn warns_of(&self, list: ListName) -> bool {
        self.sheet().blocks.contains(&Block::Note { list, warns: true })
    }

    /// Who signs in to the account comes back, with the second factor.
    fn comes_back(&mut self) -> &mut Self {
        let slot = self.asked().0;
        let mut identity = crate::stage::identity(1);
        identity.second_factor = true;
        let standing: Standing = linked(THIS);
        let spendable_until = self.now.plus_secs(900);
        let proved = Proved {
            identity,
            standing,
            spendable_until,
        };
        self.feed(Input::Proved { slot, proved })
    }

    /// The answer to what was pressed is lost.
    fn loses(&mut self) -> &mut Self {
        assert!(self.call().key.is_some());
        self.feed(Input::Unsure(Code::GalleryUnreachable.into()))
    }

    /// What is said before it is stopped now.
    fn when_stopped(&self) -> Vec<ListName> {
        let mut stopping = self.clone();
        let (choice, target) = (Choice::Cancel, None);
        stopping.feed(Input::Chose { choice, target });
        let said = stopping.sheet().blocks.into_iter().filter_map(|block| match block {
            Block::Note { list, .. } => Some(list),
            _ => None,
        });
        said.collect()
    }
}

/// Up to the press that makes codes.
fn making() -> Run {
    let mut run = Run::of(begin(WizardKind::RecoveryCodes, None), Some(account(THIS, 1)));
    run.answers(is(account(THIS, 1))).choose(Choice::Continue);
    run.choose(Choice::OpenBrowser).comes_back().foresees();
    run.choose(Choice::MakeCodes);
    run
}

/// Up to the choice of what two-factor becomes.
fn looked(account: Account) -> Run {
    let mut run = Run::of(begin(WizardKind::TwoFactor, None), Some(account.clone()));
    let features = vec![Feature::TwoFactor];
    run.answers(Answer::Recovery(RecoveryAnswer::Features(features)))
        .answers(is(account));
    run
}

/// The same press can be sent again until its sign-in is gone.
fn is_tried_again_until_its_sign_in_is_gone(run: &mut Run, slot: Slot) {
    let sent = run.call();
    run.loses().choose(Choice::TryAgain);
    assert_eq!(run.call(), sent);
    run.feed(Input::ProofLost { slot });
}

#[test]
fn codes_that_may_be_made_are_not_denied_until_others_are() {
    let mut run = making();
    is_tried_again_until_its_sign_in_is_gone(&mut run, Slot::Current);
    assert_eq!(run.step(), Step::RecoveryCodesProve);
    assert!(run.warns_of(ListName::CodesMayBeMade) && run.sheet().refusal.is_none());
    assert_eq!(run.when_stopped(), [ListName::CodesMayBeMade]);
    // Neither the sign-in nor a refusal of the next press tells.
    run.choose(Choice::OpenBrowser).comes_back().foresees();
    run.choose(Choice::MakeCodes).refuses(Code::ProofExpired);
    assert_eq!(run.step(), Step::RecoveryCodesProve);
    assert!(run.warns_of(ListName::CodesMayBeMade) && run.wizard.may_be_done());
    run.choose(Choice::OpenBrowser).comes_back().foresees();
    run.choose(Choice::MakeCodes)
        .answers(Answer::Recovery(RecoveryAnswer::CodesMade));
    assert_eq!(run.step(), Step::RecoveryCodesShown);
    assert_eq!(run.when_stopped(), [ListName::CodesMade]);
}

#[test]
fn a_press_that_was_refused_leaves_nothing_in_doubt() {
    let mut run = making();
    run.refuses(Code::ProofExpired);
    assert_eq!(run.step(), Step::RecoveryCodesProve);
    assert!(!run.warns_of(ListName::CodesMayBeMade));
    assert_eq!(run.when_stopped(), [ListName::NothingChanged]);
}

#[test]
fn codes_that_were_made_and_that_nobody_has_are_told_until_others_are() {
    let mut run = making();
    run.answers(Answer::Recovery(RecoveryAnswer::CodesMade));
    // After a restart they are asked for again, and cannot be.
    run.choose(Choice::CodesKept).choose(Choice::ShowCodes);
    run.resumes().feed(Input::Chose {
        choice: Choice::ShowCodes,
        target: None,
    });
    run.feed(Input::ProofLost { slot: Slot::Current });
    run.choose(Choice::BeginAgain);
    assert_eq!(run.step(), Step::RecoveryCodesProve);
    assert!(run.warns_of(ListName::CodesMade));
    assert_eq!(run.when_stopped(), [ListName::CodesMade]);
}

#[test]
fn codes_of_two_factor_that_may_be_made_are_not_denied_either() {
    let mut run = looked(account(THIS, 1));
    run.choose(Choice::ChooseOn)
        .choose(Choice::Continue)
        .choose(Choice::OpenBrowser)
        .comes_back();
    run.choose(Choice::NewCodes).choose(Choice::OpenBrowser).comes_back();
    run.foresees().choose(Choice::MakeCodes);
    is_tried_again_until_its_sign_in_is_gone(&mut run, Slot::Current);
    assert_eq!(run.step(), Step::TwoFactorCodesProve);
    assert!(run.warns_of(ListName::CodesMayBeMade) && run.sheet().refusal.is_none());
    assert_eq!(run.when_stopped(), [ListName::CodesMayBeMade]);
    // The way goes on from there, also back.
    run.feed(Input::Back);
    assert_eq!(run.step(), Step::TwoFactorCodes);
    assert!(run.warns_of(ListName::CodesMayBeMade));
    run.choose(Choice::NewCodes).choose(Choice::OpenBrowser).comes_back();
    run.foresees()
        .choose(Choice::MakeCodes)
        .refuses(Code::SecondFactorRequired);
    run.choose(Choice::OpenBrowser);
    assert!(run.asked().1.second_factor, "the gallery has asked for it");
}

#[test]
fn whether_two_factor_was_switched_is_asked_of_the_account() {
    let off = || {
        let mut run = looked(switched_on());
        run.choose(Choice::ChooseOff).choose(Choice::OpenBrowser).comes_back();
        run.foresees().choose(Choice::SwitchOff);
        is_tried_again_until_its_sign_in_is_gone(&mut run, Slot::New);
        assert_eq!(run.step(), Step::TwoFactorOff);
        assert_eq!(run.when_stopped(), [ListName::MayBeDone]);
        assert_eq!(run.request(), Request::Recovery(RecoveryRequest::Account));
        run
    };
    let mut done = off();
    done.answers(is(account(THIS, 1)));
    assert_eq!(done.step(), Step::TwoFactorOffDone);
    let mut not_done = off();
    not_done.answers(is(switched_on()));
    assert_eq!(not_done.step(), Step::TwoFactorProve);
    assert_eq!(
        not_done.sheet().refusal.map(|problem| problem.code),
        Some(Code::ProofExpired)
    );
    assert_eq!(not_done.when_stopped(), [ListName::NothingChanged]);
    // The account cannot be read: it is asked for again.
    let mut unread = off();
    unread.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    assert_eq!(unread.offers(), [Choice::TryAgain]);
    unread.choose(Choice::TryAgain);
    assert_eq!(unread.request(), Request::Recovery(RecoveryRequest::Account));
}

#[test]
fn whether_two_factor_was_switched_on_is_asked_of_the_account_too() {
    let on = || {
        let mut run = looked(account(THIS, 1));
        run.choose(Choice::ChooseOn)
            .choose(Choice::Continue)
            .choose(Choice::OpenBrowser)
            .comes_back();
        run.choose(Choice::HaveCodes).foresees().choose(Choice::SwitchOn);
        is_tried_again_until_its_sign_in_is_gone(&mut run, Slot::New);
        run
    };
    let mut done = on();
    done.answers(is(switched_on()));
    assert_eq!(done.step(), Step::TwoFactorOnDone);
    let mut not_done = on();
    not_done.answers(is(account(THIS, 1)));
    assert_eq!(not_done.step(), Step::TwoFactorProve);
}

#[test]
fn a_session_that_ended_since_denies_nothing_of_a_press_whose_answer_was_lost() {
    let mut codes = making();
    codes.loses().choose(Choice::TryAgain).refuses(Code::SessionRequired);
    assert_eq!(codes.step(), Step::RecoveryCodesProve);
    assert!(codes.warns_of(ListName::CodesMayBeMade));
    assert_eq!(codes.when_stopped(), [ListName::CodesMayBeMade]);
    let mut first = making();
    first.refuses(Code::SessionRequired);
    assert_eq!(first.when_stopped(), [ListName::NothingChanged]);
    let mut off = looked(switched_on());
    off.choose(Choice::ChooseOff).choose(Choice::OpenBrowser).comes_back();
    off.foresees().choose(Choice::SwitchOff).loses();
    off.choose(Choice::TryAgain).refuses(Code::SessionRequired);
    assert_eq!(off.when_stopped(), [ListName::MayBeDone]);
    off.choose(Choice::TryAgain).answers(is(account(THIS, 1)));
    assert_eq!(off.step(), Step::TwoFactorOffDone);
}
