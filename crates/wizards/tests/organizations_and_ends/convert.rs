//! Converting the account to an organization.

use super::support::{Run, account, at};
use contract::{
    Code,
    account::Account,
    consequence::Consequence,
    conversion::{Conversion, OwnConversion},
    desktop::wizard::{Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
    organization::{Invitation, Membership, Organization, OrganizationList, OrganizationRights, Role},
};
use wizards::{
    Answer, Input, Machine, Request, SessionOf, Slot, Want,
    call::{ConversionRequest, OrganizationRequest},
    convert::Convert,
};

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

fn blocked() -> OwnConversion {
    OwnConversion {
        obstacle: Some(Code::ConversionIsMember),
        organizations: vec!["contoso".to_owned(), "fabrikam".to_owned()],
        ..free()
    }
}

fn memberships() -> OrganizationList {
    OrganizationList {
        organizations: vec![Membership {
            organization: "contoso".to_owned(),
            role: Role::Collaborator,
            since: at(-100),
            confirmed: true,
            members: 2,
            administrators: 1,
        }],
        invitations: vec![Invitation {
            organization: "fabrikam".to_owned(),
            role: Role::Collaborator,
            invited_by: Some("Ben".to_owned()),
            made_at: at(-50),
            expires_at: at(1000),
            obstacle: None,
        }],
    }
}

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
fn all_that_stands_in_the_way_is_shown_at_once_each_with_what_helps() {
    let mut run = Run::of(Convert::default());
    run.tells(Account {
        confirmed_email: None,
        locked: true,
        login_change_until: Some(at(100)),
        ..account()
    });
    run.answers(Answer::Conversion(blocked()))
        .answers(Answer::Organizations(memberships()));
    run.chooses(Choice::Continue);
    assert_eq!(run.step(), Step::ConvertBlockers);
    let lines = run.lines(ListName::Blockers);
    let codes: Vec<_> = lines.iter().map(|line| line.code.unwrap()).collect();
    assert_eq!(
        codes,
        [
            Code::EmailUnconfirmed,
            Code::AccountLocked,
            Code::LoginChangeOpen,
            Code::ConversionIsMember,
            Code::ConversionIsMember
        ]
    );
    assert_eq!(lines[0].offers[0].starts, Some(WizardKind::ContactEmail));
    assert_eq!(lines[3].offers[0].choice, Choice::ChooseLeave);
    assert_eq!(lines[4].offers[0].choice, Choice::DeclineInvitation);
    assert_eq!(run.sheet().offers[0].choice, Choice::LookAgain);
}

#[test]
fn organizations_are_left_and_invitations_declined_from_the_page_until_nothing_is_in_the_way() {
    let mut run = Run::of(Convert::default());
    run.tells(account())
        .answers(Answer::Conversion(blocked()))
        .answers(Answer::Organizations(memberships()));
    run.chooses(Choice::Continue)
        .chooses_about(Choice::ChooseLeave, Some("contoso"));
    assert_eq!(run.step(), Step::ConvertLeave);
    run.foresees(&[]).chooses(Choice::LeaveOrganization);
    let leave = OrganizationRequest::Remove {
        name: "contoso".to_owned(),
        username: "ana".to_owned(),
    };
    assert_eq!(run.request(), Request::Organization(leave));
    run.answers(Answer::Done)
        .tells(account())
        .answers(Answer::Conversion(blocked()));
    run.answers(Answer::Organizations(OrganizationList {
        organizations: Vec::new(),
        ..memberships()
    }));
    run.chooses_about(Choice::DeclineInvitation, Some("fabrikam"))
        .answers(Answer::Done);
    run.tells(account()).answers(Answer::Conversion(free()));
    assert_eq!(run.step(), Step::ConvertBlockers);
    run.chooses(Choice::Continue);
    assert_eq!(run.step(), Step::ConvertAdministrator);
}

#[test]
fn the_only_administrator_is_led_to_the_members() {
    let mut run = Run::of(Convert::default());
    run.tells(account())
        .answers(Answer::Conversion(blocked()))
        .answers(Answer::Organizations(memberships()));
    run.chooses(Choice::Continue)
        .chooses_about(Choice::ChooseLeave, Some("contoso"));
    run.refuses(Code::LastAdministrator);
    let help = &run.sheet().helps[0];
    assert_eq!(
        (help.starts, help.target.as_deref()),
        (Some(WizardKind::Members), Some("contoso"))
    );
}

#[test]
fn a_member_who_is_gone_already_has_left() {
    for code in [Code::MemberNotFound, Code::NotFound, Code::NotAuthorized] {
        let mut run = Run::of(Convert::default());
        run.tells(account())
            .answers(Answer::Conversion(blocked()))
            .answers(Answer::Organizations(memberships()));
        run.chooses(Choice::Continue)
            .chooses_about(Choice::ChooseLeave, Some("contoso"));
        run.foresees(&[]).chooses(Choice::LeaveOrganization).refuses(code);
        assert_eq!(run.step(), Step::ConvertBlockers);
    }
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
fn what_came_in_the_way_meanwhile_is_shown_with_all_the_rest() {
    for code in [
        Code::EmailUnconfirmed,
        Code::AccountLocked,
        Code::ConversionIsMember,
        Code::AccountFrozen,
        Code::DeletionPending,
        Code::LoginChangeOpen,
        Code::TooManyRequests,
    ] {
        let mut run = proved();
        run.types(FieldName::Confirmation, "ana")
            .chooses(Choice::RequestConversion)
            .refuses(code);
        assert_eq!(run.step(), Step::ConvertBlockers, "{code:?}");
        assert_eq!(run.refusal().unwrap().code, code);
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

#[test]
fn in_a_recovery_session_it_takes_no_proof() {
    let mut run = Run::of(Convert::in_recovery("ana".to_owned()));
    assert_eq!(run.call().session, SessionOf::Recovery);
    run.scene.account = None;
    run.tells(account()).answers(Answer::Conversion(free()));
    run.chooses(Choice::Continue)
        .types(FieldName::Username, "Ben")
        .chooses(Choice::Continue);
    run.foresees(&[becomes()]);
    assert_eq!(run.step(), Step::ConvertCheck);
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
