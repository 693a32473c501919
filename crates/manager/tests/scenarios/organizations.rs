//! Organizations, members and invitations, by the guided wizards.

use crate::support::{Computer, Fault, PRACTICE, Running, account, lines};
use contract::{
    Code,
    desktop::{
        Action,
        view::{AccountTab, NoticeKind},
        wizard::{Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
    },
};
use practice::cast::{ACCOUNT2, ANA};

async fn ana(computer: &Computer) -> (Running, String) {
    let mut app = computer.start();
    let profile = app.signs_in(computer, PRACTICE, ANA.address).await;
    (app, profile)
}

/// The members of contoso-tools, of which Ana is the only administrator.
async fn members(computer: &Computer) -> Running {
    let (app, profile) = ana(computer).await;
    app.starts_about(WizardKind::Members, &profile, "contoso-tools").await;
    app.reaches(Step::MembersList).await;
    app
}

#[tokio::test]
async fn an_organization_is_created_once_although_its_answer_was_lost_and_confirmed_after_a_crash() {
    let computer = Computer::with_cast().await;
    let (app, profile) = ana(&computer).await;
    app.starts(WizardKind::Organization, Some(&profile)).await;
    computer.practice.fail_next(Fault::LoseAnswer("/api/v1/organizations"));
    let typed = [
        (FieldName::Username, "contoso-games"),
        (FieldName::Email, "games@contoso.example"),
    ];
    app.answers_with(Step::OrganizationNew, Choice::CreateOrganization, &typed)
        .await;
    app.reaches(Step::OrganizationCode).await;
    assert!(computer.practice.has_failed());
    assert_eq!(app.view().under_way[0].waits_for, Some(WaitsFor::Mail));
    app.dies().await;
    let app = computer.start();
    app.goes_on().await;
    let code = computer.practice.mailed_code("games@contoso.example").await;
    app.answers_with(Step::OrganizationCode, Choice::ConfirmCode, &[(FieldName::Code, &code)])
        .await;
    let sheet = app.reaches(Step::OrganizationDone).await;
    assert_eq!(sheet.helps[0].target.as_deref(), Some("contoso-games"));
    // It stands on the account's page.
    let tab = AccountTab::Organizations;
    app.act(Action::ShowAccount { profile, tab }).await;
    app.until(|view| {
        account(view).is_some_and(|page| {
            let mut all = page.standing.organizations.iter();
            all.any(|one| one.organization == "contoso-games" && one.confirmed)
        })
    })
    .await;
}

#[tokio::test]
async fn a_name_that_is_taken_is_refused_at_its_field() {
    let computer = Computer::with_cast().await;
    let (app, profile) = ana(&computer).await;
    app.starts(WizardKind::Organization, Some(&profile)).await;
    let typed = [
        (FieldName::Username, "Contoso-Tools"),
        (FieldName::Email, "games@contoso.example"),
    ];
    app.answers_with(Step::OrganizationNew, Choice::CreateOrganization, &typed)
        .await;
    let sheet = app.is_refused(Step::OrganizationNew).await;
    let problem = sheet.refusal.unwrap();
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::UsernameTaken, Some("username"))
    );
}

#[tokio::test]
async fn somebody_is_invited_told_at_once_and_joins() {
    let computer = Computer::with_cast().await;
    let laptop = computer.another();
    let mut maya = laptop.start();
    let profile = maya.signs_in_as_account1(&laptop).await;
    let app = members(&computer).await;
    app.answers(Step::MembersList, Choice::ChooseInvite).await;
    let typed = [(FieldName::Username, "MyNuGetAccount1")];
    app.answers_with(Step::MembersInvite, Choice::InviteCollaborator, &typed)
        .await;
    app.reaches(Step::MembersDone).await;
    maya.until(|view| {
        view.notices
            .iter()
            .any(|notice| matches!(notice.what, NoticeKind::Invited { .. }))
    })
    .await;
    maya.starts_about(WizardKind::AnswerInvitation, &profile, "contoso-tools")
        .await;
    maya.answers(Step::AnswerInvitation, Choice::AcceptInvitation).await;
    maya.reaches(Step::AnswerInvitationAccepted).await;
    app.answers(Step::MembersDone, Choice::BackToList).await;
    app.sees(Step::MembersList, |sheet| lines(sheet, ListName::Members).len() == 3)
        .await;
}

