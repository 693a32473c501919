//! The wizards at nuget.org: each from its beginning to its receipt, what stands in the way, what the site may say
//! instead, and that nothing is claimed that was not seen.

#![allow(clippy::unwrap_used)]

mod stage;

use contract::{
    Code, Problem,
    desktop::wizard::{Block, Choice, FieldName, Line, ListName, Saying, SitePage, Step, WaitsFor, WizardKind},
};
use stage::{Run, seen, shared, sole};
use wizards::{Answer, Input, OwnersOf, Request, SiteRequest, Want};

const THIS: &str = "MyNuGetAccount1";
const OTHER: &str = "MyNuGetAccount2";

fn begun(kind: WizardKind) -> Run {
    Run::at_nuget_org(kind, Some(THIS), None)
}

fn lines(run: &Run, list: ListName) -> Vec<Line> {
    let of_list = |block: Block| match block {
        Block::Lines { list: found, items } if found == list => Some(items),
        _ => None,
    };
    run.sheet().blocks.into_iter().find_map(of_list).unwrap_or_default()
}

fn says(run: &Run, list: ListName) -> Vec<Saying> {
    lines(run, list).iter().filter_map(|line| line.says).collect()
}

fn saying_names(of: Saying) -> String {
    serde_json::to_value(of).unwrap().as_str().unwrap().to_owned()
}

fn opened(run: &Run) -> Option<(SitePage, Option<String>)> {
    run.sheet().blocks.into_iter().find_map(|block| match block {
        Block::Page { page, about } => Some((page, about)),
        _ => None,
    })
}

fn types(run: &mut Run, field: FieldName, text: &str) {
    run.feed(Input::Typed {
        field,
        text: text.to_owned(),
    });
}

fn ticks(run: &mut Run) {
    for line in lines(run, ListName::GuidedAtHand) {
        run.feed(Input::Chose {
            choice: Choice::HaveIt,
            target: line.says.map(saying_names),
        });
    }
}

/// Whoever is looked at is there.
fn sees_everybody(run: &mut Run) {
    while let Want::Call(call) = run.wizard.wants() {
        assert!(
            matches!(call.request, Request::Site(SiteRequest::Look { .. })),
            "{call:?}"
        );
        run.feed(Input::Answered(Answer::Seen(Some(Box::new(shared())))));
    }
}

fn looked_at(run: &Run) -> Option<String> {
    match run.wizard.wants() {
        Want::Call(call) => match call.request {
            Request::Site(SiteRequest::Look { username }) => Some(username),
            _ => None,
        },
        _ => None,
    }
}

/// Everybody who is asked for is there, and everybody who must not be is not.
fn sees_what_is_hoped(run: &mut Run, absent: &[&str]) {
    while let Some(name) = looked_at(run) {
        let answer = if absent.contains(&name.as_str()) {
            None
        } else {
            Some(Box::new(shared()))
        };
        run.feed(Input::Answered(Answer::Seen(answer)));
    }
}

/// Goes to the end, always by the first answer that leads on.
fn walks(run: &mut Run, ways: &[Choice], typed: &[(FieldName, &str)], absent: &[&str]) -> Vec<Step> {
    let mut steps = vec![run.step()];
    for _ in 0..40 {
        if run.wizard.is_over() {
            return steps;
        }
        let before = run.step();
        sees_what_is_hoped(run, absent);
        ticks(run);
        for field in run.sheet().fields {
            let text = typed
                .iter()
                .find(|(name, _)| *name == field.name)
                .map(|(_, text)| *text);
            types(run, field.name, text.unwrap_or(THIS));
        }
        let offers = run.offers();
        let leads_on = [Choice::SawIt, Choice::MarkDone, Choice::Continue, Choice::GoOnUnseen];
        let way = ways.iter().chain(&leads_on).find(|choice| offers.contains(choice));
        run.choose(*way.unwrap_or_else(|| panic!("{before:?} offers {offers:?}")));
        run.resumes();
        assert_ne!(run.step(), before, "nothing led on from {before:?}: {:?}", run.sheet());
        steps.push(run.step());
    }
    panic!("it never ends: {steps:?}");
}

