//! The members of an organization.

use super::support::{Run, at};
use contract::{
    Code,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, Deed, FieldName, ListName, Offer, Step, WizardKind},
    organization::{Member, Organization, OrganizationRights, PendingMember, Role},
};
use wizards::{Answer, Input, Machine, Request, call::OrganizationRequest, members::Members};

fn member(username: &str, role: Role) -> Member {
    Member {
        username: username.to_owned(),
        role,
        since: at(-1000),
        revision: format!("{username} as {role:?}"),
    }
}

pub(super) fn organization() -> Organization {
    Organization {
        username: "Contoso".to_owned(),
        opened_at: at(-1000),
        confirmed: true,
        role: Role::Administrator,
        may: OrganizationRights {
            manage_account: true,
            manage_members: true,
            manage_owners: true,
            publish: true,
            leave: true,
        },
        account: None,
        required_tenant: None,
        two_factor: false,
        members: vec![member("ana", Role::Administrator), member("Ben", Role::Collaborator)],
        invitations: vec![PendingMember {
            username: "Cleo".to_owned(),
            role: Role::Collaborator,
            invited_by: Some("ana".to_owned()),
            made_at: at(0),
            expires_at: at(1000),
        }],
    }
}

pub(super) fn begun() -> Run<Members> {
    let mut run = Run::of(Members::of("contoso".to_owned()));
    run.answers(Answer::Organization(Box::new(organization())));
    run
}

fn request(run: &Run<Members>) -> OrganizationRequest {
    match run.request() {
        Request::Organization(request) => request,
        other => panic!("{other:?}"),
    }
}

#[test]
fn somebody_is_invited_as_what_the_person_chooses() {
    for (choice, role) in [
        (Choice::InviteCollaborator, Role::Collaborator),
        (Choice::InviteAdministrator, Role::Administrator),
    ] {
        let mut run = begun();
        run.chooses(Choice::ChooseInvite)
            .types(FieldName::Username, "Dora")
            .chooses(choice);
        let (name, username) = ("Contoso".to_owned(), "Dora".to_owned());
        assert_eq!(request(&run), OrganizationRequest::Invite { name, username, role });
        run.answers(Answer::Done)
            .answers(Answer::Organization(Box::new(organization())));
        assert_eq!(run.step(), Step::MembersDone);
        run.chooses(Choice::BackToList);
        assert_eq!(run.step(), Step::MembersList);
    }
}

#[test]
fn who_was_invited_is_told_as_they_write_themselves() {
    let mut run = begun();
    run.chooses(Choice::ChooseInvite)
        .types(FieldName::Username, "cLEO")
        .chooses(Choice::InviteCollaborator);
    run.answers(Answer::Done)
        .answers(Answer::Organization(Box::new(organization())));
    assert_eq!(run.sheet().facts.member.as_deref(), Some("Cleo"));
    let receipt = run.sheet().blocks.into_iter().find_map(|block| match block {
        Block::Receipt(receipt) => receipt.deed,
        _ => None,
    });
    let (organization, member) = ("Contoso".to_owned(), "Cleo".to_owned());
    let role = Role::Collaborator;
    assert_eq!(
        receipt,
        Some(Deed::Invited {
            organization,
            member,
            role
        })
    );
}

#[test]
fn who_cannot_be_invited_is_told_at_the_field() {
    for code in [
        Code::AccountUnknown,
        Code::UsernameInvalid,
        Code::UsernameIsEmail,
        Code::MemberAlready,
        Code::MemberUnconfirmed,
        Code::MemberIsOrganization,
        Code::TenantPolicyNotMet,
    ] {
        let mut run = begun();
        run.chooses(Choice::ChooseInvite)
            .types(FieldName::Username, "Dora")
            .chooses(Choice::InviteCollaborator);
        run.refuses(code);
        assert_eq!(run.refusal().unwrap().field.as_deref(), Some("username"), "{code:?}");
        assert_eq!(run.sheet().fields[0].text, "Dora");
    }
}

#[test]
fn a_refusal_that_says_the_list_is_not_what_it_was_leads_to_the_list_read_anew() {
    for code in [Code::MemberAlready, Code::MemberNotFound, Code::Stale] {
        let mut run = begun();
        run.chooses(Choice::ChooseInvite)
            .types(FieldName::Username, "Dora")
            .chooses(Choice::InviteCollaborator);
        run.refuses(code);
        let helps: Vec<_> = run.sheet().helps.iter().map(|offer| offer.choice).collect();
        assert_eq!(helps, [Choice::BackToList], "{code:?}");
        run.chooses(Choice::BackToList);
        assert_eq!(run.step(), Step::MembersList);
        let name = "Contoso".to_owned();
        assert_eq!(request(&run), OrganizationRequest::Show { name });
    }
}

