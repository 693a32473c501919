//! What the practice gallery makes wait, and the time that is let pass there, in the real app and browser.

use crate::{keyboard::keys, recover, two_factor};
use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT3: &str = "account3@outlook.com";
const ANA: &str = "ana@contoso.example";

/// Lets the time pass until what the page says.
async fn lets_time_pass(app: &App) -> Result<()> {
    app.act("let_time_pass").await
}

#[tokio::test]
async fn a_recovery_without_codes_waits_says_until_when_and_for_whom_and_is_done_later_without_a_pointer() -> Result<()>
{
    let session = DesktopSession::start("wait-recovery").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    two_factor::switch_on(&session, &app).await?;
    app.act("sign_out").await?;
    app.page("signed_out").await?;
    app.act("show_welcome").await?;
    keys::begins_recovery(&session, &app, "choose_lost").await?;
    keys::names(&app, "MyNuGetAccount1", ACCOUNT1).await?;
    keys::types_mailed_code(&app, "recover_code", ACCOUNT1).await?;
    keys::choose(&app, "recover_second", "no_recovery_code").await?;
    keys::choose(&app, "recover_wait", "begin_wait").await?;
    keys::asks(&app, "recover_waiting").await?;

    let app = keys::killed(&session, app).await?;
    keys::asks(&app, "recover_waiting").await?;
    let said = app.all_text().await?;
    assert!(said.contains("stops the recovery"), "who can stop it: {said}");
    keys::enter(&app, "[data-action='let_time_pass']").await?;
    keys::choose(&app, "recover_waited", "mail_code").await?;
    keys::types_mailed_code(&app, "recover_code", ACCOUNT1).await?;
    keys::links(&session, &app, ACCOUNT3).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_deletion_waits_for_its_days_and_when_they_have_passed_the_account_is_gone() -> Result<()> {
    let session = DesktopSession::start("wait-deletion").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "delete_account").await?;
    walk::answer(&app, "delete_account_intro", "continue").await?;
    walk::answer(&app, "delete_account_packages", "continue").await?;
    walk::answer(&app, "delete_account_orphans", "unlist_orphans").await?;
    walk::prove(&session, &app, "delete_account_proof", ACCOUNT1, "delete_account_check").await?;
    walk::fill(&app, "delete_account_check", "confirmation", "MyNuGetAccount1").await?;
    walk::answer(&app, "delete_account_check", "delete_account").await?;
    walk::receipt(&app, "delete_account_signed_out").await?;

    walk::answer(&app, "delete_account_signed_out", "sign_in_elsewhere").await?;
    session.browser()?.turn_to_new_tab().await?;
    walk::come_back(&session, &app, ACCOUNT1).await?;
    app.act("confirm_identity").await?;
    app.page("account").await?;
    app.wait_for("[data-waits='deletion']").await?;
    lets_time_pass(&app).await?;
    app.wait_for("[data-state='session_ended']").await?;
    // Nothing offers to keep it any more, or to let the time pass that has passed.
    app.wait_until_gone("[data-waits='deletion'] button").await?;
    let under_way = app.text("[data-action='show_wizard']").await?;
    assert!(under_way.contains("Has ended"), "{under_way}");

    // Nobody has an account with this Microsoft account any more, and the name is not to be had again.
    app.act("show_welcome").await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    walk::come_back(&session, &app, ACCOUNT1).await?;
    app.act("show_register").await?;
    app.page("register").await?;
    app.type_into("#username", "MyNuGetAccount1").await?;
    app.act("register").await?;
    app.refusal("username_taken").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_conversion_that_was_asked_for_with_a_password_waits_three_days_on_both_sides() -> Result<()> {
    let session = DesktopSession::start("wait-conversion").await?;
    let app = session.launch().await?;
    recover::begun(&session, &app, "choose_password").await?;
    walk::fill(&app, "recover_password", "username", "OldNuGetAccount").await?;
    walk::fill(&app, "recover_password", "password", "Practice2012").await?;
    walk::answer(&app, "recover_password", "continue").await?;
    walk::answer(&app, "recover_new", "convert_instead").await?;
    walk::answer(&app, "convert_intro", "continue").await?;
    walk::fill(&app, "convert_administrator", "username", "ana.contoso").await?;
    walk::answer(&app, "convert_administrator", "continue").await?;
    walk::fill(&app, "convert_check", "confirmation", "OldNuGetAccount").await?;
    walk::answer(&app, "convert_check", "request_conversion").await?;
    walk::step(&app, "convert_waiting").await?;

    // The side of the administrator: accepted, and in three days.
    walk::sign_in_too(&session, &app, ANA).await?;
    walk::start_wizard_about(&app, "answer_conversion", "OldNuGetAccount").await?;
    walk::fill(&app, "answer_conversion", "confirmation", "OldNuGetAccount").await?;
    walk::answer(&app, "answer_conversion", "accept_conversion").await?;
    walk::finish(&app, "answer_conversion_later").await?;
    app.wait_for("[data-waits='answer_conversion']").await?;

    // The side that asked, also after a kill: who can stop it, and until when.
    walk::go_on(&app, "Recover access", "convert_waiting").await?;
    app.wait_for_text("ana.contoso accepted").await?;
    let app = walk::killed(&session, app).await?;
    walk::go_on(&app, "Recover access", "convert_waiting").await?;
    lets_time_pass(&app).await?;
    let receipt = walk::receipt(&app, "convert_done").await?;
    assert!(receipt.contains("OldNuGetAccount"), "{receipt}");

    walk::show_account(&app, "ana.contoso").await?;
    app.wait_for("main:not(:has([data-waits='answer_conversion']))").await?;
    app.act_on("show_account", "tab", "organizations").await?;
    app.wait_for("[data-organization='OldNuGetAccount']").await?;
    session.passed();
    Ok(())
}