#[tokio::test]
async fn an_invitation_is_declined() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in_somehow(&computer, &ACCOUNT2).await;
    app.starts_about(WizardKind::AnswerInvitation, &profile, "contoso-labs")
        .await;
    app.answers(Step::AnswerInvitation, Choice::DeclineInvitation).await;
    app.reaches(Step::AnswerInvitationDeclined).await;
}

#[tokio::test]
async fn who_cannot_be_invited_is_told_at_the_field() {
    let computer = Computer::with_cast().await;
    let app = members(&computer).await;
    app.answers(Step::MembersList, Choice::ChooseInvite).await;
    for (name, code) in [
        ("contoso-labs", Code::MemberIsOrganization),
        ("MyNuGetAccount2", Code::MemberAlready),
        ("nobody-at-all", Code::AccountUnknown),
        ("account1@outlook.com", Code::UsernameIsEmail),
    ] {
        let typed = [(FieldName::Username, name)];
        app.answers_with(Step::MembersInvite, Choice::InviteCollaborator, &typed)
            .await;
        let refused = |sheet: &contract::desktop::wizard::Sheet| {
            sheet.refusal.as_ref().is_some_and(|problem| problem.code == code)
        };
        let sheet = app.sees(Step::MembersInvite, refused).await;
        assert_eq!(sheet.refusal.unwrap().field.as_deref(), Some("username"));
    }
}

#[tokio::test]
async fn the_only_administrator_makes_another_one_and_can_leave_then() {
    let computer = Computer::with_cast().await;
    let app = members(&computer).await;
    app.answers(Step::MembersList, Choice::ChooseLeave).await;
    let sheet = app.is_refused(Step::MembersLeave).await;
    assert_eq!(sheet.refusal.unwrap().code, Code::LastAdministrator);
    app.act(Action::BackWizard).await;
    app.answers_about(Step::MembersList, Choice::ChooseRole, "MyNuGetAccount2")
        .await;
    app.answers(Step::MembersRole, Choice::MakeAdministrator).await;
    app.answers(Step::MembersDone, Choice::BackToList).await;
    app.answers(Step::MembersList, Choice::ChooseLeave).await;
    app.answers(Step::MembersLeave, Choice::LeaveOrganization).await;
    app.reaches(Step::MembersLeft).await;
}

#[tokio::test]
async fn a_member_is_removed_and_an_invitation_withdrawn() {
    let computer = Computer::with_cast().await;
    let app = members(&computer).await;
    app.answers_about(Step::MembersList, Choice::ChooseRemove, "MyNuGetAccount2")
        .await;
    app.answers(Step::MembersRemove, Choice::RemoveMember).await;
    app.answers(Step::MembersDone, Choice::BackToList).await;
    app.answers(Step::MembersList, Choice::ChooseInvite).await;
    let typed = [(FieldName::Username, "MyNuGetAccount1")];
    app.answers_with(Step::MembersInvite, Choice::InviteAdministrator, &typed)
        .await;
    app.answers(Step::MembersDone, Choice::BackToList).await;
    app.answers_about(Step::MembersList, Choice::ChooseCancel, "MyNuGetAccount1")
        .await;
    app.answers(Step::MembersCancel, Choice::CancelInvitation).await;
    app.answers(Step::MembersDone, Choice::BackToList).await;
    let alone = |sheet: &contract::desktop::wizard::Sheet| {
        lines(sheet, ListName::Members).len() == 1 && lines(sheet, ListName::Invited).is_empty()
    };
    app.sees(Step::MembersList, alone).await;
}

#[tokio::test]
async fn an_organization_with_members_and_packages_is_not_deleted_and_an_empty_one_is() {
    let computer = Computer::with_cast().await;
    let (app, profile) = ana(&computer).await;
    app.starts_about(WizardKind::Members, &profile, "contoso-tools").await;
    app.answers(Step::MembersList, Choice::ChooseDelete).await;
    let sheet = app.is_refused(Step::MembersDelete).await;
    assert_eq!(sheet.refusal.unwrap().code, Code::OrganizationOwnsPackages);
    app.starts_about(WizardKind::Members, &profile, "contoso-labs").await;
    app.answers_about(Step::MembersList, Choice::ChooseCancel, "MyNuGetAccount2")
        .await;
    app.answers(Step::MembersCancel, Choice::CancelInvitation).await;
    app.answers(Step::MembersDone, Choice::BackToList).await;
    app.answers(Step::MembersList, Choice::ChooseDelete).await;
    let typed = [(FieldName::Confirmation, "contoso-labs")];
    app.answers_with(Step::MembersDelete, Choice::DeleteOrganization, &typed)
        .await;
    app.reaches(Step::MembersDeleted).await;
}

