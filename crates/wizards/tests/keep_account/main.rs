//! Keeping an account that is being deleted, with the link that was mailed to it.

mod lost;
#[path = "../stage/mod.rs"]
mod stage;

use contract::{
    Code, Problem, Purpose,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, ListName, Step, WizardKind},
    proof::UndoBy,
};
use stage::{Run, account, begin, free, identity, linked, now, replaced};
use wizards::{Answer, Input, Logins, Request, SessionOf, Slot, call::DeletionRequest};

const KEPT: &str = "MyNuGetAccount2";
const OTHER: &str = "MyNuGetAccount1";

fn begun() -> Run {
    Run::of(begin(WizardKind::KeepAccount, None), None)
}

fn keep(proof: Option<Slot>) -> Request {
    Request::Deletion(DeletionRequest::KeepByLink { proof })
}

fn kept() -> Consequence {
    let username = KEPT.to_owned();
    Consequence::AccountKept { username }
}

fn missing(recovery: bool) -> Consequence {
    let username = KEPT.to_owned();
    Consequence::LoginMissing { username, recovery }
}

/// What the gallery tells of a link whose account lost its login to another one.
fn moved() -> Answer {
    Answer::Consequences(vec![kept(), Consequence::KeysResume { count: 2 }, missing(false)])
}

/// What it tells with the proof.
fn foreseen() -> Vec<Consequence> {
    vec![
        kept(),
        Consequence::LoginReplaced {
            username: KEPT.to_owned(),
            from: None,
            to: identity(3),
        },
        Consequence::UndoUntil {
            at: now().plus_secs(72 * 3600),
        },
    ]
}

/// The link is pasted.
fn pasted(told: Answer) -> Run {
    let mut run = begun();
    run.choose(Choice::Continue);
    assert_eq!((run.request(), run.call().preview), (keep(None), true));
    run.answers(told);
    run
}

/// Up to the consequences.
fn seen() -> Run {
    let mut run = pasted(moved());
    run.choose(Choice::OpenBrowser).proves(3, free());
    run.answers(Answer::Consequences(foreseen()));
    assert_eq!(run.step(), Step::KeepAccountCheck);
    run
}

#[test]
fn the_link_and_a_microsoft_account_that_opens_nothing_else_keep_the_account() {
    let mut run = pasted(moved());
    assert_eq!(run.step(), Step::KeepAccountSignIn);
    let sheet = run.sheet();
    assert_eq!(sheet.facts.username.as_deref(), Some(KEPT));
    let returns = [kept(), Consequence::KeysResume { count: 2 }];
    assert!(
        sheet
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Consequences { items, .. } if items[..] == returns))
    );
    run.choose(Choice::OpenBrowser);
    let asking = run.asked().1;
    assert_eq!(
        (asking.purpose, asking.session),
        (Purpose::CancelDeletion, SessionOf::Nobody)
    );
    run.proves(3, free());
    assert_eq!(run.request(), keep(Some(Slot::New)));
    run.answers(Answer::Consequences(foreseen()))
        .choose(Choice::KeepAccount);
    assert!(run.call().key.is_some() && !run.call().preview);
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::KeepAccountKept);
    assert!(run.wizard.is_over());
    let Some(Block::Receipt(receipt)) = run.sheet().blocks.into_iter().next() else {
        panic!("no receipt")
    };
    assert_eq!(receipt.changed, foreseen());
    assert_eq!(receipt.undo_until, Some(now().plus_secs(72 * 3600)));
}

#[test]
fn whoever_keeps_it_signs_in_from_the_receipt() {
    let mut run = seen();
    run.choose(Choice::KeepAccount).answers(Answer::Done);
    run.choose(Choice::SignInAgain);
    assert_eq!(run.asked().1.purpose, Purpose::SignIn);
    run.proves(1, linked(OTHER));
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::CurrentIdentityWrong)
    );
    run.choose(Choice::SignInAgain).proves(3, linked(KEPT));
    assert_eq!(
        run.request(),
        Request::Logins(Logins::OpenSession { by: Slot::Current })
    );
    let (profile, account) = ("p2".to_owned(), Box::new(account(KEPT, 3)));
    run.answers(Answer::SignedIn { profile, account });
    let sheet = run.sheet();
    assert_eq!(
        (sheet.step, sheet.facts.person.is_some()),
        (Step::KeepAccountKept, true)
    );
    assert!(matches!(sheet.blocks[0], Block::Receipt(_)));
    assert_eq!(run.offers(), [Choice::Finish]);
}

#[test]
fn where_the_login_was_not_moved_the_link_is_enough() {
    let mut run = pasted(Answer::Consequences(vec![kept()]));
    assert_eq!((run.step(), run.request()), (Step::KeepAccountCheck, keep(None)));
    run.answers(Answer::Consequences(vec![kept()]));
    assert_eq!(run.offers(), [Choice::KeepAccount]);
    run.choose(Choice::KeepAccount).answers(Answer::Done);
    assert_eq!(run.step(), Step::KeepAccountKept);
}

