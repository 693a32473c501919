//! Who owns the packages of a deleted account, as far as search tells.

use crate::{
    stage::{Run, seen, shared},
    walk::{OTHER, THIS, begun, lines, owners, says, sees_everybody, ticks, types},
};
use contract::{
    Code,
    desktop::wizard::{Choice, FieldName, ListName, Saying, Step, WizardKind},
};
use wizards::{Answer, Request, SiteRequest, Want};

/// A deletion whose packages were seen, one of which nobody else owned, up to where the profile page is gone.
fn gone() -> Run {
    let mut run = begun(WizardKind::DeleteAccount);
    let packages = [("Weber.Tools", &[THIS][..]), ("Contoso.Json", &[THIS, OTHER])];
    run.answers(Answer::Seen(Some(Box::new(seen(&packages)))));
    ticks(&mut run);
    run.choose(Choice::Continue).choose(Choice::MarkDone);
    sees_everybody(&mut run);
    types(&mut run, FieldName::Confirmation, THIS);
    run.choose(Choice::Continue).choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedDeleteVerify);
    run.answers(Answer::Seen(None));
    run
}

#[test]
fn search_is_asked_for_the_owners_of_what_was_seen_before_once_the_profile_page_is_gone() {
    let mut run = gone();
    match run.wizard.wants() {
        Want::Call(call) => {
            let packages = ["Weber.Tools", "Contoso.Json"].map(str::to_owned).to_vec();
            assert_eq!(call.request, Request::Site(SiteRequest::Owners { packages }));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        says(&run, ListName::GuidedSeen),
        [Saying::Gone],
        "no word about owners yet"
    );
    assert!(!run.offers().contains(&Choice::Continue), "and it is not settled");
    run.answers(owners(&[
        ("weber.tools", Some(&["Mia"])),
        ("Contoso.Json", Some(&[OTHER])),
    ]));
    assert_eq!(
        says(&run, ListName::GuidedSeen),
        [Saying::Gone, Saying::OwnerNew, Saying::OwnerGone]
    );
    let handed_over = &lines(&run, ListName::GuidedSeen)[1].facts;
    assert_eq!(
        (handed_over.word.as_deref(), handed_over.other.as_deref()),
        (Some("Weber.Tools"), Some("Mia"))
    );
    run.choose(Choice::Continue);
    assert!(run.wizard.is_over());
}

#[test]
fn an_owner_that_search_still_names_and_what_it_does_not_say_are_told_and_settle_nothing() {
    for (said, told) in [
        (Some(&[THIS][..]), Saying::OwnerStill),
        (Some(&[THIS, OTHER]), Saying::OwnerStill),
        (Some(&[]), Saying::OwnerUnsaid),
        (None, Saying::OwnerUnsaid),
    ] {
        let mut run = gone();
        run.answers(owners(&[("Weber.Tools", Some(&["Mia"])), ("Contoso.Json", said)]));
        assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Gone, Saying::OwnerNew, told]);
        assert!(!run.offers().contains(&Choice::Continue), "{said:?}");
        run.choose(Choice::LookAgain).answers(Answer::Seen(None));
        run.answers(owners(&[
            ("Weber.Tools", Some(&["Mia"])),
            ("Contoso.Json", Some(&[OTHER])),
        ]));
        run.choose(Choice::Continue);
        assert!(run.wizard.is_over(), "with patience it is");
    }
}

#[test]
fn half_an_answer_about_owners_makes_nothing_known_and_the_way_on_stays() {
    let mut run = gone();
    run.refuses(Code::SiteBusy);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Gone, Saying::OwnersNotSeen]);
    run.choose(Choice::LookAgain).answers(Answer::Seen(None));
    run.answers(Answer::Owners(Vec::new()));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Gone, Saying::OwnerUnsaid]);
    run.choose(Choice::GoOnUnseen);
    assert_eq!(says(&run, ListName::GuidedVerified), [Saying::Gone]);
    assert_eq!(says(&run, ListName::GuidedUnverified), [Saying::OwnerUnsaid]);
}

#[test]
fn of_very_many_packages_those_that_could_be_read_are_spoken_of_as_such() {
    let mut many = shared();
    many.complete = false;
    many.in_all = 4210;
    let mut run = begun(WizardKind::DeleteAccount);
    run.answers(Answer::Seen(Some(Box::new(many.clone()))));
    let of = |run: &Run| {
        lines(run, ListName::GuidedSeen)
            .iter()
            .map(|line| line.facts.of)
            .collect::<Vec<_>>()
    };
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Live, Saying::SoleUnknown]);
    assert_eq!(of(&run), [Some(4210), Some(4210)]);
    many.complete = true;
    let mut run = begun(WizardKind::DeleteAccount);
    run.answers(Answer::Seen(Some(Box::new(many))));
    assert_eq!(of(&run), [None, None]);
}
