//! Answering a conversion.

use super::support::{Run, account, at};
use contract::{
    Code,
    account::Account,
    consequence::Consequence,
    conversion::{Conversion, WaitingConversion},
    desktop::wizard::{Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
};
use wizards::{
    Answer, Input, Machine, Request,
    answer_conversion::AnswerConversion,
    call::{ConversionRequest, OrganizationRequest},
};

fn waiting() -> WaitingConversion {
    WaitingConversion {
        request: Conversion {
            account: "Data".to_owned(),
            administrator: "ana".to_owned(),
            made_at: at(0),
            expires_at: at(1000),
            accepted_at: None,
            effective_at: None,
            waits: false,
        },
        obstacle: None,
        consequences: vec![Consequence::BecomesOrganization {
            username: "Data".to_owned(),
            administrator: "ana".to_owned(),
        }],
    }
}

fn asked() -> Run<AnswerConversion> {
    let mut run = Run::of(AnswerConversion::of("data".to_owned()));
    run.answers(Answer::Conversions(vec![waiting()]));
    run
}

fn accepting() -> Run<AnswerConversion> {
    let mut run = asked();
    run.types(FieldName::Confirmation, "data")
        .chooses(Choice::AcceptConversion);
    run
}

#[test]
fn accepting_takes_the_typed_name_and_leads_to_the_members() {
    let mut run = asked();
    run.chooses(Choice::AcceptConversion);
    assert_eq!(run.refusal().unwrap().code, Code::ConfirmationWrong);
    assert!(run.wants_nothing());
    run.types(FieldName::Confirmation, "DATA")
        .chooses(Choice::AcceptConversion);
    let accept = ConversionRequest::Accept {
        account: "Data".to_owned(),
    };
    assert_eq!(run.request(), Request::Conversion(accept));
    run.answers(Answer::Accepted(None));
    assert_eq!(run.step(), Step::AnswerConversionAccepted);
    assert_eq!(run.sheet().helps[0].starts, Some(WizardKind::Members));
}

#[test]
fn what_takes_effect_later_can_be_stopped_until_then() {
    let mut run = accepting();
    run.answers(Answer::Accepted(Some(at(500))));
    assert_eq!(run.step(), Step::AnswerConversionLater);
    assert_eq!(run.machine.waits_for(), WaitsFor::Time { until: at(500) });
    run.chooses(Choice::RejectConversion).answers(Answer::Done);
    assert_eq!(run.step(), Step::AnswerConversionRejected);
}

/// Accepted, and it takes effect at 500.
fn later() -> Run<AnswerConversion> {
    let mut run = accepting();
    run.answers(Answer::Accepted(Some(at(500))));
    run
}

#[test]
fn what_was_stopped_before_it_took_effect_is_not_said_to_be_done() {
    let mut run = later();
    run.feed(Input::Resumed).answers(Answer::Conversions(Vec::new()));
    assert_eq!(run.step(), Step::AnswerConversionGone);
    assert!(run.sheet().blocks.is_empty(), "a receipt of what was not done");
}

#[test]
fn once_it_was_to_take_effect_the_organization_tells_whether_it_did() {
    let show = Request::Organization(OrganizationRequest::Show {
        name: "Data".to_owned(),
    });
    let mut run = later();
    run.scene.now = at(501);
    run.feed(Input::Resumed).answers(Answer::Conversions(Vec::new()));
    assert_eq!(run.request(), show);
    // A gallery that cannot be asked is asked again.
    run.loses_the_answer();
    assert_eq!(run.step(), Step::AnswerConversionLater);
    run.chooses(Choice::LookAgain).answers(Answer::Conversions(Vec::new()));
    assert_eq!(run.request(), show);
    run.refuses(Code::NotFound);
    assert_eq!(run.step(), Step::AnswerConversionGone);
}

#[test]
fn an_answer_that_is_being_sent_is_not_left_without_a_question() {
    let mut run = asked();
    assert!(run.machine.is_untouched());
    run.chooses(Choice::RejectConversion);
    assert!(!run.machine.is_untouched());
}

#[test]
fn what_was_pressed_a_day_ago_is_looked_after_and_not_sent_again() {
    let mut run = accepting();
    run.loses_the_answer();
    run.scene.now = at(86_400);
    run.machine = run.machine.look_first(run.scene.now);
    assert_eq!(run.request(), Request::Conversion(ConversionRequest::Waiting));
}

#[test]
fn rejecting_takes_one_press() {
    let mut run = asked();
    run.chooses(Choice::RejectConversion).answers(Answer::Done);
    assert_eq!(run.step(), Step::AnswerConversionRejected);
}

#[test]
fn what_would_do_more_than_was_shown_is_shown_anew() {
    let mut run = accepting();
    run.refuses(Code::ConsequencesChanged);
    assert_eq!(run.request(), Request::Conversion(ConversionRequest::Waiting));
    run.answers(Answer::Conversions(vec![waiting()]));
    assert_eq!(run.refusal().unwrap().code, Code::ConsequencesChanged);
}

#[test]
fn a_request_that_is_not_there_is_over() {
    for code in [Code::ConversionNotFound, Code::AccountUnknown] {
        let mut run = accepting();
        run.refuses(code);
        assert_eq!(run.step(), Step::AnswerConversionGone, "{code:?}");
    }
    let mut run = asked();
    run.feed(Input::AccountChanged).answers(Answer::Conversions(Vec::new()));
    assert_eq!(run.step(), Step::AnswerConversionGone);
}

#[test]
fn who_cannot_accept_is_told_why_and_can_still_reject() {
    let mut run = Run::of(AnswerConversion::of("Data".to_owned()));
    run.answers(Answer::Conversions(vec![WaitingConversion {
        obstacle: Some(Code::AdministratorUnconfirmed),
        consequences: Vec::new(),
        ..waiting()
    }]));
    let line = &run.lines(ListName::Blockers)[0];
    assert_eq!(line.offers[0].starts, Some(WizardKind::ContactEmail));
    assert_eq!(
        (line.code, line.facts.username.as_deref()),
        (Some(Code::EmailUnconfirmed), Some("ana")),
        "it is her own address"
    );
    run.chooses(Choice::RejectConversion);
}

/// The administrator's account as it is, and what the gallery names.
fn obstructed(own: Account, code: Code) -> Run<AnswerConversion> {
    let mut run = Run::of(AnswerConversion::of("Data".to_owned()));
    run.scene.account = Some(own);
    run.answers(Answer::Conversions(vec![WaitingConversion {
        obstacle: Some(code),
        consequences: Vec::new(),
        ..waiting()
    }]));
    run
}

#[test]
fn what_stands_in_the_administrators_own_way_names_them_with_its_end_and_what_helps() {
    let changed = Account {
        login_change_until: Some(at(500)),
        ..account()
    };
    let frozen = Account {
        frozen_at: Some(at(-5)),
        ..account()
    };
    let leaving = Account {
        deletion_at: Some(at(900)),
        ..account()
    };
    for (own, code, until, helps) in [
        (changed, Code::LoginChangeOpen, Some(at(500)), WizardKind::UndoLogin),
        (frozen, Code::AccountFrozen, None, WizardKind::UndoLogin),
        (leaving, Code::DeletionPending, Some(at(900)), WizardKind::DeleteAccount),
    ] {
        let run = obstructed(own, code);
        let line = &run.lines(ListName::Blockers)[0];
        assert_eq!((line.code, line.facts.username.as_deref()), (Some(code), Some("ana")));
        assert_eq!(
            (line.facts.until, line.offers[0].starts),
            (until, Some(helps)),
            "{code:?}"
        );
    }
}

#[test]
fn what_stands_in_the_way_of_the_account_that_asks_names_that_one_and_helps_nobody_here() {
    let locked = Account {
        locked: true,
        ..account()
    };
    let settled = Account {
        login_change_until: Some(at(-1)),
        ..account()
    };
    for (own, code) in [
        (settled, Code::LoginChangeOpen),
        (account(), Code::AccountFrozen),
        (account(), Code::EmailUnconfirmed),
        (locked, Code::AccountLocked),
    ] {
        let line = &obstructed(own, code).lines(ListName::Blockers)[0];
        assert_eq!((line.code, line.facts.username.as_deref()), (Some(code), Some("Data")));
        assert!(line.offers.is_empty(), "{code:?}");
    }
}

#[test]
fn an_answer_that_was_lost_is_asked_for_under_the_same_key() {
    let mut run = accepting();
    let sent = run.call();
    run.loses_the_answer();
    run.scene.new_id = "key-2".to_owned();
    run.chooses(Choice::TryAgain);
    assert_eq!(run.call(), sent);
}
