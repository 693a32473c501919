//! Organizations, their members and invitations, in the real app and browser.

use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ANA: &str = "ana@contoso.example";

/// Opens the members of an organization from the page of an account that is in it.
async fn members(app: &App, username: &str, organization: &str) -> Result<()> {
    walk::show_account(app, username).await?;
    app.act_on("show_account", "tab", "organizations").await?;
    walk::start_wizard_about(app, "members", organization).await?;
    walk::step(app, "members_list").await
}

#[tokio::test]
async fn an_organization_is_created_confirmed_joined_left_and_deleted() -> Result<()> {
    let session = DesktopSession::start("organization").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ANA).await?;
    app.act_on("show_account", "tab", "organizations").await?;
    walk::start_wizard(&app, "organization").await?;
    walk::fill(&app, "organization_new", "username", "contoso-games").await?;
    walk::fill(&app, "organization_new", "email", "games@contoso.example").await?;
    walk::answer(&app, "organization_new", "create_organization").await?;
    walk::step(&app, "organization_code").await?;

    let app = walk::killed(&session, app).await?;
    walk::step(&app, "organization_code").await?;
    let code = walk::mailed_code(&app, "games@contoso.example").await?;
    walk::fill(&app, "organization_code", "code", &code).await?;
    walk::answer(&app, "organization_code", "confirm_code").await?;
    walk::receipt(&app, "organization_done").await?;
    walk::start_wizard_about(&app, "members", "contoso-games").await?;
    walk::answer(&app, "members_list", "choose_invite").await?;
    walk::fill(&app, "members_invite", "username", "MyNuGetAccount1").await?;
    walk::answer(&app, "members_invite", "invite_administrator").await?;
    walk::receipt(&app, "members_done").await?;

    walk::sign_in_too(&session, &app, ACCOUNT1).await?;
    walk::start_wizard_about(&app, "answer_invitation", "contoso-games").await?;
    walk::step(&app, "answer_invitation").await?;
    let app = walk::killed(&session, app).await?;
    walk::answer(&app, "answer_invitation", "accept_invitation").await?;
    walk::receipt(&app, "answer_invitation_accepted").await?;
    walk::finish(&app, "answer_invitation_accepted").await?;

    members(&app, "ana.contoso", "contoso-games").await?;
    walk::answer_about(&app, "members_list", "choose_role", "MyNuGetAccount1").await?;
    walk::answer(&app, "members_role", "make_collaborator").await?;
    walk::receipt(&app, "members_done").await?;
    walk::finish(&app, "members_done").await?;

    members(&app, "MyNuGetAccount1", "contoso-games").await?;
    walk::answer(&app, "members_list", "choose_leave").await?;
    walk::answer(&app, "members_leave", "leave_organization").await?;
    walk::receipt(&app, "members_left").await?;
    walk::finish(&app, "members_left").await?;

    members(&app, "ana.contoso", "contoso-games").await?;
    walk::answer(&app, "members_list", "choose_delete").await?;
    walk::fill(&app, "members_delete", "confirmation", "contoso-games").await?;
    walk::answer(&app, "members_delete", "delete_organization").await?;
    walk::receipt(&app, "members_deleted").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn the_only_administrator_makes_another_one_before_leaving_and_a_member_is_removed() -> Result<()> {
    let session = DesktopSession::start("members").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ANA).await?;
    members(&app, "ana.contoso", "contoso-tools").await?;
    walk::answer(&app, "members_list", "choose_leave").await?;
    walk::is_refused(&app, "members_leave", "last_administrator").await?;
    app.act("back_wizard").await?;
    walk::answer_about(&app, "members_list", "choose_role", "MyNuGetAccount2").await?;
    walk::step(&app, "members_role").await?;

    let app = walk::killed(&session, app).await?;
    walk::answer(&app, "members_role", "make_administrator").await?;
    walk::answer(&app, "members_done", "back_to_list").await?;
    walk::answer_about(&app, "members_list", "choose_remove", "MyNuGetAccount2").await?;
    walk::answer(&app, "members_remove", "remove_member").await?;
    walk::receipt(&app, "members_done").await?;
    walk::answer(&app, "members_done", "back_to_list").await?;
    app.wait_until_gone("[data-target='MyNuGetAccount2']").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_package_that_an_organization_alone_owns_is_taken_over_before_it_is_deleted() -> Result<()> {
    let session = DesktopSession::start("organization-packages").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ANA).await?;
    members(&app, "ana.contoso", "contoso-tools").await?;
    walk::answer_about(&app, "members_list", "choose_remove", "MyNuGetAccount2").await?;
    walk::answer(&app, "members_remove", "remove_member").await?;
    walk::receipt(&app, "members_done").await?;
    walk::answer(&app, "members_done", "back_to_list").await?;
    walk::answer(&app, "members_list", "choose_delete").await?;
    walk::is_refused(&app, "members_delete", "organization_owns_packages").await?;
    walk::answer_about(&app, "members_delete", "hand_over", "Contoso.Tools").await?;
    walk::step(&app, "members_hand_over").await?;

    let app = walk::killed(&session, app).await?;
    walk::answer(&app, "members_hand_over", "offer_ownership").await?;
    walk::fill(&app, "members_delete", "confirmation", "contoso-tools").await?;
    walk::answer(&app, "members_delete", "delete_organization").await?;
    walk::receipt(&app, "members_deleted").await?;
    session.passed();
    Ok(())
}
