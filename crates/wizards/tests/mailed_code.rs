//! The code that is mailed where the provider does not say when somebody signed in: between a refusal and the same call.

mod stage;

use contract::{
    Code, Problem,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
};
use stage::{Run, account, free, linked, now};
use wizards::{Answer, Call, Input, Request, SessionOf, Slot, Want, call::ProofRequest};

fn begun(kind: WizardKind) -> Run {
    Run::of(stage::begin(kind, None), Some(account("MyNuGetAccount1", 1)))
}

fn told() -> Answer {
    Answer::Account(Box::new(account("MyNuGetAccount1", 1)))
}

/// The change of a login, as its consequences are asked for.
fn changing() -> Run {
    let mut run = begun(WizardKind::ChangeLogin);
    run.answers(told()).choose(Choice::Continue);
    run.choose(Choice::OpenBrowser).proves(1, linked("MyNuGetAccount1"));
    run.choose(Choice::OpenBrowser).proves(3, free());
    assert!(run.call().preview);
    run
}

/// A deletion that was pressed.
fn deleting() -> Run {
    let mut run = begun(WizardKind::DeleteAccount);
    run.answers(told()).refuses(Code::DeletionNotPending);
    run.foresees().choose(Choice::Continue);
    run.choose(Choice::OpenBrowser).proves(1, linked("MyNuGetAccount1"));
    run.feed(Input::Typed {
        field: FieldName::Confirmation,
        text: "MyNuGetAccount1".to_owned(),
    });
    run.choose(Choice::DeleteAccount);
    assert!(run.call().key.is_some());
    run
}

fn code_required(about: &str) -> Problem {
    Problem::from(Code::MailedCodeRequired).about(about)
}

fn mailed(seconds: i64) -> Answer {
    Answer::CodeMailed {
        address: "a**********1@outlook.com".to_owned(),
        until: now().plus_secs(seconds),
    }
}

fn asks_for(run: &Run) -> ProofRequest {
    let call = run.call();
    assert_eq!(call.session, SessionOf::Nobody);
    match call.request {
        Request::Proofs(request) => request,
        other => panic!("{other:?}"),
    }
}

fn says(run: &Run, list: ListName) -> bool {
    let blocks = run.sheet().blocks;
    blocks
        .iter()
        .any(|block| matches!(block, Block::Note { list: said, .. } if *said == list))
}

/// A deletion whose code can be typed; and the call that was refused.
fn typing() -> (Run, Call) {
    let mut run = deleting();
    let refused = run.call();
    run.refuses(Code::MailedCodeRequired).answers(mailed(900));
    assert_eq!(run.step(), Step::MailedCode);
    (run, refused)
}

#[test]
fn the_code_is_mailed_at_once_and_the_same_call_is_made_after_it() {
    let mut run = deleting();
    let refused = run.call();
    run.refuses(Code::MailedCodeRequired);
    assert_eq!(asks_for(&run), ProofRequest::MailCode { by: Slot::Current });
    run.answers(mailed(900));
    let sheet = run.sheet();
    assert_eq!(sheet.facts.address.as_deref(), Some("a**********1@outlook.com"));
    assert_eq!(sheet.facts.until, Some(now().plus_secs(900)));
    assert_eq!(run.wizard.waits_for(), WaitsFor::Mail);
    run.choose(Choice::Continue);
    assert_eq!(asks_for(&run), ProofRequest::TypeCode { by: Slot::Current });
    run.answers(Answer::Done);
    assert_eq!(run.call(), refused);
}

#[test]
fn a_wrong_code_can_be_typed_again_and_another_one_asked_for() {
    let (mut run, _) = typing();
    run.choose(Choice::Continue).refuses(Code::CodeWrong);
    let refusal = run.sheet().refusal.unwrap();
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (Code::CodeWrong, Some("code"))
    );
    let first = run.choose(Choice::Continue).call();
    run.refuses(Code::CodeExpired).choose(Choice::MailCode);
    assert_ne!(run.call().key, first.key);
    assert!(!says(&run, ListName::CodeSent));
    run.answers(mailed(900));
    assert!(says(&run, ListName::CodeSent));
}

