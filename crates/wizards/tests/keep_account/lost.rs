//! What was lost on the way: an answer, the link, the proof.

use crate::{
    KEPT, begun, keep, moved, pasted, seen,
    stage::{free, now},
};
use contract::{
    Code, Problem,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step},
};
use wizards::{Answer, Input, Slot};

fn lost() -> Input {
    let field = FieldName::MailedLink;
    Input::SecretLost { field }
}

fn unsure() -> Input {
    Input::Unsure(Code::GalleryUnreachable.into())
}

#[test]
fn what_could_not_be_asked_is_asked_again() {
    let mut run = begun();
    run.choose(Choice::Continue).feed(unsure());
    assert_eq!(run.step(), Step::KeepAccountLink);
    assert!(run.sheet().refusal.is_some());
    run.choose(Choice::Continue).answers(moved());
    assert_eq!(run.step(), Step::KeepAccountSignIn);
}

#[test]
fn a_lost_answer_asks_and_sends_the_same_again() {
    let mut run = seen();
    run.choose(Choice::KeepAccount);
    let sent = run.call();
    run.feed(unsure());
    assert_eq!(run.offers(), [Choice::TryAgain]);
    assert!(run.wizard.may_be_done());
    run.feed(Input::Back);
    assert_eq!(run.step(), Step::KeepAccountCheck, "what was sent is not taken back");
    run.choose(Choice::TryAgain);
    assert_eq!(run.call(), sent);
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::KeepAccountKept);
}

#[test]
fn a_link_that_a_restart_forgot_is_pasted_again_and_the_sign_in_stays() {
    let mut run = pasted(moved());
    run.choose(Choice::OpenBrowser).proves(3, free()).resumes();
    run.feed(lost());
    assert_eq!(
        (run.step(), run.offers()),
        (Step::KeepAccountLink, vec![Choice::Continue, Choice::Start])
    );
    assert!(run.sheet().blocks.contains(&Block::Note {
        list: ListName::TypeAgain,
        warns: false
    }));
    run.choose(Choice::Continue).answers(moved());
    assert_eq!(run.request(), keep(Some(Slot::New)));
}

#[test]
fn what_was_pressed_before_a_restart_is_sent_again_under_its_key_once_the_link_is_there() {
    let mut run = seen();
    run.choose(Choice::KeepAccount);
    let sent = run.call();
    run.resumes().feed(lost());
    assert_eq!(
        (run.step(), run.offers()),
        (Step::KeepAccountLink, vec![Choice::TryAgain])
    );
    assert!(run.wizard.may_be_done());
    // What is no link of this gallery is sent nowhere, and the press is not forgotten for it.
    for unanswered in [
        Input::Refused(Problem::from(Code::NotFound).about("mailed_link")),
        unsure(),
        lost(),
    ] {
        run.choose(Choice::TryAgain);
        assert_eq!((run.request(), run.call().preview), (keep(None), true));
        run.feed(unanswered);
        assert_eq!(
            (run.step(), run.offers()),
            (Step::KeepAccountLink, vec![Choice::TryAgain])
        );
        assert!(run.wizard.may_be_done());
    }
    let mut used = run.clone();
    run.choose(Choice::TryAgain).answers(moved());
    assert_eq!(run.call(), sent, "it still works, so that the press did not arrive");
    used.choose(Choice::TryAgain).refuses(Code::NotFound);
    assert_eq!(used.call(), sent, "perhaps it was used by that press");
    used.answers(Answer::Done);
    assert_eq!(used.step(), Step::KeepAccountKept);
}

#[test]
fn the_link_of_another_account_is_not_sent_with_what_was_pressed_before() {
    let mut run = seen();
    run.choose(Choice::KeepAccount);
    let sent = run.call();
    run.resumes().feed(lost());
    let username = "Else".to_owned();
    let told = || {
        Answer::Consequences(vec![Consequence::AccountKept {
            username: username.clone(),
        }])
    };
    run.choose(Choice::TryAgain).answers(told());
    assert_eq!((run.step(), run.call().preview), (Step::KeepAccountCheck, true));
    run.answers(told());
    let sheet = run.sheet();
    assert_eq!(sheet.facts.username.as_deref(), Some("Else"));
    let (list, warns) = (ListName::EarlierLeftOpen, true);
    assert!(
        sheet.blocks.contains(&Block::Note { list, warns }),
        "what becomes of the first press is said"
    );
    assert_eq!(sheet.facts.word.as_deref(), Some(KEPT));
    assert_eq!(run.offers(), [Choice::KeepAccount], "its consequences are seen first");
    // Its own link tells, after that one or before.
    let mut back = run.clone();
    back.feed(Input::Back).choose(Choice::Continue).answers(moved());
    assert!(!back.sheet().blocks.contains(&Block::Note { list, warns }));
    run.choose(Choice::KeepAccount);
    assert_ne!(run.call().key, sent.key);
}

#[test]
fn a_press_that_arrived_with_another_link_is_found_out_by_how_this_one_stands() {
    let mut run = seen();
    run.choose(Choice::KeepAccount).resumes();
    run.feed(lost());
    run.choose(Choice::TryAgain).answers(moved());
    run.refuses(Problem::from(Code::BadRequest).about("Idempotency-Key"));
    assert_eq!((run.request(), run.call().preview), (keep(None), true));
    assert!(run.wizard.may_be_done());
}

#[test]
fn what_cannot_be_sent_again_is_asked_about_by_the_link() {
    for (answer, step) in [(None, Step::KeepAccountUsed), (Some(moved()), Step::KeepAccountSignIn)] {
        let mut run = seen();
        run.choose(Choice::KeepAccount).resumes();
        run.feed(Input::ProofLost { slot: Slot::New });
        assert_eq!((run.request(), run.call().preview), (keep(None), true));
        assert!(run.wizard.may_be_done());
        match answer {
            Some(answer) => run.answers(answer),
            None => run.refuses(Code::NotFound),
        };
        assert_eq!(run.step(), step);
        assert!(!run.wizard.may_be_done());
    }
}

#[test]
fn what_was_pressed_so_long_ago_that_the_gallery_forgot_it_is_not_sent_again() {
    let mut run = seen();
    run.choose(Choice::KeepAccount).feed(unsure());
    run.now = now().plus_secs(24 * 3600);
    run.choose(Choice::TryAgain);
    assert_eq!((run.request(), run.call().preview), (keep(None), true));
    run.refuses(Code::NotFound);
    assert_eq!(run.step(), Step::KeepAccountUsed);
}

#[test]
fn a_proof_that_ran_out_is_made_again_and_the_link_stays() {
    let mut run = seen();
    run.feed(Input::ProofLost { slot: Slot::New });
    assert_eq!(run.step(), Step::KeepAccountSignIn);
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::ProofExpired)
    );
    run.choose(Choice::OpenBrowser).proves(3, free());
    assert_eq!(run.request(), keep(Some(Slot::New)));
}
