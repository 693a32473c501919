//! Refusals, proofs that ran out, and what comes late.

use crate::{
    scene::{checked, proven, third},
    stage::free,
};
use contract::{
    Code, Problem,
    desktop::wizard::{Choice, Step},
};
use wizards::{Answer, Input, Slot, Want};

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
        (Code::ClockSkewed.into(), Step::ChangeLoginCurrent),
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
    let mut run = third();
    run.choose(Choice::MoveToThird).refuses(Code::ClockSkewed);
    assert_eq!(run.step(), Step::ChangeLoginThirdCurrent);
}

#[test]
fn where_an_organization_demands_the_present_identity_no_other_one_is_offered() {
    let mut run = checked();
    run.choose(Choice::ChangeLogin).refuses(Code::TenantPolicyForbidsChange);
    assert!(!run.offers().contains(&Choice::AnotherIdentity));
    let mut run = checked();
    run.choose(Choice::ChangeLogin).refuses(Code::LoginChangeOpen);
    assert!(run.offers().contains(&Choice::AnotherIdentity));
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
