//! Converting the account to an organization.

mod in_the_way;
mod waiting;

use super::support::{Run, account, at};
use contract::{
    Code,
    consequence::Consequence,
    conversion::{Conversion, OwnConversion},
    desktop::{
        view::UsernameCheck,
        wizard::{Choice, FieldName, ListName, Step, WaitsFor},
    },
};
use wizards::{Answer, Input, Machine, Request, SessionOf, Slot, Want, call::ConversionRequest, convert::Convert};

fn becomes() -> Consequence {
    Consequence::BecomesOrganization {
        username: "ana".to_owned(),
        administrator: "Ben".to_owned(),
    }
}

fn free() -> OwnConversion {
    OwnConversion {
        request: None,
        obstacle: None,
        organizations: Vec::new(),
    }
}

fn request() -> Conversion {
    Conversion {
        account: "ana".to_owned(),
        administrator: "Ben".to_owned(),
        made_at: at(0),
        expires_at: at(7 * 86_400),
        accepted_at: None,
        effective_at: None,
        waits: false,
    }
}

fn asked() -> OwnConversion {
    OwnConversion {
        request: Some(request()),
        ..free()
    }
}

fn begun() -> Run<Convert> {
    let mut run = Run::of(Convert::default());
    run.tells(account()).answers(Answer::Conversion(free()));
    run
}

fn named() -> Run<Convert> {
    let mut run = begun();
    run.chooses(Choice::Continue)
        .types(FieldName::Username, "Ben")
        .chooses(Choice::Continue);
    run
}

fn proved() -> Run<Convert> {
    let mut run = named();
    run.foresees(&[becomes()])
        .chooses(Choice::OpenBrowser)
        .comes_back("ana")
        .foresees(&[becomes()]);
    assert_eq!(run.step(), Step::ConvertCheck);
    run
}

#[test]
fn it_takes_an_administrator_a_proof_and_the_typed_name_and_then_waits_for_the_answer() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::RequestConversion);
    let asked_for = ConversionRequest::Request {
        administrator: "Ben".to_owned(),
        proof: Some(Slot::Current),
        recovery_code: false,
    };
    assert_eq!(run.request(), Request::Conversion(asked_for));
    run.answers(Answer::Done).answers(Answer::Conversion(asked()));
    let username = "Ben".to_owned();
    assert_eq!(run.machine.waits_for(), WaitsFor::Somebody { username });
    assert_eq!(run.sheet().facts.until, Some(at(7 * 86_400)));
    assert_eq!(run.machine.goes_on(), Some(ListName::StillWaits));
}

#[test]
fn an_administrator_who_cannot_be_one_is_told_at_the_field() {
    for code in [
        Code::AccountUnknown,
        Code::UsernameInvalid,
        Code::UsernameIsEmail,
        Code::AdministratorIsSame,
        Code::AdministratorUnconfirmed,
        Code::AdministratorIsOrganization,
    ] {
        let mut run = named();
        run.refuses(code);
        assert_eq!(run.step(), Step::ConvertAdministrator);
        assert_eq!(run.refusal().unwrap().field.as_deref(), Some("username"), "{code:?}");
        assert_eq!(run.sheet().fields[0].text, "Ben");
        assert!(run.wants_nothing());
    }
}

#[test]
fn refusals_of_the_proof_lead_to_where_they_are_mended() {
    for (code, step) in [
        (Code::ProofExpired, Step::ConvertProof),
        (Code::ProofInvalid, Step::ConvertProof),
        (Code::ClockSkewed, Step::ConvertProof),
        (Code::SecondFactorRequired, Step::ConvertProof),
        (Code::CurrentIdentityWrong, Step::ConvertWrongPerson),
    ] {
        let mut run = proved();
        run.types(FieldName::Confirmation, "ana")
            .chooses(Choice::RequestConversion)
            .refuses(code);
        assert_eq!(run.step(), step, "{code:?}");
    }
    let mut run = proved();
    run.feed(Input::ProofLost { slot: Slot::Current });
    assert_eq!(run.step(), Step::ConvertProof);
    let mut run = named();
    run.foresees(&[becomes()])
        .chooses(Choice::OpenBrowser)
        .comes_back("Ben");
    assert_eq!(run.step(), Step::ConvertWrongPerson);
}

