//! Three guided wizards without a pointer. Between them they have every kind of control: fields, cards, offers at lines,
//! dangerous buttons, a name typed to confirm, something to copy, and the way back.

use super::{
    heading_has_the_focus,
    keys::{
        asks, choose, choose_about, copies, enter, is_refused, leaves, presses, proves, starts, types, types_and_sends,
    },
    press, tab_to,
};
use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT2: &str = "account2@outlook.com";
const ANA: &str = "ana@contoso.example";

#[tokio::test]
async fn a_pasted_error_leads_without_a_pointer_to_a_record_that_is_copied_and_back() -> Result<()> {
    let session = DesktopSession::start("keyboard-trouble").await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    enter(&app, "[data-action='show_trouble']").await?;
    app.page("trouble").await?;
    heading_has_the_focus(&app).await?;
    tab_to(&app, "#trouble").await?;
    press(
        &app,
        "AADSTS65005: not supported for your organization yourdomain.com, it is unmanaged",
    )
    .await?;
    enter(&app, "[data-action='diagnose']").await?;
    app.wait_for("[data-cause='unmanaged_tenant']").await?;
    enter(&app, "[data-action='start_wizard'][data-wizard='unmanaged_tenant']").await?;
    choose(&app, "unmanaged_tenant_why", "choose_record").await?;
    asks(&app, "unmanaged_tenant_record").await?;
    copies(&app).await?;
    enter(&app, "[data-action='back_wizard']").await?;
    asks(&app, "unmanaged_tenant_why").await?;
    enter(&app, "[data-action='back_wizard']").await?;
    asks(&app, "unmanaged_tenant_domain").await?;
    assert_eq!(app.value("#domain").await?, "yourdomain.com", "back loses nothing");
    presses(&app, "cancel").await?;
    choose(&app, "stop", "stop_here").await?;
    app.page("welcome").await?;
    session.passed();
    Ok(())
}

/// From the page that waits for the browser to what its error means, and back.
async fn looks_up(app: &App, text: &str, cause: &str, back: &str) -> Result<()> {
    enter(app, "main [data-action='show_trouble']").await?;
    app.page("trouble").await?;
    heading_has_the_focus(app).await?;
    tab_to(app, "#trouble").await?;
    press(app, text).await?;
    enter(app, "[data-action='diagnose']").await?;
    app.wait_for(&format!("[data-cause='{cause}']")).await?;
    enter(app, &format!("main [data-action='{back}']")).await?;
    heading_has_the_focus(app).await
}

#[tokio::test]
async fn an_error_of_the_browser_is_looked_up_without_a_pointer_while_the_sign_in_waits() -> Result<()> {
    let session = DesktopSession::start("keyboard-browser-error").await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    enter(&app, "[data-action='start_sign_in'][data-gallery='practice']").await?;
    app.page("sign_in").await?;
    session.browser()?.turn_to_new_tab().await?;
    session.display.focus(walk::WINDOW)?;
    looks_up(&app, "AADSTS50058: stale", "microsoft_expired", "show_sign_in").await?;
    app.page("sign_in").await?;
    walk::come_back(&session, &app, ACCOUNT1).await?;
    session.display.focus(walk::WINDOW)?;
    enter(&app, "[data-action='confirm_identity']").await?;
    app.page("account").await?;
    heading_has_the_focus(&app).await?;

    starts(&app, "change_login").await?;
    choose(&app, "change_login_intro", "continue").await?;
    choose(&app, "change_login_current", "open_browser").await?;
    app.wait_for("main [data-action='copy_address']:enabled").await?;
    session.browser()?.turn_to_new_tab().await?;
    session.display.focus(walk::WINDOW)?;
    heading_has_the_focus(&app).await?;
    looks_up(&app, " Again.", "microsoft_expired", "show_wizard").await?;
    walk::step(&app, "change_login_current").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn an_organization_is_emptied_and_deleted_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-members").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ANA).await?;
    session.display.focus(walk::WINDOW)?;
    heading_has_the_focus(&app).await?;
    enter(&app, "[data-action='show_account'][data-tab='organizations']").await?;
    enter(&app, "[data-wizard='members'][data-subject='contoso-labs']").await?;
    choose_about(&app, "members_list", "choose_cancel", "MyNuGetAccount2").await?;
    choose(&app, "members_cancel", "cancel_invitation").await?;
    choose(&app, "members_done", "back_to_list").await?;
    choose(&app, "members_list", "choose_invite").await?;
    walk::step(&app, "members_invite").await?;
    tab_to(&app, "main #username").await?;
    press(&app, "nobody-at-all").await?;
    enter(&app, "main [data-choice='invite_collaborator']").await?;
    walk::is_refused(&app, "members_invite", "account_unknown").await?;
    enter(&app, "[data-action='back_wizard']").await?;
    choose(&app, "members_list", "choose_delete").await?;
    types_and_sends(&app, "members_delete", "confirmation", "contoso-labs").await?;
    asks(&app, "members_deleted").await?;
    copies(&app).await?;
    leaves(&app).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn the_account_in_the_way_is_deleted_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-conflict").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    session.display.focus(walk::WINDOW)?;
    enter(&app, "[data-action='start_wizard'][data-wizard='change_login']").await?;
    choose(&app, "change_login_intro", "continue").await?;
    proves(&session, &app, "change_login_current", ACCOUNT1, "change_login_new").await?;
    proves(&session, &app, "change_login_new", ACCOUNT2, "change_login_conflict").await?;
    choose(&app, "change_login_conflict", "choose_move").await?;
    choose(&app, "change_login_packages", "continue").await?;
    let this = "MyNuGetAccount1";
    is_refused(&app, "change_login_move", "confirmation", this, "confirmation_wrong").await?;
    enter(&app, "[data-action='back_wizard']").await?;
    choose(&app, "change_login_packages", "continue").await?;
    asks(&app, "change_login_move").await?;
    assert_eq!(app.value("#confirmation").await?, this, "back loses nothing");
    types(&app, "change_login_move", "confirmation", "MyNuGetAccount2").await?;
    presses(&app, "move_login").await?;
    asks(&app, "change_login_done").await?;
    copies(&app).await?;
    leaves(&app).await?;
    session.passed();
    Ok(())
}
