//! Taking a change of the Microsoft account back: by the identity from before, by both of an exchange, by a code.

mod stage;

use contract::{
    Code, Problem, Purpose,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
    login::Decide,
    proof::UndoBy,
};
use stage::{Run, account, begin, changes, free, linked, replaced};
use wizards::{Answer, DecideBy, Input, Logins, Request, SessionOf, Slot};

const THIS: &str = "MyNuGetAccount1";
const ADDRESS: &str = "contact@contoso.example";

fn begun() -> Run {
    Run::of(begin(WizardKind::UndoLogin, Some(THIS.to_owned())), None)
}

fn met(undo: UndoBy, frozen: bool) -> Run {
    let mut run = begun();
    run.choose(Choice::OpenBrowser).proves(1, replaced(THIS, undo, frozen));
    run
}

fn undo(partner: bool, recovery_code: bool) -> Request {
    Request::Logins(Logins::Undo {
        by: Slot::Current,
        partner: partner.then_some(Slot::Other),
        recovery_code,
    })
}

fn signed_in() -> Answer {
    Answer::SignedIn {
        profile: "p1".to_owned(),
        account: Box::new(account(THIS, 1)),
    }
}

/// Without the identity from before, up to the choice of a code.
fn alone(decide: Choice) -> Run {
    let mut run = begun();
    run.choose(Choice::NoAccess).choose(Choice::Continue).choose(decide);
    assert_eq!(run.step(), Step::UndoLoginBy);
    run
}

/// Types the address, and asks for the mail.
fn has_code_mailed(run: &mut Run) {
    run.choose(Choice::SendCode);
    assert_eq!(
        run.sheet().refusal.and_then(|problem| problem.field).as_deref(),
        Some("email")
    );
    let (field, text) = (FieldName::Email, ADDRESS.to_owned());
    run.feed(Input::Typed { field, text }).choose(Choice::SendCode);
}

#[test]
fn the_identity_from_before_signs_in_without_a_session_sees_what_changes_and_has_the_account_back() {
    let mut run = begun();
    run.choose(Choice::OpenBrowser);
    let asking = run.asked().1;
    assert_eq!(
        (asking.purpose, asking.session),
        (Purpose::UndoLogin, SessionOf::Nobody)
    );
    run.proves(1, replaced(THIS, UndoBy::Identity, false));
    assert_eq!((run.step(), run.request()), (Step::UndoLoginCheck, undo(false, false)));
    run.foresees();
    run.choose(Choice::UndoChange);
    assert!(run.call().key.is_some());
    run.answers(signed_in());
    assert_eq!(run.step(), Step::UndoLoginDone);
    let Some(Block::Receipt(receipt)) = run.sheet().blocks.into_iter().next() else {
        panic!("no receipt")
    };
    assert_eq!(receipt.changed, changes());
    assert_eq!(run.sheet().facts.username.as_deref(), Some(THIS));
}

#[test]
fn who_can_undo_nothing_is_told_whom_they_open_and_another_account_is_offered() {
    for standing in [free(), linked(THIS), linked("Else")] {
        let mut run = begun();
        run.choose(Choice::OpenBrowser).proves(2, standing);
        assert_eq!(run.step(), Step::UndoLoginNothing);
        assert_eq!(run.offers(), [Choice::OpenBrowser, Choice::NoAccess]);
    }
    let mut run = begun();
    run.choose(Choice::OpenBrowser)
        .proves(2, replaced("Else", UndoBy::Identity, false));
    assert_eq!(run.step(), Step::UndoLoginNothing);
    assert_eq!(run.sheet().helps[0].target.as_deref(), Some("Else"));
}

#[test]
fn an_exchange_takes_both_identities() {
    let mut run = met(UndoBy::BothIdentities, false);
    assert_eq!(run.step(), Step::UndoLoginPartner);
    run.choose(Choice::OpenBrowser)
        .proves(1, replaced(THIS, UndoBy::BothIdentities, false));
    assert_eq!(run.step(), Step::UndoLoginPartner);
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::CurrentIdentityWrong)
    );
    run.choose(Choice::OpenBrowser)
        .proves(2, replaced("MyNuGetAccount2", UndoBy::BothIdentities, false));
    assert_eq!(run.request(), undo(true, false));
    run.feed(Input::ProofLost { slot: Slot::Other });
    assert_eq!(run.step(), Step::UndoLoginPartner);
}

