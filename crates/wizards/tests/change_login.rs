//! Changing the Microsoft account: every page, every way out, every refusal.

mod stage;

use contract::{
    Code, Problem, Purpose,
    account::Account,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WizardKind},
    proof::UndoBy,
};
use stage::{Run, account, begin, changes, free, identity, linked, now, replaced};
use wizards::{Answer, Call, Current, Input, Logins, Request, SessionOf, Slot, Want};

const THIS: &str = "MyNuGetAccount1";
const OTHER: &str = "MyNuGetAccount2";

fn of(account: Account) -> Run {
    let mut run = Run::of(begin(WizardKind::ChangeLogin, None), Some(account.clone()));
    run.answers(Answer::Account(Box::new(account)));
    run
}

fn begun() -> Run {
    of(account(THIS, 1))
}

/// Up to the sign-in with the new one.
fn proven() -> Run {
    let mut run = begun();
    run.choose(Choice::Continue)
        .choose(Choice::OpenBrowser)
        .proves(1, linked(THIS));
    assert_eq!(run.step(), Step::ChangeLoginNew);
    run
}

/// The new one is the other account's.
fn conflict() -> Run {
    let mut run = proven();
    run.choose(Choice::OpenBrowser).proves(2, linked(OTHER));
    assert_eq!(run.step(), Step::ChangeLoginConflict);
    run
}

/// The last page of the way by a free one.
fn checked() -> Run {
    let mut run = proven();
    run.choose(Choice::OpenBrowser).proves(3, free());
    run.foresees();
    assert_eq!(run.step(), Step::ChangeLoginCheck);
    run
}

/// The account changed while its last page is shown: the consequences are read once more, and the page stays answerable.
#[test]
fn what_is_looked_at_once_more_leaves_the_page_free_for_a_press() {
    let mut run = checked();
    run.feed(Input::AccountChanged);
    let call = run.call();
    assert!(call.preview && call.behind);
    run.choose(Choice::ChangeLogin);
    let call = run.call();
    assert!(!call.preview && !call.behind && call.key.is_some());
}

fn signed_in() -> Answer {
    Answer::SignedIn {
        profile: "p2".to_owned(),
        account: Box::new(account(OTHER, 2)),
    }
}

/// Up to the decision that gives the other account a third one.
fn third() -> Run {
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

fn lists(run: &Run) -> Vec<ListName> {
    let lists = run.sheet().blocks.into_iter().filter_map(|block| match block {
        Block::Note { list, .. }
        | Block::Consequences { list, .. }
        | Block::Identity { list, .. }
        | Block::Lines { list, .. } => Some(list),
        _ => None,
    });
    lists.collect()
}

#[test]
fn it_asks_the_gallery_how_the_account_is_before_it_asks_anything_of_the_person() {
    let mut run = Run::of(begin(WizardKind::ChangeLogin, None), Some(account(THIS, 1)));
    assert_eq!(run.request(), Request::Logins(Logins::Account));
    assert_eq!(run.offers(), []);
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    assert_eq!(run.offers(), [Choice::TryAgain]);
    run.choose(Choice::TryAgain);
    run.answers(Answer::Account(Box::new(account(THIS, 1))));
    assert_eq!(run.offers(), [Choice::Continue]);
    run.feed(Input::AccountChanged);
    assert_eq!(run.request(), Request::Logins(Logins::Account));
}

#[test]
fn all_that_stands_in_the_way_is_shown_at_once_with_what_helps() {
    let run = of(Account {
        locked: true,
        login: None,
        deletion_at: Some(now()),
        login_change_until: Some(now()),
        ..account(THIS, 1)
    });
    let sheet = run.sheet();
    assert_eq!(sheet.step, Step::ChangeLoginBlocked);
    let Some(Block::Lines { items, .. }) = sheet.blocks.first() else {
        panic!("{sheet:?}")
    };
    let codes: Vec<_> = items.iter().filter_map(|line| line.code).collect();
    assert_eq!(
        codes,
        [
            Code::AccountLocked,
            Code::DeletionPending,
            Code::LoginMissing,
            Code::LoginChangeOpen
        ]
    );
    assert_eq!(items[3].offers[0].starts, Some(WizardKind::UndoLogin));
    assert_eq!(items[3].offers[0].target.as_deref(), Some(THIS));
    assert_eq!(run.offers(), [Choice::TryAgain]);
}

#[test]
fn who_is_not_signed_in_signs_in_first_and_goes_on_with_that_account() {
    let mut run = Run::of(begin(WizardKind::Conflict, None), None);
    run.refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::ChangeLoginSignIn);
    run.choose(Choice::OpenBrowser);
    assert_eq!(run.asked().1.purpose, Purpose::SignIn);
    assert_eq!(run.asked().1.session, SessionOf::Nobody);
    run.proves(4, free());
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::IdentityNotLinked)
    );
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    assert_eq!(run.request(), Request::Logins(Logins::OpenSession { by: Slot::Other }));
    run.account = Some(account(THIS, 1));
    run.answers(signed_in());
    assert_eq!(run.step(), Step::ConflictIntro);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::ChangeLoginCurrent);
}