#[test]
fn with_two_factor_on_the_link_keeps_the_account_and_getting_in_is_a_recovery() {
    let mut run = pasted(Answer::Consequences(vec![kept(), missing(true)]));
    run.answers(Answer::Consequences(vec![kept(), missing(true)]));
    run.choose(Choice::KeepAccount).answers(Answer::Done);
    let sheet = run.sheet();
    assert_eq!((sheet.step, sheet.facts.is), (Step::KeepAccountKept, Some(true)));
    let starts: Vec<_> = sheet.offers.iter().filter_map(|offer| offer.starts).collect();
    assert_eq!(starts, [WizardKind::Recover]);
    assert!(!run.offers().contains(&Choice::SignInAgain));
}

#[test]
fn who_opens_another_account_is_told_which_and_asked_for_another_one() {
    let mut run = pasted(moved());
    run.choose(Choice::OpenBrowser).proves(1, linked(OTHER));
    let sheet = run.sheet();
    assert_eq!(
        (sheet.step, sheet.facts.other.as_deref()),
        (Step::KeepAccountTaken, Some(OTHER))
    );
    assert_eq!(run.offers(), [Choice::AnotherIdentity, Choice::CreateIdentity]);
    run.choose(Choice::CreateIdentity);
    assert_eq!(run.step(), Step::KeepAccountMakeOne);
    run.choose(Choice::OpenBrowser).proves(3, free());
    assert_eq!(run.step(), Step::KeepAccountCheck);
    // Meanwhile somebody let it open another account.
    run.refuses(Code::IdentityAlreadyLinked);
    assert_eq!(run.step(), Step::KeepAccountTaken);
}

#[test]
fn who_could_still_get_another_account_back_is_warned() {
    let mut run = pasted(moved());
    run.choose(Choice::OpenBrowser)
        .proves(3, replaced("Else", UndoBy::Identity, false));
    run.answers(Answer::Consequences(foreseen()));
    let sheet = run.sheet();
    let warns = Block::Note {
        list: ListName::ReplacedElsewhere,
        warns: true,
    };
    assert!(sheet.blocks.contains(&warns));
    assert_eq!(sheet.helps[0].target.as_deref(), Some("Else"));
}

#[test]
fn a_link_that_is_none_is_pasted_again_and_one_that_was_used_says_so() {
    let mut run = begun();
    run.choose(Choice::Continue);
    run.refuses(Problem::from(Code::NotFound).about("mailed_link"));
    assert_eq!(
        (run.step(), run.offers()),
        (Step::KeepAccountLink, vec![Choice::Continue, Choice::Start])
    );
    assert!(run.sheet().refusal.is_some());
    run.choose(Choice::Continue).refuses(Code::NotFound);
    assert_eq!(run.step(), Step::KeepAccountUsed);
    run.choose(Choice::LookAgain);
    assert_eq!(run.step(), Step::KeepAccountLink);
}

#[test]
fn each_refusal_leads_to_the_page_that_helps() {
    for (code, step) in [
        (Code::ProofExpired, Step::KeepAccountSignIn),
        (Code::SignInNotFresh, Step::KeepAccountSignIn),
        (Code::ClockSkewed, Step::KeepAccountSignIn),
        (Code::SecondFactorRequired, Step::KeepAccountSignIn),
        (Code::NotFound, Step::KeepAccountUsed),
        (Code::DeletionNotPending, Step::KeepAccountUsed),
        (Code::AccountFrozen, Step::KeepAccountCheck),
        (Code::TooManyRequests, Step::KeepAccountCheck),
    ] {
        let mut run = seen();
        run.choose(Choice::KeepAccount).refuses(code);
        assert_eq!(run.step(), step, "{code:?}");
        assert!(!run.wizard.may_be_done());
        let undoes = run
            .sheet()
            .helps
            .iter()
            .any(|help| help.starts == Some(WizardKind::UndoLogin));
        assert_eq!(undoes, code == Code::AccountFrozen);
    }
    let mut run = seen();
    run.choose(Choice::KeepAccount).refuses(Code::SecondFactorRequired);
    run.choose(Choice::OpenBrowser);
    assert!(run.asked().1.second_factor);
}

#[test]
fn going_back_finds_every_page() {
    let mut run = seen();
    for step in [Step::KeepAccountSignIn, Step::KeepAccountLink] {
        run.feed(Input::Back);
        assert_eq!(run.step(), step);
    }
}

#[test]
fn an_account_that_the_new_one_lost_and_that_is_frozen_is_not_taken_for_the_one_that_is_kept() {
    let mut run = pasted(moved());
    run.choose(Choice::OpenBrowser)
        .proves(3, replaced("Former", UndoBy::Identity, true));
    run.answers(Answer::Consequences(foreseen()));
    run.choose(Choice::KeepAccount)
        .refuses(Problem::from(Code::AccountFrozen).about("elsewhere"));
    let helps = run.sheet().helps.into_iter();
    let undoes: Vec<_> = helps
        .filter(|offer| offer.starts == Some(WizardKind::UndoLogin))
        .collect();
    assert_eq!(undoes.len(), 1, "{undoes:?}");
    assert_eq!(undoes[0].target.as_deref(), Some("Former"));
}
