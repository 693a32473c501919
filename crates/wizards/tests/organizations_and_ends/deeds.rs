//! What a receipt says of acts of which the gallery computes nothing before.

use super::support::{Run, account, at};
use contract::{
    account::{Account, MailChoices as Choices},
    desktop::wizard::{Block, Choice, Deed, FieldName},
    organization::{Invitation, Organization, OrganizationList, OrganizationRights, PendingMember, Role},
};
use wizards::{Answer, Machine, answer_invitation::AnswerInvitation, mail_choices::MailChoices, members::Members};

fn deed<M>(run: &Run<M>) -> Option<Deed>
where
    M: Machine + Clone + PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned,
{
    run.sheet().blocks.into_iter().find_map(|block| match block {
        Block::Receipt(receipt) => receipt.deed,
        _ => None,
    })
}

fn members() -> Run<Members> {
    let rights = OrganizationRights {
        manage_account: true,
        manage_members: true,
        manage_owners: true,
        publish: true,
        leave: true,
    };
    let mut run = Run::of(Members::of("contoso".to_owned()));
    run.answers(Answer::Organization(Box::new(Organization {
        username: "Contoso".to_owned(),
        opened_at: at(-1000),
        confirmed: true,
        role: Role::Administrator,
        may: rights,
        account: None,
        required_tenant: None,
        two_factor: false,
        members: Vec::new(),
        invitations: vec![PendingMember {
            username: "Cleo".to_owned(),
            role: Role::Collaborator,
            invited_by: None,
            made_at: at(0),
            expires_at: at(1000),
        }],
    })));
    run
}

#[test]
fn who_was_invited_as_what_stands_on_the_receipt_and_who_is_no_longer() {
    let mut run = members();
    run.chooses(Choice::ChooseInvite)
        .types(FieldName::Username, " Ben ")
        .chooses(Choice::InviteAdministrator)
        .answers(Answer::Done);
    let (organization, role) = ("Contoso".to_owned(), Role::Administrator);
    let member = "Ben".to_owned();
    let invited = Deed::Invited {
        organization,
        member,
        role,
    };
    assert_eq!(deed(&run), Some(invited));
    let mut run = members();
    run.chooses_about(Choice::ChooseCancel, Some("Cleo"))
        .chooses(Choice::CancelInvitation)
        .answers(Answer::Done);
    let (organization, member) = ("Contoso".to_owned(), "Cleo".to_owned());
    assert_eq!(deed(&run), Some(Deed::InvitationWithdrawn { organization, member }));
}

#[test]
fn what_is_mailed_from_then_on_stands_below_the_choices() {
    let mut run = Run::of(MailChoices::default());
    run.tells(account());
    assert_eq!(deed(&run), None);
    let mail = Choices {
        from_others: false,
        package_published: true,
    };
    run.chooses_about(Choice::MailOff, Some("from_others"))
        .tells(Account { mail, ..account() });
    assert_eq!(deed(&run), Some(Deed::MailChosen { mail }));
}

#[test]
fn whose_member_somebody_is_or_declined_to_be_stands_on_the_receipt() {
    for (choice, joins) in [(Choice::AcceptInvitation, true), (Choice::DeclineInvitation, false)] {
        let mut run = Run::of(AnswerInvitation::of("contoso".to_owned()));
        run.answers(Answer::Organizations(OrganizationList {
            organizations: Vec::new(),
            invitations: vec![Invitation {
                organization: "Contoso".to_owned(),
                role: Role::Collaborator,
                invited_by: None,
                made_at: at(0),
                expires_at: at(1000),
                obstacle: None,
                required_tenant: None,
            }],
        }));
        run.chooses(choice).answers(Answer::Done);
        let (organization, member) = ("Contoso".to_owned(), "ana".to_owned());
        let expected = if joins {
            Deed::Joined { organization, member }
        } else {
            Deed::Declined { organization }
        };
        assert_eq!(deed(&run), Some(expected));
    }
}
