//! Deleting the account, and keeping it.

mod grace;

use super::support::{Run, account, at};
use contract::{
    Code,
    account::Account,
    consequence::Consequence,
    deletion::PendingDeletion,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WaitsFor},
};
use wizards::{Answer, Input, Machine, Request, Slot, Want, call::DeletionRequest, delete_account::DeleteAccount};

fn orphaned(package: &str) -> Consequence {
    Consequence::PackageOrphaned {
        package: package.to_owned(),
        unlisted: true,
    }
}

fn burnt() -> Consequence {
    Consequence::NameReserved {
        username: "ana".to_owned(),
    }
}

fn pending() -> PendingDeletion {
    PendingDeletion {
        requested_at: at(0),
        due_at: at(7 * 86_400),
        unlist_orphans: true,
        needs_another_identity: false,
        consequences: vec![burnt()],
    }
}

fn begun(foreseen: &[Consequence]) -> Run<DeleteAccount> {
    let mut run = Run::of(DeleteAccount::default());
    run.tells(account())
        .refuses(Code::DeletionNotPending)
        .foresees(foreseen);
    run
}

/// At the decision.
fn proved() -> Run<DeleteAccount> {
    let mut run = begun(&[burnt()]);
    run.chooses(Choice::Continue)
        .chooses(Choice::OpenBrowser)
        .comes_back("ana");
    assert_eq!(run.step(), Step::DeleteAccountCheck);
    run
}

#[test]
fn it_takes_the_consequences_a_proof_and_the_typed_name_and_then_the_grace_period_runs() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ANA").chooses(Choice::DeleteAccount);
    assert!(
        run.call().outlives_session(),
        "it ends the session in which it is asked"
    );
    let Request::Deletion(DeletionRequest::Delete { username, proof, .. }) = run.request() else {
        panic!("another request");
    };
    assert_eq!((username.as_deref(), proof), (Some("ANA"), Some(Slot::Current)));
    run.answers(Answer::Deletion(pending()));
    assert_eq!(run.step(), Step::DeleteAccountGrace);
    assert_eq!(run.machine.waits_for(), WaitsFor::Time { until: at(7 * 86_400) });
    assert_eq!(run.machine.goes_on(), Some(ListName::StillWaits));
}

#[test]
fn another_name_is_refused_before_anything_is_sent() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "anna")
        .chooses(Choice::DeleteAccount);
    assert_eq!(run.refusal().unwrap().code, Code::ConfirmationWrong);
    assert!(run.wants_nothing());
}

#[test]
fn packages_that_nobody_else_owns_are_handed_over_from_the_page() {
    let mut run = begun(&[orphaned("Ana.Tools"), orphaned("Ana.Text")]);
    run.chooses(Choice::Continue);
    assert_eq!(run.step(), Step::DeleteAccountPackages);
    run.chooses_about(Choice::HandOver, Some("Ana.Tools"));
    run.types(FieldName::Username, "Ben").chooses(Choice::OfferOwnership);
    let offer = DeletionRequest::OfferOwnership {
        package: "Ana.Tools".to_owned(),
        username: "Ben".to_owned(),
    };
    assert_eq!(run.request(), Request::Deletion(offer));
    run.answers(Answer::Done)
        .foresees(&[orphaned("Ana.Tools"), orphaned("Ana.Text")]);
    let lines = run.lines(ListName::Orphans);
    assert_eq!(lines[0].facts.member.as_deref(), Some("Ben"));
    run.feed(Input::AccountChanged)
        .tells(account())
        .refuses(Code::DeletionNotPending);
    run.foresees(&[orphaned("Ana.Text")]);
    assert_eq!(run.lines(ListName::Orphans).len(), 1);
}

#[test]
fn who_cannot_take_a_package_is_told_at_the_field() {
    for code in [
        Code::AccountUnknown,
        Code::UsernameInvalid,
        Code::UsernameIsEmail,
        Code::OwnerAlready,
        Code::MemberUnconfirmed,
    ] {
        let mut run = begun(&[orphaned("Ana.Tools")]);
        run.chooses(Choice::Continue)
            .chooses_about(Choice::HandOver, Some("Ana.Tools"));
        run.types(FieldName::Username, "nobody")
            .chooses(Choice::OfferOwnership)
            .refuses(code);
        assert_eq!(run.refusal().unwrap().field.as_deref(), Some("username"), "{code:?}");
        assert_eq!(run.sheet().fields[0].text, "nobody");
    }
}

#[test]
fn what_nobody_takes_is_unlisted_or_left_as_it_is() {
    for (choice, unlist) in [(Choice::UnlistOrphans, true), (Choice::LeaveOrphans, false)] {
        let mut run = begun(&[orphaned("Ana.Tools")]);
        run.chooses(Choice::Continue).chooses(Choice::Continue);
        assert_eq!(run.step(), Step::DeleteAccountOrphans);
        run.chooses(choice);
        let Request::Deletion(DeletionRequest::Delete { unlist_orphans, .. }) = run.request() else {
            panic!("another request");
        };
        assert_eq!(unlist_orphans, unlist);
    }
}