#[test]
fn an_invitation_whose_answer_was_lost_is_sent_again_under_the_same_key() {
    let mut run = begun();
    run.chooses(Choice::ChooseInvite)
        .types(FieldName::Username, "Dora")
        .chooses(Choice::InviteCollaborator);
    let sent = run.call();
    run.loses_the_answer();
    run.scene.new_id = "key-2".to_owned();
    run.chooses(Choice::TryAgain);
    assert_eq!(run.call(), sent);
}

#[test]
fn a_member_gets_the_other_role() {
    let mut run = begun();
    run.chooses_about(Choice::ChooseRole, Some("Ben"))
        .chooses(Choice::MakeAdministrator);
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::MembersDone);
    let mut run = begun();
    run.chooses_about(Choice::ChooseRole, Some("ana"))
        .chooses(Choice::MakeCollaborator);
    run.refuses(Code::LastAdministrator);
    assert_eq!(run.refusal().unwrap().code, Code::LastAdministrator);
    run.chooses(Choice::BackToList);
}

#[test]
fn a_role_that_was_changed_elsewhere_meanwhile_is_shown_as_it_is_before_it_is_changed_again() {
    let mut run = begun();
    run.chooses_about(Choice::ChooseRole, Some("Ben"))
        .chooses(Choice::MakeAdministrator);
    let seen = |run: &Run<Members>| match run.request() {
        Request::Organization(OrganizationRequest::ChangeRole { revision, .. }) => revision,
        other => panic!("{other:?}"),
    };
    assert_eq!(seen(&run).as_deref(), Some("Ben as Collaborator"));
    run.refuses(Code::Stale);
    let mut now = organization();
    now.members.retain(|member| member.username != "Ben");
    now.members.push(member("Ben", Role::Administrator));
    run.answers(Answer::Organization(Box::new(now)));
    assert_eq!(run.refusal().unwrap().code, Code::Stale);
    assert_eq!(run.step(), Step::MembersRole);
    run.chooses(Choice::MakeCollaborator);
    assert_eq!(seen(&run).as_deref(), Some("Ben as Administrator"));
}

#[test]
fn a_member_is_removed_after_it_was_shown_what_that_ends() {
    let mut run = begun();
    run.chooses_about(Choice::ChooseRemove, Some("Ben"));
    run.foresees(&[Consequence::KeysRevoked {
        count: 2,
        of_others: vec!["Ben".to_owned()],
    }]);
    run.chooses(Choice::RemoveMember).answers(Answer::Done);
    assert_eq!(run.step(), Step::MembersDone);
}

#[test]
fn what_is_so_already_is_done() {
    let mut run = begun();
    run.chooses_about(Choice::ChooseRemove, Some("Ben")).foresees(&[]);
    run.chooses(Choice::RemoveMember).refuses(Code::MemberNotFound);
    assert_eq!(run.step(), Step::MembersDone);
    let mut run = begun();
    run.chooses_about(Choice::ChooseCancel, Some("Cleo"))
        .chooses(Choice::CancelInvitation);
    run.refuses(Code::InvitationNotFound);
    assert_eq!(run.step(), Step::MembersDone);
    let mut run = begun();
    run.chooses(Choice::ChooseLeave)
        .foresees(&[])
        .chooses(Choice::LeaveOrganization);
    run.refuses(Code::NotAuthorized);
    assert_eq!(run.step(), Step::MembersLeft);
}

#[test]
fn an_invitation_is_withdrawn() {
    let mut run = begun();
    run.chooses_about(Choice::ChooseCancel, Some("Cleo"));
    assert_eq!(
        run.offers(),
        [Offer::primary(Choice::CancelInvitation)],
        "it can be made again, so nothing is in danger"
    );
    run.chooses(Choice::CancelInvitation);
    let (name, username) = ("Contoso".to_owned(), "Cleo".to_owned());
    assert_eq!(request(&run), OrganizationRequest::CancelInvitation { name, username });
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::MembersDone);
}