#[test]
fn a_free_identity_is_shown_with_its_consequences_and_linked_once() {
    let mut run = checked();
    run.choose(Choice::ChangeLogin);
    let sent = run.call();
    assert!(sent.key.is_some());
    run.choose_nothing_while_it_is_sent();
    run.answers(Answer::Account(Box::new(account(THIS, 3))));
    assert_eq!(run.step(), Step::ChangeLoginDone);
    assert!(run.wizard.is_over());
    assert!(lists(&run).contains(&ListName::ContactLater));
    let Some(Block::Receipt(receipt)) = run.sheet().blocks.into_iter().next() else {
        panic!("no receipt")
    };
    assert_eq!((receipt.reference, receipt.changed), (sent.key, changes()));
}

impl Run {
    fn choose_nothing_while_it_is_sent(&mut self) {
        let before = self.wizard.clone();
        for choice in [Choice::AnotherIdentity, Choice::ChangeLogin, Choice::OpenBrowser] {
            self.feed(Input::Chose { choice, target: None });
        }
        self.feed(Input::Back);
        assert_eq!(self.wizard, before);
    }
}

#[test]
fn nothing_is_decided_before_its_consequences_were_seen_and_after_a_restart_they_are_asked_for_anew() {
    let mut run = proven();
    run.choose(Choice::OpenBrowser).proves(3, free());
    let before = run.wizard.clone();
    run.feed(Input::Chose {
        choice: Choice::ChangeLogin,
        target: None,
    });
    assert_eq!(run.wizard, before);
    run.foresees();
    run.resumes();
    assert!(run.call().preview);
    assert!(run.offers().contains(&Choice::ChangeLogin));
}

#[test]
fn a_lost_answer_is_said_and_trying_again_sends_the_same_under_the_same_key() {
    let mut run = checked();
    run.choose(Choice::ChangeLogin);
    let sent = run.call();
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    assert!(lists(&run).contains(&ListName::Unsure));
    assert_eq!(run.offers(), [Choice::TryAgain]);
    assert!(!run.sheet().back);
    run.resumes();
    run.choose(Choice::TryAgain);
    assert_eq!(run.call(), sent);
}

#[test]
fn stopping_while_nobody_knows_says_that_it_may_be_done() {
    let mut run = checked();
    run.choose(Choice::ChangeLogin);
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    run.feed(Input::Chose {
        choice: Choice::Cancel,
        target: None,
    });
    assert_eq!(lists(&run), [ListName::MayBeDone]);
}

/// A work account that was moved to another tenant has the address and the name that it had.
#[test]
fn a_login_that_looks_like_the_new_one_is_not_it_where_nothing_was_linked_since() {
    for (linked_again, step) in [(false, Step::ChangeLoginCurrent), (true, Step::ChangeLoginDone)] {
        let mut run = proven();
        run.choose(Choice::OpenBrowser).proves(1, free());
        run.foresees().choose(Choice::ChangeLogin).resumes();
        run.feed(Input::ProofLost { slot: Slot::New });
        let mut told = account(THIS, 1);
        if let (true, Some(login)) = (linked_again, &mut told.login) {
            login.linked_at = now().plus_secs(60);
        }
        run.answers(Answer::Account(Box::new(told)));
        assert_eq!(run.step(), step);
    }
}

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
fn where_it_cannot_be_sent_again_the_gallery_tells_whether_it_was_done() {
    for (now_opens, step) in [(3, Step::ChangeLoginDone), (1, Step::ChangeLoginCurrent)] {
        let mut run = checked();
        run.choose(Choice::ChangeLogin).resumes();
        run.feed(Input::ProofLost { slot: Slot::New });
        assert_eq!(run.step(), Step::ChangeLoginFindOut);
        assert_eq!(run.request(), Request::Logins(Logins::Account));
        run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
        run.choose(Choice::TryAgain);
        run.answers(Answer::Account(Box::new(account(THIS, now_opens))));
        assert_eq!(run.step(), step);
    }
}