#[test]
fn the_wrong_person_loses_nothing_but_the_sign_in() {
    let mut run = begun(&[burnt()]);
    run.chooses(Choice::Continue)
        .chooses(Choice::OpenBrowser)
        .comes_back("Ben");
    assert_eq!(run.step(), Step::DeleteAccountWrongPerson);
    run.chooses(Choice::OpenBrowser).comes_back("ana");
    assert_eq!(run.step(), Step::DeleteAccountCheck);
}

#[test]
fn a_proof_that_ran_out_returns_to_its_sign_in_with_the_typed_name_intact() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .feed(Input::ProofLost { slot: Slot::Current });
    assert_eq!(run.step(), Step::DeleteAccountProof);
    assert_eq!(run.refusal().unwrap().code, Code::ProofExpired);
    run.chooses(Choice::OpenBrowser).comes_back("ana");
    assert_eq!(run.sheet().fields[0].text, "ana");
}

#[test]
fn refusals_of_the_proof_lead_to_where_they_are_mended() {
    for (code, step) in [
        (Code::ProofExpired, Step::DeleteAccountProof),
        (Code::ProofInvalid, Step::DeleteAccountProof),
        (Code::SignInNotFresh, Step::DeleteAccountProof),
        (Code::ClockSkewed, Step::DeleteAccountProof),
        (Code::SecondFactorRequired, Step::DeleteAccountProof),
        (Code::CurrentIdentityWrong, Step::DeleteAccountWrongPerson),
    ] {
        let mut run = proved();
        run.types(FieldName::Confirmation, "ana")
            .chooses(Choice::DeleteAccount)
            .refuses(code);
        assert_eq!(run.step(), step, "{code:?}");
    }
}

#[test]
fn where_the_gallery_asks_for_a_second_factor_the_next_sign_in_is_done_with_one() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::DeleteAccount)
        .refuses(Code::SecondFactorRequired)
        .chooses(Choice::OpenBrowser);
    assert!(matches!(run.machine.wants(), Want::Browser(asking) if asking.second_factor));
}

#[test]
fn what_stands_in_the_way_is_said_first_but_a_lock_does_not() {
    let mut run = Run::of(DeleteAccount::default());
    run.tells(Account {
        login_change_until: Some(at(100)),
        locked: true,
        ..account()
    })
    .refuses(Code::DeletionNotPending);
    let codes: Vec<_> = run
        .lines(ListName::Blockers)
        .iter()
        .map(|line| line.code.unwrap())
        .collect();
    assert_eq!(codes, [Code::LoginChangeOpen]);
}

#[test]
fn a_press_whose_answer_was_lost_is_sent_again_or_seen_by_signing_in() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::DeleteAccount)
        .loses_the_answer();
    assert!(run.wants_nothing());
    run.chooses(Choice::TryAgain);
    assert_eq!(run.call().key.as_deref(), Some("key-1"));
    // The deletion ended the session.
    run.refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::DeleteAccountSignedOut);
    run.feed(Input::Resumed)
        .tells(account())
        .answers(Answer::Deletion(pending()));
    assert_eq!(run.step(), Step::DeleteAccountGrace);
}

#[test]
fn a_press_that_cannot_be_sent_again_is_remembered_until_it_is_known_what_it_did() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana").chooses(Choice::DeleteAccount);
    run.feed(Input::ProofLost { slot: Slot::Current });
    assert!(run.machine.may_be_done());
    let says = |run: &Run<DeleteAccount>| {
        (
            run.refusal().map(|problem| problem.code),
            run.warns_of(ListName::MayBeDone),
        )
    };
    assert_eq!(says(&run), (None, true));
    // It is not being deleted: it was not done.
    let mut not_done = run.clone();
    not_done.tells(account()).refuses(Code::DeletionNotPending);
    assert_eq!(not_done.step(), Step::DeleteAccountProof);
    assert_eq!(says(&not_done), (Some(Code::ProofExpired), false));
    assert!(!not_done.machine.may_be_done());
    // The deletion ended the sessions.
    run.refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::DeleteAccountSignedOut);
    assert!(run.machine.may_be_done());
    // Signed in again, the receipt is that of the press.
    run.feed(Input::Resumed).tells(account());
    run.answers(Answer::Deletion(pending()));
    assert_eq!(run.step(), Step::DeleteAccountGrace);
    assert!(matches!(run.sheet().blocks[0], Block::Receipt(_)));
    assert!(!run.machine.may_be_done());
}

#[test]
fn back_goes_the_way_that_was_come() {
    let mut run = begun(&[orphaned("Ana.Tools")]);
    run.chooses(Choice::Continue)
        .chooses(Choice::Continue)
        .chooses(Choice::UnlistOrphans);
    run.foresees(&[orphaned("Ana.Tools")]);
    for step in [
        Step::DeleteAccountOrphans,
        Step::DeleteAccountPackages,
        Step::DeleteAccountIntro,
    ] {
        run.feed(Input::Back);
        assert_eq!(run.step(), step);
    }
}

#[test]
fn two_factor_asks_for_a_second_factor() {
    let mut run = Run::of(DeleteAccount::default());
    run.scene.account = Some(Account {
        two_factor: true,
        ..account()
    });
    run.tells(account())
        .refuses(Code::DeletionNotPending)
        .foresees(&[burnt()]);
    run.chooses(Choice::Continue).chooses(Choice::OpenBrowser);
    assert!(matches!(run.machine.wants(), Want::Browser(asking) if asking.second_factor));
}
