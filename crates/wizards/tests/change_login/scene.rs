//! A change of the Microsoft account, as far as its tests begin.

use crate::stage::{Run, account, begin, free, linked};
use contract::{
    account::Account,
    desktop::wizard::{Block, Choice, ListName, Step, WizardKind},
};
use wizards::Answer;

pub const THIS: &str = "MyNuGetAccount1";

pub const OTHER: &str = "MyNuGetAccount2";

pub fn of(account: Account) -> Run {
    let mut run = Run::of(begin(WizardKind::ChangeLogin, None), Some(account.clone()));
    run.answers(Answer::Account(Box::new(account)));
    run
}

pub fn begun() -> Run {
    of(account(THIS, 1))
}

/// Up to the sign-in with the new one.
pub fn proven() -> Run {
    let mut run = begun();
    run.choose(Choice::Continue)
        .choose(Choice::OpenBrowser)
        .proves(1, linked(THIS));
    assert_eq!(run.step(), Step::ChangeLoginNew);
    run
}

/// The new one is the other account's.
pub fn conflict() -> Run {
    let mut run = proven();
    run.choose(Choice::OpenBrowser).proves(2, linked(OTHER));
    assert_eq!(run.step(), Step::ChangeLoginConflict);
    run
}

/// The last page of the way by a free one.
pub fn checked() -> Run {
    let mut run = proven();
    run.choose(Choice::OpenBrowser).proves(3, free());
    run.foresees();
    assert_eq!(run.step(), Step::ChangeLoginCheck);
    run
}

pub fn signed_in() -> Answer {
    Answer::SignedIn {
        profile: "p2".to_owned(),
        account: Box::new(account(OTHER, 2)),
    }
}

/// Up to the decision that gives the other account a third one.
pub fn third() -> Run {
    let mut run = conflict();
    run.foresees();
    run.choose(Choice::ChooseThird)
        .choose(Choice::Continue)
        .choose(Choice::OpenBrowser)
        .proves(2, linked(OTHER))
        .answers(signed_in())
        .choose(Choice::OpenBrowser)
        .proves(2, linked(OTHER))
        .choose(Choice::OpenBrowser)
        .proves(3, free());
    run.foresees();
    assert_eq!(run.step(), Step::ChangeLoginThirdCheck);
    run
}

pub fn lists(run: &Run) -> Vec<ListName> {
    let lists = run.sheet().blocks.into_iter().filter_map(|block| match block {
        Block::Note { list, .. }
        | Block::Consequences { list, .. }
        | Block::Identity { list, .. }
        | Block::Lines { list, .. } => Some(list),
        _ => None,
    });
    lists.collect()
}