#[test]
fn a_contested_undo_is_decided_by_a_recovery_code_with_the_same_sign_in() {
    let mut run = met(UndoBy::Decision, false);
    assert_eq!(run.step(), Step::UndoLoginContest);
    run.choose(Choice::UseRecoveryCode).choose(Choice::Continue);
    assert_eq!(run.request(), undo(false, true));
    run.refuses(Code::RecoveryCodeWrong);
    assert_eq!(run.step(), Step::UndoLoginCode);
    run.choose(Choice::Continue).foresees();
    run.choose(Choice::UndoChange);
    run.answers(signed_in());
    assert_eq!(run.step(), Step::UndoLoginDone);
}

#[test]
fn by_the_mailed_code_the_account_is_frozen_first_and_the_person_is_asked_before() {
    let mut run = met(UndoBy::Decision, false);
    run.choose(Choice::UseMailedCode);
    assert_eq!(run.step(), Step::UndoLoginFreeze);
    run.choose(Choice::FreezeAccount);
    assert_eq!(run.request(), undo(false, false));
    run.refuses(Code::UndoContested);
    assert_eq!(run.step(), Step::UndoLoginMail);
    run.feed(Input::Chose {
        choice: Choice::Cancel,
        target: None,
    });
    assert!(matches!(
        run.sheet().blocks[0],
        Block::Note {
            list: ListName::Frozen,
            ..
        }
    ));
    run.choose(Choice::KeepGoing);
    has_code_mailed(&mut run);
    let (username, address) = (THIS.to_owned(), ADDRESS.to_owned());
    assert_eq!(
        run.request(),
        Request::Logins(Logins::RequestDecision { username, address })
    );
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::UndoLoginMailCode);
    assert_eq!(run.wizard.waits_for(), WaitsFor::Mail);
    run.resumes();
    run.choose(Choice::UndoChange).refuses(Code::CodeWrong);
    assert_eq!(
        run.sheet().refusal.and_then(|problem| problem.field).as_deref(),
        Some("code")
    );
    run.choose(Choice::UndoChange).answers(Answer::Done);
    assert_eq!(run.step(), Step::UndoLoginDecided);
    run.choose(Choice::SignInAgain);
    assert_eq!(run.asked().1.purpose, Purpose::SignIn);
    run.proves(1, linked(THIS)).answers(signed_in());
    assert_eq!(run.step(), Step::UndoLoginDone);
}

#[test]
fn an_account_that_is_frozen_already_is_not_frozen_again() {
    let mut run = met(UndoBy::Decision, true);
    run.choose(Choice::UseMailedCode);
    assert_eq!(run.step(), Step::UndoLoginMail);
}

#[test]
fn another_mail_is_another_request_and_its_lost_answer_the_same() {
    let mut run = met(UndoBy::Decision, true);
    run.choose(Choice::UseMailedCode);
    has_code_mailed(&mut run);
    let first = run.call();
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    run.choose(Choice::TryAgain);
    assert_eq!(run.call(), first);
    run.answers(Answer::Done).choose(Choice::SendCode);
    assert_ne!(run.call().key, first.key);
}

#[test]
fn without_that_identity_the_account_is_named_and_a_code_undoes_or_keeps() {
    for (choice, decide, act) in [
        (Choice::ChooseUndo, Decide::Undo, Choice::UndoChange),
        (Choice::ChooseKeep, Decide::Keep, Choice::KeepChange),
    ] {
        let mut run = alone(choice);
        run.choose(Choice::UseRecoveryCode).choose(act);
        let request = Logins::Decide {
            username: THIS.to_owned(),
            decide,
            by: DecideBy::RecoveryCode,
        };
        assert_eq!(run.request(), Request::Logins(request));
        run.answers(Answer::Done);
        assert_eq!(run.step(), Step::UndoLoginDecided);
        assert_eq!(run.sheet().facts.is, Some(decide == Decide::Undo));
    }
}

