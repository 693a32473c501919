//! What stands in the way of a conversion.

use super::{free, proved};
use crate::support::{Run, account, at};
use contract::{
    Code,
    account::Account,
    conversion::OwnConversion,
    desktop::wizard::{Choice, FieldName, ListName, Step, WizardKind},
    organization::{Invitation, Membership, OrganizationList, Role},
};
use wizards::{Answer, Request, call::OrganizationRequest, convert::Convert};

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
            required_tenant: None,
        }],
        invitations: vec![Invitation {
            organization: "fabrikam".to_owned(),
            role: Role::Collaborator,
            invited_by: Some("Ben".to_owned()),
            made_at: at(-50),
            expires_at: at(1000),
            obstacle: None,
            required_tenant: None,
        }],
    }
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
fn who_cannot_leave_as_the_only_administrator_or_before_the_address_is_confirmed_is_led_to_the_members() {
    for code in [Code::LastAdministrator, Code::OrganizationUnconfirmed] {
        let mut run = Run::of(Convert::default());
        run.tells(account())
            .answers(Answer::Conversion(blocked()))
            .answers(Answer::Organizations(memberships()));
        run.chooses(Choice::Continue)
            .chooses_about(Choice::ChooseLeave, Some("contoso"));
        run.refuses(code);
        let help = &run.sheet().helps[0];
        assert_eq!(
            (help.starts, help.target.as_deref()),
            (Some(WizardKind::Members), Some("contoso")),
            "{code:?}"
        );
    }
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