#[test]
fn every_wizard_leads_from_its_beginning_to_a_receipt_also_when_the_app_is_killed_after_each_step() {
    type Way<'a> = (WizardKind, &'a [Choice], &'a [&'a str], Step);
    let ways: &[Way<'_>] = &[
        (WizardKind::Register, &[], &[THIS], Step::GuidedRegisterDone),
        (WizardKind::ChangeLogin, &[], &[], Step::GuidedChangeLoginDone),
        (
            WizardKind::Conflict,
            &[Choice::ChooseFind, Choice::ChooseThird],
            &[],
            Step::GuidedConflictDone,
        ),
        (
            WizardKind::Conflict,
            &[Choice::ChooseKnown, Choice::ChooseMove],
            &[],
            Step::GuidedConflictDone,
        ),
        (
            WizardKind::Recover,
            &[Choice::ChoosePersonal],
            &[],
            Step::GuidedRecoverDone,
        ),
        (WizardKind::Recover, &[Choice::ChooseWork], &[], Step::GuidedRecoverDone),
        (
            WizardKind::Recover,
            &[Choice::ChoosePassword],
            &[],
            Step::GuidedRecoverDone,
        ),
        (
            WizardKind::Recover,
            &[Choice::ChooseSupport],
            &[],
            Step::GuidedRecoverDone,
        ),
        (WizardKind::Convert, &[], &[], Step::GuidedConvertDone),
        (WizardKind::AnswerConversion, &[], &[], Step::GuidedAnswerConversionDone),
        (
            WizardKind::Organization,
            &[],
            &["Contoso"],
            Step::GuidedOrganizationDone,
        ),
        (
            WizardKind::Members,
            &[Choice::ChooseInvite],
            &[],
            Step::GuidedMembersDone,
        ),
        (WizardKind::Members, &[Choice::ChooseRole], &[], Step::GuidedMembersDone),
        (
            WizardKind::Members,
            &[Choice::ChooseRemove],
            &[],
            Step::GuidedMembersDone,
        ),
        (
            WizardKind::Members,
            &[Choice::ChooseLeave],
            &[],
            Step::GuidedMembersDone,
        ),
        (WizardKind::AnswerInvitation, &[], &[], Step::GuidedAnswerInvitationDone),
        (
            WizardKind::TwoFactor,
            &[Choice::ChoosePersonal],
            &[],
            Step::GuidedTwoFactorDone,
        ),
        (
            WizardKind::TwoFactor,
            &[Choice::ChooseWork],
            &[],
            Step::GuidedTwoFactorDone,
        ),
        (WizardKind::ContactEmail, &[], &[], Step::GuidedContactEmailDone),
        (WizardKind::MailChoices, &[], &[], Step::GuidedMailChoicesDone),
        (WizardKind::DeleteAccount, &[], &[], Step::GuidedDeleteDone),
        (WizardKind::Username, &[], &["NewName"], Step::GuidedUsernameDone),
        (
            WizardKind::UnmanagedTenant,
            &[Choice::ChooseText],
            &[],
            Step::GuidedTenantDone,
        ),
        (
            WizardKind::UnmanagedTenant,
            &[Choice::ChooseRecord],
            &[],
            Step::GuidedTenantDone,
        ),
        (
            WizardKind::UnmanagedTenant,
            &[Choice::ChooseRetry],
            &[],
            Step::GuidedTenantDone,
        ),
    ];
    let typed = [
        (FieldName::OtherUsername, OTHER),
        (FieldName::OrganizationName, "Contoso"),
        (FieldName::NewUsername, "NewName"),
        (FieldName::Email, "new@contoso.com"),
        (FieldName::Domain, "contoso.com"),
    ];
    for (kind, choices, absent, end) in ways {
        let mut run = begun(*kind);
        let steps = walks(&mut run, choices, &typed, absent);
        assert_eq!(steps.last(), Some(end), "{kind:?}: {steps:?}");
        let sheet = run.sheet();
        assert!(
            sheet.blocks.iter().any(|block| matches!(block, Block::Receipt(_))),
            "{kind:?}"
        );
        assert!(!says(&run, ListName::GuidedMarked).is_empty(), "{kind:?} names no step");
        assert!(!sheet.back, "{kind:?}: what is over stays");
    }
}