#[test]
fn each_of_two_sign_ins_is_asked_for_by_the_name_that_the_refusal_gives_it() {
    for (field, slot) in [("current", Slot::Current), ("new", Slot::New)] {
        let mut run = changing();
        run.refuses(code_required(field));
        assert_eq!(asks_for(&run), ProofRequest::MailCode { by: slot });
    }
    let mut run = changing();
    run.refuses(code_required("new"));
    run.answers(mailed(900)).choose(Choice::Continue).answers(Answer::Done);
    assert!(run.call().preview);
    run.refuses(code_required("current"));
    assert_eq!(asks_for(&run), ProofRequest::MailCode { by: Slot::Current });
    run.answers(mailed(900)).choose(Choice::Continue).answers(Answer::Done);
    run.foresees();
    assert_eq!(run.step(), Step::ChangeLoginCheck);
}

#[test]
fn back_leads_to_the_page_that_was_refused_and_a_code_that_was_mailed_can_still_be_typed() {
    let (mut run, _) = typing();
    run.feed(Input::Back);
    assert_eq!(run.step(), Step::DeleteAccountCheck);
    assert_eq!(run.sheet().refusal.unwrap().code, Code::MailedCodeRequired);
    run.choose(Choice::DeleteAccount).refuses(Code::MailedCodeRequired);
    assert_eq!(run.step(), Step::MailedCode);
    assert_eq!(run.wizard.wants(), Want::Nothing);
    // Once its time is over another one is mailed.
    let (mut run, _) = typing();
    run.choose(Choice::MailCode).answers(mailed(0));
    run.feed(Input::Back);
    run.choose(Choice::DeleteAccount).refuses(Code::MailedCodeRequired);
    assert_eq!(asks_for(&run), ProofRequest::MailCode { by: Slot::Current });
}

#[test]
fn a_lost_answer_is_asked_for_again_under_the_same_key_also_after_a_kill() {
    let mut run = deleting();
    run.refuses(Code::MailedCodeRequired);
    let asked = run.call();
    run.feed(Input::Unsure(Code::GalleryUnreachable.into())).resumes();
    assert_eq!(run.step(), Step::MailedCode);
    run.choose(Choice::TryAgain);
    assert_eq!(run.call(), asked);
    run.answers(mailed(900)).choose(Choice::Continue);
    let typed = run.call();
    run.resumes();
    assert_eq!(run.call(), typed);
}

#[test]
fn a_code_that_was_being_sent_when_the_app_ended_is_typed_again() {
    let (mut run, _) = typing();
    let field = FieldName::Code;
    run.choose(Choice::Continue).feed(Input::SecretLost { field });
    assert_eq!(run.wizard.wants(), Want::Nothing);
    assert!(says(&run, ListName::TypeAgain));
}

#[test]
fn without_its_sign_in_the_code_is_of_no_use_and_nothing_is_left_in_doubt() {
    let slot = Slot::Current;
    for ends in [
        Input::ProofLost { slot },
        Input::Refused(Code::ProofExpired.into()),
        Input::Refused(Code::ClockSkewed.into()),
    ] {
        let (mut run, _) = typing();
        if matches!(ends, Input::Refused(_)) {
            run.choose(Choice::Continue);
        }
        run.feed(ends);
        assert_eq!(run.step(), Step::DeleteAccountProof);
        assert_eq!(run.sheet().refusal.unwrap().code, Code::ProofExpired);
        assert_eq!(run.wizard.mailed_code, None);
    }
    let mut run = changing();
    run.refuses(code_required("new")).answers(mailed(900));
    run.feed(Input::ProofLost { slot: Slot::New });
    assert_eq!(run.step(), Step::ChangeLoginNew);
}

#[test]
fn who_stops_meanwhile_is_told_that_nothing_was_changed() {
    let (mut run, _) = typing();
    let (choice, target) = (Choice::Cancel, None);
    run.feed(Input::Chose { choice, target });
    assert_eq!(run.step(), Step::Stop);
    assert!(says(&run, ListName::NothingChanged));
    run.choose(Choice::KeepGoing);
    assert_eq!(run.step(), Step::MailedCode);
}

#[test]
fn a_refusal_where_nobody_signed_in_is_the_machines_own() {
    let mut run = begun(WizardKind::MailChoices);
    run.refuses(Code::MailedCodeRequired);
    assert_ne!(run.step(), Step::MailedCode);
}

#[test]
fn what_was_saved_before_there_was_such_a_code_can_still_be_read() {
    let (run, _) = typing();
    let mut saved = serde_json::to_value(&run.wizard).unwrap();
    saved.as_object_mut().unwrap().remove("mailed_code");
    let read: wizards::Wizard = serde_json::from_value(saved).unwrap();
    assert_eq!(read.mailed_code, None);
}