#[test]
fn who_came_back_as_somebody_else_or_as_the_same_is_told_and_keeps_the_place() {
    let mut run = begun();
    run.choose(Choice::Continue)
        .choose(Choice::OpenBrowser)
        .proves(2, linked(OTHER));
    assert_eq!(run.step(), Step::ChangeLoginWrongPerson);
    assert_eq!(run.sheet().facts.other_person, identity(2).address);
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    assert_eq!(run.step(), Step::ChangeLoginSamePerson);
    run.choose(Choice::AnotherIdentity).proves(3, free());
    assert_eq!(run.step(), Step::ChangeLoginCheck);
}

#[test]
fn who_has_no_further_identity_makes_one_in_the_same_sign_in() {
    let mut run = proven();
    run.choose(Choice::CreateIdentity);
    assert_eq!(run.step(), Step::ChangeLoginMakeOne);
    run.choose(Choice::OpenBrowser);
    assert_eq!(run.asked().0, Slot::New);
    run.proves(4, free());
    assert_eq!(run.step(), Step::ChangeLoginCheck);
}

#[test]
fn a_recovery_code_stands_in_place_of_the_present_identity_and_a_refused_one_is_typed_again() {
    let mut run = begun();
    run.choose(Choice::Continue)
        .choose(Choice::NoAccess)
        .choose(Choice::Continue);
    run.choose(Choice::OpenBrowser).proves(3, free());
    let request = Request::ChangeLogin {
        current: Current::RecoveryCode,
        new: Slot::New,
    };
    assert_eq!(run.request(), request);
    run.refuses(Code::RecoveryCodeWrong);
    let sheet = run.sheet();
    assert_eq!(sheet.step, Step::ChangeLoginCode);
    assert_eq!(
        sheet.refusal.and_then(|problem| problem.field).as_deref(),
        Some("recovery_code")
    );
    // The sign-in is still there.
    run.choose(Choice::Continue);
    assert_eq!((run.step(), run.request()), (Step::ChangeLoginCheck, request));
}

#[test]
fn a_code_that_a_restart_forgot_is_typed_again_and_nothing_else_is_done_again() {
    let mut run = begun();
    run.choose(Choice::Continue)
        .choose(Choice::NoAccess)
        .choose(Choice::Continue);
    run.choose(Choice::OpenBrowser).proves(3, free());
    run.resumes();
    run.feed(Input::SecretLost {
        field: FieldName::RecoveryCode,
    });
    assert_eq!(run.step(), Step::ChangeLoginCode);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::ChangeLoginCheck);
}