#[tokio::test]
async fn what_an_organization_alone_owns_is_handed_over_once_although_an_answer_was_lost_and_the_app_died() {
    let computer = Computer::with_cast().await;
    let app = members(&computer).await;
    app.answers(Step::MembersList, Choice::ChooseDelete).await;
    let sheet = app.is_refused(Step::MembersDelete).await;
    let alone = lines(&sheet, ListName::Orphans);
    assert_eq!(
        alone.iter().map(|line| line.facts.word.as_deref()).collect::<Vec<_>>(),
        [Some("Contoso.Tools")]
    );
    app.answers_about(Step::MembersDelete, Choice::HandOver, "Contoso.Tools")
        .await;
    // Somebody who has to accept first stands beside it.
    let typed = [(FieldName::Username, "MyNuGetAccount1")];
    app.answers_with(Step::MembersHandOver, Choice::OfferOwnership, &typed)
        .await;
    let sheet = app.is_refused(Step::MembersDelete).await;
    let offered = lines(&sheet, ListName::Orphans).remove(0);
    assert_eq!(offered.facts.member.as_deref(), Some("MyNuGetAccount1"));
    // Ana takes it herself, at once.
    app.answers_about(Step::MembersDelete, Choice::HandOver, "Contoso.Tools")
        .await;
    app.reaches(Step::MembersHandOver).await;
    app.dies().await;
    let app = computer.start();
    app.goes_on().await;
    computer.practice.fail_next(Fault::LoseEnding("/owners"));
    let typed = [(FieldName::Username, "ana.contoso")];
    app.answers_with(Step::MembersHandOver, Choice::OfferOwnership, &typed)
        .await;
    let members_left = |sheet: &contract::desktop::wizard::Sheet| {
        let refusal = sheet.refusal.as_ref();
        refusal.is_some_and(|problem| problem.code == Code::OrganizationHasMembers)
    };
    app.sees(Step::MembersDelete, members_left).await;
    assert!(computer.practice.has_failed());
    app.act(Action::BackWizard).await;
    app.answers_about(Step::MembersList, Choice::ChooseRemove, "MyNuGetAccount2")
        .await;
    app.answers(Step::MembersRemove, Choice::RemoveMember).await;
    app.answers(Step::MembersDone, Choice::BackToList).await;
    app.answers(Step::MembersList, Choice::ChooseDelete).await;
    let typed = [(FieldName::Confirmation, "contoso-tools")];
    app.answers_with(Step::MembersDelete, Choice::DeleteOrganization, &typed)
        .await;
    app.reaches(Step::MembersDeleted).await;
}

#[tokio::test]
async fn members_that_were_only_looked_at_are_nothing_under_way_and_the_list_is_shown_the_next_time() {
    let computer = Computer::with_cast().await;
    let app = members(&computer).await;
    assert!(app.view().under_way.is_empty());
    app.answers(Step::MembersList, Choice::ChooseInvite).await;
    app.reaches(Step::MembersInvite).await;
    assert_eq!(app.view().under_way.len(), 1);
    let typed = [(FieldName::Username, "MyNuGetAccount1")];
    app.answers_with(Step::MembersInvite, Choice::InviteCollaborator, &typed)
        .await;
    app.reaches(Step::MembersDone).await;
    let profile = app.view().accounts[0].profile.clone();
    let (shown, tab) = (profile.clone(), AccountTab::Overview);
    app.act(Action::ShowAccount { profile: shown, tab }).await;
    app.until(|view| account(view).is_some() && view.under_way.is_empty())
        .await;
    app.starts_about(WizardKind::Members, &profile, "contoso-tools").await;
    app.reaches(Step::MembersList).await;
}
