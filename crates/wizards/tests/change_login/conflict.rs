//! A new identity that opens another account: exchanged, or taken from it.

use crate::{
    scene::{OTHER, conflict},
    stage::now,
};
use contract::{
    Code, Problem,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, FieldName, Step},
};
use wizards::{Answer, Call, Input, Request};

#[test]
fn what_becomes_of_the_other_accounts_packages_is_chosen_before_it_is_deleted() {
    let orphaned = || Consequence::PackageOrphaned {
        package: "Weber.Tools".to_owned(),
        unlisted: true,
    };
    let mut run = conflict();
    run.foresees().choose(Choice::ChooseMove);
    run.answers(Answer::Consequences(vec![orphaned()]));
    run.choose(Choice::LeaveOrphans);
    let call = run.call();
    let leaves = matches!(
        call.request,
        Request::MoveLogin {
            unlist_orphans: false,
            ..
        }
    );
    assert!(call.preview && leaves, "{call:?}");
    run.answers(Answer::Consequences(vec![orphaned()]));
    run.choose(Choice::UnlistOrphans);
    assert!(matches!(
        run.request(),
        Request::MoveLogin {
            unlist_orphans: true,
            ..
        }
    ));
}

#[test]
fn a_conflict_shows_what_the_other_account_has_and_spends_nothing_for_it() {
    let mut run = conflict();
    let Call { request, preview, .. } = run.call();
    assert!(preview && matches!(request, Request::MoveLogin { .. }));
    run.answers(Answer::Consequences(vec![
        Consequence::AccountDeleted {
            username: OTHER.to_owned(),
            at: now(),
        },
        Consequence::SessionsEnd { count: 2 },
    ]));
    let sheet = run.sheet();
    let loses = sheet.blocks.iter().find_map(|block| match block {
        Block::Consequences { items, .. } => Some(items.len()),
        _ => None,
    });
    assert_eq!(loses, Some(1));
    assert_eq!(
        run.offers(),
        [
            Choice::ChooseSwap,
            Choice::ChooseThird,
            Choice::ChooseMove,
            Choice::AnotherIdentity
        ]
    );
}

#[test]
fn an_other_account_that_can_lose_nothing_leaves_only_another_identity_and_says_what_helps() {
    let mut run = conflict();
    run.refuses(Problem::new(Code::LoginChangeOpen, "").about("other"));
    assert_eq!(run.offers(), [Choice::TryAgain, Choice::AnotherIdentity]);
    assert_eq!(run.sheet().helps[0].target.as_deref(), Some(OTHER));
    run.feed(Input::Chose {
        choice: Choice::ChooseThird,
        target: None,
    });
    assert_eq!(run.step(), Step::ChangeLoginConflict);
}

#[test]
fn an_other_account_that_let_the_identity_go_is_no_conflict_any_more() {
    let mut run = conflict();
    run.refuses(Code::IdentityNotLinked);
    assert_eq!(run.step(), Step::ChangeLoginCheck);
}

#[test]
fn the_other_account_is_deleted_only_by_its_typed_name() {
    let mut run = conflict();
    run.foresees();
    run.choose(Choice::ChooseMove).foresees();
    let (field, text) = (FieldName::Confirmation, "MyNuGet".to_owned());
    run.feed(Input::Typed { field, text }).choose(Choice::MoveLogin);
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::ConfirmationWrong)
    );
    let text = OTHER.to_lowercase();
    run.feed(Input::Typed { field, text }).choose(Choice::MoveLogin);
    assert!(run.call().key.is_some());
}

#[test]
fn an_other_account_that_goes_at_once_is_not_said_to_be_deleted_some_days_later() {
    for (seconds, at_once) in [(0, true), (7 * 86_400, false)] {
        let mut run = conflict();
        run.foresees();
        run.choose(Choice::ChooseMove);
        run.answers(Answer::Consequences(vec![Consequence::AccountDeleted {
            username: OTHER.to_owned(),
            at: now().plus_secs(seconds),
        }]));
        let sheet = run.sheet();
        assert_eq!((sheet.step, sheet.facts.is), (Step::ChangeLoginMove, Some(at_once)));
    }
}
