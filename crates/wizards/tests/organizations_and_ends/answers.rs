//! Answering a conversion and an invitation.

use super::support::{Run, at};
use contract::{
    Code,
    consequence::Consequence,
    conversion::{Conversion, WaitingConversion},
    desktop::wizard::{Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
    organization::{Invitation, Membership, OrganizationList, Role},
};
use wizards::{
    Answer, Input, Machine, Request,
    answer_conversion::AnswerConversion,
    answer_invitation::AnswerInvitation,
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
    run.chooses(Choice::RejectConversion);
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

fn invitation() -> Invitation {
    Invitation {
        organization: "Contoso".to_owned(),
        role: Role::Administrator,
        invited_by: Some("Ben".to_owned()),
        made_at: at(0),
        expires_at: at(1000),
        obstacle: None,
    }
}

fn list(invitations: Vec<Invitation>) -> Answer {
    Answer::Organizations(OrganizationList {
        organizations: Vec::new(),
        invitations,
    })
}

fn invited() -> Run<AnswerInvitation> {
    let mut run = Run::of(AnswerInvitation::of("contoso".to_owned()));
    run.answers(list(vec![invitation()]));
    run
}

#[test]
fn an_invitation_is_accepted_and_leads_to_the_members() {
    let mut run = invited();
    assert_eq!(run.sheet().facts.is, Some(true));
    run.chooses(Choice::AcceptInvitation).answers(Answer::Done);
    assert_eq!(run.step(), Step::AnswerInvitationAccepted);
    assert_eq!(run.sheet().helps[0].starts, Some(WizardKind::Members));
}

#[test]
fn an_invitation_is_declined_also_where_that_was_done_before() {
    let mut run = invited();
    run.chooses(Choice::DeclineInvitation).answers(Answer::Done);
    assert_eq!(run.step(), Step::AnswerInvitationDeclined);
    let mut run = invited();
    run.chooses(Choice::DeclineInvitation).refuses(Code::InvitationNotFound);
    assert_eq!(run.step(), Step::AnswerInvitationDeclined);
}

#[test]
fn an_invitation_that_is_gone_was_accepted_or_withdrawn_and_the_list_says_which() {
    let mut run = invited();
    run.chooses(Choice::AcceptInvitation)
        .refuses(Code::InvitationNotFound)
        .answers(list(Vec::new()));
    assert_eq!(run.step(), Step::AnswerInvitationGone);
    let mut run = invited();
    let member = Membership {
        organization: "Contoso".to_owned(),
        role: Role::Administrator,
        since: at(1),
        confirmed: true,
        members: 2,
        administrators: 2,
    };
    run.chooses(Choice::AcceptInvitation).refuses(Code::InvitationNotFound);
    run.answers(Answer::Organizations(OrganizationList {
        organizations: vec![member],
        invitations: Vec::new(),
    }));
    assert_eq!(run.step(), Step::AnswerInvitationAccepted);
}

#[test]
fn what_stands_in_the_way_of_accepting_is_said_with_what_helps() {
    let mut run = Run::of(AnswerInvitation::of("Contoso".to_owned()));
    run.answers(list(vec![Invitation {
        obstacle: Some(Code::EmailUnconfirmed),
        ..invitation()
    }]));
    assert_eq!(
        run.lines(ListName::Blockers)[0].offers[0].starts,
        Some(WizardKind::ContactEmail)
    );
    assert!(
        !run.offers()
            .iter()
            .any(|offer| offer.choice == Choice::AcceptInvitation)
    );
    run.chooses(Choice::DeclineInvitation);
}