#[test]
fn who_leaves_is_gone_and_the_last_administrator_is_told_what_helps() {
    let mut run = begun();
    run.chooses(Choice::ChooseLeave).refuses(Code::LastAdministrator);
    run.chooses(Choice::BackToList);
    let mut run = begun();
    run.chooses(Choice::ChooseLeave)
        .foresees(&[])
        .chooses(Choice::LeaveOrganization)
        .answers(Answer::Done);
    assert_eq!(run.step(), Step::MembersLeft);
    assert!(run.machine.is_over());
}

#[test]
fn deleting_takes_the_typed_name_and_each_obstacle_is_named() {
    for code in [Code::OrganizationHasMembers, Code::OrganizationOwnsPackages] {
        let mut run = begun();
        run.chooses(Choice::ChooseDelete).refuses(code);
        assert_eq!(run.refusal().unwrap().code, code);
    }
    let mut run = begun();
    run.chooses(Choice::ChooseDelete)
        .foresees(&[])
        .chooses(Choice::DeleteOrganization);
    assert_eq!(run.refusal().unwrap().code, Code::ConfirmationWrong);
    run.types(FieldName::Confirmation, "contoso")
        .chooses(Choice::DeleteOrganization)
        .answers(Answer::Done);
    assert_eq!(run.step(), Step::MembersDeleted);
}

#[test]
fn once_the_right_name_is_typed_a_refusal_is_told_and_not_the_wrong_name_of_before() {
    let mut run = begun();
    run.chooses(Choice::ChooseDelete)
        .foresees(&[])
        .chooses(Choice::DeleteOrganization);
    assert_eq!(run.refusal().unwrap().code, Code::ConfirmationWrong);
    run.types(FieldName::Confirmation, "contoso")
        .chooses(Choice::DeleteOrganization);
    assert_eq!(run.refusal(), None, "while it is being sent");
    run.refuses(Code::OrganizationOwnsPackages);
    assert_eq!(run.refusal().unwrap().code, Code::OrganizationOwnsPackages);
}

#[test]
fn before_its_address_is_confirmed_the_way_to_do_that_stands_on_the_page() {
    let mut run = Run::of(Members::of("Contoso".to_owned()));
    let found = Organization {
        confirmed: false,
        ..organization()
    };
    run.answers(Answer::Organization(Box::new(found)));
    let help = &run.sheet().helps[0];
    assert_eq!(
        (help.starts, help.target.as_deref()),
        (Some(WizardKind::ContactEmail), Some("Contoso"))
    );
}

#[test]
fn a_collaborator_sees_who_belongs_and_can_leave() {
    let mut run = Run::of(Members::of("Contoso".to_owned()));
    let may = OrganizationRights {
        manage_account: false,
        manage_members: false,
        manage_owners: false,
        publish: true,
        leave: true,
    };
    let found = Organization { may, ..organization() };
    run.answers(Answer::Organization(Box::new(found)));
    let choices: Vec<_> = run.offers().iter().map(|offer| offer.choice).collect();
    assert_eq!(choices, [Choice::ChooseLeave, Choice::Finish]);
    assert_eq!(run.lines(ListName::Members).len(), 2);
}

#[test]
fn an_organization_that_the_account_does_not_belong_to_is_said_to_be_gone() {
    let mut run = begun();
    run.feed(Input::AccountChanged).refuses(Code::NotFound);
    assert_eq!(run.step(), Step::MembersGone);
}

#[test]
fn an_organization_of_one_company_says_so_above_its_members() {
    let says = |required_tenant: Option<&str>| {
        let mut run = Run::of(Members::of("contoso".to_owned()));
        run.answers(Answer::Organization(Box::new(Organization {
            required_tenant: required_tenant.map(str::to_owned),
            ..organization()
        })));
        let list = ListName::TenantBinds;
        run.sheet().blocks.contains(&Block::Note { list, warns: false })
    };
    assert!(says(Some("72f988bf-86f1-41af-91ab-2d7cd011db47")) && !says(None));
}

#[test]
fn an_organization_that_is_gone_shows_no_receipt_of_what_was_done_before() {
    let mut run = begun();
    run.chooses_about(Choice::ChooseRole, Some("Ben"))
        .chooses(Choice::MakeAdministrator);
    run.answers(Answer::Done)
        .answers(Answer::Organization(Box::new(organization())));
    run.feed(Input::AccountChanged).refuses(Code::NotAuthorized);
    assert_eq!(run.step(), Step::MembersGone);
    assert!(run.sheet().blocks.is_empty());
}