#[test]
fn where_the_gallery_asks_for_a_second_factor_the_next_sign_in_is_done_with_one() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::RequestConversion)
        .refuses(Code::SecondFactorRequired)
        .chooses(Choice::OpenBrowser);
    assert!(matches!(run.machine.wants(), Want::Browser(asking) if asking.second_factor));
}

#[test]
fn another_name_is_refused_before_anything_is_sent() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "Ben")
        .chooses(Choice::RequestConversion);
    assert_eq!(run.refusal().unwrap().code, Code::ConfirmationWrong);
    assert!(run.wants_nothing());
}

#[test]
fn a_press_whose_answer_was_lost_is_sent_again_under_the_same_key() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::RequestConversion);
    let sent = run.call();
    run.loses_the_answer();
    run.scene.new_id = "key-2".to_owned();
    run.chooses(Choice::TryAgain);
    assert_eq!(run.call(), sent);
}

#[test]
fn a_session_that_ended_since_denies_nothing_of_a_press_whose_answer_was_lost() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::RequestConversion)
        .loses_the_answer();
    run.chooses(Choice::TryAgain).refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::ConvertProof);
    assert!(run.machine.may_be_done());
}

#[test]
fn in_a_full_session_it_is_said_to_be_final_once_it_is_accepted() {
    let run = proved();
    assert_eq!((run.step(), run.sheet().facts.is), (Step::ConvertCheck, Some(false)));
}

#[test]
fn in_a_recovery_session_it_takes_no_proof_and_is_not_said_to_be_final_once_it_is_accepted() {
    let mut run = Run::of(Convert::in_recovery("ana".to_owned()));
    assert_eq!(run.call().session, SessionOf::Recovery);
    run.scene.account = None;
    run.tells(account()).answers(Answer::Conversion(free()));
    run.chooses(Choice::Continue)
        .types(FieldName::Username, "Ben")
        .chooses(Choice::Continue);
    run.foresees(&[becomes()]);
    assert_eq!(run.step(), Step::ConvertCheck);
    // It can be stopped for 72 hours after it was accepted, which is said before it is pressed (rule 12.12).
    assert_eq!(run.sheet().facts.is, Some(true));
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::RequestConversion);
    let Request::Conversion(ConversionRequest::Request { proof, .. }) = run.request() else {
        panic!("another request");
    };
    assert_eq!(proof, None);
    assert!(!matches!(run.machine.wants(), Want::Browser(_)));
}

#[test]
fn a_press_that_cannot_be_sent_again_is_not_denied_until_it_is_known_what_it_did() {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::RequestConversion)
        .loses_the_answer()
        .feed(Input::ProofLost { slot: Slot::Current });
    assert_eq!(run.step(), Step::ConvertProof);
    assert!(run.warns_of(ListName::MayBeDone) && run.refusal().is_none() && run.machine.may_be_done());
    // No request waits: it was not done.
    run.tells(account()).answers(Answer::Conversion(free()));
    assert_eq!(run.refusal().map(|problem| problem.code), Some(Code::ProofExpired));
    assert!(!run.warns_of(ListName::MayBeDone) && !run.machine.may_be_done());
}

#[test]
fn the_name_of_the_administrator_is_not_refused_for_being_taken_and_its_form_is_judged() {
    let mut run = begun();
    run.chooses(Choice::Continue);
    let refused = |code| UsernameCheck::Refused { code };
    for (known, said) in [
        (refused(Code::UsernameTaken), UsernameCheck::NotAsked),
        (refused(Code::UsernameIsEmail), refused(Code::UsernameIsEmail)),
        (UsernameCheck::Free, UsernameCheck::NotAsked),
    ] {
        run.scene.checks = vec![(FieldName::Username, known)];
        assert_eq!(run.sheet().fields[0].check, said);
    }
}