#[test]
fn every_step_in_the_browser_offers_its_page_or_a_text_and_what_it_may_say_instead_is_told() {
    let kinds = [
        (WizardKind::ChangeLogin, vec![]),
        (WizardKind::Recover, vec![Choice::ChooseSupport]),
        (WizardKind::DeleteAccount, vec![]),
    ];
    for (kind, ways) in kinds {
        let mut run = begun(kind);
        while !run.wizard.is_over() {
            sees_everybody(&mut run);
            ticks(&mut run);
            for field in run.sheet().fields {
                types(&mut run, field.name, THIS);
            }
            if run.offers().contains(&Choice::MarkDone) {
                let text = run
                    .sheet()
                    .blocks
                    .iter()
                    .any(|block| matches!(block, Block::Text { .. }));
                assert!(opened(&run).is_some() || text, "{:?}", run.step());
                assert_eq!(opened(&run).is_some(), run.offers().contains(&Choice::OpenPage));
            }
            if run.offers().contains(&Choice::SaysElse) {
                let at = run.step();
                run.choose(Choice::SaysElse);
                assert_eq!(run.step(), Step::GuidedRefusals);
                assert!(!says(&run, ListName::GuidedRefusals).is_empty());
                run.feed(Input::Back);
                assert_eq!(run.step(), at);
            }
            let offers = run.offers();
            let way = ways
                .iter()
                .chain(&[Choice::SawIt, Choice::MarkDone, Choice::Continue, Choice::GoOnUnseen]);
            let way = way.clone().find(|choice| offers.contains(choice)).copied();
            run.choose(way.unwrap_or_else(|| panic!("{:?} offers {offers:?}", run.step())));
        }
    }
}

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

/// A deletion up to the page that verifies it.
fn requested() -> Run {
    let mut run = begun(WizardKind::DeleteAccount);
    sees_everybody(&mut run);
    ticks(&mut run);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedDeleteConfirm, "every package has another owner");
    sees_everybody(&mut run);
    types(&mut run, FieldName::Confirmation, THIS);
    run.choose(Choice::Continue);
    assert_eq!(opened(&run), Some((SitePage::Delete, None)));
    run.choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedDeleteVerify);
    run
}

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

/// What search says of the owners of packages.
fn owners(said: &[(&str, Option<&[&str]>)]) -> Answer {
    let of = |(id, owners): &(&str, Option<&[&str]>)| OwnersOf {
        id: (*id).to_owned(),
        owners: owners.map(|owners| owners.iter().map(|owner| (*owner).to_owned()).collect()),
    };
    Answer::Owners(said.iter().map(of).collect())
}

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

#[test]
fn the_third_way_changes_the_other_account_first() {
    let mut run = begun(WizardKind::Conflict);
    run.choose(Choice::ChooseKnown);
    types(&mut run, FieldName::OtherUsername, &THIS.to_lowercase());
    run.choose(Choice::Continue);
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::SiteSameAccount)
    );
    types(&mut run, FieldName::OtherUsername, OTHER);
    run.choose(Choice::Continue);
    sees_everybody(&mut run);
    ticks(&mut run);
    run.choose(Choice::Continue).choose(Choice::ChooseThird);
    assert_eq!(run.step(), Step::GuidedConflictThird);
    ticks(&mut run);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedConflictDoThird);
    run.choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedConflictDoChange);
}

#[test]
fn the_other_account_is_deleted_by_a_wizard_of_its_own_and_must_be_gone_first() {
    let mut run = begun(WizardKind::Conflict);
    run.choose(Choice::ChooseKnown);
    types(&mut run, FieldName::OtherUsername, OTHER);
    run.choose(Choice::Continue);
    sees_everybody(&mut run);
    ticks(&mut run);
    run.choose(Choice::Continue).choose(Choice::ChooseMove);
    let offer = run
        .sheet()
        .offers
        .into_iter()
        .find(|offer| offer.starts.is_some())
        .unwrap();
    assert_eq!(offer.starts, Some(WizardKind::DeleteAccount));
    assert_eq!(
        offer.target.as_deref(),
        Some(OTHER),
        "about the other account, never this one"
    );
    let deletion = Run::at_nuget_org(WizardKind::DeleteAccount, Some(THIS), offer.target.as_deref());
    assert_eq!(looked_at(&deletion).as_deref(), Some(OTHER));
    run.choose(Choice::MarkDone);
    assert_eq!(looked_at(&run).as_deref(), Some(OTHER));
    run.answers(Answer::Seen(None));
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedConflictDoChange);
}

