//! Answering an invitation.

use super::support::{Run, account, at};
use contract::{
    Code,
    account::Account,
    desktop::wizard::{Choice, ListName, Step, WizardKind},
    organization::{Invitation, Membership, OrganizationList, Role},
};
use wizards::{Answer, answer_invitation::AnswerInvitation};

fn invitation() -> Invitation {
    Invitation {
        organization: "Contoso".to_owned(),
        role: Role::Administrator,
        invited_by: Some("Ben".to_owned()),
        made_at: at(0),
        expires_at: at(1000),
        obstacle: None,
        required_tenant: None,
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
        required_tenant: None,
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
    for (code, helps) in [
        (Code::EmailUnconfirmed, WizardKind::ContactEmail),
        (Code::TenantPolicyNotMet, WizardKind::ChangeLogin),
    ] {
        let mut run = Run::of(AnswerInvitation::of("Contoso".to_owned()));
        run.answers(list(vec![Invitation {
            obstacle: Some(code),
            ..invitation()
        }]));
        assert_eq!(run.lines(ListName::Blockers)[0].offers[0].starts, Some(helps));
        assert!(
            !run.offers()
                .iter()
                .any(|offer| offer.choice == Choice::AcceptInvitation)
        );
        run.chooses(Choice::DeclineInvitation);
    }
}

/// Rule 11.26.
#[test]
fn who_changed_a_login_that_can_be_taken_back_is_told_until_when_nothing_can_be_joined() {
    let mut run = Run::of(AnswerInvitation::of("Contoso".to_owned()));
    run.scene.account = Some(Account {
        login_change_until: Some(at(500)),
        ..account()
    });
    run.answers(list(vec![Invitation {
        obstacle: Some(Code::LoginChangeOpen),
        ..invitation()
    }]));
    let line = &run.lines(ListName::Blockers)[0];
    assert_eq!(
        (line.code, line.facts.username.as_deref(), line.facts.until),
        (Some(Code::LoginChangeOpen), Some("ana"), Some(at(500)))
    );
    assert_eq!(line.offers[0].starts, Some(WizardKind::UndoLogin));
    let can_accept = |run: &Run<AnswerInvitation>| {
        let offers = run.offers();
        offers.iter().any(|offer| offer.choice == Choice::AcceptInvitation)
    };
    assert!(!can_accept(&run));
    run.chooses(Choice::DeclineInvitation);
}

#[test]
fn an_organization_of_one_company_is_said_to_bind_whoever_joins_it() {
    let mut run = Run::of(AnswerInvitation::of("contoso".to_owned()));
    let required_tenant = Some("72f988bf-86f1-41af-91ab-2d7cd011db47".to_owned());
    run.answers(list(vec![Invitation {
        required_tenant,
        ..invitation()
    }]));
    assert!(run.warns_of(ListName::TenantBinds));
    assert!(!invited().warns_of(ListName::TenantBinds));
}
