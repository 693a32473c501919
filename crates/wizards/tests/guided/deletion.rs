//! A deletion: requested, looked at for days, and what is known of it.

use crate::{
    stage::{seen, shared, sole},
    walk::{OTHER, THIS, begun, lines, looked_at, owners, requested, says, sees_everybody, ticks, types},
};
use contract::{
    Code,
    desktop::wizard::{Choice, FieldName, ListName, Saying, Step, WaitsFor, WizardKind},
};
use wizards::Answer;

#[test]
fn a_deletion_takes_the_name_typed_and_nothing_goes_on_without_it() {
    let mut run = begun(WizardKind::DeleteAccount);
    sees_everybody(&mut run);
    ticks(&mut run);
    run.choose(Choice::Continue);
    sees_everybody(&mut run);
    types(&mut run, FieldName::Confirmation, OTHER);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedDeleteConfirm);
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::ConfirmationWrong)
    );
    assert!(says(&run, ListName::GuidedMeans).contains(&Saying::DeleteName));
}

#[test]
fn packages_that_nobody_else_owns_are_handed_over_first_and_looked_at_again() {
    let mut run = begun(WizardKind::DeleteAccount);
    run.answers(Answer::Seen(Some(Box::new(sole()))));
    ticks(&mut run);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Live, Saying::SoleSome]);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedDeleteDoHandOver);
    let named: Vec<_> = lines(&run, ListName::GuidedSole)
        .into_iter()
        .map(|line| line.facts.word)
        .collect();
    assert_eq!(named, [Some("Weber.Tools".to_owned())]);
    run.choose(Choice::LookAgain);
    run.answers(Answer::Seen(Some(Box::new(shared()))));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Live, Saying::SoleNone]);
    assert!(lines(&run, ListName::GuidedSole).is_empty());
}

#[test]
fn what_is_not_known_of_the_owners_is_not_taken_for_shared() {
    let mut half = shared();
    half.complete = false;
    let mut silent = seen(&[("Contoso.Json", &[])]);
    silent.complete = true;
    for found in [half, silent] {
        let mut run = begun(WizardKind::DeleteAccount);
        run.answers(Answer::Seen(Some(Box::new(found))));
        assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Live, Saying::SoleUnknown]);
        ticks(&mut run);
        run.choose(Choice::Continue);
        assert_eq!(run.step(), Step::GuidedDeleteDoHandOver);
    }
    let mut run = begun(WizardKind::DeleteAccount);
    run.refuses(Code::SiteChanged);
    ticks(&mut run);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedDeleteDoHandOver);
}

#[test]
fn a_deletion_is_verified_by_the_profile_page_and_waits_for_days_without_a_wrong_word() {
    let mut run = requested();
    assert_eq!(run.wizard.waits_for(), WaitsFor::Operator);
    assert_eq!(
        looked_at(&run).as_deref(),
        Some(THIS),
        "what was seen before shows nothing"
    );
    run.answers(Answer::Seen(Some(Box::new(shared()))));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::StillThere]);
    run.resumes();
    assert_eq!(looked_at(&run), None, "a moment ago is not long ago");
    run.now = run.now.plus_secs(3 * 24 * 3600);
    run.resumes();
    assert_eq!(looked_at(&run).as_deref(), Some(THIS));
    run.refuses(Code::SiteIntercepted);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::NotSeen]);
    run.choose(Choice::LookAgain).answers(Answer::Seen(None));
    run.answers(owners(&[("Contoso.Json", Some(&[OTHER]))]));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Gone, Saying::OwnerGone]);
    assert_eq!(run.wizard.waits_for(), WaitsFor::Answer);
    run.choose(Choice::Continue);
    assert_eq!(says(&run, ListName::GuidedVerified), [Saying::Gone, Saying::OwnerGone]);
    assert!(lines(&run, ListName::GuidedUnverified).is_empty());
}

#[test]
fn a_deletion_that_is_not_done_yet_is_told_as_not_verified() {
    let mut run = requested();
    run.answers(Answer::Seen(Some(Box::new(shared()))));
    run.choose(Choice::GoOnUnseen);
    assert!(run.wizard.is_over());
    assert!(lines(&run, ListName::GuidedVerified).is_empty());
    assert_eq!(says(&run, ListName::GuidedUnverified), [Saying::StillThere]);
}

#[test]
fn a_clock_that_was_set_back_never_keeps_it_from_looking() {
    let mut run = requested();
    run.answers(Answer::Seen(Some(Box::new(shared()))));
    run.now = run.now.plus_secs(-3600);
    run.resumes();
    assert_eq!(looked_at(&run).as_deref(), Some(THIS));
}
