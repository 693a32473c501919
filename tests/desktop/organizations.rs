//! Organizations, their members and invitations, in the real app and browser.

use crate::keyboard::keys::{
    asks, choose, choose_about, copies, enter, finishes, killed, opens_account, opens_organizations, presses,
    signed_in, signs_in_too, starts, starts_about, types, types_and_sends, types_mailed_code,
};
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

/// The same without a pointer, from the page of another account.
async fn opens_members(app: &App, username: &str, organization: &str) -> Result<()> {
    opens_account(app, username).await?;
    opens_organizations(app).await?;
    starts_about(app, "members", organization).await
}

#[tokio::test]
async fn an_organization_is_created_confirmed_joined_left_and_deleted_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("organization").await?;
    let app = signed_in(&session, ANA).await?;
    opens_organizations(&app).await?;
    starts(&app, "organization").await?;
    asks(&app, "organization_new").await?;
    types(&app, "organization_new", "username", "contoso-games").await?;
    types_and_sends(&app, "organization_new", "email", "games@contoso.example").await?;
    asks(&app, "organization_code").await?;

    let app = killed(&session, app).await?;
    types_mailed_code(&app, "organization_code", "games@contoso.example").await?;
    asks(&app, "organization_done").await?;
    walk::receipt(&app, "organization_done").await?;
    copies(&app).await?;
    starts_about(&app, "members", "contoso-games").await?;
    choose(&app, "members_list", "choose_invite").await?;
    asks(&app, "members_invite").await?;
    types(&app, "members_invite", "username", "MyNuGetAccount1").await?;
    presses(&app, "invite_administrator").await?;
    asks(&app, "members_done").await?;
    walk::receipt(&app, "members_done").await?;

    signs_in_too(&session, &app, ACCOUNT1).await?;
    starts_about(&app, "answer_invitation", "contoso-games").await?;
    asks(&app, "answer_invitation").await?;
    let app = killed(&session, app).await?;
    choose(&app, "answer_invitation", "accept_invitation").await?;
    finishes(&app, "answer_invitation_accepted").await?;

    opens_members(&app, "ana.contoso", "contoso-games").await?;
    choose_about(&app, "members_list", "choose_role", "MyNuGetAccount1").await?;
    choose(&app, "members_role", "make_collaborator").await?;
    finishes(&app, "members_done").await?;

    opens_members(&app, "MyNuGetAccount1", "contoso-games").await?;
    choose(&app, "members_list", "choose_leave").await?;
    choose(&app, "members_leave", "leave_organization").await?;
    finishes(&app, "members_left").await?;

    opens_members(&app, "ana.contoso", "contoso-games").await?;
    choose(&app, "members_list", "choose_delete").await?;
    asks(&app, "members_delete").await?;
    types_and_sends(&app, "members_delete", "confirmation", "contoso-games").await?;
    finishes(&app, "members_deleted").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn the_only_administrator_makes_another_one_before_leaving_and_a_member_is_removed_without_a_pointer()
-> Result<()> {
    let session = DesktopSession::start("members").await?;
    let app = signed_in(&session, ANA).await?;
    opens_organizations(&app).await?;
    starts_about(&app, "members", "contoso-tools").await?;
    choose(&app, "members_list", "choose_leave").await?;
    walk::is_refused(&app, "members_leave", "last_administrator").await?;
    enter(&app, "[data-action='back_wizard']").await?;
    choose_about(&app, "members_list", "choose_role", "MyNuGetAccount2").await?;
    asks(&app, "members_role").await?;

    let app = killed(&session, app).await?;
    choose(&app, "members_role", "make_administrator").await?;
    choose(&app, "members_done", "back_to_list").await?;
    choose_about(&app, "members_list", "choose_remove", "MyNuGetAccount2").await?;
    choose(&app, "members_remove", "remove_member").await?;
    asks(&app, "members_done").await?;
    walk::receipt(&app, "members_done").await?;
    presses(&app, "back_to_list").await?;
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
