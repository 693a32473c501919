//! Before the other account of a conflict is deleted: what only it owns is offered to somebody.

mod stage;

use contract::{
    Code, Purpose,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, FieldName, ListName, Offer, Step, WizardKind},
};
use stage::{Run, account, begin, changes, free, linked};
use wizards::{Answer, Input, Logins, Request, SessionOf, Slot, call::DeletionRequest};

const THIS: &str = "MyNuGetAccount1";
const OTHER: &str = "MyNuGetAccount2";
const PACKAGE: &str = "Weber.Tools";

fn orphaned() -> Answer {
    let package = PACKAGE.to_owned();
    let orphaned = Consequence::PackageOrphaned {
        package,
        unlisted: true,
    };
    Answer::Consequences([changes(), vec![orphaned]].concat())
}

/// Up to what only the other account owns.
fn packages() -> Run {
    let mut run = Run::of(begin(WizardKind::ChangeLogin, None), Some(account(THIS, 1)));
    run.answers(Answer::Account(Box::new(account(THIS, 1))));
    run.choose(Choice::Continue).choose(Choice::OpenBrowser);
    run.proves(1, linked(THIS)).choose(Choice::OpenBrowser);
    run.proves(2, linked(OTHER)).answers(orphaned());
    run.choose(Choice::ChooseMove).answers(orphaned());
    assert_eq!(run.step(), Step::ChangeLoginPackages);
    run
}

fn lines(run: &Run) -> Vec<(Option<String>, Option<String>, Vec<Offer>)> {
    let blocks = run.sheet().blocks.into_iter();
    let items = blocks.filter_map(|block| match block {
        Block::Lines {
            list: ListName::Orphans,
            items,
        } => Some(items),
        _ => None,
    });
    items
        .flatten()
        .map(|line| (line.facts.word, line.facts.member, line.offers))
        .collect()
}

fn hands_over(run: &mut Run) {
    run.feed(Input::Chose {
        choice: Choice::HandOver,
        target: Some(PACKAGE.to_owned()),
    });
}

/// Up to the name of who gets it, in a session of the other account.
fn named() -> Run {
    let mut run = packages();
    hands_over(&mut run);
    assert_eq!(run.step(), Step::ChangeLoginPackagesOpen);
    run.choose(Choice::OpenBrowser);
    assert_eq!(run.asked().1.purpose, Purpose::SignIn);
    run.proves(2, linked(OTHER));
    let open = Logins::OpenSession { by: Slot::Other };
    assert_eq!(run.request(), Request::Logins(open));
    let (profile, account) = ("p2".to_owned(), Box::new(account(OTHER, 2)));
    run.answers(Answer::SignedIn { profile, account });
    assert_eq!(run.step(), Step::ChangeLoginHandOver);
    run
}

#[test]
fn a_package_is_offered_in_a_session_of_the_other_account_and_the_one_that_stays_accepts_it_from_the_list() {
    let mut run = named();
    assert_eq!(
        run.sheet().fields[0].text,
        THIS,
        "most give it to the account that stays"
    );
    run.choose(Choice::OfferOwnership);
    let call = run.call();
    let request = DeletionRequest::OfferOwnership {
        package: PACKAGE.to_owned(),
        username: THIS.to_owned(),
    };
    assert_eq!(call.request, Request::Deletion(request));
    assert_eq!(call.session, SessionOf::Profile("p2".to_owned()));
    run.answers(Answer::Done).answers(orphaned());
    assert_eq!(run.step(), Step::ChangeLoginPackages);
    let (word, member, offers) = lines(&run).remove(0);
    assert_eq!((word.as_deref(), member.as_deref()), (Some(PACKAGE), Some(THIS)));
    assert_eq!(offers[0].starts, Some(WizardKind::AnswerOffer));
    assert_eq!(run.wizard.state.kind(), WizardKind::ChangeLogin);
    // Accepted, it is no longer among what nobody else owns.
    run.feed(Input::AccountChanged).answers(Answer::Consequences(changes()));
    assert_eq!((lines(&run).len(), run.sheet().facts.count), (0, Some(0)));
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::ChangeLoginMove);
    run.foresees().feed(Input::Back);
    assert_eq!(run.step(), Step::ChangeLoginPackages);
}