#[test]
fn an_identity_that_was_replaced_lately_is_offered_its_own_account_back() {
    let mut run = proven();
    run.choose(Choice::OpenBrowser)
        .proves(3, replaced("Former", UndoBy::Identity, false));
    let sheet = run.sheet();
    assert_eq!(sheet.step, Step::ChangeLoginCheck);
    assert!(lists(&run).contains(&ListName::ReplacedElsewhere));
    assert_eq!(sheet.helps[0].starts, Some(WizardKind::UndoLogin));
    assert_eq!(sheet.helps[0].target.as_deref(), Some("Former"));
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
fn the_third_way_moves_the_other_account_first_in_its_own_session_and_then_this_one() {
    let mut run = third();
    let there = SessionOf::Profile("p2".to_owned());
    let request = Request::ChangeLogin {
        current: Current::Proof(Slot::Other),
        new: Slot::Third,
    };
    assert_eq!(run.step(), Step::ChangeLoginThirdCheck);
    // It is the other account that the third one is to open.
    assert_eq!(lists(&run), [ListName::SignsInThere, ListName::WillChange]);
    run.choose(Choice::MoveToThird);
    assert_eq!((run.call().request, run.call().session), (request, there));
    run.answers(Answer::Account(Box::new(account(OTHER, 3))));
    // Now the one that it had is free, and the page knows that something was changed already.
    assert_eq!(run.step(), Step::ChangeLoginCheck);
    let facts = run.sheet().facts;
    assert_eq!((facts.is, facts.other.as_deref()), (Some(true), Some(OTHER)));
    assert_eq!(run.call().session, SessionOf::Account);
    run.feed(Input::Chose {
        choice: Choice::Cancel,
        target: None,
    });
    assert_eq!(lists(&run), [ListName::Stays]);
    run.choose(Choice::KeepGoing).foresees();
    run.choose(Choice::ChangeLogin);
    run.answers(Answer::Account(Box::new(account(THIS, 2))));
    let Some(Block::Receipt(receipt)) = run.sheet().blocks.into_iter().next() else {
        panic!("no receipt")
    };
    assert_eq!(receipt.changed.len(), 2 * changes().len());
}

#[test]
fn sign_ins_that_ran_out_during_the_third_way_are_done_again_after_it() {
    let mut run = third();
    run.feed(Input::ProofLost { slot: Slot::Current });
    run.feed(Input::ProofLost { slot: Slot::New });
    assert_eq!(run.step(), Step::ChangeLoginThirdCheck);
    run.choose(Choice::MoveToThird);
    run.answers(Answer::Account(Box::new(account(OTHER, 3))));
    assert_eq!(run.step(), Step::ChangeLoginCurrent);
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    assert_eq!(run.sheet().facts.other_person, identity(2).address);
    run.choose(Choice::OpenBrowser)
        .proves(2, replaced(OTHER, UndoBy::Identity, false));
    assert_eq!(run.step(), Step::ChangeLoginCheck);
    assert!(!lists(&run).contains(&ListName::ReplacedElsewhere));
}

#[test]
fn in_the_third_way_everybody_who_comes_back_is_looked_at() {
    let mut run = conflict();
    run.foresees();
    run.choose(Choice::ChooseThird).choose(Choice::Continue);
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    assert_eq!(run.step(), Step::ChangeLoginThirdWrong);
    run.choose(Choice::OpenBrowser).proves(2, linked(OTHER));
    run.answers(signed_in());
    run.choose(Choice::OpenBrowser).proves(4, linked("Else"));
    assert_eq!(run.step(), Step::ChangeLoginThirdWrong);
    run.choose(Choice::OpenBrowser).proves(2, linked(OTHER));
    assert_eq!(run.step(), Step::ChangeLoginThirdNew);
    run.choose(Choice::CreateIdentity).choose(Choice::OpenBrowser);
    run.proves(4, linked("Else"));
    assert_eq!(run.step(), Step::ChangeLoginThirdTaken);
    assert_eq!(run.sheet().facts.member.as_deref(), Some("Else"));
    run.choose(Choice::AnotherIdentity).proves(3, free());
    assert_eq!(run.step(), Step::ChangeLoginThirdCheck);
}

#[test]
fn the_third_way_asks_for_a_second_factor_and_for_a_session_where_they_are_missing() {
    let mut run = third();
    run.choose(Choice::MoveToThird).refuses(Code::SecondFactorRequired);
    assert_eq!(run.step(), Step::ChangeLoginThirdCurrent);
    run.choose(Choice::OpenBrowser);
    assert!(run.asked().1.second_factor);
    let mut run = third();
    run.choose(Choice::MoveToThird).refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::ChangeLoginThirdOpen);
}

#[test]
fn a_proof_that_ran_out_returns_to_its_sign_in() {
    let mut run = checked();
    run.feed(Input::ProofLost { slot: Slot::New });
    assert_eq!(run.step(), Step::ChangeLoginNew);
    run.choose(Choice::OpenBrowser).proves(3, free());
    run.refuses(Code::ProofExpired);
    assert_eq!(run.step(), Step::ChangeLoginCurrent);
    let mut run = third();
    run.feed(Input::ProofLost { slot: Slot::Third });
    assert_eq!(run.step(), Step::ChangeLoginThirdNew);
    let mut run = third();
    run.feed(Input::ProofLost { slot: Slot::Other });
    assert_eq!(run.step(), Step::ChangeLoginThirdCurrent);
}

#[test]
fn each_refusal_leads_to_the_page_that_helps() {
    for (problem, step) in [
        (Problem::from(Code::CurrentIdentityWrong), Step::ChangeLoginWrongPerson),
        (Code::SecondFactorRequired.into(), Step::ChangeLoginNew),
        (
            Problem::from(Code::SecondFactorRequired).about("current"),
            Step::ChangeLoginCurrent,
        ),
        (Code::IdentityAlreadyLinked.into(), Step::ChangeLoginNew),
        (Code::SessionRequired.into(), Step::ChangeLoginSignIn),
        (Code::TenantPolicyForbidsChange.into(), Step::ChangeLoginCheck),
        (Code::LoginChangeOpen.into(), Step::ChangeLoginCheck),
    ] {
        let mut run = checked();
        run.choose(Choice::ChangeLogin).refuses(problem.clone());
        assert_eq!(run.step(), step, "{problem:?}");
        assert!(!run.wizard.is_over());
    }
}

#[test]
fn what_comes_late_changes_nothing() {
    let run = proven();
    for input in [
        Input::Answered(Answer::Done),
        Input::Refused(Code::AccountLocked.into()),
        Input::Unsure(Code::GalleryUnreachable.into()),
    ] {
        let mut late = run.clone();
        late.feed(input);
        assert_eq!(late.wizard, run.wizard);
    }
    assert_eq!(run.wizard.wants(), Want::Nothing);
}