#[test]
fn a_conversion_looks_up_both_accounts_and_waits_for_the_administrator() {
    let mut run = begun(WizardKind::Convert);
    types(&mut run, FieldName::OtherUsername, THIS);
    run.choose(Choice::Continue);
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::SiteSameAccount)
    );
    types(&mut run, FieldName::OtherUsername, "someone@contoso.com");
    run.choose(Choice::Continue);
    assert_eq!(
        run.step(),
        Step::GuidedConvertAdministrator,
        "a username, not an address"
    );
    types(&mut run, FieldName::OtherUsername, OTHER);
    run.choose(Choice::Continue);
    run.answers(Answer::Seen(Some(Box::new(shared()))));
    assert_eq!(looked_at(&run).as_deref(), Some(OTHER));
    run.answers(Answer::Seen(None));
    ticks(&mut run);
    assert!(
        !run.offers().contains(&Choice::Continue),
        "there is no such administrator"
    );
    run.choose(Choice::LookAgain);
    sees_everybody(&mut run);
    run.choose(Choice::Continue);
    types(&mut run, FieldName::Confirmation, THIS);
    run.choose(Choice::Continue).choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedConvertDoAccept);
    let username = OTHER.to_owned();
    assert_eq!(run.wizard.waits_for(), WaitsFor::Somebody { username });
}

#[test]
fn another_name_for_a_look_forgets_the_look_at_the_one_before() {
    let mut run = begun(WizardKind::Convert);
    types(&mut run, FieldName::OtherUsername, OTHER);
    run.choose(Choice::Continue);
    sees_everybody(&mut run);
    run.feed(Input::Back);
    types(&mut run, FieldName::OtherUsername, "Else");
    run.choose(Choice::Continue);
    assert_eq!(looked_at(&run).as_deref(), Some("Else"));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Live, Saying::Looking]);
}

#[test]
fn a_wanted_name_that_is_there_is_taken_and_one_that_is_not_may_be_free() {
    let mut run = Run::at_nuget_org(WizardKind::Register, None, None);
    types(&mut run, FieldName::Username, OTHER);
    run.choose(Choice::Continue);
    run.answers(Answer::Seen(Some(Box::new(shared()))));
    ticks(&mut run);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Taken]);
    assert!(!run.offers().contains(&Choice::Continue));
    run.feed(Input::Back);
    types(&mut run, FieldName::Username, "FreshName");
    run.choose(Choice::Continue);
    run.answers(Answer::Seen(None));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::PerhapsFree]);
    assert!(run.offers().contains(&Choice::Continue));
}

/// A change of the contact address, up to the page that verifies it.
fn address_changed(before: Option<&str>, address: &str) -> Run {
    let mut run = begun(WizardKind::ContactEmail);
    types(&mut run, FieldName::Email, address);
    run.choose(Choice::Continue);
    assert_eq!(run.wizard.wants(), Want::Nothing, "nothing is asked without a press");
    if let Some(mask) = before {
        run.choose(Choice::AskMask);
        run.answers(Answer::MaskedAddress(mask.to_owned()));
        assert_eq!(says(&run, ListName::GuidedSeen), [Saying::MaskBefore]);
    }
    ticks(&mut run);
    run.choose(Choice::Continue)
        .choose(Choice::MarkDone)
        .choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedContactEmailVerify);
    run
}

#[test]
fn a_new_contact_address_is_verified_by_its_mask_and_only_where_the_mask_tells() {
    let told = |before: Option<&str>, after: &str| {
        let mut run = address_changed(before, "new@contoso.com");
        run.choose(Choice::AskMask);
        run.answers(Answer::MaskedAddress(after.to_owned()));
        says(&run, ListName::GuidedSeen)
    };
    assert_eq!(
        told(Some("o**********d@contoso.com"), "n**********w@contoso.com"),
        [Saying::MaskNew]
    );
    assert_eq!(told(None, "n**********w@contoso.com"), [Saying::MaskNew]);
    assert_eq!(
        told(Some("o**********d@contoso.com"), "o**********d@contoso.com"),
        [Saying::MaskOld]
    );
    assert_eq!(
        told(Some("n**********w@contoso.com"), "n**********w@contoso.com"),
        [Saying::MaskUnclear]
    );
    assert_eq!(told(None, "hidden"), [Saying::MaskUnclear]);
}

