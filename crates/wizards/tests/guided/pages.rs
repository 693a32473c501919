//! What holds on the pages of all of them: what is at hand, what was looked at, going back.

use crate::{
    stage::{Run, shared},
    walk::{OTHER, begun, lines, looked_at, requested, saying_names, says, sees_everybody, ticks, types},
};
use contract::{
    Code, Problem,
    desktop::wizard::{Block, Choice, FieldName, ListName, Saying, Step, WizardKind},
};
use wizards::{Answer, Input, Want};

#[test]
fn nothing_leads_on_until_everything_is_ticked_off_and_what_is_missing_leads_to_its_wizard() {
    let mut run = begun(WizardKind::ChangeLogin);
    sees_everybody(&mut run);
    assert!(!run.offers().contains(&Choice::Continue));
    let first = lines(&run, ListName::GuidedAtHand).remove(0);
    assert_eq!(first.says, Some(Saying::HavePresentLogin));
    assert!(
        first
            .offers
            .iter()
            .any(|offer| offer.starts == Some(WizardKind::Recover))
    );
    ticks(&mut run);
    assert!(run.offers().contains(&Choice::Continue));
    run.feed(Input::Chose {
        choice: Choice::HaveNot,
        target: Some(saying_names(Saying::HaveNewLogin)),
    });
    assert!(!run.offers().contains(&Choice::Continue));
}

#[test]
fn an_account_that_is_not_there_stops_the_wizard_and_one_that_could_not_be_looked_at_does_not() {
    let mut run = begun(WizardKind::ChangeLogin);
    run.answers(Answer::Seen(None));
    ticks(&mut run);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::NotLive]);
    assert!(!run.offers().contains(&Choice::Continue));
    run.choose(Choice::LookAgain);
    for code in [
        Code::SiteUnreachable,
        Code::SiteBusy,
        Code::SiteChanged,
        Code::SiteIntercepted,
    ] {
        run.refuses(code);
        assert_eq!(says(&run, ListName::GuidedSeen), [Saying::NotSeen], "{code:?}");
        assert_eq!(lines(&run, ListName::GuidedSeen)[0].code, Some(code));
        assert!(
            run.offers().contains(&Choice::Continue),
            "{code:?} is no word about the account"
        );
        run.choose(Choice::LookAgain);
    }
}

#[test]
fn an_answer_that_was_lost_is_not_known_and_can_be_asked_for_again() {
    let mut run = begun(WizardKind::ChangeLogin);
    run.feed(Input::Unsure(Code::SiteUnreachable.into()));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::NotSeen]);
    run.choose(Choice::LookAgain);
    run.answers(Answer::Seen(Some(Box::new(shared()))));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Live]);
    // Twice the same answer is one.
    let before = run.wizard.clone();
    run.feed(Input::Answered(Answer::Seen(None)));
    assert_eq!(run.wizard, before);
}

#[test]
fn a_busy_site_says_until_when() {
    let mut run = begun(WizardKind::ChangeLogin);
    let mut problem = Problem::from(Code::SiteBusy);
    problem.retry_after = Some(60);
    run.refuses(problem);
    let line = lines(&run, ListName::GuidedSeen).remove(0);
    assert_eq!(line.facts.until, Some(run.now.plus_secs(60)));
}

#[test]
fn an_account_that_is_not_known_is_asked_for_and_back_leads_to_the_question_with_what_was_typed() {
    let mut run = Run::at_nuget_org(WizardKind::ChangeLogin, None, None);
    assert_eq!(run.step(), Step::GuidedAccount);
    types(&mut run, FieldName::Username, "not a name!");
    run.choose(Choice::Continue);
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::UsernameInvalid)
    );
    types(&mut run, FieldName::Username, OTHER);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedChangeLoginCheck);
    assert_eq!(looked_at(&run).as_deref(), Some(OTHER));
    run.feed(Input::Back);
    assert_eq!(run.step(), Step::GuidedAccount);
    assert_eq!(run.sheet().fields[0].text, OTHER);
}

#[test]
fn back_loses_nothing_and_a_step_that_was_marked_stays_marked_with_its_first_time() {
    let mut run = begun(WizardKind::ChangeLogin);
    sees_everybody(&mut run);
    ticks(&mut run);
    run.choose(Choice::Continue).choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedChangeLoginDoChange);
    let first = run.now;
    run.now = first.plus_secs(3600);
    run.feed(Input::Back);
    assert_eq!(run.step(), Step::GuidedChangeLoginDoSignIn);
    assert!(!run.offers().contains(&Choice::MarkDone), "it is marked");
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedChangeLoginDoChange);
    run.choose(Choice::MarkDone)
        .choose(Choice::MarkDone)
        .choose(Choice::SawIt);
    let times: Vec<_> = lines(&run, ListName::GuidedMarked)
        .iter()
        .map(|line| line.facts.at)
        .collect();
    assert_eq!(times[0], Some(first));
    assert_eq!(times[1], Some(first.plus_secs(3600)));
}

#[test]
fn what_the_settings_refuse_leads_to_the_wizard_that_helps() {
    let mut run = begun(WizardKind::ChangeLogin);
    sees_everybody(&mut run);
    ticks(&mut run);
    run.choose(Choice::Continue)
        .choose(Choice::MarkDone)
        .choose(Choice::SaysElse);
    let leads = |saying: Saying| {
        let line = lines(&run, ListName::GuidedRefusals)
            .into_iter()
            .find(|line| line.says == Some(saying))
            .unwrap();
        line.offers.first().and_then(|offer| offer.starts)
    };
    assert_eq!(leads(Saying::SaysFailedToUpdate), Some(WizardKind::Conflict));
    assert_eq!(leads(Saying::SaysAddressDiffers), Some(WizardKind::ContactEmail));
    assert_eq!(leads(Saying::SaysUnmanaged), Some(WizardKind::UnmanagedTenant));
    assert_eq!(leads(Saying::SaysLocked), None);
    // What sounded like a refusal may be success.
    run.choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedChangeLoginDoTry);
}

#[test]
fn an_outcome_that_is_not_public_says_so_and_the_receipt_tells_whether_the_person_looked() {
    let to_the_end = |look: Choice| {
        let mut run = begun(WizardKind::ChangeLogin);
        sees_everybody(&mut run);
        ticks(&mut run);
        run.choose(Choice::Continue)
            .choose(Choice::MarkDone)
            .choose(Choice::MarkDone)
            .choose(Choice::MarkDone);
        let note = |block: &Block| {
            matches!(
                block,
                Block::Note {
                    list: ListName::GuidedNoEvidence,
                    ..
                }
            )
        };
        assert!(run.sheet().blocks.iter().any(note));
        run.choose(look);
        (
            says(&run, ListName::GuidedVerified),
            says(&run, ListName::GuidedUnverified),
        )
    };
    assert_eq!(to_the_end(Choice::SawIt), (vec![Saying::SawItself], vec![]));
    assert_eq!(to_the_end(Choice::GoOnUnseen), (vec![], vec![Saying::NotSeenItself]));
}

#[test]
fn what_was_done_at_the_site_stays_when_the_wizard_is_stopped() {
    let mut run = requested();
    run.feed(Input::Chose {
        choice: Choice::Cancel,
        target: None,
    });
    let note = |block: &Block| {
        matches!(
            block,
            Block::Note {
                list: ListName::GuidedStays,
                ..
            }
        )
    };
    assert!(run.sheet().blocks.iter().any(note));
    assert_eq!(run.wizard.wants(), Want::Nothing);
}
