//! Waiting for the administrator, for the time after that, and for what came of it.

use super::{asked, free, proved, request};
use crate::support::{Run, account, at};
use contract::{
    Code,
    conversion::{Conversion, OwnConversion},
    desktop::wizard::{Choice, FieldName, Step, WaitsFor},
    organization::{Organization, OrganizationRights, Role},
};
use wizards::{Answer, Input, Machine, Request, SessionOf, call::ConversionRequest, convert::Convert};

fn organization() -> Organization {
    let rights = OrganizationRights {
        manage_account: true,
        manage_members: true,
        manage_owners: true,
        publish: true,
        leave: false,
    };
    Organization {
        username: "ana".to_owned(),
        opened_at: at(-100),
        confirmed: true,
        role: Role::Administrator,
        may: rights,
        account: None,
        required_tenant: None,
        two_factor: false,
        members: Vec::new(),
        invitations: Vec::new(),
    }
}

fn waiting() -> Run<Convert> {
    let mut run = proved();
    run.types(FieldName::Confirmation, "ana")
        .chooses(Choice::RequestConversion)
        .answers(Answer::Done);
    run.answers(Answer::Conversion(asked()));
    assert_eq!(run.step(), Step::ConvertWaiting);
    run
}

#[test]
fn the_request_is_cancelled_while_it_waits() {
    let mut run = waiting();
    run.chooses(Choice::CancelConversion);
    assert_eq!(run.request(), Request::Conversion(ConversionRequest::Cancel));
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::ConvertCancelled);
    let mut run = waiting();
    run.chooses(Choice::CancelConversion).refuses(Code::ConversionNotFound);
    run.answers(Answer::Conversion(free()));
    assert_eq!(run.step(), Step::ConvertOver);
}

#[test]
fn a_request_that_is_gone_while_the_session_lives_was_not_accepted() {
    let mut run = waiting();
    run.feed(Input::AccountChanged)
        .tells(account())
        .answers(Answer::Conversion(free()));
    assert_eq!(run.step(), Step::ConvertOver);
}

#[test]
fn an_accepted_request_that_waits_says_until_when() {
    let mut run = waiting();
    let accepted = Conversion {
        accepted_at: Some(at(10)),
        effective_at: Some(at(72 * 3600)),
        waits: true,
        ..request()
    };
    run.feed(Input::AccountChanged)
        .tells(account())
        .answers(Answer::Conversion(OwnConversion {
            request: Some(accepted),
            ..free()
        }));
    assert_eq!(run.machine.waits_for(), WaitsFor::Time { until: at(72 * 3600) });
    assert_eq!(run.sheet().facts.is, Some(true));
}

#[test]
fn when_the_session_ends_the_administrator_who_is_signed_in_here_sees_the_organization() {
    let mut run = waiting();
    run.feed(Input::AccountChanged).refuses(Code::SessionRequired);
    assert_eq!(run.call().session, SessionOf::Profile("p2".to_owned()));
    run.answers(Answer::Organization(Box::new(organization())));
    assert_eq!(run.step(), Step::ConvertDone);
}

#[test]
fn when_nobody_here_can_see_it_the_person_is_told_what_that_means() {
    let mut run = waiting();
    run.scene.signed_in.clear();
    run.feed(Input::AccountChanged).refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::ConvertSignedOut);
    assert!(run.wants_nothing());
    assert!(run.offers().iter().any(|offer| offer.choice == Choice::SignInElsewhere));
    // Signed in again: it was not accepted after all.
    run.feed(Input::Resumed)
        .tells(account())
        .answers(Answer::Conversion(asked()));
    assert_eq!(run.step(), Step::ConvertWaiting);
}

#[test]
fn a_request_that_waits_already_is_shown_at_once() {
    let mut run = Run::of(Convert::default());
    run.tells(account()).answers(Answer::Conversion(asked()));
    assert_eq!(run.step(), Step::ConvertWaiting);
}