#[test]
fn a_name_that_is_none_is_refused_before_anything_is_asked() {
    let mut run = begun();
    run.choose(Choice::NoAccess);
    assert_eq!(run.sheet().fields[0].text, THIS);
    let (field, text) = (FieldName::Username, "x@y.example".to_owned());
    run.feed(Input::Typed { field, text }).choose(Choice::Continue);
    assert_eq!(run.step(), Step::UndoLoginName);
    assert_eq!(
        run.sheet().refusal.and_then(|problem| problem.field).as_deref(),
        Some("username")
    );
}

#[test]
fn going_back_finds_every_page_and_what_was_typed() {
    let mut run = alone(Choice::ChooseUndo);
    run.choose(Choice::UseMailedCode);
    has_code_mailed(&mut run);
    run.answers(Answer::Done);
    for step in [
        Step::UndoLoginMail,
        Step::UndoLoginBy,
        Step::UndoLoginWhich,
        Step::UndoLoginName,
        Step::UndoLoginIntro,
    ] {
        run.feed(Input::Back);
        assert_eq!(run.step(), step);
    }
}

#[test]
fn a_code_that_a_restart_forgot_is_typed_again_and_sent_under_its_key() {
    let mut run = alone(Choice::ChooseUndo);
    run.choose(Choice::UseRecoveryCode).choose(Choice::UndoChange);
    let sent = run.call();
    run.resumes();
    run.feed(Input::SecretLost {
        field: FieldName::RecoveryCode,
    });
    assert_eq!(
        (run.step(), run.offers()),
        (Step::UndoLoginCode, vec![Choice::TryAgain])
    );
    assert_eq!(run.sheet().fields.len(), 1);
    run.choose(Choice::TryAgain);
    assert_eq!(run.call(), sent);
}

#[test]
fn an_undo_that_cannot_be_sent_again_is_asked_about_by_signing_in() {
    let mut run = met(UndoBy::Identity, false);
    run.foresees();
    run.choose(Choice::UndoChange).resumes();
    run.feed(Input::ProofLost { slot: Slot::Current });
    assert_eq!(run.step(), Step::UndoLoginIntro);
    // It is not denied that it may be done.
    assert!(run.wizard.may_be_done() && run.sheet().refusal.is_none());
    let may_be_done = Block::Note {
        list: ListName::MayBeDone,
        warns: true,
    };
    assert!(run.sheet().blocks.contains(&may_be_done));
    let mut not_done = run.clone();
    not_done
        .choose(Choice::OpenBrowser)
        .proves(1, replaced(THIS, UndoBy::Identity, false));
    assert_eq!(not_done.step(), Step::UndoLoginCheck);
    assert!(!not_done.wizard.may_be_done());
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    assert_eq!(
        (run.step(), run.sheet().facts.other.as_deref()),
        (Step::UndoLoginNothing, Some(THIS))
    );
}

#[test]
fn each_refusal_leads_to_the_page_that_helps() {
    for (problem, step) in [
        (Problem::from(Code::ProofExpired), Step::UndoLoginIntro),
        (Code::ClockSkewed.into(), Step::UndoLoginIntro),
        (
            Problem::from(Code::ClockSkewed).about("partner"),
            Step::UndoLoginPartner,
        ),
        (Code::SecondFactorRequired.into(), Step::UndoLoginIntro),
        (Code::UndoContested.into(), Step::UndoLoginContest),
        (
            Problem::from(Code::UndoContested).about("partner"),
            Step::UndoLoginPartner,
        ),
        (Code::LoginChangeNotOpen.into(), Step::UndoLoginCheck),
    ] {
        let mut run = met(UndoBy::Identity, false);
        run.refuses(problem.clone());
        assert_eq!(run.step(), step, "{problem:?}");
    }
    let mut run = met(UndoBy::Identity, false);
    run.refuses(Code::SecondFactorRequired).choose(Choice::OpenBrowser);
    assert!(run.asked().1.second_factor);
}