#[test]
fn a_mask_that_was_being_asked_for_is_not_asked_for_again_by_itself() {
    let mut run = address_changed(None, "new@contoso.com");
    run.choose(Choice::AskMask);
    assert!(matches!(run.request(), Request::Site(SiteRequest::MaskedAddress { username }) if username == THIS));
    run.resumes();
    assert_eq!(run.wizard.wants(), Want::Nothing);
    run.choose(Choice::AskMask);
    run.refuses(Code::SiteLimited);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::MaskUnseen]);
}

#[test]
fn an_organizations_address_is_changed_on_its_own_page() {
    let mut run = Run::at_nuget_org(WizardKind::ContactEmail, Some(THIS), Some("Contoso"));
    types(&mut run, FieldName::Email, "team@contoso.com");
    run.choose(Choice::Continue);
    run.choose(Choice::AskMask);
    assert!(matches!(run.request(), Request::Site(SiteRequest::MaskedAddress { username }) if username == "Contoso"));
    run.answers(Answer::MaskedAddress("o**********d@contoso.com".to_owned()));
    ticks(&mut run);
    run.choose(Choice::Continue);
    assert_eq!(opened(&run), Some((SitePage::Organization, Some("Contoso".to_owned()))));
}

#[test]
fn a_new_username_is_verified_by_both_profile_pages() {
    let mut run = begun(WizardKind::Username);
    types(&mut run, FieldName::NewUsername, "NewName");
    run.choose(Choice::Continue);
    sees_what_is_hoped(&mut run, &["NewName"]);
    ticks(&mut run);
    run.choose(Choice::Continue);
    let text = |block: &Block| {
        matches!(
            block,
            Block::Text {
                list: ListName::ForRename,
                ..
            }
        )
    };
    assert!(run.sheet().blocks.iter().any(text));
    run.choose(Choice::MarkDone);
    assert_eq!(run.wizard.waits_for(), WaitsFor::Operator);
    run.choose(Choice::MarkDone);
    sees_what_is_hoped(&mut run, &["NewName"]);
    assert_eq!(
        says(&run, ListName::GuidedSeen),
        [Saying::NotYetThere, Saying::StillThere]
    );
    run.choose(Choice::LookAgain);
    sees_what_is_hoped(&mut run, &[THIS]);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Live, Saying::Gone]);
}

#[test]
fn answers_that_belong_to_no_page_change_nothing() {
    let mut run = begun(WizardKind::DeleteAccount);
    sees_everybody(&mut run);
    let before = run.wizard.clone();
    for choice in [
        Choice::Continue,
        Choice::MarkDone,
        Choice::SawIt,
        Choice::GoOnUnseen,
        Choice::SaysElse,
        Choice::AskMask,
        Choice::ChooseThird,
        Choice::DeleteAccount,
        Choice::OpenPage,
    ] {
        run.feed(Input::Chose { choice, target: None });
        assert_eq!(run.wizard, before, "{choice:?}");
    }
}

#[test]
fn there_are_no_recovery_codes_and_no_undo_at_nuget_org() {
    use contract::desktop::nuget_org::NUGET_ORG;
    use wizards::wizard::State;
    assert!(State::begin(WizardKind::RecoveryCodes, NUGET_ORG, None).is_none());
    assert!(State::begin(WizardKind::UndoLogin, NUGET_ORG, None).is_none());
    assert!(State::begin(WizardKind::Register, "practice", None).is_none());
}

#[test]
fn a_receipt_never_says_that_somebody_is_still_looked_for() {
    let mut run = begun(WizardKind::Username);
    types(&mut run, FieldName::NewUsername, OTHER);
    run.choose(Choice::Continue);
    sees_what_is_hoped(&mut run, &[OTHER]);
    ticks(&mut run);
    for choice in [Choice::Continue, Choice::MarkDone, Choice::MarkDone, Choice::GoOnUnseen] {
        run.choose(choice);
    }
    assert!(run.wizard.is_over(), "{:?}", run.step());
    assert_eq!(
        says(&run, ListName::GuidedUnverified),
        [Saying::NotSeen, Saying::NotSeen]
    );
}