#[test]
fn who_offers_nothing_goes_on_and_decides_what_becomes_of_it() {
    let mut run = packages();
    run.choose(Choice::Continue).answers(orphaned());
    assert_eq!(run.step(), Step::ChangeLoginMove);
    assert!(run.offers().contains(&Choice::LeaveOrphans));
}

#[test]
fn whoever_does_not_open_the_other_account_offers_nothing_of_it() {
    for standing in [free(), linked(THIS)] {
        let mut run = packages();
        hands_over(&mut run);
        run.choose(Choice::OpenBrowser).proves(3, standing);
        assert_eq!(run.step(), Step::ChangeLoginPackagesOpen);
        assert_eq!(
            run.sheet().refusal.map(|problem| problem.code),
            Some(Code::CurrentIdentityWrong)
        );
    }
}

#[test]
fn a_session_that_has_ended_is_opened_again_and_the_package_stays_chosen() {
    let mut run = named();
    run.choose(Choice::OfferOwnership).refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::ChangeLoginPackagesOpen);
    run.choose(Choice::OpenBrowser).proves(2, linked(OTHER));
    let (profile, account) = ("p2".to_owned(), Box::new(account(OTHER, 2)));
    run.answers(Answer::SignedIn { profile, account });
    assert_eq!(run.sheet().facts.word.as_deref(), Some(PACKAGE));
}

#[test]
fn an_offer_whose_answer_was_lost_is_sent_again_under_its_key_also_after_a_kill() {
    let mut run = named();
    let (field, text) = (FieldName::Username, "Ben".to_owned());
    run.feed(Input::Typed { field, text }).choose(Choice::OfferOwnership);
    let sent = run.call();
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    assert!(run.wizard.may_be_done());
    run.feed(Input::Back);
    assert_eq!(
        (run.step(), run.offers()),
        (Step::ChangeLoginHandOver, vec![Choice::TryAgain])
    );
    run.resumes().choose(Choice::TryAgain);
    assert_eq!(run.call(), sent);
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::ChangeLoginPackages);
}

#[test]
fn a_name_that_cannot_own_it_is_refused_at_its_field() {
    let mut run = named();
    run.choose(Choice::OfferOwnership).refuses(Code::AccountUnknown);
    assert_eq!(run.step(), Step::ChangeLoginHandOver);
    assert_eq!(
        run.sheet().refusal.and_then(|problem| problem.field).as_deref(),
        Some("username")
    );
}

#[test]
fn sign_ins_that_run_out_meanwhile_are_made_again_only_for_what_takes_them() {
    let mut run = named();
    for slot in [Slot::Current, Slot::New] {
        run.feed(Input::ProofLost { slot });
    }
    assert_eq!(run.step(), Step::ChangeLoginHandOver);
    assert_eq!(run.sheet().facts.other.as_deref(), Some(OTHER));
    run.choose(Choice::OfferOwnership).answers(Answer::Done);
    assert_eq!(run.step(), Step::ChangeLoginPackages);
    run.feed(Input::ProofLost { slot: Slot::Current });
    assert_eq!(run.step(), Step::ChangeLoginCurrent);
    assert!(run.wizard.state.kind() == WizardKind::ChangeLogin);
}

#[test]
fn what_an_earlier_version_saved_of_a_hand_over_is_read() {
    let state = begin(WizardKind::DeleteAccount, None);
    let saved = serde_json::to_value(&state).unwrap();
    for name in ["package", "to", "offer", "offered"] {
        assert!(saved.get(name).is_some(), "{name} in {saved}");
    }
}
